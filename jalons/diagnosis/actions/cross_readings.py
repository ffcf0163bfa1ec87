"""Croisements: writing, editing, retiring, putting back (domain.md §5.1)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from jalons.core import clock, live
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.diagnosis import rules
from jalons.diagnosis.actions import wall
from jalons.diagnosis.enums import Relation
from jalons.diagnosis.models import Cluster, CrossReading
from jalons.indicators.models import SalientFact
from jalons.initiatives.models import Initiative
from jalons.journal.actions import record

CHANGED = "cross_readings.changed"


@dataclass(frozen=True, slots=True)
class Content:
    """What a croisement says."""

    relation: Relation
    analysis: str
    question: str = ""
    authors: str = ""
    facts: Collection[SalientFact] = field(default_factory=tuple)
    clusters: Collection[Cluster] = field(default_factory=tuple)


@transaction.atomic
def create(
    initiative: Initiative, *, content: Content, by: Actor, now: datetime | None = None
) -> CrossReading:
    """Write a croisement. Raises DomainError when its sides do not fit its relation."""
    _check(initiative, content)
    last = CrossReading.everything.filter(initiative=initiative).order_by("-position").first()
    reading = CrossReading.objects.create(
        initiative=initiative,
        relation=content.relation,
        analysis=content.analysis.strip(),
        question=content.question.strip(),
        authors=content.authors.strip(),
        position=last.position + 1 if last else 1,
    )
    _set_sides(reading, content)
    _record_and_tell("cross_reading.created", reading, by=by, now=now)
    return reading


@transaction.atomic
def edit(
    reading: CrossReading,
    *,
    content: Content,
    by: Actor,
    seen: datetime | None = None,
    now: datetime | None = None,
) -> CrossReading:
    """Change a croisement. `seen` is the `updated_at` that the person read.

    Raises DomainError when it changed since, or when its sides do not fit its relation.
    """
    current = CrossReading.objects.select_for_update().filter(pk=reading.pk).first()
    if current is None:
        raise DomainError("Ce croisement vient d’être retiré. Revenez à la liste : vous pouvez le remettre.")
    if seen is not None and current.updated_at != seen:
        raise DomainError(
            "Quelqu’un a modifié ce croisement pendant que vous écriviez. Rien n’a été écrasé : "
            "ouvrez la version actuelle dans un autre onglet, puis enregistrez de nouveau."
        )
    _check(current.initiative, content)
    current.relation = content.relation
    current.analysis = content.analysis.strip()
    current.question = content.question.strip()
    current.authors = content.authors.strip()
    current.save()
    _set_sides(current, content)
    _record_and_tell("cross_reading.edited", current, by=by, now=now)
    return current


@transaction.atomic
def retire(reading: CrossReading, *, by: Actor, now: datetime | None = None) -> CrossReading:
    """Take a croisement out of the list; it can be put back. Raises DomainError while an urgency cites it."""
    if reading.urgencies.exists():
        raise DomainError(
            "Une urgence s’appuie sur ce croisement et perdrait son origine. Détachez-le d’abord."
        )
    reading.retired_at = now or clock.now()
    reading.save(update_fields=["retired_at", "updated_at"])
    _record_and_tell("cross_reading.retired", reading, by=by, now=now)
    return reading


@transaction.atomic
def restore(reading: CrossReading, *, by: Actor, now: datetime | None = None) -> CrossReading:
    """Put back a croisement that was taken out."""
    reading.retired_at = None
    reading.save(update_fields=["retired_at", "updated_at"])
    _record_and_tell("cross_reading.restored", reading, by=by, now=now)
    return reading


def _check(initiative: Initiative, content: Content) -> None:
    if not content.analysis.strip():
        raise DomainError("Écrivez en une phrase ce que vous en dites.", field="analysis")
    problem = rules.sides_problem(content.relation, facts=len(content.facts), clusters=len(content.clusters))
    if problem:
        raise DomainError(problem.sentence, field=problem.field)
    homes = {fact.initiative_id for fact in content.facts} | {
        cluster.initiative_id for cluster in content.clusters
    }
    if homes - {initiative.id}:
        raise DomainError("Choisissez des faits et des regroupements de cette démarche.", field="facts")


def _set_sides(reading: CrossReading, content: Content) -> None:
    reading.facts.set(content.facts)
    reading.clusters.set(content.clusters)


def _record_and_tell(verb: str, reading: CrossReading, *, by: Actor, now: datetime | None) -> None:
    relation = Relation(reading.relation).label.lower()
    facts = {"relation": relation} if verb.endswith(("created", "edited")) else {}
    record(
        verb,
        by=by,
        scope=reading.initiative.scope(),
        on=reading.id,
        label=reading.analysis[:160],
        now=now,
        **facts,
    )
    payload = {"sentence": f"Un croisement a changé ({relation}).", "id": str(reading.id)}
    live.publish(wall.topic(reading.initiative_id), CHANGED, payload)
