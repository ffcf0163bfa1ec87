"""In which column each element stands, and in which order down each column. A kernel.

Columns follow kind and depth: the change at the right, what must come before it further left, actions at the
far left. Between two columns of elements stands a column for what is written on the links, so that a text
never lies on a box or on another text. A long link goes through stops, one a column.
"""

import itertools
from bisect import bisect_right, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from jalons.pathways.columns import Columns
from jalons.pathways.crossings import fewest, keeping
from jalons.pathways.graph import CHANGES, Graph, Kind, Link

FEW_COLUMNS = 4  # up to this many columns of changes, all actions stand together at the far left


@dataclass(frozen=True, slots=True)
class Chain:
    """A link as drawn: its stops from left to right. `is_back`: it closes a loop and runs to the left."""

    link: Link
    stops: tuple[int, ...]
    is_back: bool


@dataclass(slots=True)
class Layers:
    """Stops by column. A stop below `len(graph.nodes)` is the element of the same index."""

    columns: list[list[int]]
    column_of: list[int]
    left: list[list[int]]  # neighbours in the column before
    right: list[list[int]]
    chains: list[Chain]
    node_count: int
    label_of: dict[int, int] = field(default_factory=dict)  # stop → index of its chain


def back_links(graph: Graph) -> set[int]:
    """Indexes of the links drawn from right to left: what leaves a lasting change, what closes a loop."""
    changes = {node.id for node in graph.nodes if node.kind is Kind.CHANGE}
    back = {
        index
        for index, link in enumerate(graph.links)
        if link.source in changes and link.target not in changes
    }
    out: dict[str, list[tuple[int, str]]] = {node.id: [] for node in graph.nodes}
    for index, link in enumerate(graph.links):
        if index not in back:
            out[link.source].append((index, link.target))
    done: set[str] = set()
    # Elements that nothing leads to first, so that a loop is cut where people would cut it.
    reached = {link.target for link in graph.links}
    for node in sorted(graph.nodes, key=lambda node: node.id in reached):
        if node.id not in done:
            _walk(node.id, out, done, back)
    return back


def _walk(start: str, out: dict[str, list[tuple[int, str]]], done: set[str], back: set[int]) -> None:
    on_path = {start}
    stack = [(start, iter(out[start]))]
    while stack:
        here, rest = stack[-1]
        for index, target in rest:
            if target in on_path:
                back.add(index)
            elif target not in done:
                on_path.add(target)
                stack.append((target, iter(out[target])))
                break
        else:
            stack.pop()
            on_path.discard(here)
            done.add(here)


def depths(graph: Graph, back: set[int]) -> dict[str, int]:
    """Distance of each element from the right: the change 0, what leads to it further and further left."""
    ahead: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for index, link in enumerate(graph.links):
        source, target = (link.target, link.source) if index in back else (link.source, link.target)
        if source != target:
            ahead[source].append(target)
    kinds = {node.id: node.kind for node in graph.nodes}
    found: dict[str, int] = {}
    changes = [node.id for node in graph.nodes if node.kind in CHANGES]
    plain = _longest(
        changes, {key: [t for t in ahead[key] if kinds[t] in CHANGES] for key in changes}, kinds, 0
    )
    width = max(plain.values(), default=0)
    action_depth = width + 1 if width < FEW_COLUMNS else 1
    found = _longest([node.id for node in graph.nodes], ahead, kinds, action_depth)
    used = sorted(set(found.values()))  # a column that nothing stands in is no column
    return {key: used.index(value) for key, value in found.items()}


def _longest(
    ids: Sequence[str], ahead: dict[str, list[str]], kinds: dict[str, Kind], action_depth: int
) -> dict[str, int]:
    least = {Kind.CHANGE: 0, Kind.ACTION: action_depth}
    found: dict[str, int] = {}
    for start in ids:
        stack = [start]
        while stack:
            here = stack[-1]
            waiting = [target for target in ahead[here] if target not in found]
            if waiting:
                stack.extend(waiting)
                continue
            stack.pop()
            furthest = max((found[target] + 1 for target in ahead[here]), default=0)
            found[here] = max(furthest, least.get(kinds[here], 1))
    return found


