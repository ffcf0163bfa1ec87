"""SIREN, and periods that overlap."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalons.directory import rules

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 1, 1))


@pytest.mark.parametrize("siren", ["248719353", "200066512", "732829320"])
def test_real_sirens_pass(siren):
    assert rules.is_siren(siren)


@pytest.mark.parametrize("siren", ["248719354", "24871935", "2487193530", "24871935A", "", "٢٤٨٧١٩٣٥٣"])
def test_wrong_sirens_do_not(siren):
    assert not rules.is_siren(siren)


@given(st.integers(0, 99_999_999))
def test_exactly_one_last_digit_fits(start):
    assert sum(rules.is_siren(f"{start:08d}{last}") for last in range(10)) == 1


@given(DAYS, st.integers(0, 400), DAYS, st.integers(0, 400))
def test_two_periods_overlap_when_they_share_a_day(one, length, other, other_length):
    one_days = {one + timedelta(days=n) for n in range(length + 1)}
    other_days = {other + timedelta(days=n) for n in range(other_length + 1)}
    shared = bool(one_days & other_days)
    assert rules.periods_overlap(one, max(one_days), other, max(other_days)) is shared


@given(DAYS, DAYS)
def test_a_running_period_overlaps_everything_that_ends_after_its_start(start, end):
    assert rules.periods_overlap(start, None, date(1990, 1, 1), end) is (end >= start)
