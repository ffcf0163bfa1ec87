"""Attendance of a table: two counts, by category and by commune, never crossed (rule 17).

They are typed from the sign-in sheet, which stays elsewhere: no name comes in here.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.initiatives.models import Step
from jalons.journal.actions import record
from jalons.territories.models import Territory
from jalons.workshops.models import CategoryAttendance, CommuneAttendance


@transaction.atomic
def count(
    step: Step,
    *,
    by_category: Mapping[str, int],
    by_commune: Mapping[Territory, int],
    by: Actor,
    now: datetime | None = None,
) -> int:
    """Write how many people came, replacing the former counts. Returns how many people.

    People from elsewhere or who said no commune are the difference: communes may add up to less than
    categories, never to more (DomainError).
    """
    Step.objects.select_for_update().get(pk=step.pk)
    people, placed = sum(by_category.values()), sum(by_commune.values())
    if placed > people:
        raise DomainError(
            f"Les communes comptent {placed} personnes, les catégories {people} : "
            "chaque personne est comptée une fois par catégorie, et au plus une fois par commune."
        )
    CategoryAttendance.objects.filter(step=step).delete()
    CommuneAttendance.objects.filter(step=step).delete()
    CategoryAttendance.objects.bulk_create(
        CategoryAttendance(step=step, category=category, people=number)
        for category, number in by_category.items()
        if number
    )
    CommuneAttendance.objects.bulk_create(
        CommuneAttendance(step=step, commune=commune, people=number)
        for commune, number in by_commune.items()
        if number
    )
    record(
        "attendance.counted",
        by=by,
        scope=step.scope(),
        on=step.id,
        label=step.title,
        now=now,
        people=people,
        communes=sum(1 for number in by_commune.values() if number),
    )
    return people
