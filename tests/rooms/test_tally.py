"""Counting answers (domain.md §5.3, §5.4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalons.rooms.kinds.abaque import CHOICES
from jalons.rooms.kinds.base import Criterion
from jalons.rooms.tally import tally

ABAQUE = {choice.value: choice.weight for choice in CHOICES}


def test_vector_of_the_abaque() -> None:
    found = tally(["pp", "pp", "p", "o", "mm", "blanc", "noir"], weights=ABAQUE)
    assert (found.weighed, found.mean, found.counts["blanc"], found.counts["noir"]) == (5, 3.6, 1, 1)
    assert found.n == 7
    assert found.is_rankable is True


def test_under_five_coloured_answers_nothing_is_ranked() -> None:
    found = tally(["pp", "p", "o", "m", "blanc", "noir"], weights=ABAQUE)
    assert (found.weighed, found.is_rankable) == (4, False)


@pytest.mark.parametrize(
    ("answers", "is_divided"),
    [
        (["pp", "pp", "mm", "mm", "o", "o", "o", "o"], True),  # exactly a quarter at each end
        (["pp", "pp", "mm", "o", "o", "o", "o", "o"], False),
        (["m", "p"], True),
        (["o", "o"], False),
        ([], False),
    ],
)
def test_opinion_is_divided_when_a_quarter_stands_at_each_end(answers: list[str], is_divided: bool) -> None:
    assert tally(answers, weights=ABAQUE).is_divided is is_divided


def test_nobody_answered_is_no_mean_rather_than_zero() -> None:
    found = tally(["blanc"], weights=ABAQUE)
    assert (found.n, found.weighed, found.mean) == (1, 0, None)


def test_a_value_outside_the_scale_is_an_error() -> None:
    with pytest.raises(KeyError):
        tally(["vert"], weights=ABAQUE)


@given(st.lists(st.sampled_from(sorted(ABAQUE))))
def test_counts_add_up_and_the_mean_stays_on_the_scale(answers: list[str]) -> None:
    found = tally(answers, weights=ABAQUE)
    assert sum(found.counts.values()) == found.n == len(answers)
    assert list(found.counts) == [choice.value for choice in CHOICES]
    assert found.mean is None or 1 <= found.mean <= 5


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("5", "pp"), ("++", "pp"), (" + ", "p"), ("3", "o"), ("±", "o"), ("-", "m"), ("--", "mm"),
        ("1", "mm"), ("?", "blanc"), ("0", "noir"), ("∅", "noir"), ("NOIR", "noir"), ("6", None),
        ("", None), ("x", None),
    ],
)  # fmt: skip
def test_keys_of_a_paper_grid(typed: str, value: str | None) -> None:
    assert Criterion("", "Avis", "", CHOICES).read(typed) == value