def build(graph: Graph, has_label: Callable[[Link], bool]) -> Layers:
    """Columns and stops, before any ordering. Links from an element to itself have no chain."""
    back = back_links(graph)
    depth = depths(graph, back)
    deepest = max(depth.values(), default=0)
    index_of = {node.id: index for index, node in enumerate(graph.nodes)}
    column_of = [2 * (deepest - depth[node.id]) for node in graph.nodes]
    layers = Layers(
        [[] for _ in range(2 * deepest + 1)],
        column_of,
        [[] for _ in graph.nodes],
        [[] for _ in graph.nodes],
        [],
        len(graph.nodes),
    )
    for index, link in enumerate(graph.links):
        if link.source != link.target:
            ends = index_of[link.source], index_of[link.target]
            _add_chain(layers, link, ends[::-1] if index in back else ends, index in back, has_label(link))
    for stop, column in enumerate(layers.column_of):
        layers.columns[column].append(stop)
    return layers


def _add_chain(
    layers: Layers,
    link: Link,
    ends: tuple[int, int],
    is_back: bool,
    is_labelled: bool,
) -> None:
    first, last = ends
    stops = [first]
    for column in range(layers.column_of[first] + 1, layers.column_of[last]):
        layers.column_of.append(column)
        layers.left.append([])
        layers.right.append([])
        stops.append(len(layers.column_of) - 1)
    stops.append(last)
    for here, there in itertools.pairwise(stops):
        layers.right[here].append(there)
        layers.left[there].append(here)
    if is_labelled:
        layers.label_of[stops[1]] = len(layers.chains)
    layers.chains.append(Chain(link, tuple(stops), is_back))


def crossings(layers: Layers, columns: list[list[int]] | None = None) -> int:
    """How many pairs of links cross."""
    columns = layers.columns if columns is None else columns
    return sum(_crossings_between(layers, here, there) for here, there in itertools.pairwise(columns))


def _crossings_between(layers: Layers, here: list[int], there: list[int]) -> int:
    rank = {stop: place for place, stop in enumerate(there)}
    seen: list[int] = []
    total = 0
    for stop in here:
        places = sorted(rank[other] for other in layers.right[stop])
        for place in places:
            total += len(seen) - bisect_right(seen, place)
        for place in places:
            insort(seen, place)
    return total


def arrange(layers: Layers, previous: Sequence[int] = ()) -> int:
    """Order each column so that few links cross; returns how many still do.

    Elements named in `previous` keep that order among themselves: what people know by heart stays put.
    """
    chains = [chain.stops[::2] for chain in layers.chains]
    columns = Columns(layers.columns[::2], chains)
    walks = [[list(column) for column in layers.columns[::2]]]
    walks += [_by_walk(layers, reverse=reverse)[::2] for reverse in (False, True)]
    known = {stop: place for place, stop in enumerate(previous)}
    elements = keeping(columns, walks[1], known)[0] if known else fewest(columns, walks)[0]
    layers.columns[::2] = elements
    for index in range(1, len(layers.columns), 2):
        _between(layers, index)
    return crossings(layers)


def _between(layers: Layers, index: int) -> None:
    """Order what is written on the links: two links that do not cross keep their sides."""
    before = {stop: place for place, stop in enumerate(layers.columns[index - 1])}
    after = {stop: place for place, stop in enumerate(layers.columns[index + 1])}
    high, low = max(len(before), 1), max(len(after), 1)

    def side(stop: int) -> tuple[float, int, int]:
        near, far = before[layers.left[stop][0]], after[layers.right[stop][0]]
        return near / high + far / low, near, stop

    layers.columns[index].sort(key=side)


def _by_walk(layers: Layers, *, reverse: bool) -> list[list[int]]:
    """Columns in the order of a walk from the right: branches stay together."""
    columns: list[list[int]] = [[] for _ in layers.columns]
    seen: set[int] = set()
    roots = [stop for column in reversed(layers.columns) for stop in column if not layers.right[stop]]
    rest = [stop for column in reversed(layers.columns) for stop in column]
    stack = list(reversed(roots + rest)) if not reverse else rest[::-1] + roots
    while stack:
        stop = stack.pop()
        if stop in seen:
            continue
        seen.add(stop)
        columns[layers.column_of[stop]].append(stop)
        stack.extend(layers.left[stop] if reverse else reversed(layers.left[stop]))
    return columns
