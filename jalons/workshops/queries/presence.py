"""Who came to a table, and who is missing (domain.md §3.9, rule 28)."""

from collections.abc import Sequence
from dataclasses import dataclass

from jalons.directory import queries as directory
from jalons.directory.enums import Category
from jalons.initiatives.models import Initiative, Step
from jalons.stakeholders.missing import Missing, missing
from jalons.workshops.models import CategoryAttendance, CommuneAttendance


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """How many people of a category came; 0 when nobody did."""

    category: str
    label: str
    people: int


@dataclass(frozen=True, slots=True)
class CommuneCount:
    name: str
    code: str
    people: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """Both counts of one table, each alone. `elsewhere`: no commune said, or from outside."""

    categories: Sequence[CategoryCount]
    communes: Sequence[CommuneCount]

    @property
    def people(self) -> int:
        return sum(one.people for one in self.categories)

    @property
    def communes_present(self) -> int:
        return sum(1 for one in self.communes if one.people)

    @property
    def elsewhere(self) -> int:
        return self.people - sum(one.people for one in self.communes)

    @property
    def is_counted(self) -> bool:
        return bool(self.people)


def attendance(step: Step) -> Attendance:
    """Who came, by category and by commune apart; categories and communes without anybody stand at 0."""
    counted = dict(CategoryAttendance.objects.filter(step=step).values_list("category", "people"))
    placed = dict(CommuneAttendance.objects.filter(step=step).values_list("commune_id", "people"))
    communes = directory.communes_of(step.initiative.territory) if step.initiative else []
    return Attendance(
        categories=[CategoryCount(one.value, str(one.label), counted.get(one.value, 0)) for one in Category],
        communes=[CommuneCount(one.name, one.code, placed.get(one.pk, 0)) for one in communes],
    )


def who_is_missing(step: Step) -> Missing:
    """Categories and communes that nobody at this table stood for. Never crossed (rule 17)."""
    return missing_from(attendance(step))


def missing_from(came: Attendance) -> Missing:
    """The same from counts that were read already."""
    return missing(
        by_category={one.label: one.people for one in came.categories},
        by_commune={one.name: one.people for one in came.communes},
        categories=[one.label for one in came.categories],
        communes=[one.name for one in came.communes],
    )


def last_counted(initiative: Initiative) -> Step | None:
    """The last table of the démarche whose attendance was counted."""
    return (
        initiative.steps.filter(category_attendance__isnull=False)
        .select_related("initiative__territory")
        .order_by("-position")
        .first()
    )
