"""What a programme amounts to, and when its days could fall."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalons.initiatives import calendar, totals
from jalons.training import plan

RATE, HOURS = Decimal(1350), Decimal("3.5")


@dataclass(frozen=True)
class Day:
    phase: int
    half_days: int
    is_per_territory: bool = False
    placement: str = "week"
    weeks: int = 0


def shipped():
    file = resources.files("jalons.training") / "data/programmes/territoires-impact-collectif.toml"
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    names = set(Day.__dataclass_fields__)
    return [Day(**{key: value for key, value in day.items() if key in names}) for day in content["days"]]


SHIPPED = shipped()
MONTHS = st.dates(min_value=date(2024, 1, 1), max_value=date(2040, 12, 31))


def test_the_shipped_programme_amounts_to_the_figures_of_its_sheet():
    found = plan.amounts(SHIPPED, territories=2, rate=RATE, hours_per_half_day=HOURS)
    assert (found.days, found.hours, found.price) == (12, 84, Decimal("16200.00"))


def test_its_phases_and_territories_amount_to_the_figures_of_its_sheet():
    lines = plan.lines(SHIPPED, territories=2)
    phases = totals.by_phase(lines, rate=RATE, hours_per_half_day=HOURS)
    assert [(phase.hours, phase.price) for phase in phases.values()] == [
        (Decimal("21.0"), Decimal("4050.00")),
        (Decimal("63.0"), Decimal("12150.00")),
    ]
    territories = totals.by_territory(lines, rate=RATE, hours_per_half_day=HOURS)
    assert [(one.days, one.hours) for one in territories.values()] == [
        (Decimal("4.5"), Decimal("31.5")),
        (Decimal("4.5"), Decimal("31.5")),
    ]


@given(st.integers(0, 30), st.decimals(min_value=1, max_value=5000, places=2))
def test_any_number_of_territories_adds_four_days_and_a_half_each(territories, rate):
    found = plan.amounts(SHIPPED, territories=territories, rate=rate, hours_per_half_day=HOURS)
    assert found.days == 3 + territories * Decimal("4.5")
    assert found.hours == found.days * 7
    assert abs(found.price - found.days * rate) <= Decimal("0.005")


@given(MONTHS, st.integers(1, 6))
def test_dates_are_worked_ordered_and_never_shared_by_two_places(month, territories):
    found = plan.lay_out(SHIPPED, territories=territories, start=plan.first_day(month))
    assert all(calendar.is_working_day(entry.starts_on) for entry in found)
    billed = {}
    for entry in found:
        if SHIPPED[entry.index].half_days:
            billed.setdefault(entry.starts_on, set()).add(entry.territory)
    assert all(len(places) == 1 for places in billed.values())
    for place in {entry.territory for entry in found}:
        dates = [entry.starts_on for entry in found if entry.territory == place]
        assert dates == sorted(dates)


@given(MONTHS)
def test_training_days_one_and_two_follow_and_the_third_comes_later(month):
    first, second, third = [
        entry.starts_on
        for entry in plan.lay_out(SHIPPED, territories=2, start=plan.first_day(month))
        if entry.territory is None
    ]
    assert second == first + timedelta(days=1)
    assert third > calendar.next_working_day(second)


def test_the_two_halves_of_table_three_fall_on_one_day():
    found = plan.lay_out(SHIPPED, territories=1, start=date(2026, 9, 1))
    afternoon = next(n for n, day in enumerate(SHIPPED) if day.placement == "same_day")
    days = {entry.index: entry.starts_on for entry in found}
    assert days[afternoon] == days[afternoon - 1]


@pytest.mark.parametrize(
    ("typed", "is_member", "expected"),
    [(None, True, RATE), (Decimal(1200), True, Decimal(1200)), (Decimal(1700), False, Decimal(1700))],
)
def test_the_rate_is_the_one_typed_else_the_one_published(typed, is_member, expected):
    assert (
        plan.agreed_rate(typed=typed, is_member=is_member, member_rate=RATE, non_member_rate=None) == expected
    )


def test_a_rate_that_nobody_typed_is_never_guessed():
    with pytest.raises(plan.UnknownRateError):
        plan.agreed_rate(typed=None, is_member=False, member_rate=RATE, non_member_rate=None)
