"""The scale on which figures of small and large places can be told apart, and how sure each one is.

A share of 40 people moves by chance far more than a share of 40,000. Each figure is carried to a scale where
chance has a known size: shares by the arcsine of their root (Anscombe 1948), amounts and densities by their
logarithm, yearly rates as they are. Masked and missing figures never come here: they are not zero.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

DESIGN_EFFECT = 2.0
"""How much more a census share varies than a simple draw of as many people: households answer together."""
HUNDRED = 100.0


class Kind(StrEnum):
    """How a figure is made, which decides its scale.

    SHARE: numerator over denominator, in per cent. AMOUNT: a positive amount or density (euros, doctors for
    100,000 inhabitants). RATE: a signed yearly change, in per cent a year. COUNT: people or places, which say
    how large a territory is and are never compared.
    """

    SHARE = "share"
    AMOUNT = "amount"
    RATE = "rate"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Observation:
    """One known figure. `value` in its unit; `numerator` and `denominator` are counts of people or things.

    `population` is how many people the figure rests on, `standard_error` the producer's own in the figure's
    unit; both may be unknown (None): chance is then counted as nil, and only places are compared.
    """

    value: float
    numerator: float | None = None
    denominator: float | None = None
    population: float | None = None
    standard_error: float | None = None

    @property
    def size(self) -> float | None:
        """People or things that the figure rests on."""
        return self.denominator if self.denominator is not None else self.population


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure carried to its scale: where it stands and the variance that chance alone gives it."""

    at: float
    variance: float


def place(kind: Kind, observation: Observation) -> Placed:
    """Carry one figure to the scale of its kind.

    Raises ValueError for a count, and for an amount that is not positive.
    """
    if kind is Kind.COUNT:
        raise ValueError("a count says how large a place is; it is not compared")
    if kind is Kind.SHARE:
        return _share(observation)
    if kind is Kind.AMOUNT:
        return _amount(observation)
    error = (observation.standard_error or 0.0) ** 2
    return Placed(observation.value, error)


def value_at(kind: Kind, at: float) -> float:
    """The figure, in its unit, that stands there on the scale of its kind."""
    if kind is Kind.SHARE:
        return HUNDRED * math.sin(min(max(at, 0.0), math.pi / 2)) ** 2
    return math.exp(at) if kind is Kind.AMOUNT else at


def _share(observation: Observation) -> Placed:
    size = observation.size
    share = min(max(observation.value / HUNDRED, 0.0), 1.0)
    if not size:
        return Placed(math.asin(math.sqrt(share)), 0.0)
    effective = size / DESIGN_EFFECT
    corrected = (share * effective + 0.375) / (effective + 0.75)
    return Placed(math.asin(math.sqrt(corrected)), 1 / (4 * effective + 2))


def _amount(observation: Observation) -> Placed:
    if observation.value <= 0:
        raise ValueError("an amount that is not positive has no logarithm")
    error = (observation.standard_error or 0.0) / observation.value
    return Placed(math.log(observation.value), error**2)
