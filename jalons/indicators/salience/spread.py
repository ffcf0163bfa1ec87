"""Where a group of territories stands, how much they differ, and whether one more is unlike them.

A funnel (Spiegelhalter 2005, Statistics in Medicine 24): around the centre of the group, a territory may
move by chance, more when it is small, and by what ordinarily separates such territories. The centre and that
ordinary difference are estimated together and robustly (Huber 1964, « proposal 2 »), so that an odd neighbour
neither draws the centre to it nor widens the funnel much.
"""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from scipy import optimize, stats

from jalons.indicators.salience.scale import Placed

CLIP = 1.5
"""Beyond so many deviations a territory counts as if it stood there."""
_INSIDE = 1 - 2 * stats.norm.sf(CLIP)
CLIPPED_SQUARE = float(_INSIDE - 2 * CLIP * stats.norm.pdf(CLIP) + 2 * CLIP**2 * stats.norm.sf(CLIP))
"""Mean of a squared normal deviation clipped at CLIP."""
LOCATION_EFFICIENCY = float(_INSIDE**2 / CLIPPED_SQUARE)
"""What clipping leaves of the precision of a mean of normal deviations (Huber 1964)."""
NORMAL_MAD = float(1 / stats.norm.ppf(0.75))
"""The median absolute deviation of normal values, times this, is their standard deviation."""
FEWEST = 5
"""Under so many known territories nothing is said of a group."""
EFFICIENCY = 0.9
"""Degrees of freedom kept by the clipped estimates, set so that a territory like the others is called unlike
them as often as said, for groups of 6 to 40 (tests/indicators/test_salience_validation.py)."""
ORDINARY = 0.05
"""Without similar territories: about 4 points for a share near 20 %, 5 % for an amount."""
SCALE_EFFICIENCY = 0.5
"""What clipping and few territories leave of the precision of their ordinary difference (same tests)."""
ROUNDS = 60
SMALL = 1e-18
PRECISION = 1e-5


@dataclass(frozen=True, slots=True)
class Group:
    """The centre of a group on its scale, the variance of that centre, the variance between territories."""

    centre: float
    centre_variance: float
    between: float
    known: int

    @property
    def freedom(self) -> float:
        """Degrees of freedom of what was estimated."""
        return max(1.0, EFFICIENCY * (self.known - 1))


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a territory stands from where it was expected.

    `ordinary` is the gap that counts for nothing; `score` counts deviations past it, signed; `p_value` is
    how often a territory like the others stands at least as far, on either side; `kept` is the part of the
    gap that is not chance of small numbers, 0 to 1.
    """

    gap: float
    deviation: float
    ordinary: float
    score: float
    p_value: float
    kept: float


def group_of(placed: Sequence[Placed]) -> Group | None:
    """The group's centre and ordinary differences; None under five known territories."""
    if len(placed) < FEWEST:
        return None
    at = [one.at for one in placed]
    chance = [one.variance for one in placed]
    centre = statistics.median(at)
    between = (NORMAL_MAD * statistics.median(abs(one - centre) for one in at)) ** 2
    for _ in range(ROUNDS):
        moved = _centre(at, chance, centre, between)
        widened = _between(at, chance, moved)
        settled = _close(moved, centre, widened) and abs(widened - between) <= PRECISION * widened
        centre, between = moved, widened
        if settled:
            break
    precision = sum(1 / max(one + between, SMALL) for one in chance)
    return Group(centre, 1 / (LOCATION_EFFICIENCY * precision), between, len(placed))


def distance(own: Placed, group: Group) -> Distance:
    """How far a territory that is not of the group stands from the group's centre."""
    deviation = math.sqrt(own.variance + group.between + group.centre_variance)
    gap = own.at - group.centre
    if deviation == 0:
        return Distance(gap, 0.0, 0.0, 0.0, 1.0, 0.0)
    score = gap / deviation
    p_value = min(1.0, 2 * _tail(abs(score), group.freedom))
    known = group.between + own.variance
    return Distance(gap, deviation, 0.0, score, p_value, group.between / known if known > 0 else 0.0)


def distance_to(own: Placed, reference: Placed, group: Group | None) -> Distance:
    """How far a territory stands from a reference such as its département, beyond what is ordinary.

    Places are never all alike: a gap counts only past what ordinarily separates territories of the group (its
    deviation; ORDINARY without a group), that threshold being itself uncertain. `p_value` is the largest that
    any gap within the ordinary could give.
    """
    ordinary = math.sqrt(group.between) if group else ORDINARY
    unsure = group.between / (2 * SCALE_EFFICIENCY * (group.known - 1)) if group else 0.0
    chance = own.variance + reference.variance
    deviation = math.sqrt(chance + unsure)
    gap = own.at - reference.at
    if deviation == 0:
        return Distance(gap, 0.0, ordinary, 0.0, 1.0, 0.0)
    near, far = (abs(gap) - ordinary) / deviation, (abs(gap) + ordinary) / deviation
    freedom = group.freedom if group else math.inf
    p_value = min(1.0, _tail(near, freedom) + _tail(far, freedom))
    score = math.copysign(max(near, 0.0), gap)
    kept = max(0.0, 1 - math.sqrt(chance) / abs(gap)) if gap else 0.0
    return Distance(gap, deviation, ordinary, score, p_value, kept)


def change(before: Placed, after: Placed) -> Placed:
    """The move of one territory between two vintages, as a figure of its own."""
    return Placed(after.at - before.at, after.variance + before.variance)


def _tail(score: float, freedom: float) -> float:
    return float(stats.norm.sf(score) if math.isinf(freedom) else stats.t.sf(score, freedom))


def _centre(at: Sequence[float], chance: Sequence[float], centre: float, between: float) -> float:
    """The weighted mean of the group, each territory drawn back to CLIP deviations of the centre."""
    total = weights = 0.0
    for one, luck in zip(at, chance, strict=True):
        variance = max(luck + between, SMALL)
        reach = CLIP * math.sqrt(variance)
        total += min(max(one, centre - reach), centre + reach) / variance
        weights += 1 / variance
    return total / weights


def _between(at: Sequence[float], chance: Sequence[float], centre: float) -> float:
    """The variance between territories at which clipped deviations are as large as they should be."""
    wanted = CLIPPED_SQUARE * (len(at) - 1)
    squares = [((one - centre) ** 2, luck) for one, luck in zip(at, chance, strict=True)]

    def excess(between: float) -> float:
        return sum(min(square / max(luck + between, SMALL), CLIP**2) for square, luck in squares) - wanted

    if excess(0.0) <= 0:
        return 0.0
    widest = max(square for square, _ in squares)
    found = optimize.brentq(excess, 0.0, widest * len(at), xtol=PRECISION * widest, rtol=PRECISION)
    return float(found)


def _close(centre: float, former: float, between: float) -> bool:
    return abs(centre - former) <= PRECISION * math.sqrt(max(between, SMALL))
