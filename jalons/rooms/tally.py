"""Counting answers: distributions, means where they make sense, divided opinions. No Django.

Abaque de Régnier exactly as domain.md §5.3: answers without a weight (white, black) are kept out of the
mean and shown apart; under five coloured answers nothing is ranked.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

FEWEST_TO_RANK = 5
SHARE_AT_EACH_END = 0.25


@dataclass(frozen=True, slots=True)
class Tally:
    """How the answers fall. `n` counts them all, `weighed` those that enter the mean.

    `counts` keeps every value of the scale, zero included, in the order of the scale.
    """

    n: int
    weighed: int
    mean: float | None
    counts: Mapping[str, int] = field(default_factory=dict)
    is_divided: bool = False

    @property
    def is_rankable(self) -> bool:
        return self.mean is not None and self.weighed >= FEWEST_TO_RANK


def tally(answers: Iterable[str], *, weights: Mapping[str, int | None]) -> Tally:
    """Count answers on a scale. A value with weight None is counted apart from the mean.

    Raises KeyError on a value that is not of the scale.
    """
    counted = Counter(answers)
    weighed = [(weights[value], times) for value, times in counted.items() if weights[value] is not None]
    total = sum(times for _, times in weighed)
    mean = sum((weight or 0) * times for weight, times in weighed) / total if total else None
    return Tally(
        n=sum(counted.values()),
        weighed=total,
        mean=mean,
        counts={value: counted[value] for value in weights},
        is_divided=_is_divided(weighed, total),
    )


def _is_divided(weighed: Sequence[tuple[int | None, int]], total: int) -> bool:
    """« Clivant »: at least a quarter of the coloured answers at 2 or less, and a quarter at 4 or more."""
    low = sum(times for weight, times in weighed if weight is not None and weight <= 2)  # noqa: PLR2004 - §5.3
    high = sum(times for weight, times in weighed if weight is not None and weight >= 4)  # noqa: PLR2004 - §5.3
    return total > 0 and low >= total * SHARE_AT_EACH_END and high >= total * SHARE_AT_EACH_END
