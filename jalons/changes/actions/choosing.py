"""Choosing among drafts: retain, release, order, put to the abaque."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jalons.changes import rules
from jalons.changes.actions import reopening, telling
from jalons.changes.enums import ChangeStatus
from jalons.changes.models import LastingChange
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.initiatives.models import Initiative
from jalons.rooms.actions import runsheet
from jalons.rooms.kinds.base import OptionDraft
from jalons.rooms.models import Sequence as RoomSequence

OPTION_KIND = "lasting_change"


@transaction.atomic
def retain(change: LastingChange, *, by: Actor, reason: str = "", now: datetime | None = None) -> bool:
    """Keep a change. What rule 19 asks and is not there is passed with a written reason.

    Returns whether a submitted version was reopened. Raises GateClosedError, DomainError.
    """
    reopening.demand_no_consent(change)
    if change.is_kept:
        raise DomainError("Ce changement est déjà retenu.")
    if change.status == ChangeStatus.ABANDONED:
        raise DomainError("Ce changement est écarté : reprenez-le d’abord.")
    passed = rules.demand_retainable(change, reason)
    change.status, change.gate_reason = ChangeStatus.RETAINED, reason.strip() if passed else ""
    change.save()
    verb = "change.retained_despite" if passed else "change.retained"
    facts = {"gates": " ".join(passed), "reason": reason.strip()} if passed else {}
    telling.say(change.initiative, verb, by=by, on=change.id, label=change.title, now=now, **facts)
    return reopening.reopen_if_changed(
        change.initiative, reason=f"Le changement « {change.title} » a été retenu.", by=by, now=now
    )


@transaction.atomic
def release(change: LastingChange, *, reason: str, by: Actor, now: datetime | None = None) -> bool:
    """Give a kept change back to the drafts. Returns whether a submitted version was reopened."""
    reopening.demand_no_consent(change)
    if not change.is_kept:
        raise DomainError("Ce changement n’est pas retenu.")
    if not reason.strip():
        raise DomainError("Dites pourquoi ce changement n’est plus retenu.", field="reason")
    change.status, change.gate_reason, change.consent = ChangeStatus.DRAFT, "", None
    change.save()
    telling.say(
        change.initiative,
        "change.released",
        by=by,
        on=change.id,
        label=change.title,
        now=now,
        reason=reason.strip(),
    )
    return reopening.reopen_if_changed(
        change.initiative, reason=f"Le changement « {change.title} » n’est plus retenu.", by=by, now=now
    )


@transaction.atomic
def order(initiative: Initiative, *, ids: Sequence[UUID], by: Actor, now: datetime | None = None) -> None:
    """Put the changes in this order; those left out keep their place after."""
    rows = {c.id: c for c in LastingChange.objects.filter(initiative=initiative)}
    known = [i for i in ids if i in rows]
    rest = [i for i in rows if i not in set(known)]
    for place, change_id in enumerate([*known, *rest], start=1):
        if rows[change_id].position != place:
            rows[change_id].position = place
            rows[change_id].save(update_fields=["position", "updated_at"])
    telling.say(initiative, "change.ordered", by=by, now=now)


@transaction.atomic
def put_to_abaque(
    initiative: Initiative,
    *,
    sequence: RoomSequence,
    changes: Sequence[LastingChange],
    by: Actor,
    now: datetime | None = None,
) -> None:
    """Ask the room about these changes, labels frozen. Drafts become « proposés au vote ».

    Raises DomainError for another kind of sequence, another territory, or once people answered.
    """
    if sequence.kind != "abaque" or sequence.step.initiative_id != initiative.id:
        raise DomainError("Choisissez une séquence « abaque » de ce territoire.", field="sequence")
    if not changes:
        raise DomainError("Choisissez au moins un changement.", field="changes")
    rules.demand_same_territory(changes)
    runsheet.set_options(
        sequence=sequence,
        options=[OptionDraft(OPTION_KIND, c.id, c.statement[:400]) for c in changes],
        by=by,
        now=now,
    )
    for change in changes:
        if change.status == ChangeStatus.DRAFT:
            change.status = ChangeStatus.PROPOSED
            change.save(update_fields=["status", "updated_at"])
    telling.say(
        initiative,
        "changes.put_to_abaque",
        by=by,
        on=sequence.id,
        label=sequence.title,
        now=now,
        count=len(changes),
    )
