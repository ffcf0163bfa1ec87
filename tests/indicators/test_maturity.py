"""When a figure can tell something of a CTG."""

from datetime import date

from jalons.indicators.maturity import Calendar, calendar_of, maturity

CENSUS = Calendar(latest=2022, before=2, after=2, delay=30)
FILOSOFI = Calendar(latest=2021, delay=26, skipped=(2022,))


def test_a_census_drawn_from_five_years_sees_a_ctg_two_years_later() -> None:
    found = maturity(CENSUS, starts_on=date(2026, 1, 1))
    assert found.first == 2028
    assert found.first_on.year == 2031
    assert found.is_too_early(date(2029, 6, 1))
    assert not found.is_too_early(date(2031, 12, 31))


def test_a_ctg_that_begins_within_a_year_is_not_in_that_years_figure() -> None:
    assert maturity(FILOSOFI, starts_on=date(2026, 3, 1)).first == 2027
    assert maturity(FILOSOFI, starts_on=date(2026, 1, 1)).first == 2026


def test_a_vintage_that_will_not_exist_is_never_announced() -> None:
    found = maturity(FILOSOFI, starts_on=date(2022, 1, 1))
    assert found.following == 2023
    assert found.first == 2023


def test_the_baseline_is_the_last_vintage_wholly_before_the_ctg() -> None:
    assert maturity(FILOSOFI, starts_on=date(2026, 1, 1)).baseline == 2025
    assert maturity(CENSUS, starts_on=date(2026, 1, 1)).baseline == 2023


def test_without_a_calendar_nothing_is_announced() -> None:
    assert calendar_of({}) is None
