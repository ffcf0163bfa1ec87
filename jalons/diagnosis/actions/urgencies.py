"""Urgences sociales: proposed from croisements, rated by the room, decided by people (§5.4, rule 19)."""

from collections.abc import Collection
from collections.abc import Sequence as Ordered
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from jalons.core import clock, live
from jalons.core.actors import Actor
from jalons.core.errors import DomainError, GateClosedError
from jalons.diagnosis import rules
from jalons.diagnosis.actions import wall
from jalons.diagnosis.enums import UrgencyStatus
from jalons.diagnosis.models import CrossReading, SocialUrgency
from jalons.diagnosis.queries.urgencies import SUBJECT_KIND
from jalons.initiatives.models import Initiative, Theme
from jalons.journal.actions import record
from jalons.rooms.actions import runsheet
from jalons.rooms.kinds.base import OptionDraft
from jalons.rooms.kinds.rating import KIND as RATING
from jalons.rooms.models import Option, Sequence, Vote
from jalons.territories.models import Territory

CHANGED = "urgencies.changed"


@dataclass(frozen=True, slots=True)
class Content:
    """What an urgency says, and what it comes from."""

    title: str
    description: str = ""
    people_concerned: str = ""
    cross_readings: Collection[CrossReading] = field(default_factory=tuple)
    themes: Collection[Theme] = field(default_factory=tuple)
    communes: Collection[Territory] = field(default_factory=tuple)


@transaction.atomic
def propose(
    initiative: Initiative, *, content: Content, by: Actor, now: datetime | None = None
) -> SocialUrgency:
    """Add an urgency to the list. Raises DomainError on a title missing or taken."""
    _check(initiative, content)
    last = SocialUrgency.objects.filter(initiative=initiative).order_by("-position").first()
    urgency = SocialUrgency(initiative=initiative, position=last.position + 1 if last else 1)
    _write(urgency, content)
    _record_and_tell("urgency.proposed", urgency, by=by, now=now)
    return urgency


@transaction.atomic
def edit(
    urgency: SocialUrgency,
    *,
    content: Content,
    by: Actor,
    seen: datetime | None = None,
    now: datetime | None = None,
) -> SocialUrgency:
    """Change the wording or the sources. The label that the room rated stays frozen in its options.

    Raises DomainError when it changed since `seen`, on a title missing or taken, or when a retained
    urgency would lose its last croisement.
    """
    current = _fresh(urgency, seen)
    _check(current.initiative, content, but=current)
    is_retained = current.status == UrgencyStatus.RETAINED
    if is_retained and not content.cross_readings and not current.override_reason:
        raise GateClosedError(
            "Cette urgence est retenue : gardez un croisement, ou remettez-la d’abord en discussion.",
            field="cross_readings",
        )
    _write(current, content)
    _record_and_tell("urgency.edited", current, by=by, now=now)
    return current


@transaction.atomic
def decide(
    urgency: SocialUrgency,
    *,
    status: UrgencyStatus,
    reason: str,
    by: Actor,
    merged_into: SocialUrgency | None = None,
    carried_by: str = "",
    override_reason: str = "",
    decided_by: str = "",
    decided_on: date | None = None,
    seen: datetime | None = None,
    now: datetime | None = None,
) -> SocialUrgency:
    """Retain, park, merge or leave out of scope, always with a reason.

    Rule 19 (gate): an urgency retained without croisement needs `override_reason`; raises
    GateClosedError otherwise, DomainError for any other gap.
    """
    current = _fresh(urgency, seen)
    decision = rules.Decision(status, reason, merged_into is not None, override_reason)
    sources = current.cross_readings.count()
    problem = rules.decision_problem(decision, cross_readings=sources)
    if problem:
        error = GateClosedError if problem.field == "override_reason" else DomainError
        raise error(problem.sentence, field=problem.field)
    if merged_into:
        _check_merge(current, merged_into)
        merged_into.cross_readings.add(*current.cross_readings.all())
    is_override = status == UrgencyStatus.RETAINED and not sources
    current.status = status
    current.reason = reason.strip()
    current.merged_into = merged_into if status == UrgencyStatus.MERGED else None
    current.carried_by = carried_by.strip()
    current.override_reason = override_reason.strip() if is_override else ""
    current.decided_by = decided_by.strip() or by.label
    current.decided_on = decided_on or (now.date() if now else clock.today())
    current.save()
    _record_decision(current, is_override=is_override, by=by, now=now)
    return current


@transaction.atomic
def reopen(urgency: SocialUrgency, *, by: Actor, now: datetime | None = None) -> SocialUrgency:
    """Put a decided urgency back in discussion; the journal keeps what had been decided."""
    current = _fresh(urgency, None)
    if current.lasting_changes.exists():
        raise DomainError(
            "Un changement s’appuie sur cette urgence : détachez-le d’abord, ou gardez la décision."
        )
    has_votes = Vote.objects.filter(option__subject_kind=SUBJECT_KIND, option__subject_id=current.id).exists()
    current.status = UrgencyStatus.RATED if has_votes else UrgencyStatus.PROPOSED
    current.merged_into = None
    current.override_reason = ""
    current.decided_on = None
    current.decided_by = ""
    current.save()
    _record_and_tell("urgency.reopened", current, by=by, now=now)
    return current


