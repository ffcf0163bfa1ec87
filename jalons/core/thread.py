"""Le fil: a path with stones, done, here and ahead. One list of marks gives its three drawings.

Positions and the curve come from the same numbers, so that stones always sit on the path. Heights are
whole steps of 6 px, written as classes `y-0` … `y-18` because pages allow no inline style.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import cos, pi

STEP_PX = 6
HALF_STONE = 27
LOWEST, WAVE, MINOR = 14, 2, 2
COLUMN = 100
HEIGHT = 190
Point = tuple[float, float]


class Place(StrEnum):
    """Where a mark stands for who reads the path today."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Mark:
    """One stone to lay. `url` is empty when there is nothing to open yet; `when` is already French."""

    name: str
    place: Place
    when: str = ""
    url: str = ""
    icon: str = ""
    is_minor: bool = False
    flag: str = "vous êtes ici"


@dataclass(frozen=True, slots=True)
class Stone:
    """A mark laid on the path: `y` is its height class, 0 the highest."""

    mark: Mark
    y: int

    @property
    def said(self) -> str:
        """What a screen reader adds to the name."""
        return {Place.DONE: "fait", Place.HERE: "", Place.AHEAD: "à venir"}[self.mark.place]

    @property
    def css_class(self) -> str:
        return f"{self.mark.place}{' minor' if self.mark.is_minor else ''} y-{self.y}"


@dataclass(frozen=True, slots=True)
class Thread:
    """The whole path. `done` and `ahead` are SVG path data in a box of `width` × 190."""

    stones: tuple[Stone, ...]
    width: int
    done: str
    ahead: str

    @property
    def here(self) -> Stone | None:
        return next((stone for stone in self.stones if stone.mark.place == Place.HERE), None)


def lay(marks: Sequence[Mark]) -> Thread:
    """Lay the marks on a path that climbs from left to right, minor ones a little lower.

    The walked part ends at the stone where one stands (or at the last one done); an empty list gives
    an empty path.
    """
    stones = tuple(Stone(mark, _height(i, len(marks), mark.is_minor)) for i, mark in enumerate(marks))
    if not stones:
        return Thread((), 0, "", "")
    width = COLUMN * len(stones)
    middles = [(COLUMN * i + COLUMN / 2, stone.y * STEP_PX + HALF_STONE) for i, stone in enumerate(stones)]
    points: list[Point] = [(0, middles[0][1] + 9), *middles, (width, middles[-1][1] - 9)]
    walked = _walked(stones)
    return Thread(stones, width, _curve(points[: walked + 1]), _curve(points[walked:]))


def _height(index: int, count: int, is_minor: bool) -> int:
    """The climb, with a slight wave that keeps neighbours apart."""
    share = index / (count - 1) if count > 1 else 0
    climb = LOWEST * (1 - share) - WAVE * cos(pi * index) * (1 - share * share)
    return max(0, min(LOWEST + WAVE + MINOR, round(climb) + (MINOR if is_minor else 0)))


def _walked(stones: Sequence[Stone]) -> int:
    """How many points of the path are behind: the walk ends where one stands, or at the last stone done."""
    reached = [i for i, stone in enumerate(stones) if stone.mark.place != Place.AHEAD]
    return reached[-1] + 1 if reached else 0


def _curve(points: Sequence[Point]) -> str:
    """A smooth line through the points, flat at none of them (cubic, tangents from the neighbours)."""
    if len(points) < 2:  # noqa: PLR2004 - a line needs two ends
        return ""
    parts = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for i in range(len(points) - 1):
        before, start, end, after = (
            points[max(0, i - 1)],
            points[i],
            points[i + 1],
            points[min(i + 2, len(points) - 1)],
        )
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        parts.append(f"C{first[0]:.1f} {first[1]:.1f} {second[0]:.1f} {second[1]:.1f} {end[0]:g} {end[1]:g}")
    return " ".join(parts)
