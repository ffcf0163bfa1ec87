"""When a figure will be able to tell something of a CTG: the calendar of each source. Pure Python, no Django.

A census vintage is drawn from five years of survey, two before and two after; a Filosofi one from one fiscal
year; some vintages will never exist. A figure whose survey began before the CTG mixes what came before with
what came after: the first that can show an effect is the first measured wholly after the start (domain.md
§1.12, trap 7).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

MONTHS = 12
FARTHEST = 40
DAYS_A_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a source's vintages come. Years are those that the figures describe.

    `before` and `after`: years of survey around the vintage; `delay`: months between the end of the vintage
    and its publication; `every`: years between vintages; `skipped`: vintages that will not be produced.
    """

    latest: int
    every: int = 1
    before: int = 0
    after: int = 0
    delay: int = 24
    skipped: tuple[int, ...] = ()

    def next_after(self, year: int) -> int:
        """The vintage that follows."""
        return next(v for v in self.vintages() if v > year)

    def vintages(self) -> Iterator[int]:
        """Vintages from the latest one at the catalogue's date, without those that will not exist."""
        for step in count():
            year = self.latest + step * self.every
            if year not in self.skipped:
                yield year
            if step > FARTHEST:
                return

    def published_on(self, year: int) -> date:
        """About when a vintage comes out: the producer says the day later."""
        return date(year, 12, 31) + timedelta(days=round(self.delay * DAYS_A_MONTH))


@dataclass(frozen=True, slots=True)
class Maturity:
    """What is known now, what comes next, and when this CTG could first be seen."""

    known: int
    following: int
    following_on: date
    first: int
    first_on: date
    baseline: int

    def is_too_early(self, today: date) -> bool:
        """Whether nothing can be concluded yet from this figure."""
        return today < self.first_on


def calendar_of(written: Mapping[str, Any]) -> Calendar | None:
    """The calendar that the catalogue holds, or None where nobody publishes regularly."""
    if not written:
        return None
    values = {key: value for key, value in written.items() if key in Calendar.__dataclass_fields__}
    return Calendar(**values | {"skipped": tuple(values.get("skipped", ()))})


def maturity(calendar: Calendar, *, starts_on: date, known: int | None = None) -> Maturity:
    """When an effect of a CTG that begins on `starts_on` could show; `known` is the latest vintage held."""
    held = calendar.latest if known is None else known
    following = calendar.next_after(held)
    # a CTG that begins during a year cannot be seen in that year's figure
    whole_year = starts_on.year if (starts_on.month, starts_on.day) == (1, 1) else starts_on.year + 1
    first = next(v for v in calendar.vintages() if v - calendar.before >= whole_year)
    before = [v for v in calendar.vintages() if v + calendar.after < starts_on.year]
    baseline = max([v for v in (held, *before) if v + calendar.after < starts_on.year], default=held)
    return Maturity(
        known=held,
        following=following,
        following_on=calendar.published_on(following),
        first=first,
        first_on=calendar.published_on(first),
        baseline=baseline,
    )
