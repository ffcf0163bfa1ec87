"""Ending a decision: adopted, or out by a dated door; and coming back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.typography import day
from jalons.decisions import process as kernel
from jalons.decisions import subjects
from jalons.decisions.actions import moving
from jalons.decisions.enums import ConsentState
from jalons.decisions.models import ConsentProcess
from jalons.directory.enums import OrganisationKind
from jalons.directory.models import Organisation


@dataclass(frozen=True, slots=True)
class Here:
    """Who is in the room now: an organisation, or a name when it is not in the directory."""

    people: int
    organisation: Organisation | None = None
    label: str = ""
    is_invited: bool = True

    def as_presence(self) -> kernel.Presence:
        kind = self.organisation.kind if self.organisation else ""
        return kernel.Presence(
            organisation=self.organisation.name if self.organisation else self.label,
            people=self.people,
            is_caf=kind == OrganisationKind.CAF,
            is_epci=kind == OrganisationKind.EPCI,
            is_invited=self.is_invited,
        )


@transaction.atomic
def adopt(
    consent: ConsentProcess,
    *,
    present: Sequence[Here],
    review_on: date,
    by: Actor,
    waiver: str = "",
    now: datetime | None = None,
) -> None:
    """Adopt the version on the table: nobody objects, everybody was heard, those here are counted.

    `waiver` is the équipe projet's written reason to do without the quorum. The text is frozen with its
    hash and handed to the area that owns the subject, in the same transaction.
    """
    at = now or clock.now()
    here = tuple(h.as_presence() for h in present if h.people > 0)
    if waiver.strip():
        _waive(consent, waiver.strip(), by=by, now=at)
    moving.apply(
        consent,
        lambda p: kernel.adopt(p, presence=here, review_on=review_on, at=at, today=localdate(at)),
        by=by,
        verb="consent.adopted",
        now=at,
        version=lambda p: p.version.number,
        review_on=day(review_on),
    )
    for known in present:
        if known.organisation is not None:
            consent.presences.filter(label=known.organisation.name).update(organisation=known.organisation)
    version = consent.versions.filter(presented_at__isnull=False).latest("number")
    subjects.get(consent.subject_kind).on_adopted(consent, version, by=by, now=at)


def _waive(consent: ConsentProcess, reason: str, *, by: Actor, now: datetime) -> None:
    consent.quorum_waiver = reason
    consent.quorum_waived_by = by.label
    consent.save(update_fields=["quorum_waiver", "quorum_waived_by", "updated_at"])
    moving.say(consent, "consent.quorum_waived", by=by, now=now, reason=reason)


@transaction.atomic
def leave(
    consent: ConsentProcess,
    *,
    state: ConsentState,
    reason: str,
    returns_on: date,
    by: Actor,
    now: datetime | None = None,
) -> None:
    """A recorded exit: postponed, on trial, sent back, suspended. None is an adoption."""
    at = now or clock.now()
    moving.apply(
        consent,
        lambda p: kernel.leave(
            p,
            kernel.State(state.value),
            reason=reason,
            returns_on=returns_on,
            at=at,
            today=localdate(at),
        ),
        by=by,
        verb="consent.left",
        now=at,
        state=state.label.lower(),
        reason=reason,
        returns_on=day(returns_on),
    )


@transaction.atomic
def resume(consent: ConsentProcess, *, by: Actor, now: datetime | None = None) -> None:
    """Come back to a decision that was left; people are asked again."""
    at = now or clock.now()
    moving.apply(consent, lambda p: kernel.resume(p, at=at), by=by, verb="consent.resumed", now=at)
