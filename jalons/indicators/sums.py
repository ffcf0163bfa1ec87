"""Right sums (rule 16): a rate of several territories comes from its counts, never from an average of rates.

What a producer hides is neither zero nor left out: a rate with a hidden part is bounded when the part's
denominator is known (between none of its people and all of them), refused otherwise. Pure Python.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Part:
    """What one territory brings. `numerator` None: hidden or absent; `denominator` None: unknown too."""

    code: str
    numerator: float | None
    denominator: float | None


@dataclass(frozen=True, slots=True)
class Bounds:
    low: float
    high: float


@dataclass(slots=True)
class Total:
    """Running sum of one indicator over one territory: a few numbers, whatever the number of communes."""

    numerator: float = 0.0
    denominator: float = 0.0
    hidden_denominator: float = 0.0
    hidden: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    parts: int = 0

    def add(self, part: Part) -> None:
        self.parts += 1
        if part.numerator is not None and part.denominator is not None:
            self.numerator += part.numerator
            self.denominator += part.denominator
        elif part.denominator is not None:
            self.hidden.append(part.code)
            self.hidden_denominator += part.denominator
        else:
            self.unknown.append(part.code)

    def rate(self, scale: float = 100) -> float | None:
        """The rate, or None as soon as one part is hidden: then see `bounds`."""
        if self.hidden or self.unknown or self.denominator <= 0:
            return None
        return scale * self.numerator / self.denominator

    def bounds(self, scale: float = 100) -> Bounds | None:
        """Between which values the rate lies when some parts are hidden. None when nothing can be said."""
        whole = self.denominator + self.hidden_denominator
        if self.unknown or not self.hidden or whole <= 0:
            return None
        low = scale * self.numerator / whole
        return Bounds(low, low + scale * self.hidden_denominator / whole)


def total(parts: Iterable[Part]) -> Total:
    """The sum of these parts. Order does not matter."""
    found = Total()
    for part in parts:
        found.add(part)
    return found
