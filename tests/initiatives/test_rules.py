"""Order of the steps, dates of the training days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalons.initiatives import calendar, rules
from jalons.initiatives.rules import StepFacts

WHOLE = [StepFacts(kind, rank) for kind, rank in rules.ORDER]
PLACES = st.integers(0, len(rules.ORDER) - 1)


@given(PLACES)
def test_a_step_waits_for_all_those_before_it_and_no_other(place):
    others = WHOLE[:place] + WHOLE[place + 1 :]
    assert rules.unfinished_before(WHOLE[place], others) == WHOLE[:place]


@given(PLACES)
def test_closed_and_removed_steps_are_not_waited_for(place):
    finished = [StepFacts(s.kind, s.rank, status) for s in WHOLE for status in ("closed", "cancelled")]
    assert rules.unfinished_before(WHOLE[place], finished) == []


def test_a_step_added_later_is_outside_the_order():
    assert rules.unfinished_before(StepFacts("workshop", 4), WHOLE) == []


def test_signature_comes_after_everything_and_framing_before():
    assert rules.unfinished_before(StepFacts("signature", 1), WHOLE) == WHOLE
    framing = StepFacts("framing", 1)
    assert rules.unfinished_before(WHOLE[0], [framing]) == [framing]


def test_a_table_dated_before_its_preparation_is_out_of_order():
    preparation = StepFacts("preparation", 2, starts_on=date(2026, 11, 17))
    table = StepFacts("workshop", 2)
    assert rules.dated_out_of_order(table, date(2026, 11, 16), [preparation]) == [preparation]
    assert rules.dated_out_of_order(table, date(2026, 11, 17), [preparation]) == []


@pytest.mark.parametrize(
    ("days", "holds"),
    [
        ((date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 22)), True),
        ((date(2026, 9, 4), date(2026, 9, 7), date(2026, 9, 22)), True),
        ((date(2026, 9, 1), date(2026, 9, 3), date(2026, 9, 22)), False),
        ((date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 3)), False),
        ((date(2026, 9, 1), None, None), True),
    ],
)
def test_training_days_one_and_two_follow_each_other_and_the_third_comes_later(days, holds):
    assert (rules.training_days_fault(days) == "") is holds


@given(st.dates(min_value=date(2024, 1, 1), max_value=date(2040, 1, 1)), st.integers(6, 90))
def test_next_working_day_then_weeks_later_always_holds(first, gap):
    second = calendar.next_working_day(first)
    third = second + timedelta(days=gap)
    assert rules.training_days_fault([first, second, third]) == ""
