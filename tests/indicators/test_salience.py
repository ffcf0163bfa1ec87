"""What the salience kernel may say, whatever the figures: units, order, duplicates, masked cells."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jalons.indicators.salience import Kind, Observation, Question, Silence, Subject, assess, propose
from jalons.indicators.salience.scale import place, value_at

SIMILAR = [18.0, 19.5, 20.0, 20.4, 21.0, 21.8, 22.5, 20.9]


def share(value: float, people: float = 10_000) -> Observation:
    return Observation(value, numerator=value * people / 100, denominator=people)


def named(figures: list[Observation | None] | list[Observation]) -> dict[str, Observation | None]:
    return {f"T{index}": figure for index, figure in enumerate(figures)}


def subject(
    own: float | None, *, code: str = "AGE_65P", similar: list[float] | None = None, people: float = 10_000
) -> Subject:
    return Subject(
        code=code,
        kind=Kind.SHARE,
        own=None if own is None else share(own, people),
        reference=share(20.5, 370_000),
        similar=named([share(value) for value in (SIMILAR if similar is None else similar)]),
    )


def test_a_territory_far_from_those_that_resemble_it_is_proposed() -> None:
    (found,) = propose([subject(34.0)])
    assert found.is_salient
    answer = found.answer(Question.SIMILAR)
    assert answer is not None
    assert answer.value == 34.0
    assert answer.expected == pytest.approx(20.6, abs=0.3)
    assert answer.low < 20.6 < answer.high < 34.0
    assert answer.score > 0
    assert answer.known == 8


def test_a_territory_in_the_middle_of_its_peers_is_not_proposed() -> None:
    (found,) = propose([subject(20.6)])
    assert not found.is_salient
    assert found.q_value > 0.5


def test_the_same_gap_is_chance_in_a_village_and_a_fact_in_a_large_place() -> None:
    village = assess(subject(26.5, people=250)).answer(Question.SIMILAR)
    town = assess(subject(26.5, people=25_000)).answer(Question.SIMILAR)
    assert village is not None
    assert town is not None
    assert village.p_value > 0.1
    assert town.p_value < 0.01
    assert village.kept < town.kept


def test_a_gap_to_the_reference_that_is_ordinary_between_such_places_is_no_fact() -> None:
    """Large places: chance is nil, and yet a point from the département is what places differ by."""
    near = assess(subject(21.6, people=2_000_000)).answer(Question.REFERENCE)
    far = assess(subject(34.0, people=2_000_000)).answer(Question.REFERENCE)
    assert near is not None
    assert far is not None
    assert near.score == 0.0
    assert near.p_value > 0.5
    assert far.p_value < 0.001
    assert near.low < 20.5 < near.high


def test_without_similar_territories_a_gap_of_a_point_is_ordinary_and_ten_are_not() -> None:
    alone = [replace(subject(value, people=50_000), similar={}) for value in (21.5, 31.0)]
    near, far = (assess(one).answer(Question.REFERENCE) for one in alone)
    assert near is not None
    assert far is not None
    assert near.p_value > 0.9
    assert far.p_value < 0.001


def test_a_commune_of_99_inhabitants_is_never_assessed() -> None:
    found = assess(subject(60.0, people=99))
    assert found.silence is Silence.TOO_SMALL
    assert found.comparisons == ()


def test_small_peers_take_no_part_either() -> None:
    with_hamlets = replace(
        subject(34.0), similar={**subject(34.0).similar, "A": share(70.0, 99), "B": share(0.0, 40)}
    )
    assert assess(with_hamlets) == assess(subject(34.0))


@pytest.mark.parametrize("kind", [Kind.SHARE, Kind.AMOUNT, Kind.RATE])
def test_an_unknown_figure_is_silent_and_is_not_zero(kind: Kind) -> None:
    assert assess(replace(subject(None), kind=kind)).silence is Silence.UNKNOWN


def test_a_share_of_zero_is_a_figure() -> None:
    found = assess(subject(0.0))
    assert found.silence is None
    answer = found.answer(Question.SIMILAR)
    assert answer is not None
    assert answer.score < -3


def test_a_count_is_never_compared() -> None:
    assert assess(replace(subject(20.0), kind=Kind.COUNT)).silence is Silence.COUNT


def test_without_anything_to_compare_the_kernel_says_so() -> None:
    alone = Subject(code="X", kind=Kind.SHARE, own=share(20.0))
    assert assess(alone).silence is Silence.NOTHING_TO_COMPARE


def test_under_five_known_peers_nothing_is_said_of_them() -> None:
    four = subject(34.0, similar=SIMILAR[:4])
    five = subject(34.0, similar=SIMILAR[:5])
    assert assess(four).answer(Question.SIMILAR) is None
    assert assess(five).answer(Question.SIMILAR) is not None


def test_two_odd_peers_leave_the_centre_among_the_eight_others() -> None:
    """Their mean would be at 26.4, above all eight."""
    answer = assess(subject(34.0, similar=[*SIMILAR, 48.0, 52.0])).answer(Question.SIMILAR)
    assert answer is not None
    assert min(SIMILAR) < answer.expected < max(SIMILAR)


def test_a_move_unlike_the_peers_moves_is_a_change() -> None:
    before = named([share(value - 2.0) for value in SIMILAR])
    together = replace(subject(24.0), before=share(22.0), similar_before=before)
    against = replace(subject(24.0), before=share(33.0), similar_before=before)
    quiet, loud = assess(together).answer(Question.CHANGE), assess(against).answer(Question.CHANGE)
    assert quiet is not None
    assert loud is not None
    assert quiet.p_value > 0.5
    assert loud.p_value < 0.01
    assert loud.score < 0
    assert loud.expected > 33


def test_a_peer_unknown_at_one_vintage_is_left_out_of_the_changes_only() -> None:
    before = {**named([share(value - 2.0) for value in SIMILAR]), "T0": None}
    found = assess(replace(subject(24.0), before=share(22.0), similar_before=before))
    answers = [found.answer(Question.SIMILAR), found.answer(Question.CHANGE)]
    assert [answer.known for answer in answers if answer] == [8, 7]


def test_two_subjects_of_one_code_are_refused() -> None:
    with pytest.raises(ValueError, match="once"):
        propose([subject(20.0), subject(22.0)])


@pytest.mark.parametrize("level", [0.0, 1.0, -0.1])
def test_a_level_is_a_part(level: float) -> None:
    with pytest.raises(ValueError, match="level"):
        propose([subject(20.0)], level=level)


def test_no_subject_gives_no_proposal() -> None:
    assert propose([]) == []


values = st.floats(1.0, 60.0)
groups = st.lists(values, min_size=5, max_size=20)


@settings(max_examples=40, deadline=None)
@given(own=values, similar=groups, seed=st.randoms(use_true_random=False))
def test_the_order_of_the_peers_changes_nothing(own: float, similar: list[float], seed) -> None:
    shuffled = seed.sample(similar, len(similar))
    one, other = assess(subject(own, similar=similar)), assess(subject(own, similar=shuffled))
    assert one.p_value == pytest.approx(other.p_value, rel=1e-3, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(own=st.lists(values, min_size=2, max_size=8), similar=groups, seed=st.randoms(use_true_random=False))
def test_the_order_of_the_indicators_changes_nothing(own: list[float], similar: list[float], seed) -> None:
    subjects = [subject(value, code=f"I{i}", similar=similar) for i, value in enumerate(own)]
    shuffled = seed.sample(subjects, len(subjects))
    assert propose(subjects) == propose(shuffled)


@settings(max_examples=40, deadline=None)
@given(own=st.floats(100.0, 50_000.0), similar=st.lists(st.floats(100.0, 50_000.0), min_size=5, max_size=20))
def test_euros_or_thousands_of_euros_say_the_same(own: float, similar: list[float]) -> None:
    def amounts(unit: float) -> Subject:
        peers = [Observation(value / unit) for value in similar]
        return Subject(code="REV_MED", kind=Kind.AMOUNT, own=Observation(own / unit), similar=named(peers))

    assert assess(amounts(1.0)).p_value == pytest.approx(assess(amounts(1000.0)).p_value, rel=1e-3, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(own=values, similar=groups)
def test_a_masked_cell_changes_nothing(own: float, similar: list[float]) -> None:
    plain = subject(own, similar=similar)
    masked = replace(plain, similar={"X": None, **plain.similar, "Y": None})
    assert assess(masked) == assess(plain)


def test_a_territory_named_twice_counts_once() -> None:
    """Figures come by code: the second naming takes the place of the first."""
    twice = dict([*subject(34.0).similar.items(), ("T0", share(SIMILAR[0]))])
    answer = assess(replace(subject(34.0), similar=twice)).answer(Question.SIMILAR)
    assert answer is not None
    assert answer.known == len(SIMILAR)


@settings(max_examples=40, deadline=None)
@given(own=values, similar=groups)
def test_the_more_it_stands_apart_the_more_it_is_salient(own: float, similar: list[float]) -> None:
    """Farther on the same side of the same group, with as many people."""
    near = assess(replace(subject(own, similar=similar), reference=None)).answer(Question.SIMILAR)
    assert near is not None
    farther = own + (5.0 if near.score > 0 else -own / 2)
    far = assess(replace(subject(farther, similar=similar), reference=None)).answer(Question.SIMILAR)
    assert far is not None
    assert far.p_value <= near.p_value


@settings(max_examples=60, deadline=None)
@given(value=st.floats(0.5, 99.5), people=st.floats(5_000, 1e7))
def test_a_share_stands_where_its_value_says(value: float, people: float) -> None:
    assert value_at(Kind.SHARE, place(Kind.SHARE, share(value, people)).at) == pytest.approx(value, abs=0.1)


@given(value=st.floats(0.01, 1e6))
def test_an_amount_stands_where_its_value_says(value: float) -> None:
    assert math.isclose(value_at(Kind.AMOUNT, place(Kind.AMOUNT, Observation(value)).at), value, rel_tol=1e-9)


@settings(max_examples=30, deadline=None)
@given(own=st.lists(values, min_size=3, max_size=12, unique=True))
def test_a_stricter_level_never_proposes_more(own: list[float]) -> None:
    subjects = [subject(value, code=f"I{i}") for i, value in enumerate(own)]
    strict = {one.code for one in propose(subjects, level=0.01) if one.is_salient}
    large = {one.code for one in propose(subjects, level=0.2) if one.is_salient}
    assert strict <= large
