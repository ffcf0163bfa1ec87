"""Small charts of the portrait, laid out on the server. Pure Python: numbers in, positions out.

Our line is thick and labelled at both ends; references are thin and labelled at their end, so that nobody
hunts a legend. Labels never cover each other.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 460, 228
LEFT, RIGHT, TOP, BOTTOM = 30, 258, 24, 200
FLOOR = BOTTOM - 42
"""The lowest value stands above the axis by the height of our first label."""
LABEL_GAP = 18
LABEL_X = RIGHT + 12
START_BELOW, START_ABOVE = 26, 14
BAR_HEIGHT, BAR_STEP, BAR_TOP, BAR_LEFT, BAR_RIGHT = 24, 44, 20, 150, 350
LINES_MAX = 4
Say = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Series:
    """One line. `css` is l-me, l-ref (département), l-reg (région) or l-sim (territoires semblables)."""

    label: str
    css: str
    points: Sequence[tuple[str, float | None]]

    @property
    def is_ours(self) -> bool:
        return self.css == "l-me"


@dataclass(frozen=True, slots=True)
class Line:
    css: str
    d: str


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Text:
    x: float
    y: float
    text: str
    css: str = ""
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    css: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Ready for the template; `height` follows the number of bars."""

    height: int
    lines: list[Line]
    dots: list[Dot]
    bars: list[Bar]
    texts: list[Text]
    axis: str


def draw(series: Sequence[Series], say: Say) -> Chart | None:
    """Lines when our territory has two vintages or more, bars for one, None without any value of ours."""
    ours = next((s for s in series if s.is_ours), None)
    if ours is None:
        return None
    known = [vintage for vintage, value in ours.points if value is not None]
    if not known:
        return None
    return _bars(series, known[-1], say) if len(known) == 1 else _lines(series, known, say)


def _lines(series: Sequence[Series], vintages: list[str], say: Say) -> Chart:
    drawn = [s for s in series[:LINES_MAX] if _last(s, vintages) is not None]
    values = [v for s in drawn for vintage, v in s.points if v is not None and vintage in vintages]
    low, high = min(values), max(values)
    years = [_year(vintage) for vintage in vintages]

    def across(vintage: str) -> float:
        return round(LEFT + (RIGHT - LEFT) * (_year(vintage) - years[0]) / max(years[-1] - years[0], 1), 1)

    def down(value: float) -> float:
        return round(FLOOR - (FLOOR - TOP - 14) * (value - low) / ((high - low) or 1), 1)

    placed = [
        (s, [(across(v), down(value)) for v, value in s.points if v in vintages and value is not None])
        for s in drawn
    ]
    ends = _apart([points[-1][1] for _, points in placed])
    texts = [Text(across(v), HEIGHT - 11, v, anchor="middle") for v in _ticks(vintages)]
    for (s, points), y in zip(placed, ends, strict=True):
        value = _last(s, vintages)
        texts.append(Text(LABEL_X, y + 5, f"{say(value or 0)} {s.label}", "me" if s.is_ours else ""))
        if s.is_ours:
            texts.append(_start(points, s, vintages, say))
    lines = [Line(s.css, "M" + "L".join(f"{x:g} {y:g}" for x, y in points)) for s, points in placed]
    ours = next(points for s, points in placed if s.is_ours)
    dots = [Dot(*ours[0]), Dot(*ours[-1])]
    axis = f"M{LEFT} {BOTTOM}H{RIGHT}"
    return Chart(HEIGHT, sorted(lines, key=lambda line: line.css == "l-me"), dots, [], texts, axis)


def _start(points: list[tuple[float, float]], series: Series, vintages: list[str], say: Say) -> Text:
    """Our first value, on the side where our line does not run, and never over the axis."""
    first = next(value for vintage, value in series.points if vintage in vintages and value is not None)
    y = points[0][1]
    rises = len(points) > 1 and points[1][1] < y
    below = y + START_BELOW
    return Text(LEFT - 6, below if rises and below < BOTTOM - 4 else y - START_ABOVE, say(first), "me")


def _last(series: Series, vintages: list[str]) -> float | None:
    """The value at the last vintage that our territory knows; None when the series stops before."""
    return dict(series.points).get(vintages[-1])


def _year(vintage: str) -> int:
    digits = "".join(c for c in vintage[-4:] if c.isdigit())
    return int(digits) if digits else 0


def _ticks(vintages: list[str]) -> list[str]:
    """All vintages when they are few, first and last otherwise."""
    return vintages if len(vintages) <= LINES_MAX else [vintages[0], vintages[-1]]


def _apart(heights: list[float]) -> list[float]:
    """Push labels away from each other, keeping their order and staying inside the drawing."""
    order = sorted(range(len(heights)), key=lambda i: heights[i])
    placed = list(heights)
    for before, after in itertools.pairwise(order):
        placed[after] = max(placed[after], placed[before] + LABEL_GAP)
    overflow = max((placed[i] for i in order), default=0) - (BOTTOM - 4)
    if overflow > 0:
        placed[order[-1]] -= overflow
        for after, before in zip(reversed(order), reversed(order[:-1]), strict=False):
            placed[before] = min(placed[before], placed[after] - LABEL_GAP)
    return [round(y, 1) for y in placed]


def _bars(series: Sequence[Series], vintage: str, say: Say) -> Chart:
    rows = [(s, value) for s in series if (value := dict(s.points).get(vintage)) is not None]
    low, high = min(0.0, *(v for _, v in rows)), max(0.0, *(v for _, v in rows))
    zero = BAR_LEFT + (BAR_RIGHT - BAR_LEFT) * -low / ((high - low) or 1)
    bars, texts = [], []
    for rank, (s, value) in enumerate(rows):
        y = BAR_TOP + rank * BAR_STEP
        width = (BAR_RIGHT - BAR_LEFT) * abs(value) / ((high - low) or 1)
        x = zero if value >= 0 else zero - width
        css = "me" if s.is_ours else ""
        bars.append(Bar(round(x, 1), y, round(max(width, 1), 1), "b-me" if s.is_ours else "b-ref"))
        texts.append(Text(0, y + 17, s.label, css))
        texts.append(Text(round(max(zero, x + width) + 8, 1), y + 17, say(value), css))
    height = BAR_TOP + len(rows) * BAR_STEP
    return Chart(height, [], [], bars, texts, f"M{zero:g} {BAR_TOP - 8}V{height - 8}")
