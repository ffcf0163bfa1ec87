"""Two axes: how urgent, and how much people want to act, each with its spread (domain.md §5.4).

Each urgency is a cross: its middle is the median of both answers, its arms go from the first to the third
quarter of the answers. Nothing adds the two axes up. The table beside it is its twin.
"""

from collections.abc import Sequence as Many
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from jalons.rooms.queries.votes import CriterionTally, OptionTally

SIDE, MARGIN = 520, 84
LOWEST, HIGHEST = 1, 4
URGENCY, WILL = "gravity", "will"


@dataclass(frozen=True, slots=True)
class Range:
    """The quarters of the answers to one question, on its scale."""

    first: int
    middle: int
    third: int


def quarters(weights: Many[int]) -> Range | None:
    """First quarter, median and third quarter of answers, each an answer that was given; None without any."""
    if not weights:
        return None
    ordered, last = sorted(weights), len(weights) - 1
    return Range(ordered[last // 4], ordered[last // 2], ordered[last - last // 4])


def _range(part: "CriterionTally") -> Range | None:
    shares = part.shares
    return quarters([s.choice.weight for s in shares if s.choice.weight is not None for _ in range(s.count)])


def plot(rows: Many["OptionTally"]) -> SafeString:
    """The picture of those urgencies that five people at least have answered; empty when there is none."""
    marks: list[str] = []
    for number, row in enumerate(rows, start=1):
        parts = {part.criterion.code: part for part in row.criteria}
        if not all(code in parts and parts[code].tally.is_rankable for code in (URGENCY, WILL)):
            continue
        across, up = _range(parts[URGENCY]), _range(parts[WILL])
        if across and up:
            marks.append(_cross(number, row.option.label, across, up, len(marks)))
    if not marks:
        return mark_safe("")
    label = "Gravité en largeur, envie d’agir en hauteur. Le tableau donne les mêmes réponses."
    return mark_safe(  # noqa: S308 - numbers and escaped labels
        f'<svg class="plot" role="img" aria-label="{escape(label)}" viewBox="0 0 {SIDE + 40} {SIDE}"'
        f' xmlns="http://www.w3.org/2000/svg">{_axes()}{"".join(marks)}</svg>'
    )


def _x(value: float) -> float:
    return MARGIN + (SIDE - 2 * MARGIN) * (value - LOWEST) / (HIGHEST - LOWEST)


def _y(value: float) -> float:
    return SIDE - _x(value)


def _axes() -> str:
    ink = 'fill="currentColor" font-size="29"'
    ticks = "".join(
        f'<text x="{_x(n):.0f}" y="{SIDE - MARGIN + 42}" text-anchor="middle" {ink}>{n}</text>'
        f'<text x="{MARGIN - 38}" y="{_y(n) + 10:.0f}" text-anchor="middle" {ink}>{n}</text>'
        for n in range(LOWEST, HIGHEST + 1)
    )
    frame = f"M{MARGIN - 14} {MARGIN - 14}V{SIDE - MARGIN + 14}H{SIDE - MARGIN + 14}"
    return (
        f'<path d="{frame}" fill="none" stroke="currentColor" stroke-width="2"/>{ticks}'
        f'<text x="{SIDE - MARGIN + 14}" y="{SIDE - 4}" text-anchor="end" {ink}>plus grave →</text>'
        f'<text x="{MARGIN - 14}" y="{MARGIN - 34}" {ink}>↑ plus envie d’agir</text>'
    )


def _cross(number: int, label: str, across: Range, up: Range, place: int) -> str:
    """A cross with its number; a small shift keeps those at the same place apart."""
    shift = 9 * (place % 3 - 1)
    x, y = _x(across.middle) + shift, _y(up.middle) + shift
    arms = (
        f"M{_x(across.first) + shift:.0f} {y:.0f}H{_x(across.third) + shift:.0f}"
        f"M{x:.0f} {_y(up.first) + shift:.0f}V{_y(up.third) + shift:.0f}"
    )
    return (
        f"<g><title>{number}. {escape(label)}</title>"
        f'<path d="{arms}" stroke="currentColor" stroke-width="3" opacity=".55"/>'
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="22" fill="Canvas" stroke="currentColor" stroke-width="3"/>'
        f'<text x="{x:.0f}" y="{y + 10:.0f}" text-anchor="middle" fill="currentColor" font-size="28"'
        f' font-weight="700">{number}</text></g>'
    )
