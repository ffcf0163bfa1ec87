"""Working days in France."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalons.initiatives import calendar

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2060, 12, 31))


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_is_the_one_of_the_calendar(year, sunday):
    assert calendar.easter(year) == sunday


def test_a_year_has_the_eleven_holidays_of_the_labour_code():
    assert sorted(calendar.public_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 8),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 7, 14),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
    ]


def test_the_day_after_a_friday_holiday_is_monday():
    assert calendar.next_working_day(date(2026, 4, 30)) == date(2026, 5, 4)


@given(DAYS)
def test_the_next_working_day_is_worked_later_and_close(day):
    found = calendar.next_working_day(day)
    assert calendar.is_working_day(found)
    assert timedelta(days=1) <= found - day <= timedelta(days=5)


@given(DAYS)
def test_no_working_day_is_skipped(day):
    found = calendar.working_day_from(day)
    between = [day + timedelta(days=n) for n in range((found - day).days)]
    assert not any(calendar.is_working_day(other) for other in between)


def test_five_years_from_january_end_in_december():
    assert calendar.years_later(date(2027, 1, 1), 5) == date(2031, 12, 31)


def test_years_from_a_29_february_end_on_the_28th():
    assert calendar.years_later(date(2028, 2, 29), 5) == date(2033, 2, 28)