@transaction.atomic
def put_to_vote(
    sequence: Sequence, *, urgencies: Ordered[SocialUrgency], by: Actor, now: datetime | None = None
) -> list[Option]:
    """Give these urgencies to a rating sequence of the room, in this order.

    Wordings are frozen as the options' labels. Raises DomainError on a sequence of another kind or
    démarche, or when people already voted in it: what they rated may not change under them.
    """
    _check_vote(sequence, urgencies)
    drafts = [OptionDraft(SUBJECT_KIND, urgency.id, urgency.title) for urgency in urgencies]
    options = runsheet.set_options(sequence=sequence, options=drafts, by=by, now=now)
    record(
        "urgency.put_to_vote",
        by=by,
        scope=sequence.scope(),
        on=sequence.id,
        label=sequence.title,
        now=now,
        count=len(options),
    )
    live.publish(_topic(urgencies[0]), CHANGED, {"sentence": "Les urgences à noter sont prêtes."})
    return options


@transaction.atomic
def move(urgency: SocialUrgency, *, up: bool, by: Actor, now: datetime | None = None) -> None:
    """Exchange its place with its neighbour's: the order is people's, never a ranking."""
    ordered = list(SocialUrgency.objects.select_for_update().filter(initiative_id=urgency.initiative_id))
    place = next(index for index, row in enumerate(ordered) if row.pk == urgency.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(ordered):
        return
    ordered[place], ordered[other] = ordered[other], ordered[place]
    for position, row in enumerate(ordered, start=1):
        row.position = position
    SocialUrgency.objects.bulk_update(ordered, ["position"])
    _record_and_tell("urgency.moved", urgency, by=by, now=now)


def _write(urgency: SocialUrgency, content: Content) -> None:
    urgency.title = content.title.strip()
    urgency.description = content.description.strip()
    urgency.people_concerned = content.people_concerned.strip()
    urgency.save()
    urgency.cross_readings.set(content.cross_readings)
    urgency.themes.set(content.themes)
    urgency.communes.set(content.communes)


def _fresh(urgency: SocialUrgency, seen: datetime | None) -> SocialUrgency:
    current = SocialUrgency.objects.select_for_update().get(pk=urgency.pk)
    if seen is not None and current.updated_at != seen:
        raise DomainError(
            "Quelqu’un a modifié cette urgence pendant que vous écriviez. Rien n’a été écrasé : "
            "ouvrez la version actuelle dans un autre onglet, puis enregistrez de nouveau."
        )
    return current


def _check(initiative: Initiative, content: Content, but: SocialUrgency | None = None) -> None:
    if not content.title.strip():
        raise DomainError("Donnez un titre à cette urgence.", field="title")
    same = SocialUrgency.objects.filter(initiative=initiative, title__iexact=content.title.strip())
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise DomainError("Une urgence porte déjà ce titre : choisissez d’autres mots.", field="title")
    if {reading.initiative_id for reading in content.cross_readings} - {initiative.id}:
        raise DomainError("Choisissez des croisements de cette démarche.", field="cross_readings")


def _check_merge(urgency: SocialUrgency, into: SocialUrgency) -> None:
    if into.pk == urgency.pk or into.initiative_id != urgency.initiative_id:
        raise DomainError("Choisissez une autre urgence de cette démarche.", field="merged_into")
    if SocialUrgency.objects.select_for_update().get(pk=into.pk).status == UrgencyStatus.MERGED:
        raise DomainError("L’urgence choisie est elle-même fondue dans une autre.", field="merged_into")


def _check_vote(sequence: Sequence, urgencies: Ordered[SocialUrgency]) -> None:
    if not urgencies:
        raise DomainError("Cochez au moins une urgence à soumettre à la salle.", field="urgencies")
    if sequence.kind != RATING.code:
        raise DomainError("Choisissez une séquence où la salle note des urgences.", field="sequence")
    if {urgency.initiative_id for urgency in urgencies} != {sequence.step.initiative_id}:
        raise DomainError("Ces urgences ne sont pas de cette démarche.", field="urgencies")
    if Vote.objects.filter(option__sequence=sequence).exists():
        raise DomainError(
            "Des personnes ont déjà noté dans cette séquence : la liste ne change plus. "
            "Ajoutez une autre séquence de notes au déroulé.",
            field="sequence",
        )


def _record_decision(urgency: SocialUrgency, *, is_override: bool, by: Actor, now: datetime | None) -> None:
    decision = UrgencyStatus(urgency.status).label.lower()
    if is_override:
        _record_and_tell(
            "urgency.retained_without_cross_reading",
            urgency,
            by=by,
            now=now,
            reason=urgency.reason,
            override=urgency.override_reason,
        )
    else:
        _record_and_tell("urgency.decided", urgency, by=by, now=now, decision=decision, reason=urgency.reason)


def _record_and_tell(
    verb: str, urgency: SocialUrgency, *, by: Actor, now: datetime | None, **facts: str
) -> None:
    record(
        verb, by=by, scope=urgency.initiative.scope(), on=urgency.id, label=urgency.title, now=now, **facts
    )
    live.publish(_topic(urgency), CHANGED, {"sentence": f"L’urgence « {urgency.title} » a changé."})


def _topic(urgency: SocialUrgency) -> str:
    return wall.topic(urgency.initiative_id)
