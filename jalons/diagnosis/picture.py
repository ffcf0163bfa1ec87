"""The two-axis picture of the ratings, as numbers for an SVG. No Django.

Across, how urgent; up, the wish to act; from 1 to 4 both. Each urgency is a stone at the two means,
with a line each way over the middle half of the answers, so that a divided room is seen. Nothing in it ranks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from jalons.diagnosis.ratings import HIGHEST, LOWEST, Position

Key = TypeVar("Key")

WIDTH, HEIGHT = 720, 560
LEFT, RIGHT, TOP, BOTTOM = 70, 24, 24, 66
STONE = 15
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Stone(Generic[Key]):
    """One urgency in the picture, in units of the drawing. `letter` ties it to the list beside."""

    key: Key
    letter: str
    x: float
    y: float
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Tick:
    value: int
    place: float


@dataclass(frozen=True, slots=True)
class Picture(Generic[Key]):
    stones: list[Stone[Key]]
    across: list[Tick]
    up: list[Tick]
    letters: Mapping[Key, str]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


def x_of(value: float) -> float:
    return round(LEFT + (value - LOWEST) / (HIGHEST - LOWEST) * (WIDTH - LEFT - RIGHT), 1)


def y_of(value: float) -> float:
    return round(HEIGHT - BOTTOM - (value - LOWEST) / (HIGHEST - LOWEST) * (HEIGHT - TOP - BOTTOM), 1)


def draw(order: Sequence[Key], positions: Mapping[Key, Position]) -> Picture[Key]:
    """Place the urgencies, lettered in the order given; those rated by under five people are left out.

    Two stones at the very same place are moved aside a little, so that both letters can be read.
    """
    letters = {key: LETTERS[index % len(LETTERS)] for index, key in enumerate(order)}
    stones: list[Stone[Key]] = []
    for key in order:
        stone = _stone(key, letters[key], positions.get(key))
        if stone:
            stones.append(_beside(stone, stones))
    ticks = range(LOWEST, HIGHEST + 1)
    return Picture(
        stones,
        [Tick(value, x_of(value)) for value in ticks],
        [Tick(value, y_of(value)) for value in ticks],
        letters,
    )


def _stone(key: Key, letter: str, position: Position | None) -> Stone[Key] | None:
    if position is None or position.urgency is None or position.will is None:
        return None
    across, up = position.urgency, position.will
    return Stone(
        key,
        letter,
        x_of(across.mean),
        y_of(up.mean),
        x_of(across.low),
        x_of(across.high),
        y_of(up.high),
        y_of(up.low),
    )


def _beside(stone: Stone[Key], others: Sequence[Stone[Key]]) -> Stone[Key]:
    x = stone.x
    while any(abs(x - other.x) < STONE * 2 and abs(stone.y - other.y) < STONE * 2 for other in others):
        x += STONE * 2
    moved = min(x, WIDTH - RIGHT)
    return Stone(stone.key, stone.letter, moved, stone.y, stone.left, stone.right, stone.top, stone.bottom)
