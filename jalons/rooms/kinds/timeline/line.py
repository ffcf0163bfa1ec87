"""The line, drawn: decades along it, events that helped above, that hindered below. A list is its twin."""

from collections import defaultdict
from collections.abc import Sequence as Many
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from jalons.rooms.models import Sequence

WIDTH, HEIGHT, MIDDLE, MARGIN = 1000, 240, 120, 40
STEP, TALLEST = 15, 6
ON_SCREEN = 6
_SIDES = {"helped": -1, "hindered": 1, "both": 0}


@dataclass(frozen=True, slots=True)
class Event:
    number: int
    year: int
    text: str
    facet: str


@dataclass(frozen=True, slots=True)
class Line:
    """Events by year, and their drawing."""

    events: tuple[Event, ...]
    svg: SafeString

    @property
    def latest(self) -> list[Event]:
        """The last events received, in the order of their years: what fits beside the drawing."""
        last = sorted(self.events, key=lambda event: -event.number)[:ON_SCREEN]
        return sorted(last, key=lambda event: (event.year, event.number))

    @property
    def first_and_last(self) -> str:
        years = [event.year for event in self.events]
        return f"{min(years)} – {max(years)}" if years else ""


def line(sequence: "Sequence") -> Line:
    """The published events of a sequence, oldest first."""
    rows = sequence.contributions.filter(
        masked_at__isnull=True, withdrawn_at__isnull=True, year__isnull=False
    ).order_by("year", "number")
    events = tuple(Event(r.number, r.year, r.text, r.facet) for r in rows if r.year is not None)
    return Line(events, draw(events))


def draw(events: Many[Event]) -> SafeString:
    """The drawing, in the ink of the page. Marks differ by shape and side, not by colour."""
    if not events:
        return mark_safe("")
    years = [event.year for event in events]
    low, high = min(years) // 10 * 10, max(years) // 10 * 10 + 10
    parts = [_axis(low, high)]
    heaps: dict[tuple[int, int], int] = defaultdict(int)
    for event in events:
        side = _SIDES.get(event.facet, 0)
        heap = (round(_x(event.year, low, high) / STEP), side)
        parts.append(_mark(event, side, _x(event.year, low, high), min(heaps[heap], TALLEST)))
        heaps[heap] += 1
    label = f"Ligne du temps de {low} à {high}, {len(events)} événements. La liste suit."
    body = "".join(parts)
    return mark_safe(  # noqa: S308 - numbers and escaped words
        f'<svg class="timeline" role="img" aria-label="{escape(label)}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' xmlns="http://www.w3.org/2000/svg">{body}</svg>'
    )


def _x(year: int, low: int, high: int) -> float:
    return MARGIN + (WIDTH - 2 * MARGIN) * (year - low) / (high - low)


def _axis(low: int, high: int) -> str:
    every = 10 if high - low <= 100 else 20  # noqa: PLR2004 - labels must not touch
    ticks = "".join(
        f'<path d="M{_x(y, low, high):.1f} {MIDDLE - 6}v12" stroke="currentColor" stroke-width="2"/>'
        f'<text x="{_x(y, low, high):.1f}" y="{HEIGHT - 4}" text-anchor="middle" font-size="20"'
        f' fill="currentColor">{y}</text>'
        for y in range(low, high + 1, every)
    )
    return f'<path d="M{MARGIN} {MIDDLE}H{WIDTH - MARGIN}" stroke="currentColor" stroke-width="3"/>{ticks}'


def _mark(event: Event, side: int, x: float, place: int) -> str:
    y = MIDDLE + side * (20 + place * STEP)
    title = f"<title>{event.year} : {escape(event.text)}</title>"
    if side < 0:
        return f'<circle cx="{x:.1f}" cy="{y}" r="6.5" fill="currentColor">{title}</circle>'
    if side > 0:
        shape = f"M{x - 6.5:.1f} {y - 5}h13l-6.5 12z"
        return f'<path d="{shape}" fill="none" stroke="currentColor" stroke-width="2.5">{title}</path>'
    shape = f"M{x:.1f} {y - 8}l8 8-8 8-8-8z"
    return f'<path d="{shape}" fill="none" stroke="currentColor" stroke-width="2.5">{title}</path>'
