"""Where everything stands in the drawing of a chemin. A kernel: no Django, no chance, no clock.

Reads from left to right. What holds by construction: no box lies on another, a link runs only inside the
gaps between columns or along a free line of a column, so it never passes under a foreign box, and the same
graph always gives the same drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jalons.pathways.boxes import Face, label_face, node_face
from jalons.pathways.graph import Graph, Kind, Link
from jalons.pathways.order import Layers, arrange, build

Point = tuple[float, float]
MARGIN = 24.0
_ROW_GAP = {0: 26.0, 1: 20.0, 2: 14.0}  # between two elements, an element or text and a link, two links
_COLUMN_GAP = (42.0, 110.0)  # least and most
_NARROW_GAP = 24.0  # each side of a column where nothing is written
_SLOPE = 0.25  # a steep link gets a wider gap
_PORT_STEP = 18.0
_SWEEPS = 14
_EAR = 10.0  # less than the least gap above a box


@dataclass(frozen=True, slots=True)
class Box:
    """A box in its place: (x, y) is the corner at top left."""

    x: float
    y: float
    face: Face

    @property
    def width(self) -> float:
        return self.face.width

    @property
    def height(self) -> float:
        return self.face.height


@dataclass(frozen=True, slots=True)
class Route:
    """A link in its place: `points` from box to box; `label`, the box of what is written on it."""

    link: Link
    points: tuple[Point, ...]
    label: Box | None
    is_back: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column of elements, from left to right."""

    x: float
    width: float
    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chemin laid out. `boxes` by element id; `order`: element ids down each column, left to right."""

    width: float
    height: float
    boxes: dict[str, Box]
    routes: tuple[Route, ...]
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    crossings: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """Coordinates while links are drawn: middle of each stop, left edge and width of each column."""

    layers: Layers
    middles: list[float]
    lefts: list[float]
    widths: list[float]

    def left(self, stop: int) -> float:
        return self.lefts[self.layers.column_of[stop]]

    def right(self, stop: int) -> float:
        column = self.layers.column_of[stop]
        return self.lefts[column] + self.widths[column]

    def centred(self, stop: int, width: float) -> float:
        """Where a box of this width starts in the column of this stop."""
        return (self.left(stop) + self.right(stop) - width) / 2


def lay_out(graph: Graph, previous: Sequence[str] = ()) -> Drawing:
    """Place every element and every link.

    `previous` is the `order` of an earlier drawing: elements named there keep their order, so that adding
    one never swaps two that people already know.
    """
    faces = [node_face(node) for node in graph.nodes]
    labels = {id(link): label_face(graph, link) for link in graph.links}
    layers = build(graph, lambda link: labels[id(link)] is not None)
    index_of = {node.id: index for index, node in enumerate(graph.nodes)}
    crossings = arrange(layers, [index_of[key] for key in previous if key in index_of])
    sizes = _sizes(layers, faces, labels)
    middles = _middles(layers, sizes)
    frame = _Frame(layers, middles, *_columns(layers, sizes, middles))
    boxes = {
        node.id: Box(
            round(frame.left(index), 1),
            round(middles[index] - faces[index].height / 2, 1),
            faces[index],
        )
        for index, node in enumerate(graph.nodes)
    }
    bottom = max((middle + size[1] / 2 for middle, size in zip(middles, sizes, strict=True)), default=0.0)
    right = frame.lefts[-1] + frame.widths[-1]
    return Drawing(
        round(right + MARGIN, 1),
        round(bottom + MARGIN, 1),
        boxes,
        _routes(graph, frame, boxes, labels),
        _element_columns(graph, frame),
        tuple(graph.nodes[s].id for column in layers.columns for s in column if s < layers.node_count),
        crossings,
    )


def to_json(graph: Graph, drawing: Drawing) -> dict[str, Any]:
    """The layout as plain data: nodes in their given order, links as points, crossings."""
    return {
        "width": drawing.width,
        "height": drawing.height,
        "nodes": [
            {"id": node.id, "x": box.x, "y": box.y, "width": box.width, "height": box.height}
            for node in graph.nodes
            for box in [drawing.boxes[node.id]]
        ],
        "links": [
            {"source": r.link.source, "target": r.link.target, "points": [list(point) for point in r.points]}
            for r in drawing.routes
        ],
        "crossings": drawing.crossings,
    }


def _sizes(layers: Layers, faces: list[Face], labels: dict[int, Face | None]) -> list[tuple[float, float]]:
    sizes = [(face.width, face.height) for face in faces]
    for stop in range(layers.node_count, len(layers.column_of)):
        face = labels[id(layers.chains[layers.label_of[stop]].link)] if stop in layers.label_of else None
        sizes.append((face.width, face.height) if face else (0.0, 0.0))
    return sizes


def _middles(layers: Layers, sizes: list[tuple[float, float]]) -> list[float]:
    """Height of the middle of each stop: links as level as the boxes allow."""
    middles = [0.0] * len(sizes)
    for column in layers.columns:
        y = 0.0
        for place, stop in enumerate(column):
            y += _apart(layers, sizes, column[place - 1], stop) if place else 0.0
            middles[stop] = y
    last = len(layers.columns) - 1
    for turn in range(_SWEEPS):
        both = turn >= _SWEEPS // 2
        order = range(last, -1, -1) if turn % 2 == 0 else range(last + 1)
        for index in order:
            _settle(layers, sizes, middles, index, to_left=turn % 2 == 0, both=both)
    top = min((middles[s] - sizes[s][1] / 2 for s in range(len(sizes))), default=0.0)
    return [middle - top + MARGIN for middle in middles]


def _apart(layers: Layers, sizes: list[tuple[float, float]], upper: int, lower: int) -> float:
    thin = (sizes[upper][1] == 0) + (sizes[lower][1] == 0)
    return (sizes[upper][1] + sizes[lower][1]) / 2 + _ROW_GAP[thin]


def _settle(
    layers: Layers,
    sizes: list[tuple[float, float]],
    middles: list[float],
    index: int,
    *,
    to_left: bool,
    both: bool,
) -> None:
    """Move one column to where its links want it, exactly (least squares under the least distances)."""
    column = layers.columns[index]
    wishes: list[float] = []
    weights: list[float] = []
    offsets: list[float] = []
    offset = 0.0
    for place, stop in enumerate(column):
        offset += _apart(layers, sizes, column[place - 1], stop) if place else 0.0
        sides = (layers.left[stop], layers.right[stop])
        near = [*sides[0], *sides[1]] if both else (sides[1] if to_left else sides[0])
        pull = [(8.0 if _is_thin(layers, stop, other) else 1.0, middles[other]) for other in near]
        total = sum(weight for weight, _ in pull)
        wish = sum(weight * y for weight, y in pull) / total if total else middles[stop]
        wishes.append(wish - offset)
        weights.append(total or 0.05)
        offsets.append(offset)
    for stop, y, shift in zip(column, _isotonic(wishes, weights), offsets, strict=True):
        middles[stop] = y + shift


def _is_thin(layers: Layers, stop: int, other: int) -> bool:
    """Whether the piece between two stops touches no element at one end at least: keep it level."""
    return stop >= layers.node_count or other >= layers.node_count


def _isotonic(values: list[float], weights: list[float]) -> list[float]:
    """The nearest increasing sequence (pool adjacent violators)."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        pools.append((value, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (v1, w1, n1), (v2, w2, n2) = pools[-2:]
            pools[-2:] = [((v1 * w1 + v2 * w2) / (w1 + w2), w1 + w2, n1 + n2)]
    return [value for value, _, count in pools for _ in range(count)]


