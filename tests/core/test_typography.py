from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalons.core import typography
from jalons.core.typography import MINUS, NARROW, NBSP


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, None, "0"),
        (999, None, "999"),
        (27459, None, f"27{NARROW}459"),
        (1234567, None, f"1{NARROW}234{NARROW}567"),
        (-12, None, f"{MINUS}12"),
        (8.5, None, "8,5"),
        (Decimal("4.50"), None, "4,5"),
        (Decimal("4.00"), None, "4"),
        (0.125, 1, "0,1"),
        (12, 1, "12,0"),
        (0.5, 0, "1"),
        (-0.04, 1, "0,0"),
    ],
)
def test_numbers_are_written_the_french_way(value: float, decimals: int | None, text: str) -> None:
    assert typography.number(value, decimals) == text


@given(st.integers(-(10**12), 10**12))
def test_a_written_whole_number_reads_back_the_same(value: int) -> None:
    assert int(typography.number(value).replace(NARROW, "").replace(MINUS, "-")) == value


def test_euros_show_cents_only_when_there_are_some() -> None:
    assert typography.euros(16200) == f"16{NARROW}200{NBSP}€"
    assert typography.euros(Decimal("1350.00")) == f"1{NARROW}350{NBSP}€"
    assert typography.euros(Decimal("12.5")) == f"12,50{NBSP}€"


def test_percentages_and_points_keep_their_decimals_and_sign() -> None:
    assert typography.percent(12) == f"12,0{NARROW}%"
    assert typography.percent(8.45, 0) == f"8{NARROW}%"
    assert typography.points(1.2) == f"+1,2{NBSP}point"
    assert typography.points(-3) == f"{MINUS}3,0{NBSP}points"
    assert typography.points(0.04) == f"0,0{NBSP}point"
    assert typography.points(1.96) == f"+2,0{NBSP}points"


@pytest.mark.parametrize(("count", "ending"), [(0, ""), (1, ""), (1.9, ""), (2, "s"), (-3, "s")])
def test_the_french_plural_starts_at_two(count: float, ending: str) -> None:
    assert typography.plural(count) == ending


def test_a_plural_may_have_two_endings() -> None:
    assert [f"journ{typography.plural(n, 'al,aux')}" for n in (1, 2)] == ["journal", "journaux"]


def test_dates_are_written_in_full_short_or_for_a_sentence() -> None:
    day = date(2026, 12, 8)
    assert typography.day(day) == f"8{NBSP}décembre 2026"
    assert typography.short_day(day) == f"8{NBSP}déc. 2026"
    assert typography.sentence_day(day) == f"mardi 8{NBSP}décembre 2026"
    assert typography.sentence_day(day, with_year=False) == f"mardi 8{NBSP}décembre"
    assert typography.day(date(2026, 5, 1)) == f"1er{NBSP}mai 2026"


def test_a_moment_is_shown_in_paris_time() -> None:
    late_in_london = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert typography.day(late_in_london) == f"1er{NBSP}janvier 2027"
    assert typography.clock_time(late_in_london) == f"0{NBSP}h{NBSP}30"
    assert typography.clock_time(datetime(2026, 6, 1, 12, 0, tzinfo=UTC)) == f"14{NBSP}h"


def test_words_are_joined_with_commas_and_et() -> None:
    assert typography.joined([]) == ""
    assert typography.joined(["Nedde"]) == "Nedde"
    assert typography.joined(["Nedde", "Rempnat", "Eymoutiers"]) == "Nedde, Rempnat et Eymoutiers"
    assert typography.joined(["Le Buis", "Vaulry"], last="ni") == "Le Buis ni Vaulry"
