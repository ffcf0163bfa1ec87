"""Who came to a table, and who is missing (domain.md §3.9, rule 28)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from jalons.directory import queries as directory
from jalons.directory.enums import Category
from jalons.initiatives.models import Initiative, Step
from jalons.stakeholders.enums import ActorShape, MobilisationStatus
from jalons.stakeholders.missing import Missing, missing
from jalons.stakeholders.models import Mobilisation
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


@dataclass(frozen=True, slots=True)
class Absences:
    """Who was missing at a table: who nobody stood for, whom one aimed at, who was invited by name.

    `aimed` are categories that were called to this table and that nobody stood for; `organisations` are
    bodies called to it that did not come. Bodies, never people.
    """

    who: Missing
    aimed: tuple[str, ...]
    organisations: tuple[str, ...]

    @property
    def is_nobody(self) -> bool:
        return self.who.is_nobody and not (self.aimed or self.organisations)


def absences(step: Step, came: Attendance | None = None) -> Absences:
    """The one place where absence is computed: pages, reports and home read it here. One query more."""
    counted = came or attendance(step)
    who = missing_from(counted)
    called = Mobilisation.objects.filter(step=step).select_related("actor__organisation")
    states = list(called.exclude(status=MobilisationStatus.DECLINED))
    labels = {category.value: str(category.label) for category in Category}
    aimed = {labels[one.actor.category] for one in states} & set(who.categories)
    is_pointed = any(one.status == MobilisationStatus.PRESENT for one in states)
    away = {
        one.actor.label
        for one in states
        if one.actor.shape == ActorShape.ORGANISATION
        and (
            one.status == MobilisationStatus.ABSENT
            or (is_pointed and one.status != MobilisationStatus.PRESENT)
        )
    }
    return Absences(
        who=who,
        aimed=tuple(label for label in labels.values() if label in aimed),
        organisations=tuple(sorted(away)),
    )


def counts(step: Step) -> tuple[dict[str, int], set[UUID]]:
    """People by category, and ids of the communes present, of one table. Two queries."""
    people = CategoryAttendance.objects.filter(step=step).order_by()
    communes = CommuneAttendance.objects.filter(step=step, people__gt=0)
    return (
        dict(people.values_list("category", "people")),
        set(communes.values_list("commune_id", flat=True)),
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
