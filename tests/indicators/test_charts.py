import itertools

from hypothesis import given
from hypothesis import strategies as st

from jalons.indicators import charts
from jalons.indicators.charts import Series


def say(value: float) -> str:
    return f"{value:.1f} %"


def test_our_line_is_labelled_at_both_ends_and_drawn_last() -> None:
    drawn = charts.draw(
        [
            Series("Vassivière", "l-me", [("2011", 32.0), ("2022", 34.9)]),
            Series("Haute-Vienne", "l-ref", [("2011", 21.2), ("2022", 25.8)]),
        ],
        say,
    )
    assert drawn is not None
    assert [line.css for line in drawn.lines] == ["l-ref", "l-me"]
    assert [t.text for t in drawn.texts if t.css == "me"] == ["34.9 % Vassivière", "32.0 %"]
    assert len(drawn.dots) == 2


def test_one_vintage_gives_bars_from_zero() -> None:
    drawn = charts.draw(
        [Series("Nous", "l-me", [("2022", 6.3)]), Series("Eux", "l-ref", [("2022", 12.6)])], say
    )
    assert drawn is not None
    assert [(bar.css, bar.width) for bar in drawn.bars] == [("b-me", 100.0), ("b-ref", 200.0)]


def test_negative_bars_grow_to_the_left() -> None:
    drawn = charts.draw(
        [Series("Nous", "l-me", [("2022", -1.2)]), Series("Eux", "l-ref", [("2022", 1.2)])], say
    )
    assert drawn is not None
    ours, theirs = drawn.bars
    assert ours.x + ours.width == theirs.x


def test_an_unknown_value_is_no_point_and_no_zero() -> None:
    drawn = charts.draw([Series("Nous", "l-me", [("2008", None), ("2013", 17.0), ("2018", 16.0)])], say)
    assert drawn is not None
    assert drawn.lines[0].d.count("L") == 1
    assert charts.draw([Series("Nous", "l-me", [("2022", None)])], say) is None
    assert charts.draw([Series("Eux", "l-ref", [("2022", 1.0)])], say) is None


def test_a_reference_that_stops_before_us_is_left_out() -> None:
    drawn = charts.draw(
        [Series("Nous", "l-me", [("2011", 1.0), ("2022", 2.0)]), Series("Eux", "l-ref", [("2011", 1.0)])], say
    )
    assert drawn is not None
    assert [line.css for line in drawn.lines] == ["l-me"]


values = st.floats(0, 100)


@given(st.lists(st.tuples(values, values), min_size=1, max_size=4))
def test_end_labels_never_touch_and_stay_inside(pairs: list[tuple[float, float]]) -> None:
    css = ["l-me", "l-ref", "l-reg", "l-sim"]
    series = [Series(c, c, [("2011", a), ("2022", b)]) for c, (a, b) in zip(css, pairs, strict=False)]
    drawn = charts.draw(series, say)
    assert drawn is not None
    ends = sorted(t.y for t in drawn.texts if t.x == charts.LABEL_X)
    assert all(b - a >= charts.LABEL_GAP - 0.11 for a, b in itertools.pairwise(ends))
    assert ends[-1] <= charts.HEIGHT
    assert ends[0] >= 0
