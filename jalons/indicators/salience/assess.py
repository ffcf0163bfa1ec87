"""The three questions asked of each indicator, and the facts that stand once all have been asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from scipy import stats

from jalons.indicators.salience import spread
from jalons.indicators.salience.scale import Kind, Observation, Placed, place, value_at

LEVEL = 0.10
"""Among the facts proposed, the part that may be an accident: one in ten."""
SMALLEST = 200.0
"""Under so many people a share says more of chance than of the place (domain.md §1.13)."""


class Question(StrEnum):
    SIMILAR = "similar"
    REFERENCE = "reference"
    CHANGE = "change"


class Silence(StrEnum):
    """Why nothing is said of an indicator. Not knowing is never read as zero."""

    UNKNOWN = "unknown"
    COUNT = "count"
    TOO_SMALL = "too_small"
    NOTHING_TO_COMPARE = "nothing_to_compare"


Figures = Mapping[str, Observation | None]
"""Figures by code of territory, so that one named twice counts once; None where masked or missing."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of one indicator: our figure, the reference, the similar territories, a vintage before.

    A masked or missing figure is None and takes no part. The reference must not contain our territory
    (« département hors EPCI »), nor `similar` hold it under another code.
    """

    code: str
    kind: Kind
    own: Observation | None
    reference: Observation | None = None
    similar: Figures = field(default_factory=dict)
    before: Observation | None = None
    similar_before: Figures = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Measure:
    """How an answer is told again in the unit of the indicator."""

    question: Question
    kind: Kind
    value: float

    def told(self, expected_at: float, found: spread.Distance, group: spread.Group | None) -> "Comparison":
        quantile = float(stats.t.ppf(0.95, group.freedom) if group else stats.norm.ppf(0.95))
        reach = found.ordinary + quantile * found.deviation
        return Comparison(
            question=self.question,
            value=self.value,
            expected=value_at(self.kind, expected_at),
            low=value_at(self.kind, expected_at - reach),
            high=value_at(self.kind, expected_at + reach),
            score=found.score,
            p_value=found.p_value,
            kept=found.kept,
            known=group.known if group else 0,
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """One answer. `expected` is the figure, in its unit, of a territory like the others; `low` and `high`
    bound where nine in ten such territories of this size stand; `kept` is the part of the gap, 0 to 1, that
    chance of small numbers does not explain."""

    question: Question
    value: float
    expected: float
    low: float
    high: float
    score: float
    p_value: float
    kept: float
    known: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the kernel says of one indicator.

    `is_salient` only after `propose` has weighed all indicators together; `q_value` is the smallest level at
    which this one would be proposed. `silence` says why there is nothing.
    """

    code: str
    comparisons: tuple[Comparison, ...] = ()
    silence: Silence | None = None
    p_value: float = 1.0
    q_value: float = 1.0
    is_salient: bool = False

    @property
    def strongest(self) -> Comparison | None:
        """The comparison that says most; the order of the questions settles a tie."""
        return min(self.comparisons, key=lambda one: one.p_value, default=None)

    def answer(self, question: Question) -> Comparison | None:
        return next((one for one in self.comparisons if one.question is question), None)


def propose(subjects: Iterable[Subject], *, level: float = LEVEL) -> list[Assessment]:
    """Assess all indicators of one territory together, the most telling first, then those that say nothing.

    Among those marked salient, `level` at most are expected to be accidents. The order of the subjects does
    not change which are salient. Raises ValueError when two subjects have one code or level is not in (0, 1).
    """
    if not 0 < level < 1:
        raise ValueError("level is a part of the proposals, between 0 and 1")
    found = [assess(subject) for subject in subjects]
    if len({one.code for one in found}) != len(found):
        raise ValueError("each indicator is assessed once")
    asked = [one for one in found if one.comparisons]
    if not asked:
        return found
    adjusted = stats.false_discovery_control([one.p_value for one in asked], method="bh")
    weighed = [
        replace(one, q_value=float(q), is_salient=bool(q <= level))
        for one, q in zip(asked, adjusted, strict=True)
    ]
    silent = [one for one in found if not one.comparisons]
    return sorted(weighed, key=lambda one: (one.p_value, one.code)) + silent


def assess(subject: Subject) -> Assessment:
    """Ask the three questions of one indicator, alone."""
    own = subject.own
    if silence := _silence(subject):
        return Assessment(subject.code, silence=silence)
    if own is None:
        return Assessment(subject.code, silence=Silence.UNKNOWN)
    group = spread.group_of(list(_placed(subject.kind, subject.similar).values()))
    answers = [_to_similar(subject, own, group), _to_reference(subject, own, group), _to_moves(subject, own)]
    comparisons = tuple(one for one in answers if one)
    if not comparisons:
        return Assessment(subject.code, silence=Silence.NOTHING_TO_COMPARE)
    return Assessment(subject.code, comparisons, p_value=_simes([one.p_value for one in comparisons]))


def _silence(subject: Subject) -> Silence | None:
    if subject.own is None:
        return Silence.UNKNOWN
    if subject.kind is Kind.COUNT:
        return Silence.COUNT
    if not _usable(subject.kind, subject.own):
        small = subject.own.size is not None and subject.own.size < SMALLEST
        return Silence.TOO_SMALL if small else Silence.UNKNOWN
    return None


def _usable(kind: Kind, observation: Observation | None) -> bool:
    """Known, on enough people, and with a place on the scale."""
    if observation is None:
        return False
    if observation.size is not None and observation.size < SMALLEST:
        return False
    return kind is not Kind.AMOUNT or observation.value > 0


def _placed(kind: Kind, figures: Figures) -> dict[str, Placed]:
    return {code: place(kind, one) for code, one in figures.items() if one and _usable(kind, one)}


def _to_similar(subject: Subject, own: Observation, group: spread.Group | None) -> Comparison | None:
    if group is None:
        return None
    found = spread.distance(place(subject.kind, own), group)
    return _Measure(Question.SIMILAR, subject.kind, own.value).told(group.centre, found, group)


def _to_reference(subject: Subject, own: Observation, group: spread.Group | None) -> Comparison | None:
    if subject.reference is None or not _usable(subject.kind, subject.reference):
        return None
    reference = place(subject.kind, subject.reference)
    found = spread.distance_to(place(subject.kind, own), reference, group)
    return _Measure(Question.REFERENCE, subject.kind, own.value).told(reference.at, found, group)


def _to_moves(subject: Subject, own: Observation) -> Comparison | None:
    """Did it move otherwise than they did? Expected: where we would be, had we moved as they did."""
    kind = subject.kind
    if subject.before is None or not _usable(kind, subject.before):
        return None
    then, now = _placed(kind, subject.similar_before), _placed(kind, subject.similar)
    group = spread.group_of([spread.change(then[code], now[code]) for code in then if code in now])
    if group is None:
        return None
    before = place(kind, subject.before)
    found = spread.distance(spread.change(before, place(kind, own)), group)
    return _Measure(Question.CHANGE, kind, own.value).told(before.at + group.centre, found, group)


def _simes(p_values: Sequence[float]) -> float:
    """One p-value for « at least one of these answers is no accident » (Simes 1986)."""
    ordered = sorted(p_values)
    return min(len(ordered) * p / (rank + 1) for rank, p in enumerate(ordered))