def _columns(
    layers: Layers, sizes: list[tuple[float, float]], middles: list[float]
) -> tuple[list[float], list[float]]:
    widths = [max((sizes[stop][0] for stop in column), default=0.0) for column in layers.columns]
    lefts: list[float] = []
    x = MARGIN
    for index, width in enumerate(widths):
        lefts.append(x)
        x += width
        if index + 1 < len(widths):
            narrow = width == 0 or widths[index + 1] == 0
            steep = max(
                (
                    abs(middles[stop] - middles[other])
                    for stop in layers.columns[index]
                    for other in layers.right[stop]
                ),
                default=0.0,
            )
            least = _NARROW_GAP if narrow else _COLUMN_GAP[0]
            x += min(max(least, steep * _SLOPE), _COLUMN_GAP[1])
    return lefts, widths


def _element_columns(graph: Graph, frame: _Frame) -> tuple[Column, ...]:
    count = frame.layers.node_count
    return tuple(
        Column(
            frame.lefts[index],
            frame.widths[index],
            frozenset(graph.nodes[stop].kind for stop in stops if stop < count),
        )
        for index, stops in enumerate(frame.layers.columns)
        if index % 2 == 0 and stops
    )


def _ports(layers: Layers, middles: list[float], boxes: list[Box]) -> dict[tuple[int, int, int], float]:
    """Height at which each chain leaves or meets each element: in the order of where it goes."""
    rank = {stop: place for column in layers.columns for place, stop in enumerate(column)}
    sides: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for number, chain in enumerate(layers.chains):
        sides.setdefault((chain.stops[0], 1), []).append((rank[chain.stops[1]], number))
        sides.setdefault((chain.stops[-1], 0), []).append((rank[chain.stops[-2]], number))
    ports: dict[tuple[int, int, int], float] = {}
    for (stop, side), chains in sides.items():
        room = boxes[stop].height * 0.5
        step = min(_PORT_STEP, room / max(len(chains) - 1, 1))
        for place, (_, number) in enumerate(sorted(chains)):
            ports[stop, side, number] = middles[stop] + (place - (len(chains) - 1) / 2) * step
    return ports


