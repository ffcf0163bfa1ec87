"""Comparing figures honestly (domain.md §1.13, §10 rules 15 and 16). Pure Python, no Django.

Percentages are compared in points, amounts by their ratio; two vintages are never compared in silence;
what is masked or missing is neither zero nor summed; rates of groups come from their counts.
"""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

PER_CENT = 100
PERCENT_UNITS = frozenset({"%", "%/an"})
AMOUNT_UNITS = frozenset({"€", "hab.", "hab./km²", "pour 100 000 hab.", "indice"})


class Knowledge(StrEnum):
    """Whether a figure can be used, and how sure it is. Same words as `enums.ValueStatus`."""

    PUBLISHED = "published"
    MASKED = "masked"
    BLURRED = "rounded"
    ESTIMATED = "estimated"
    CENSORED = "censored"
    MISSING = "not_available"


class GapKind(StrEnum):
    POINTS = "points"
    RATIO = "ratio"
    DIFFERENCE = "difference"


class Flag(StrEnum):
    """What a reader must know before comparing."""

    OTHER_VINTAGE = "other_vintage"
    OTHER_SOURCE = "other_source"
    ESTIMATED = "estimated"
    CENSORED = "censored"


FLAG_SENTENCES = {
    Flag.OTHER_VINTAGE: "Les deux chiffres n’ont pas le même millésime.",
    Flag.OTHER_SOURCE: "Les deux chiffres ne viennent pas de la même source.",
    Flag.ESTIMATED: "L’un des deux chiffres est une estimation.",
    Flag.CENSORED: "Le producteur remplace les très petites valeurs par un plancher.",
}


class NotComparableError(ValueError):
    """Two figures of different indicators or units."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one territory. `numerator` and `denominator` are counts in the same unit."""

    indicator: str
    unit: str
    vintage: str
    value: float | None
    knowledge: Knowledge = Knowledge.PUBLISHED
    source: str = ""
    numerator: float | None = None
    denominator: float | None = None

    def __post_init__(self) -> None:
        hidden = self.knowledge in {Knowledge.MASKED, Knowledge.MISSING}
        if hidden != (self.value is None):
            raise ValueError("a figure has a value unless it is masked or missing")

    @property
    def has_counts(self) -> bool:
        return self.numerator is not None and bool(self.denominator)


@dataclass(frozen=True, slots=True)
class Gap:
    kind: GapKind
    value: float
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """Values of a group: their median and their extremes, and how many of the group are known."""

    median: float
    low: float
    high: float
    known: int
    total: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Change between two vintages of one territory, in points or as a ratio."""

    since: str
    until: str
    gap: Gap = field(repr=False)


def gap(own: Figure, reference: Figure) -> Gap | None:
    """How far `own` stands from the reference; None when either is masked or missing.

    Raises NotComparableError when they do not measure the same thing.
    """
    if (own.indicator, own.unit) != (reference.indicator, reference.unit):
        raise NotComparableError(
            f"{own.indicator} in {own.unit} and {reference.indicator} in {reference.unit}"
        )
    if own.value is None or reference.value is None:
        return None
    flags = _flags(own, reference)
    if own.unit in PERCENT_UNITS:
        return Gap(GapKind.POINTS, own.value - reference.value, flags)
    if own.unit in AMOUNT_UNITS and reference.value:
        return Gap(GapKind.RATIO, own.value / reference.value, flags)
    return Gap(GapKind.DIFFERENCE, own.value - reference.value, flags)


def _flags(own: Figure, reference: Figure) -> tuple[Flag, ...]:
    both = {own.knowledge, reference.knowledge}
    told = {
        Flag.OTHER_VINTAGE: own.vintage != reference.vintage,
        Flag.OTHER_SOURCE: own.source != reference.source,
        Flag.ESTIMATED: bool(both & {Knowledge.ESTIMATED, Knowledge.BLURRED}),
        Flag.CENSORED: Knowledge.CENSORED in both,
    }
    return tuple(flag for flag, holds in told.items() if holds)


def trend(series: Sequence[Figure]) -> Trend | None:
    """Change from the first to the last known vintage of one territory."""
    known = [figure for figure in series if figure.value is not None]
    if len(known) < len(("first", "last")):
        return None
    first, last = known[0], known[-1]
    change = gap(last, first)
    if change is None:
        return None
    flags = tuple(flag for flag in change.flags if flag != Flag.OTHER_VINTAGE)
    return Trend(first.vintage, last.vintage, Gap(change.kind, change.value, flags))


def pooled(figures: Iterable[Figure]) -> Figure | None:
    """The rate of a group, from its counts. None when one of them hides its counts (rule 16)."""
    group = list(figures)
    if not group or not all(figure.has_counts and figure.value is not None for figure in group):
        return None
    if len({(f.indicator, f.unit, f.vintage) for f in group}) > 1:
        raise NotComparableError("a group needs one indicator and one vintage")
    numerator = sum(f.numerator or 0 for f in group)
    return _rate(group[0], numerator, sum(f.denominator or 0 for f in group))


def without(whole: Figure, part: Figure) -> Figure | None:
    """The whole less the part, « département hors EPCI », from counts. None when counts are missing."""
    if not (whole.has_counts and part.has_counts) or whole.vintage != part.vintage:
        return None
    denominator = (whole.denominator or 0) - (part.denominator or 0)
    return (
        _rate(whole, (whole.numerator or 0) - (part.numerator or 0), denominator) if denominator > 0 else None
    )


def _rate(model: Figure, numerator: float, denominator: float) -> Figure:
    """A rate on the model's scale: a percentage, or « pour 100 000 »."""
    return Figure(
        indicator=model.indicator,
        unit=model.unit,
        vintage=model.vintage,
        value=_scale(model) * numerator / denominator,
        source=model.source,
        numerator=numerator,
        denominator=denominator,
    )


def _scale(model: Figure) -> int:
    """By how much the ratio of counts was multiplied: the power of ten nearest to what its value tells."""
    if not model.value or not model.numerator:
        return PER_CENT
    found: int = 10 ** round(math.log10(model.value * (model.denominator or 0) / model.numerator))
    return found


def spread(figures: Iterable[Figure]) -> Spread | None:
    """Median and extremes of a group. The median of rates is a position, not an average of them."""
    group = list(figures)
    known = [figure.value for figure in group if figure.value is not None]
    if not known:
        return None
    return Spread(statistics.median(known), min(known), max(known), len(known), len(group))
