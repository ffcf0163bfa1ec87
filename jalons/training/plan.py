"""What a programme amounts to, and when its days could fall. Pure: no Django here.

12 days, 84 hours and 16 200 € come out of the days of the programme (domain.md §0.4): three days for
the mission, four and a half for each territory, whatever the number of territories.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from jalons.initiatives import calendar, totals
from jalons.initiatives.totals import Line, Totals

STAGGER = (0, 2, 1, 3)
"""Days after Tuesday, so that one provider is never expected in two territories on one day."""


class UnknownRateError(ValueError):
    """Nobody typed the price of a day, and it is never guessed (rule 9)."""


class ProgrammeDay(Protocol):
    """What is read of a day of the programme."""

    @property
    def phase(self) -> int: ...
    @property
    def half_days(self) -> int: ...
    @property
    def is_per_territory(self) -> bool: ...
    @property
    def placement(self) -> str: ...
    @property
    def weeks(self) -> int: ...


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One day of the programme for the mission (`territory` None) or for one territory (its index)."""

    index: int  # in the list of days that was given
    territory: int | None
    starts_on: date


def lines(days: Iterable[ProgrammeDay], *, territories: int) -> list[Line]:
    """The programme unfolded over a number of territories, ready to be added up."""
    rows = list(days)
    shared = [Line(day.half_days, day.phase) for day in rows if not day.is_per_territory]
    return shared + [
        Line(day.half_days, day.phase, str(number))
        for number in range(territories)
        for day in rows
        if day.is_per_territory
    ]


def amounts(
    days: Iterable[ProgrammeDay], *, territories: int, rate: Decimal, hours_per_half_day: Decimal
) -> Totals:
    """Days, hours and price of the whole programme. `rate` in euros a day."""
    return totals.of(lines(days, territories=territories), rate=rate, hours_per_half_day=hours_per_half_day)


def proposed_rate(
    *, is_member: bool, member_rate: Decimal, non_member_rate: Decimal | None
) -> Decimal | None:
    """The rate that the programme publishes for this client; None when it must be typed (rule 9)."""
    return member_rate if is_member else non_member_rate


def agreed_rate(
    *, typed: Decimal | None, is_member: bool, member_rate: Decimal, non_member_rate: Decimal | None
) -> Decimal:
    """The rate typed, else the published one. Raises UnknownRateError when there is neither."""
    proposed = proposed_rate(is_member=is_member, member_rate=member_rate, non_member_rate=non_member_rate)
    rate = typed if typed is not None else proposed
    if rate is None:
        raise UnknownRateError
    return rate


def first_day(month: date) -> date:
    """The first Tuesday of the month that is worked and followed by a worked day."""
    day = month.replace(day=1)
    while day.weekday() != calendar.TUESDAY or not _starts_well(day):
        day += timedelta(days=1)
    return day


def lay_out(days: Sequence[ProgrammeDay], *, territories: int, start: date) -> list[PlannedDay]:
    """Propose a date for each day: working days, no two billed days of different places on one date.

    `start` is the first day (see `first_day`). The order of the programme is kept everywhere.
    """
    taken: set[date] = set()
    shared = [index for index, day in enumerate(days) if not day.is_per_territory]
    own = [index for index, day in enumerate(days) if day.is_per_territory]
    planned = _place(days, shared, territory=None, start=start, taken=taken)
    for territory in range(territories):
        weeks, weekday = divmod(territory, len(STAGGER))
        offset = timedelta(days=STAGGER[weekday], weeks=weeks)
        planned += _place(days, own, territory=territory, start=start + offset, taken=taken)
    return planned


def _place(
    days: Sequence[ProgrammeDay],
    indexes: list[int],
    *,
    territory: int | None,
    start: date,
    taken: set[date],
) -> list[PlannedDay]:
    planned: list[PlannedDay] = []
    for index in indexes:
        day = days[index]
        previous = planned[-1].starts_on if planned else start
        if day.placement == "same_day":
            on = previous
        else:
            wished = (
                calendar.next_working_day(previous)
                if day.placement == "next_day"
                else max(start + timedelta(weeks=day.weeks), previous)
            )
            on = _free(wished, taken) if day.half_days else calendar.working_day_from(wished)
        if day.half_days:
            taken.add(on)
        planned.append(PlannedDay(index=index, territory=territory, starts_on=on))
    return planned


def _free(day: date, taken: set[date]) -> date:
    day = calendar.working_day_from(day)
    while day in taken:
        day = calendar.next_working_day(day)
    return day


def _starts_well(day: date) -> bool:
    return calendar.is_working_day(day) and calendar.is_working_day(day + timedelta(days=1))