def _routes(
    graph: Graph, frame: _Frame, boxes: dict[str, Box], labels: dict[int, Face | None]
) -> tuple[Route, ...]:
    placed = [boxes[node.id] for node in graph.nodes]
    ports = _ports(frame.layers, frame.middles, placed)
    by_link: dict[int, Route] = {}
    for number, chain in enumerate(frame.layers.chains):
        first, *between, last = chain.stops
        start, end = ports[first, 1, number], ports[last, 0, number]
        points = [(placed[first].x + placed[first].width, start), (frame.right(first), start)]
        for stop in between:
            points += [(frame.left(stop), frame.middles[stop]), (frame.right(stop), frame.middles[stop])]
        points += [(frame.left(last), end), (placed[last].x, end)]
        line = _tidy(points)
        face = labels[id(chain.link)]
        by_link[id(chain.link)] = Route(
            chain.link,
            line[::-1] if chain.is_back else line,
            _label(frame, chain.stops[1], face) if face else None,
            chain.is_back,
        )
    return tuple(by_link.get(id(link)) or _self_loop(link, boxes[link.source]) for link in graph.links)


def _label(frame: _Frame, stop: int, face: Face) -> Box:
    x, y = frame.centred(stop, face.width), frame.middles[stop] - face.height / 2
    return Box(round(x, 1), round(y, 1), face)


def _tidy(points: Sequence[Point]) -> tuple[Point, ...]:
    """Rounded, without a point twice in a row."""
    tidy: list[Point] = []
    for x, y in points:
        point = (round(x, 1), round(y, 1))
        if not tidy or tidy[-1] != point:
            tidy.append(point)
    return tuple(tidy)


def _self_loop(link: Link, box: Box) -> Route:
    """A link from an element to itself: a small ear on its top edge, where no other link passes."""
    left, right, top = box.x + box.width - 54.0, box.x + box.width - 30.0, box.y
    points = [(left, top), (left, top - _EAR), (right, top - _EAR), (right, top)]
    return Route(link, _tidy(points), None, is_back=True)
