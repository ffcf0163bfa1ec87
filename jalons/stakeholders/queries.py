"""What is read of the actors of a démarche."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from jalons.directory import queries as directory
from jalons.directory.enums import Category
from jalons.initiatives.enums import StepKind, StepStatus
from jalons.initiatives.models import Initiative, Step
from jalons.stakeholders.enums import MobilisationStatus
from jalons.stakeholders.missing import Missing, missing
from jalons.stakeholders.models import Actor, Mobilisation
from jalons.territories.models import Territory

CALLED_TO = (StepKind.WORKSHOP, StepKind.REVIEW)
GONE = {MobilisationStatus.DECLINED, MobilisationStatus.ABSENT}
SYNONYMS = {
    "habitant": Category.RESIDENT,
    "habitante": Category.RESIDENT,
    "jeune": Category.YOUTH,
    "jeunes": Category.YOUTH,
    "ainé": Category.SENIOR,
    "senior": Category.SENIOR,
    "professionnel": Category.PROFESSIONAL,
    "professionnelle": Category.PROFESSIONAL,
    "élu": Category.ELECTED,
    "élue": Category.ELECTED,
    "parents": Category.PARENT,
    "associations": Category.ASSOCIATION,
    "entreprises": Category.COMPANY,
}
"""Short words that people write for a category, beside its full label."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One actor and what they are to each table, in the order of the tables."""

    actor: Actor
    steps: tuple[Step, ...]
    cells: tuple[Mobilisation | None, ...]

    @property
    def pairs(self) -> list[tuple[Step, Mobilisation | None]]:
        return list(zip(self.steps, self.cells, strict=True))


def actors(initiative: Initiative) -> QuerySet[Actor]:
    """The actors listed today, by name."""
    return initiative.actors.filter(archived_at__isnull=True).select_related(
        "commune", "organisation", "person"
    )


def filtered(initiative: Initiative, chosen: Mapping[str, Any]) -> QuerySet[Actor]:
    """The actors that a filter keeps: `categorie`, `commune` (a Territory), `q` (part of the name)."""
    rows = actors(initiative)
    if chosen.get("categorie"):
        rows = rows.filter(category=chosen["categorie"])
    if chosen.get("commune"):
        rows = rows.filter(commune=chosen["commune"])
    if chosen.get("q"):
        rows = rows.filter(label__icontains=chosen["q"])
    return rows


def archived(initiative: Initiative) -> QuerySet[Actor]:
    """The actors taken out of the list, last first."""
    return initiative.actors.filter(archived_at__isnull=False).order_by("-archived_at")


def tables(initiative: Initiative) -> list[Step]:
    """The steps to which actors are called: tables and reviews, removed ones out."""
    return list(
        initiative.steps.filter(kind__in=CALLED_TO)
        .exclude(status=StepStatus.CANCELLED)
        .select_related("venue__commune")
        .order_by("position")
    )


def matrix(rows: Iterable[Actor], steps: Sequence[Step]) -> list[MatrixRow]:
    """Actor by table. One query, whatever the number of actors."""
    listed = list(rows)
    called = {
        (one.actor_id, one.step_id): one
        for one in Mobilisation.objects.filter(actor__in=listed, step__in=list(steps))
    }
    return [
        MatrixRow(actor, tuple(steps), tuple(called.get((actor.pk, step.pk)) for step in steps))
        for actor in listed
    ]


def missing_actors(initiative: Initiative) -> Missing:
    """Categories and communes without any actor listed: each alone, never crossed (rule 17)."""
    listed = list(actors(initiative))
    return _missing(initiative, listed)


def missing_at(step: Step) -> Missing:
    """Categories and communes that nobody called to this table stands for, refusals left out."""
    assert step.initiative is not None  # noqa: S101 - tables belong to a démarche
    coming = (
        Actor.objects.filter(mobilisations__step=step, archived_at__isnull=True)
        .exclude(mobilisations__in=Mobilisation.objects.filter(step=step, status__in=GONE))
        .select_related("commune")
    )
    return _missing(step.initiative, list(coming))


def _missing(initiative: Initiative, listed: list[Actor]) -> Missing:
    return missing(
        by_category=Counter(str(Category(actor.category).label) for actor in listed),
        by_commune=Counter(actor.commune.name for actor in listed if actor.commune),
        categories=[str(label) for label in Category.labels],
        communes=[commune.name for commune in directory.communes_of(initiative.territory)],
    )


def status_counts(step: Step) -> dict[str, int]:
    """How many actors in each state, for one table."""
    counted = step.mobilisations.values("status").annotate(actors=Count("id"))
    found = {row["status"]: row["actors"] for row in counted}
    return {str(status.label): found.get(status, 0) for status in MobilisationStatus}


def called_to(step: Step) -> QuerySet[Mobilisation]:
    """Who is called to a table, refusals out, with what a letter needs."""
    return (
        Mobilisation.objects.filter(step=step, actor__archived_at__isnull=True)
        .exclude(status__in=GONE)
        .select_related("actor__commune", "actor__organisation", "actor__person")
        .order_by("actor__label")
    )


def category_words() -> dict[str, str]:
    """Every way of writing a category, with its code."""
    words = {str(category.label): category.value for category in Category}
    return words | {word: category.value for word, category in SYNONYMS.items()}


def commune_words(communes: Iterable[Territory]) -> dict[str, str]:
    """The names and codes of the communes of a territory, with their code."""
    listed = list(communes)
    return {commune.name: commune.code for commune in listed} | {c.code: c.code for c in listed}
