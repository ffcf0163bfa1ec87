"""The drawing of a chemin beside Graphviz `dot`: crossings, length of the links, time.

Made graphs have the sizes and the shape of published results chains (25 elements at the median, 105 for the
largest, then 300). `dot` is given our boxes and our columns (`rank=same`, held in line by an invisible
chain), then the same without columns; its crossings are those it counts itself, its time is that of its whole
process. Chains as JSON files in the folder `chains` of JALONS_DATA are measured too.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import hypot
from pathlib import Path
from statistics import mean, median

from jalons.pathways.graph import Graph, GraphError, from_json
from jalons.pathways.layout import Drawing, lay_out
from tests.pathways.graphs import realistic

SIZES, SEEDS = (25, 105, 300), range(12)
ROUNDS = 3
_INCH = 72.0  # our unit is a CSS pixel; dot counts in points
_COUNTED = re.compile(r"mincross [^:]*: (\d+) crossings")
_DOT = shutil.which("dot") or "dot"


@dataclass(frozen=True, slots=True)
class Measure:
    """What one program made of one graph. `seconds` is the best of three."""

    crossings: int
    length: float
    seconds: float


def main() -> int:
    """Print one line a size; 1 when `dot` is not there."""
    if shutil.which("dot") is None:
        print("Il manque dot : tools/need.sh graphviz", file=sys.stderr)
        return 1
    print("Graphviz", _version())
    print(f"{'':>16}{'croisements':>34}{'longueur des liens':>34}{'temps (ms)':>24}")
    print(
        f"{'graphes':>16}" + f"{'nous':>10}{'dot égal':>12}{'dot libre':>12}" * 2 + f"{'nous':>8}{'dot':>8}"
    )
    worst = {}
    for size in SIZES:
        rows = [_beside(realistic(size, seed)) for seed in SEEDS]
        _line(f"{len(rows)} × {size}", rows)
        worst[size] = sum(ours.crossings > same.crossings for ours, same, _ in rows)
    chains = list(_chains())
    if chains:
        _line(f"{len(chains)} réels", [_beside(graph) for graph in chains])
    print("Graphes où nous croisons plus que dot, niveaux égaux :", worst)
    return 0


def _line(name: str, rows: list[tuple[Measure, Measure, Measure]]) -> None:
    ours, same, free = zip(*rows, strict=True)
    crossings = [mean(row.crossings for row in side) for side in (ours, same, free)]
    lengths = [mean(row.length for row in side) for side in (ours, same, free)]
    times = [1000 * median(row.seconds for row in side) for side in (ours, same)]
    ratio = median(one.seconds / two.seconds for one, two in zip(ours, same, strict=True))
    print(
        f"{name:>16}"
        + "".join(f"{value:>{width}.1f}" for value, width in zip(crossings, (10, 12, 12), strict=True))
        + "".join(f"{value:>{width}.0f}" for value, width in zip(lengths, (10, 12, 12), strict=True))
        + f"{times[0]:>8.0f}{times[1]:>8.0f}  × {ratio:.1f}"
    )


def _beside(graph: Graph) -> tuple[Measure, Measure, Measure]:
    seconds, drawing = _timed(graph)
    ours = Measure(drawing.crossings, sum(_length(route.points) for route in drawing.routes), seconds)
    promises(drawing)
    return ours, _dot(_source(graph, drawing, with_levels=True)), _dot(_source(graph, drawing))


def _timed(graph: Graph) -> tuple[float, Drawing]:
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        drawing = lay_out(graph)
        best = min(best, time.perf_counter() - start)
    return best, drawing


def promises(drawing: Drawing) -> None:
    """No box on another, no link under a foreign box; raises AssertionError."""
    for (_, one), (_, two) in combinations(drawing.boxes.items(), 2):
        assert not (
            one.x < two.x + two.width
            and two.x < one.x + one.width
            and one.y < two.y + two.height
            and two.y < one.y + one.height
        ), "deux boîtes se recouvrent"
    for route in drawing.routes:
        for (x1, y1), (x2, y2) in pairwise(route.points):
            left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
            for key, box in drawing.boxes.items():
                if key not in {route.link.source, route.link.target}:
                    inside = left < box.x + box.width - 0.2 and right > box.x + 0.2
                    inside = inside and top < box.y + box.height - 0.2 and bottom > box.y + 0.2
                    assert not inside, "un lien passe sous une boîte"


def _source(graph: Graph, drawing: Drawing, *, with_levels: bool = False) -> str:
    lines = ['digraph { rankdir=LR; nodesep=0.2; node [shape=box, fixedsize=true, label=""];']
    for node in graph.nodes:
        box = drawing.boxes[node.id]
        lines.append(f"{_id(node.id)} [width={box.width / _INCH:.3f}, height={box.height / _INCH:.3f}];")
    if with_levels:
        lines += _levels(graph, drawing)
    for route in drawing.routes:
        ends = route.link.source, route.link.target
        source, target = ends[::-1] if route.is_back else ends
        lines.append(f"{_id(source)} -> {_id(target)};")
    return "\n".join([*lines, "}"])


def _levels(graph: Graph, drawing: Drawing) -> Iterator[str]:
    columns: dict[float, list[str]] = {}
    for node in graph.nodes:
        columns.setdefault(drawing.boxes[node.id].x, []).append(node.id)
    marks = []
    for number, x in enumerate(sorted(columns)):
        marks.append(f"level{number}")
        members = "; ".join(_id(key) for key in columns[x])
        yield f"level{number} [width=0.01, height=0.01, style=invis]; {{rank=same; level{number}; {members}}}"
    yield f"{' -> '.join(marks)} [style=invis];"


def _id(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _dot(source: str) -> Measure:
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        drawn = _run("-Tjson", source)
        best = min(best, time.perf_counter() - start)
    edges = [edge for edge in json.loads(drawn.stdout).get("edges", []) if edge.get("style") != "invis"]
    counted = _COUNTED.findall(_run("-v", source).stderr)
    return Measure(int(counted[-1]) if counted else 0, sum(_length(_spline(e)) for e in edges), best)


def _run(option: str, source: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([_DOT, option], input=source, capture_output=True, text=True, check=True)


def _spline(edge: dict[str, str]) -> list[tuple[float, float]]:
    """The control points, a little longer than the curve itself; arrow tips left out."""
    points = [part for part in edge["pos"].split() if part[0] not in "es"]
    pairs = (point.split(",") for point in points)
    return [(float(x), float(y)) for x, y in pairs]


def _length(points: "tuple[tuple[float, float], ...] | list[tuple[float, float]]") -> float:
    return sum(hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points))


def _chains() -> Iterator[Graph]:
    folder = Path(os.environ.get("JALONS_DATA", "")) / "chains"
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else []:
        try:
            yield from_json(json.loads(path.read_text(encoding="utf-8")))
        except (GraphError, ValueError):
            print(f"{path.name} n’est pas un chemin : laissé de côté.", file=sys.stderr)


def _version() -> str:
    return subprocess.run([_DOT, "-V"], capture_output=True, text=True, check=True).stderr.strip()


if __name__ == "__main__":
    sys.exit(main())
