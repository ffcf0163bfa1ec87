"""Who is not yet around the table: categories and communes, from the sign-in counts of the last table held.

Before any table, from the list of actors. Category and place are never crossed (domain.md §10, rule 17).
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from jalons.core import typography
from jalons.diagnosis.queries import communes_of
from jalons.directory.enums import Category
from jalons.home.standing import Standing
from jalons.initiatives.enums import StepKind, StepStatus
from jalons.initiatives.models import Step
from jalons.stakeholders.missing import missing
from jalons.stakeholders.models import Actor
from jalons.workshops import queries as attendance

BAR = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One category: how many came, the length of its bar (0 to 200), whether they were hardly heard."""

    label: str
    people: int
    bar: int
    is_few: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """`table` is the last one held, None before any: then people are actors known, not people who came."""

    table: Step | None
    people: int
    rows: tuple[Row, ...]
    communes: int
    communes_present: int
    absent: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """Whether anything was counted at all."""
        return self.people > 0

    @property
    def absent_in_a_sentence(self) -> str:
        return typography.joined(list(self.absent), last="ni")

    @property
    def few_in_a_sentence(self) -> str:
        return typography.joined([row.label.lower() for row in self.rows if row.is_few])


def missing_from(standing: Standing) -> Missing:
    """Who is missing in this démarche; three queries."""
    held = [s for s in standing.steps if s.kind == StepKind.WORKSHOP and s.status == StepStatus.CLOSED]
    table = next((s for s in reversed(held) if standing.present.get(s.id)), None)
    communes = {commune.id: commune.name for commune in communes_of(standing.initiative)}
    by_category, there = attendance.counts(table) if table else _known(standing)
    most, everybody = max(by_category.values(), default=0), sum(by_category.values())
    told = missing(by_category=by_category, by_commune={}, categories=Category.values, communes=())
    few = {*told.faint, *told.categories}
    rows = [
        Row(
            label=category.label,
            people=people,
            bar=round(BAR * people / most) if most else 0,
            is_few=category.value in few,
        )
        for category in Category
        if (people := by_category.get(category.value, 0)) or category not in _SOMETIMES
    ]
    return Missing(
        table=table,
        people=everybody,
        rows=tuple(sorted(rows, key=lambda row: -row.people)),
        communes=len(communes),
        communes_present=len(there & set(communes)),
        absent=tuple(name for pk, name in communes.items() if pk not in there),
    )


_SOMETIMES = {Category.RESIDENT, Category.INSTITUTION}
"""Categories whose absence says nothing: residents are mostly counted as parents, young or older people."""


def _known(standing: Standing) -> tuple[dict[str, int], set[UUID]]:
    actors = Actor.objects.filter(initiative=standing.initiative, archived_at__isnull=True).order_by()
    return (
        dict(actors.values_list("category").annotate(Count("id"))),
        set(actors.filter(commune__isnull=False).values_list("commune_id", flat=True)),
    )
