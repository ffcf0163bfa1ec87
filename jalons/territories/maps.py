"""The map of a territory's communes, drawn on the server: geometry in, SVG shapes out. Pure Python.

A value that may not be shown is a hatched shape that says « non montré », never a pale zero.
"""

import itertools
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

Ring = list[list[float]]
WIDTH = 540
MARGIN = 8
BANDS = 4
CELLS = 24
LABEL_HEIGHT = 16
LETTER_WIDTH = 7.6
DIGIT_WIDTH = 9.5
SPILL = 1.1
"""A label may pass its commune's edge by a tenth: borders are thin and names are read as a whole."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A commune on the ground: rings of [longitude, latitude] in degrees."""

    code: str
    name: str
    rings: list[Ring]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the map says of a commune. `value` is None when it is not shown; `text` says it in French."""

    value: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Shape:
    """One commune on paper. `css` is q1 to q4, `mask` or `plain`."""

    code: str
    name: str
    d: str
    x: float
    y: float
    room: float
    tall: float
    css: str = "plain"
    text: str = ""
    label: str = ""

    @property
    def text_y(self) -> float:
        """Where the figure stands: under the name."""
        return self.label_y + LABEL_HEIGHT + 3

    @property
    def label_y(self) -> float:
        """Where the name stands: a little higher when the figure comes under it."""
        return self.y - LABEL_HEIGHT / 3 if self.shows_text else self.y + LABEL_HEIGHT / 3

    @property
    def shows_text(self) -> bool:
        """The figure fits under the name."""
        fits = self.tall >= 2.4 * LABEL_HEIGHT and len(self.text) * DIGIT_WIDTH <= self.room * SPILL
        return bool(self.text) and fits and self.css not in {"mask", "plain"}


@dataclass(frozen=True, slots=True)
class Band:
    css: str
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map ready for the template, with its key. `missing` are communes without an outline."""

    width: int
    height: int
    shapes: list[Shape]
    bands: list[Band] = field(default_factory=list)
    has_mask: bool = False
    missing: list[str] = field(default_factory=list)


def draw(outlines: Iterable[Outline], *, width: int = WIDTH) -> Drawing:
    """Project communes on a local equirectangular plane that fits `width`, north up."""
    known = list(outlines)
    drawable = [o for o in known if o.rings]
    missing = [o.name for o in known if not o.rings]
    if not drawable:
        return Drawing(width, 0, [], missing=missing)
    points = [point for o in drawable for ring in o.rings for point in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    across = math.cos(math.radians((south + north) / 2))
    scale = (width - 2 * MARGIN) / ((east - west) * across)

    def place(point: list[float]) -> tuple[float, float]:
        x = MARGIN + (point[0] - west) * across * scale
        return round(x, 1), round(MARGIN + (north - point[1]) * scale, 1)

    shapes = [_shape(o, [[place(p) for p in ring] for ring in o.rings]) for o in drawable]
    return Drawing(width, math.ceil(2 * MARGIN + (north - south) * scale), shapes, missing=missing)


def _shape(outline: Outline, rings: list[list[tuple[float, float]]]) -> Shape:
    d = "".join("M" + " ".join(f"{x:g},{y:g}" for x, y in ring[:-1]) + "Z" for ring in rings)
    x, y, room = _heart(rings)
    turned = [[(py, px) for px, py in ring] for ring in rings]
    tall = next((bottom - top for top, bottom in _runs(turned, x) if top <= y <= bottom), 0.0)
    label = short_name(outline.name, room) if tall >= LABEL_HEIGHT else ""
    return Shape(outline.code, outline.name, d, x, y, room, tall, label=label)


def _heart(rings: list[list[tuple[float, float]]]) -> tuple[float, float, float]:
    """Where a label stands best: the middle of the widest horizontal run inside, and that run's width."""
    ys = [y for _, y in rings[0]]
    top, bottom = min(ys), max(ys)
    best = (rings[0][0][0], rings[0][0][1], 0.0)
    middle = (top + bottom) / 2
    for step in range(1, CELLS):
        y = top + (bottom - top) * step / CELLS
        for left, right in _runs(rings, y):
            run = (right - left) * (1 - 0.35 * abs(y - middle) / max(bottom - top, 1))
            if run > best[2]:
                best = ((left + right) / 2, y, run)
    return round(best[0], 1), round(best[1], 1), round(best[2], 1)


def _runs(rings: list[list[tuple[float, float]]], y: float) -> Iterable[tuple[float, float]]:
    """Stretches of the horizontal at `y` that lie inside (even-odd)."""
    crossings = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for ring in rings
        for (x1, y1), (x2, y2) in itertools.pairwise(ring)
        if (y1 <= y) != (y2 <= y)
    )
    return zip(crossings[::2], crossings[1::2], strict=False)


def short_name(name: str, room: float) -> str:
    """The name as it fits in `room` pixels: whole, with « St- », its first part, or nothing."""
    brief = name.replace("Saint-", "St-").replace("Sainte-", "Ste-")
    parts = brief.split("-")
    first = "-".join(parts[:2]) if parts[0] in {"St", "Ste", "Le", "La", "Les"} else parts[0]
    for text in (name, brief, first):
        if len(text) * LETTER_WIDTH <= room * SPILL:
            return text
    return ""


def colour(drawing: Drawing, values: Mapping[str, Shown], say: Callable[[float], str]) -> Drawing:
    """Give each commune its band. `say` writes a threshold in French (« 33,4 % »)."""
    shown = sorted(v.value for v in values.values() if v.value is not None)
    limits = thresholds(shown)
    shapes = [_coloured(shape, values.get(shape.code), limits) for shape in drawing.shapes]
    return replace(
        drawing,
        shapes=shapes,
        bands=bands(limits, say) if shown else [],
        has_mask=any(shape.css == "mask" for shape in shapes),
    )


def _coloured(shape: Shape, shown: Shown | None, limits: list[float]) -> Shape:
    if shown is None or shown.value is None:
        return replace(shape, css="mask", text=shown.text if shown else "non disponible")
    return replace(shape, css=f"q{1 + sum(shown.value >= limit for limit in limits)}", text=shown.text)


def thresholds(values: list[float]) -> list[float]:
    """At most three limits that cut sorted values into bands of about as many communes; no empty band."""
    if len(values) < BANDS:
        return []
    limits = {values[len(values) * i // BANDS] for i in range(1, BANDS)}
    return sorted(limit for limit in limits if limit > values[0])


def bands(limits: list[float], say: Callable[[float], str]) -> list[Band]:
    """The key: « moins de 31 % », « de 31 à moins de 33 % », « 36 % et plus »."""
    if not limits:
        return [Band("q1", "valeur montrée")]
    labels = [f"moins de {say(limits[0])}"]
    labels += [f"de {say(a)} à moins de {say(b)}" for a, b in itertools.pairwise(limits)]
    labels.append(f"{say(limits[-1])} et plus")
    return [Band(f"q{i}", label) for i, label in enumerate(labels, start=1)]
