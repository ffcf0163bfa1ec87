"""Three rings around a change: who acts in the middle, who weighs, who cares. Kernel without Django.

Places are computed, never random: the same actors stand at the same places. Coordinates are in the
drawing's units, the change at (0, 0).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

RADII = (58.0, 112.0, 166.0)
"""Middle of each band: control, influence, interest."""

EDGE = 196.0
DOT = 15.0
_TURN = (0.0, 0.6, 1.2)
"""Each band begins elsewhere, in radians, so that dots do not line up."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One actor: the number that the list beside explains, its place, and its size so that none overlap."""

    number: int
    x: float
    y: float
    r: float


def place(bands: Sequence[Sequence[int]]) -> list[Dot]:
    """Put the numbers of each band evenly on its ring, the first below: the rings are named above."""
    return [dot for index, numbers in enumerate(bands) for dot in _band(index, numbers)]


def _band(index: int, numbers: Sequence[int]) -> list[Dot]:
    radius, count = RADII[index], len(numbers)
    if not count:
        return []
    between = 2 * radius * math.sin(math.pi / count) if count > 1 else 4 * DOT
    size = round(min(DOT, between / 2 - 1), 1)
    dots = []
    for rank, number in enumerate(numbers):
        angle = math.pi / 2 + _TURN[index] + 2 * math.pi * rank / count
        dots.append(Dot(number, round(radius * math.cos(angle), 1), round(radius * math.sin(angle), 1), size))
    return dots
