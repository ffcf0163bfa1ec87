"""Right sums: counts added, nothing averaged, what is hidden bounded or refused."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalons.indicators.sums import Part, total

COUNTS = st.lists(
    st.tuples(st.integers(0, 500), st.integers(500, 5000)).map(lambda c: Part("", float(c[0]), float(c[1]))),
    min_size=1,
    max_size=12,
)


@given(COUNTS)
def test_a_rate_lies_between_the_lowest_and_the_highest_of_its_parts(parts: list[Part]) -> None:
    rates = [100 * (p.numerator or 0) / (p.denominator or 1) for p in parts]
    found = total(parts).rate()
    assert found is not None
    assert min(rates) - 1e-9 <= found <= max(rates) + 1e-9


@given(COUNTS)
def test_the_order_of_parts_does_not_matter(parts: list[Part]) -> None:
    mixed = random.Random(1).sample(parts, len(parts))
    assert total(mixed).rate() == pytest.approx(total(parts).rate())


@given(COUNTS, st.integers(0, 11), st.floats(0, 1))
def test_the_true_rate_lies_within_the_bounds_whatever_was_hidden(
    parts: list[Part], which: int, share: float
) -> None:
    hidden = parts[which % len(parts)]
    true = Part("", share * (hidden.denominator or 0), hidden.denominator)
    others = [part for part in parts if part is not hidden]
    bounds = total([*others, Part("x", None, hidden.denominator)]).bounds()
    known = total([*others, true]).rate()
    assert bounds is not None
    assert known is not None
    assert bounds.low - 1e-9 <= known <= bounds.high + 1e-9


def test_a_hidden_part_gives_no_rate() -> None:
    assert total([Part("a", 1, 10), Part("b", None, 10)]).rate() is None


def test_a_part_without_any_count_gives_no_bounds() -> None:
    assert total([Part("a", 1, 10), Part("b", None, None)]).bounds() is None
