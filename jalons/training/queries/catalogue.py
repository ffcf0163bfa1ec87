"""What is read of the catalogue."""

from dataclasses import dataclass

from django.db.models import QuerySet

from jalons.initiatives.totals import Totals, by_phase, of
from jalons.training import plan
from jalons.training.models import Programme, ProgrammeDay
from jalons.training.queries import satisfaction

TERRITORIES = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A programme with what it amounts to for two territories, at the member's rate."""

    programme: Programme
    shared: list[ProgrammeDay]
    per_territory: list[ProgrammeDay]
    whole: Totals
    phases: dict[int, Totals]
    one_territory: Totals
    satisfaction: str


def published() -> QuerySet[Programme]:
    """Published programmes with their days, last version first."""
    return (
        Programme.objects.filter(is_published=True, is_retired=False)
        .prefetch_related("days")
        .order_by("code", "-version")
    )


def versions(code: str) -> QuerySet[Programme]:
    """Every version of one programme, last first."""
    return Programme.objects.filter(code=code).prefetch_related("days").order_by("-version")


def current() -> Programme | None:
    """The programme that a new mission follows: the last version of the first one published."""
    return published().first()


def sheets() -> list[Sheet]:
    """Every published programme with its sums."""
    return [sheet(programme) for programme in published()]


def sheet(programme: Programme) -> Sheet:
    """The sums of one programme: they come out of its days."""
    days = list(programme.days.all())
    terms = {"rate": programme.member_daily_rate, "hours_per_half_day": programme.hours_per_half_day}
    lines = plan.lines(days, territories=TERRITORIES)
    own = [day for day in days if day.is_per_territory]
    return Sheet(
        programme=programme,
        shared=[day for day in days if not day.is_per_territory],
        per_territory=own,
        whole=of(lines, **terms),
        phases=by_phase(lines, **terms),
        one_territory=of(plan.lines(own, territories=1), **terms),
        satisfaction=satisfaction.in_words(satisfaction.of_programme(programme)),
    )
