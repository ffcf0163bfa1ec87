import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalons.indicators import comparison
from jalons.indicators.comparison import Figure, Flag, Gap, GapKind, Knowledge


def figure(value: float | None, unit: str = "%", **fields: object) -> Figure:
    knowledge = fields.pop("knowledge", Knowledge.MASKED if value is None else Knowledge.PUBLISHED)
    defaults = {"indicator": "AGE_65P", "vintage": "2022", "source": "rp"}
    return Figure(unit=unit, value=value, knowledge=knowledge, **defaults | fields)


def test_percentages_differ_in_points() -> None:
    found = comparison.gap(figure(34.9), figure(25.8))
    assert found is not None
    assert found.kind == GapKind.POINTS
    assert found.value == pytest.approx(9.1)


def test_amounts_differ_by_their_ratio() -> None:
    found = comparison.gap(figure(19230, "€"), figure(21100, "€"))
    assert found is not None
    assert found.kind == GapKind.RATIO
    assert found.value == pytest.approx(0.9114, abs=1e-4)


def test_an_amount_compared_with_zero_gives_a_difference_not_a_ratio() -> None:
    assert comparison.gap(figure(3, "€"), figure(0, "€")) == Gap(GapKind.DIFFERENCE, 3)


def test_different_vintages_and_sources_are_flagged() -> None:
    found = comparison.gap(
        figure(1.0), figure(2.0, vintage="2016", source="ot", knowledge=Knowledge.ESTIMATED)
    )
    assert found is not None
    assert found.flags == (Flag.OTHER_VINTAGE, Flag.OTHER_SOURCE, Flag.ESTIMATED)


def test_a_floor_of_the_producer_is_flagged() -> None:
    found = comparison.gap(figure(5.0, knowledge=Knowledge.CENSORED), figure(9.0))
    assert found is not None
    assert found.flags == (Flag.CENSORED,)


def test_other_indicators_are_never_compared() -> None:
    with pytest.raises(comparison.NotComparableError):
        comparison.gap(figure(1.0), figure(1.0, indicator="NEET"))


@pytest.mark.parametrize("knowledge", [Knowledge.MASKED, Knowledge.MISSING])
def test_masked_or_missing_is_not_zero(knowledge: Knowledge) -> None:
    assert comparison.gap(figure(None, knowledge=knowledge), figure(0.0)) is None
    with pytest.raises(ValueError, match="unless it is masked"):
        figure(0.0, knowledge=knowledge)
    with pytest.raises(ValueError, match="unless it is masked"):
        figure(None, knowledge=Knowledge.PUBLISHED)


def test_a_trend_skips_unknown_vintages_and_needs_two() -> None:
    series = [figure(None, vintage="2008"), figure(11.4, vintage="2013"), figure(16.0, vintage="2018")]
    found = comparison.trend(series)
    assert found is not None
    assert (found.since, found.until) == ("2013", "2018")
    assert found.gap.flags == ()
    assert comparison.trend(series[:2]) is None


def test_the_rate_of_a_group_comes_from_counts_not_from_an_average() -> None:
    small = figure(50.0, numerator=5, denominator=10)
    big = figure(10.0, numerator=100, denominator=1000)
    found = comparison.pooled([small, big])
    assert found is not None
    assert found.value == pytest.approx(100 * 105 / 1010)


def test_a_group_with_a_hidden_member_has_no_rate() -> None:
    shown = figure(50.0, numerator=5, denominator=10)
    assert comparison.pooled([shown, figure(None)]) is None
    assert comparison.pooled([shown, figure(12.0)]) is None
    assert comparison.pooled([]) is None


def test_a_group_of_several_vintages_is_refused() -> None:
    one = figure(50.0, numerator=5, denominator=10)
    with pytest.raises(comparison.NotComparableError):
        comparison.pooled([one, figure(50.0, numerator=5, denominator=10, vintage="2016")])


def test_the_rest_of_a_departement_is_recomputed() -> None:
    whole = figure(25.8, numerator=25800, denominator=100000)
    part = figure(34.9, numerator=1990, denominator=5698)
    found = comparison.without(whole, part)
    assert found is not None
    assert found.value == pytest.approx(100 * (25800 - 1990) / (100000 - 5698))
    assert comparison.without(whole, figure(34.9)) is None
    assert comparison.without(whole, figure(34.9, numerator=1, denominator=2, vintage="2016")) is None


counts = st.tuples(st.integers(1, 500), st.integers(500, 5000))


@given(st.lists(counts, min_size=1, max_size=12))
def test_a_pooled_rate_lies_between_the_extremes(groups: list[tuple[int, int]]) -> None:
    figures = [figure(100 * n / d, numerator=n, denominator=d) for n, d in groups]
    found = comparison.pooled(figures)
    assert found is not None
    values = [f.value for f in figures]
    assert min(values) - 1e-9 <= found.value <= max(values) + 1e-9


@given(st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=1, max_size=20))
def test_a_spread_counts_only_what_is_known(values: list[float | None]) -> None:
    found = comparison.spread([figure(v) for v in values])
    known = [v for v in values if v is not None]
    if not known:
        assert found is None
    else:
        assert found is not None
        assert (found.known, found.total) == (len(known), len(values))
        assert found.low <= found.median <= found.high
