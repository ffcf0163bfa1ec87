"""Salient facts: the software proposes, the team retains, rewords, reorders, adds or rejects (§1.13)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.indicators import proposals, rules
from jalons.indicators.actions import group
from jalons.indicators.enums import FactStatus
from jalons.indicators.models import SalientFact
from jalons.indicators.queries.board import board, group_of
from jalons.initiatives.models import Initiative
from jalons.journal.actions import record


@dataclass(frozen=True, slots=True)
class Wording:
    """What the team writes of a fact. Source and vintage are required."""

    title: str
    sentence: str
    source_label: str
    vintage: str
    figure: str = ""
    gap: str = ""
    population: str = ""
    caveat: str = ""
    reason: str = ""


@transaction.atomic
def propose(initiative: Initiative, *, by: Actor, now: datetime | None = None) -> int:
    """Compute proposals afresh. What people retained, rejected, reworded or added is never touched.

    Returns how many facts are proposed.
    """
    if group_of(initiative) is None:
        group.suggest(initiative, by=by, now=now)
    known = SalientFact.objects.filter(initiative=initiative)
    known.filter(status=FactStatus.SUGGESTED, is_own=False, is_reworded=False).delete()
    kept = set(known.exclude(indicator=None).values_list("indicator_id", flat=True))
    position = _last_position(initiative)
    fresh = [p for p in proposals.propose(board(initiative)) if p.indicator.id not in kept]
    for rank, proposal in enumerate(fresh, start=1):
        SalientFact.objects.create(
            initiative=initiative,
            indicator=proposal.indicator,
            position=position + rank,
            title=proposal.title,
            sentence=proposal.sentence,
            figure=proposal.figure,
            gap=proposal.gap,
            source_label=proposal.source_label,
            vintage=proposal.vintage,
            population=proposal.indicator.population,
            caveat=proposal.caveat,
            reason=proposal.reason,
            stands_out=proposal.stands_out,
        )
    scope = initiative.scope()
    record("facts.proposed", by=by, scope=scope, label=initiative.name, now=now, count=len(fresh))
    return len(fresh)


@transaction.atomic
def retain(fact: SalientFact, *, by: Actor, now: datetime | None = None) -> SalientFact:
    """Keep a fact for table 1. Raises DomainError when twelve are kept already."""
    current = _locked(fact)
    if current.status == FactStatus.RETAINED:
        return current
    rules.check_room(current.initiative, but=current)
    return _set(current, FactStatus.RETAINED, "fact.retained", by=by, now=now)


@transaction.atomic
def reject(fact: SalientFact, *, by: Actor, now: datetime | None = None) -> SalientFact:
    """Set a fact aside; it can come back."""
    return _set(_locked(fact), FactStatus.REJECTED, "fact.rejected", by=by, now=now)


@transaction.atomic
def reopen(fact: SalientFact, *, by: Actor, now: datetime | None = None) -> SalientFact:
    """Put a fact back among the proposals."""
    return _set(_locked(fact), FactStatus.SUGGESTED, "fact.reopened", by=by, now=now)


@transaction.atomic
def move(fact: SalientFact, *, up: bool, by: Actor, now: datetime | None = None) -> SalientFact:
    """Exchange a retained fact with its neighbour. At an end, nothing moves."""
    current = _locked(fact)
    facts = list(SalientFact.objects.filter(initiative=current.initiative, status=FactStatus.RETAINED))
    if current not in facts:
        raise DomainError("Seuls les faits retenus ont un ordre : retenez d’abord celui-ci.")
    at = facts.index(current)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(facts):
        return current
    facts[at], facts[to] = facts[to], facts[at]
    for position, each in enumerate(facts, start=1):
        if each.position != position:
            SalientFact.objects.filter(id=each.id).update(position=position)
    _record("fact.moved", current, by=by, now=now)
    current.refresh_from_db()
    return current


@transaction.atomic
def reword(fact: SalientFact, *, wording: Wording, by: Actor, now: datetime | None = None) -> SalientFact:
    """Change the words of a fact. Raises DomainError without title, sentence, source or vintage."""
    _check(wording)
    current = _locked(fact)
    before = {name: getattr(current, name) for name in ("title", "sentence")}
    for name, value in asdict(wording).items():
        setattr(current, name, value.strip())
    current.is_reworded = True
    current.save()
    _record("fact.reworded", current, by=by, now=now, before=before)
    return current


@transaction.atomic
def add(initiative: Initiative, *, wording: Wording, by: Actor, now: datetime | None = None) -> SalientFact:
    """Add the team's own fact, retained at once. Raises DomainError as `reword` and `retain` do."""
    _check(wording)
    rules.check_room(initiative)
    fact = SalientFact.objects.create(
        initiative=initiative,
        status=FactStatus.RETAINED,
        is_own=True,
        position=_last_position(initiative, FactStatus.RETAINED) + 1,
        **{name: value.strip() for name, value in asdict(wording).items()},
    )
    _record("fact.added", fact, by=by, now=now)
    return fact


def _check(wording: Wording) -> None:
    if not wording.title.strip():
        raise DomainError("Donnez un titre court à ce fait.", field="title")
    if not wording.sentence.strip():
        raise DomainError("Écrivez la phrase que la table lira.", field="sentence")
    rules.check_source(wording.source_label, wording.vintage)


def _locked(fact: SalientFact) -> SalientFact:
    return SalientFact.objects.select_related("initiative").get(id=fact.id)


def _last_position(initiative: Initiative, status: FactStatus | None = None) -> int:
    facts = SalientFact.objects.filter(initiative=initiative)
    chosen = facts.filter(status=status) if status else facts
    return int(chosen.aggregate(last=Max("position"))["last"] or 0)


def _set(fact: SalientFact, status: FactStatus, verb: str, *, by: Actor, now: datetime | None) -> SalientFact:
    fact.status = status
    if status == FactStatus.RETAINED:
        fact.position = _last_position(fact.initiative, FactStatus.RETAINED) + 1
    fact.save()
    _record(verb, fact, by=by, now=now)
    return fact


def _record(verb: str, fact: SalientFact, *, by: Actor, now: datetime | None, **facts: object) -> None:
    record(verb, by=by, scope=fact.initiative.scope(), on=fact.id, label=fact.title, now=now, **facts)
