"""The little curve of a change over the reviews. Words on the axis, never a number. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WORDS = ("Recul", "Inchangé", "Premiers signes", "Visible", "Installé", "Durable")
_WIDTH, _HEIGHT = 420.0, 176.0
_LEFT, _RIGHT, _TOP, _STEP = 120.0, 20.0, 14.0, 24.0
_ALONE = 2


@dataclass(frozen=True, slots=True)
class Point:
    """One review: when (in words), the level 0 to 5 or none, and the word that was said."""

    when: str
    level: int | None
    word: str


def draw(points: Sequence[Point], title: str, prefix: str) -> str:
    """The curve as SVG; empty without any point. A review without a level leaves a gap, said « ? »."""
    if not points:
        return ""
    room = _WIDTH - _LEFT - _RIGHT
    step = room / (len(points) - 1) if len(points) >= _ALONE else 0.0
    places = [_LEFT + (index * step if step else room / 2) for index in range(len(points))]
    bottom = _TOP + 5 * _STEP
    said = " ; ".join(f"{point.when} : {point.word}" for point in points)
    head = (
        f'<svg class="curve" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" role="img" '
        f'aria-labelledby="{prefix}-t {prefix}-d"><title id="{prefix}-t">{escape(title)}</title>'
        f'<desc id="{prefix}-d">{escape(said)}</desc>'
    )
    parts = [head]
    for level, word in enumerate(_WORDS):
        y = bottom - level * _STEP
        parts.append(
            f'<path class="rule" fill="none" d="M{_LEFT:g} {y:g}H{_WIDTH - _RIGHT + 10:g}"/>'
            f'<text class="axis" x="{_LEFT - 12:g}" y="{y + 4:g}" text-anchor="end">{word}</text>'
        )
    parts += [_segment(points, places, bottom, index) for index in range(len(points) - 1)]
    for index, (point, x) in enumerate(zip(points, places, strict=True)):
        parts.append(_dot(point, x, bottom))
        anchor = "middle" if 0 < index < len(points) - 1 or not step else ("start" if index == 0 else "end")
        shift = {"start": -10, "end": 10, "middle": 0}[anchor]
        parts.append(
            f'<text class="axis" x="{x + shift:g}" y="{bottom + 30:g}" text-anchor="{anchor}">'
            f"{escape(point.when)}</text>"
        )
    return "".join([*parts, "</svg>"])


def _segment(points: Sequence[Point], places: list[float], bottom: float, index: int) -> str:
    here, there = points[index].level, points[index + 1].level
    if here is None or there is None:
        return ""
    y1, y2 = bottom - here * _STEP, bottom - there * _STEP
    return f'<path class="way" fill="none" d="M{places[index]:g} {y1:g}L{places[index + 1]:g} {y2:g}"/>'


def _dot(point: Point, x: float, bottom: float) -> str:
    if point.level is None:
        return f'<text class="unsaid" x="{x:g}" y="{bottom - 2 * _STEP:g}" text-anchor="middle">?</text>'
    return f'<circle class="dot" cx="{x:g}" cy="{bottom - point.level * _STEP:g}" r="6"/>'
