"""Simulated territories of known truth: accidents stay under what is promised, planted effects are found.

Territories differ by what ordinarily separates them, their figures by chance on top, all sizes mixed. The
seeds are fixed; the bounds leave room for the simulation's own error (three standard errors). A longer run
with more sizes of groups is in benchmarks/salience.py.
"""

import math

import numpy as np
import pytest

from jalons.indicators.salience import LEVEL, Kind, Observation, Question, Subject, assess, propose
from jalons.indicators.salience.scale import DESIGN_EFFECT

TERRITORIES = 120
INDICATORS = 24
PEERS = 12


def drawn(rng: np.random.Generator, share: float, people: float) -> Observation:
    """A census share: people answer by groups, so that chance is larger than for a simple draw."""
    effective = max(1, round(people / DESIGN_EFFECT))
    value = 100 * rng.binomial(effective, min(max(share, 0.0), 1.0)) / effective
    return Observation(value, numerator=value * people / 100, denominator=people)


def named(figures: list[Observation]) -> dict[str, Observation | None]:
    return {f"T{index}": figure for index, figure in enumerate(figures)}


def shares(rng: np.random.Generator, centre: float, between: float, count: int) -> np.ndarray:
    at = rng.normal(math.asin(math.sqrt(centre)), between, count)
    return np.sin(np.clip(at, 0, math.pi / 2)) ** 2


def portrait(
    rng: np.random.Generator, *, planted: int = 0, effect: float = 0.0, common: float = 0.0
) -> list[Subject]:
    """All indicators of one territory and of its peers; the first `planted` stand `effect` deviations away.

    `common` is the part of the ordinary differences that all indicators share: poor places are poor in all.
    """
    people = np.exp(rng.uniform(math.log(2_000), math.log(60_000), PEERS + 1))
    shared = rng.normal(0, 1, PEERS + 1)
    subjects = []
    for index in range(INDICATORS):
        centre, between = rng.uniform(0.05, 0.5), rng.uniform(0.01, 0.06)
        own_part = rng.normal(0, 1, PEERS + 1)
        at = math.asin(math.sqrt(centre)) + between * (
            math.sqrt(common) * shared + math.sqrt(1 - common) * own_part
        )
        if index < planted:
            chance = 1 / (4 * people[0] / DESIGN_EFFECT)
            at[0] = math.asin(math.sqrt(centre)) + effect * math.sqrt(between**2 + chance)
        truth = np.sin(np.clip(at, 0, math.pi / 2)) ** 2
        figures = [drawn(rng, share, size) for share, size in zip(truth, people, strict=True)]
        subjects.append(
            Subject(
                code=f"I{index:02d}",
                kind=Kind.SHARE,
                own=figures[0],
                reference=None,
                similar=named(figures[1:]),
            )
        )
    return subjects


@pytest.mark.parametrize("common", [0.0, 0.6])
def test_where_nothing_is_to_find_accidents_stay_under_the_level(common: float) -> None:
    rng = np.random.default_rng(20261124)
    accidents = [
        any(one.is_salient for one in propose(portrait(rng, common=common))) for _ in range(TERRITORIES)
    ]
    margin = 3 * math.sqrt(LEVEL * (1 - LEVEL) / TERRITORIES)
    assert np.mean(accidents) <= LEVEL + margin


def test_planted_effects_are_found_and_accidents_among_them_stay_under_the_level() -> None:
    rng = np.random.default_rng(7)
    found, false_parts = [], []
    for _ in range(TERRITORIES // 2):
        salient = {one.code for one in propose(portrait(rng, planted=5, effect=7.0)) if one.is_salient}
        true = {code for code in salient if code < "I05"}
        found.append(len(true) / 5)
        false_parts.append(len(salient - true) / max(1, len(salient)))
    assert np.mean(found) > 0.8
    assert np.mean(false_parts) <= LEVEL + 3 * np.std(false_parts) / math.sqrt(len(false_parts))


def test_an_ordinary_difference_between_territories_is_not_a_fact() -> None:
    """Large places owe little to chance: what separates them ordinarily must still not be called salient."""
    rng = np.random.default_rng(11)
    accidents = 0
    for _ in range(TERRITORIES):
        truth = shares(rng, 0.3, 0.05, PEERS + 1)
        figures = [drawn(rng, share, 2e6) for share in truth]
        (only,) = propose([Subject("I", Kind.SHARE, figures[0], similar=named(figures[1:]))])
        accidents += only.is_salient
    assert accidents / TERRITORIES <= LEVEL + 3 * math.sqrt(LEVEL * (1 - LEVEL) / TERRITORIES)


def test_villages_that_are_all_alike_never_fill_the_list() -> None:
    """Communes of 210 people around a common truth: their wild percentages are chance."""
    rng = np.random.default_rng(5)
    proposed = 0
    for _ in range(TERRITORIES):
        subjects = []
        for index in range(10):
            share = rng.uniform(0.05, 0.4)
            own = drawn(rng, share, 210)
            peers = [drawn(rng, share, 15_000) for _ in range(PEERS)]
            subjects.append(Subject(f"I{index}", Kind.SHARE, own, drawn(rng, share, 370_000), named(peers)))
        proposed += any(one.is_salient for one in propose(subjects))
    assert proposed / TERRITORIES <= LEVEL + 3 * math.sqrt(LEVEL * (1 - LEVEL) / TERRITORIES)


@pytest.mark.parametrize("known", [8, 12, 30])
def test_a_gap_to_the_reference_within_the_ordinary_is_seldom_called_a_fact(known: int) -> None:
    """The worst case of the promise: a true gap of exactly what ordinarily separates such territories."""
    rng = np.random.default_rng(known)
    centre, between, runs = math.asin(math.sqrt(0.3)), 0.05, 600
    found = 0
    for _ in range(runs):
        peers = [drawn(rng, share, 20_000) for share in shares(rng, 0.3, between, known)]
        own = drawn(rng, math.sin(centre + between) ** 2, 20_000)
        reference = drawn(rng, 0.3, 400_000)
        answer = assess(Subject("I", Kind.SHARE, own, reference, named(peers))).answer(Question.REFERENCE)
        found += answer is not None and answer.p_value <= LEVEL
    assert found / runs <= LEVEL + 3 * math.sqrt(LEVEL * (1 - LEVEL) / runs)


def test_a_gap_of_three_times_the_ordinary_is_found() -> None:
    rng = np.random.default_rng(3)
    centre, between, runs = math.asin(math.sqrt(0.3)), 0.05, 100
    found = 0
    for _ in range(runs):
        peers = [drawn(rng, share, 20_000) for share in shares(rng, 0.3, between, PEERS)]
        own = drawn(rng, math.sin(centre + 3 * between) ** 2, 20_000)
        reference = drawn(rng, 0.3, 400_000)
        answer = assess(Subject("I", Kind.SHARE, own, reference, named(peers))).answer(Question.REFERENCE)
        found += answer is not None and answer.p_value <= 0.01
    assert found / runs > 0.9
