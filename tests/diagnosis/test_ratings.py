from hypothesis import given
from hypothesis import strategies as st

from jalons.diagnosis.picture import STONE, draw, x_of, y_of
from jalons.diagnosis.ratings import FEWEST, Answer, Spread, levels, positions, spread

VALUES = st.lists(st.integers(1, 4), min_size=FEWEST, max_size=80)


def answers(subject, count, *, urgency=3, will=4):
    return [
        Answer(subject, f"{subject}{ticket}", criterion, value)
        for ticket in range(count)
        for criterion, value in (("gravity", urgency), ("reach", urgency), ("capacity", 1), ("will", will))
    ]


def test_under_five_people_nothing_is_shown():
    assert spread([1, 2, 3, 4]) is None
    assert levels([1, 2, 3, 4]).counts is None
    assert levels([1, 2, 3, 4]).n == 4


@given(VALUES)
def test_the_middle_half_stands_around_the_median_and_inside_the_scale(values):
    found = spread(values)
    assert found is not None
    assert 1 <= found.low <= found.middle <= found.high <= 4
    assert found.n == len(values)


@given(VALUES)
def test_levels_count_everybody_once(values):
    assert sum(levels(values).counts) == len(values)


def test_quartiles_of_a_known_case():
    assert spread([1, 2, 2, 3, 4]) == Spread(5, 2, 2, 3, 2.4)


def test_urgency_is_each_persons_own_mean_and_capacity_enters_no_axis():
    placed = positions(answers("a", 6, urgency=3, will=2))["a"]
    assert placed.urgency == Spread(6, 3, 3, 3, 3)
    assert placed.will == Spread(6, 2, 2, 2, 2)
    assert placed.voters == 6


def test_an_urgency_rated_by_four_people_is_not_drawn():
    placed = positions(answers("a", 4) + answers("b", 5))
    assert [stone.key for stone in draw(["a", "b"], placed).stones] == ["b"]
    assert draw(["a", "b"], placed).letters == {"a": "A", "b": "B"}


def test_a_stone_stands_at_the_two_means():
    stone = draw(["a"], positions(answers("a", 5, urgency=2, will=3))).stones[0]
    assert (stone.x, stone.y) == (x_of(2), y_of(3))


def test_stones_at_the_same_place_can_both_be_read():
    first, second = draw(["a", "b"], positions(answers("a", 5) + answers("b", 5))).stones
    assert abs(first.x - second.x) >= STONE * 2


def test_a_full_bar_is_everybody_and_an_empty_one_can_still_be_seen():
    bars = levels([4] * 6).bars
    assert [(bar.value, bar.count) for bar in bars] == [(1, 0), (2, 0), (3, 0), (4, 6)]
    assert (bars[0].height, bars[3].height) == (1.5, 40)
    assert levels([4] * 3).bars == []
