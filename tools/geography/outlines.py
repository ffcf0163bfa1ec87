"""Commune boundaries simplified as shared arcs, so that neighbours keep exactly the same border.

The source gives each commune its own polygon (WKB, degrees WGS 84) with the same vertices as its
neighbours. Rings are cut where three or more territories meet; each piece is kept once and simplified
once (Douglas-Peucker in metres), so nothing can open between two communes.
"""

import csv
import itertools
import lzma
import math
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Point = tuple[int, int]
Ring = list[Point]
SCALE = 10_000
"""Coordinates are integers of 1/10,000 degree: about ten metres."""
TOLERANCE_M = 150.0
TINY_KM2 = 0.03
TRIANGLE = 3
AREA_LOST = 0.125
METRES_A_DEGREE = 111_320.0


def read_rings(path: Path, wanted: set[str]) -> Iterator[tuple[str, list[list[Ring]]]]:
    """Each wanted commune with its polygons (outer ring first, then holes), as integer points."""
    csv.field_size_limit(1 << 28)
    with lzma.open(path, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["type"] == "COM" and row["code"] in wanted and row["geometry"] != r"\N":
                yield row["code"], _polygons(bytes.fromhex(row["geometry"]))


def _polygons(wkb: bytes) -> list[list[Ring]]:
    """Decode a little-endian WKB MultiPolygon."""
    order, kind, count = struct.unpack_from("<BII", wkb)
    if (order, kind) != (1, 6):
        raise ValueError("expected a little-endian MultiPolygon")
    offset = 9
    polygons = []
    for _ in range(count):
        (rings,) = struct.unpack_from("<I", wkb, offset + 5)
        offset += 9
        polygon = []
        for _ in range(rings):
            (points,) = struct.unpack_from("<I", wkb, offset)
            flat = struct.unpack_from(f"<{2 * points}d", wkb, offset + 4)
            offset += 4 + 16 * points
            polygon.append(_on_grid(flat))
        polygons.append([ring for ring in polygon if len(ring) >= TRIANGLE])
    return polygons


def _on_grid(flat: tuple[float, ...]) -> Ring:
    """An open ring of integer points without immediate repeats."""
    ring: Ring = []
    for x, y in zip(flat[::2], flat[1::2], strict=True):
        point = (round(x * SCALE), round(y * SCALE))
        if not ring or ring[-1] != point:
            ring.append(point)
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    return ring


def area_km2(ring: Ring) -> float:
    """Area of a ring, on a plane that is true at its mean latitude. Within 0.1 % for a commune."""
    mean_latitude = sum(y for _, y in ring) / len(ring) / SCALE
    x0, y0 = ring[0]
    twice = sum(
        (x - x0) * (ring[i - 1][1] - y0) - (ring[i - 1][0] - x0) * (y - y0) for i, (x, y) in enumerate(ring)
    )
    square_metres = (METRES_A_DEGREE / SCALE) ** 2 * math.cos(math.radians(mean_latitude))
    return abs(twice) / 2 * square_metres / 1e6


class Topology:
    """Rings of all communes, cut into arcs that neighbours share."""

    def __init__(self) -> None:
        self.rings: dict[str, list[Ring]] = {}
        self.areas: dict[str, float] = {}
        self.arcs: list[list[Point]] = []
        self._index: dict[tuple[Point, ...], int] = {}

    def add(self, code: str, polygons: list[list[Ring]]) -> None:
        self.areas[code] = sum(area_km2(p[0]) - sum(map(area_km2, p[1:])) for p in polygons if p)
        outer = sorted((p for p in polygons if p), key=lambda p: -area_km2(p[0]))
        kept = [p for i, p in enumerate(outer) if i == 0 or area_km2(p[0]) > TINY_KM2]
        self.rings[code] = [ring for polygon in kept for ring in polygon]

    def cut(self) -> dict[str, list[list[int]]]:
        """Arc numbers of each ring of each commune; `~n` means arc n read backwards."""
        junctions = self._junctions()
        return {
            code: [[self._number(arc) for arc in _split(ring, junctions)] for ring in rings]
            for code, rings in self.rings.items()
        }

    def _junctions(self) -> set[Point]:
        """Vertices whose two neighbours are not the same in every ring that passes there."""
        around: dict[Point, tuple[Point, Point]] = {}
        junctions: set[Point] = set()
        for rings in self.rings.values():
            for ring in rings:
                for i, point in enumerate(ring):
                    a, b = ring[i - 1], ring[(i + 1) % len(ring)]
                    pair = (a, b) if a < b else (b, a)
                    if around.setdefault(point, pair) != pair:
                        junctions.add(point)
        return junctions

    def _number(self, arc: list[Point]) -> int:
        forwards = tuple(arc)
        backwards = forwards[::-1]
        if forwards in self._index:
            return self._index[forwards]
        if backwards in self._index:
            return ~self._index[backwards]
        self.arcs.append(arc)
        self._index[forwards] = len(self.arcs) - 1
        return len(self.arcs) - 1


def _split(ring: Ring, junctions: set[Point]) -> Iterator[list[Point]]:
    """Cut a ring at its junctions; a ring without any starts at its lowest point, whoever draws it."""
    stops = [i for i, point in enumerate(ring) if point in junctions]
    if not stops:
        start = ring.index(min(ring))
        turned = ring[start:] + ring[:start]
        yield [*turned, turned[0]]
        return
    turned = ring[stops[0] :] + ring[: stops[0]]
    piece = [turned[0]]
    for point in [*turned[1:], turned[0]]:
        piece.append(point)
        if point in junctions:
            yield piece
            piece = [point]


def simplify(arc: list[Point], tolerance_m: float) -> list[Point]:
    """Douglas-Peucker. Ends stay; a closed arc keeps at least a triangle."""
    closed = arc[0] == arc[-1]
    across = math.cos(math.radians(arc[0][1] / SCALE))
    metre = METRES_A_DEGREE / SCALE
    plane = [(x * across * metre, y * metre) for x, y in arc]
    keep = {0, len(arc) - 1}
    stack = [(0, len(arc) - 1)]
    if closed and len(arc) > TRIANGLE:
        far = max(range(len(arc)), key=lambda i: math.dist(plane[0], plane[i]))
        side = max(range(1, len(arc) - 1), key=lambda i: _distance(plane[i], plane[0], plane[far]))
        keep |= {far, side}
        corners = sorted(keep)
        stack = list(itertools.pairwise(corners))
    while stack:
        first, last = stack.pop()
        if last - first == 1:
            continue
        a, b = plane[first], plane[last]
        worst = max(range(first + 1, last), key=lambda i: _distance(plane[i], a, b))
        if _distance(plane[worst], a, b) > tolerance_m:
            keep.add(worst)
            stack += [(first, worst), (worst, last)]
    return [arc[i] for i in sorted(keep)]


def _distance(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance from a point to a segment."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return math.hypot(p[0] - a[0] - along * dx, p[1] - a[1] - along * dy)


def walk(numbers: list[int], arcs: list[list[Point]]) -> Ring:
    """The closed ring that a list of arc numbers draws."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def _refine(communes: dict[str, list[list[int]]], full: list[list[Point]], arcs: list[list[Point]]) -> int:
    """Give back detail to the arcs of rings that simplification flattened. Returns how many rings."""
    mended = 0
    for rings in communes.values():
        for numbers in rings:
            tolerance = TOLERANCE_M
            while _is_flat(walk(numbers, arcs), walk(numbers, full)) and tolerance > 1:
                tolerance /= 3
                for number in numbers:
                    index = number if number >= 0 else ~number
                    arcs[index] = simplify(full[index], tolerance)
            mended += tolerance < TOLERANCE_M
    return mended


def _is_flat(ring: Ring, original: Ring) -> bool:
    """Whether a ring lost its shape: fewer than three corners, or an eighth of its area gone."""
    return len(set(ring)) < TRIANGLE or abs(area_km2(ring) / area_km2(original) - 1) > AREA_LOST


def condense(path: Path, wanted: set[str], say: Callable[[str], None]) -> dict[str, Any]:
    """Arcs as integer deltas, rings of each commune as arc numbers, and areas in km²."""
    topology = Topology()
    for count, (code, polygons) in enumerate(read_rings(path, wanted), start=1):
        topology.add(code, polygons)
        if count % 10_000 == 0:
            say(f"  {count} communes lues")
    communes = topology.cut()
    full = topology.arcs
    say(f"  {len(topology.rings)} communes, {len(full)} frontières partagées, {sum(map(len, full))} points")
    arcs = []
    for arc in full:
        arcs.append(simplify(arc, TOLERANCE_M))
        if len(arcs) % 40_000 == 0:
            say(f"  {len(arcs)} frontières simplifiées")
    mended = _refine(communes, full, arcs)
    say(f"  {sum(map(len, arcs))} points gardés, {mended} petits contours gardés plus fins")
    return {
        "scale": SCALE,
        "arcs": [_deltas(arc) for arc in arcs],
        "rings": communes,
        "areas": {code: round(area, 2) for code, area in topology.areas.items()},
    }


def _deltas(arc: list[Point]) -> list[int]:
    flat = [*arc[0]]
    for (x0, y0), (x, y) in itertools.pairwise(arc):
        flat += [x - x0, y - y0]
    return flat
