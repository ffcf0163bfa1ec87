"""Breakdowns that tell nobody apart: cells under k are hidden, by subtraction too. No Django.

domain.md §10, rule 17, and §7.1: no cell (category × commune) under five people. A hidden cell that its
row's or column's total gives back is not hidden; so totals belong to the same table, and one more cell
is hidden until no hidden number can be deduced from those that are shown.

The table with its totals is a graph: rows and columns are nodes, each number is an edge, a total is an
edge to the node TOTAL. The equations « the row adds up to its total » determine a hidden number exactly
when its edge is a bridge of the hidden edges.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Final

K: Final = 5
"""People who must share a cell before it is shown (domain.md §7.1, our choice)."""

Row = Hashable
Column = Hashable


class _Total:
    def __repr__(self) -> str:
        return "TOTAL"


TOTAL: Final = _Total()
Edge = tuple[Hashable, Hashable]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What may be shown. Pairs are (row, column); `rows` and `columns` are those whose total is shown."""

    cells: frozenset[Edge]
    rows: frozenset[Hashable]
    columns: frozenset[Hashable]
    has_total: bool

    def shows(self, row: Hashable, column: Hashable) -> bool:
        return (row, column) in self.cells


def disclose(people: Mapping[Edge, int], *, k: int = K) -> Disclosure:
    """Which numbers of a table of people may be shown.

    `people` gives the count of each (row, column); a missing pair counts zero, and zero may be shown.
    Raises ValueError on a negative count.
    """
    if any(count < 0 for count in people.values()):
        raise ValueError(people)
    table = _with_totals(people)
    hidden = {edge for edge, count in table.items() if 0 < count < k}
    while bridge := _a_bridge(hidden):
        candidates = _neighbours(bridge, table, hidden)
        if not candidates:
            break
        hidden.add(min(candidates, key=lambda edge: (table[edge] == 0, table[edge], repr(edge))))
    shown = set(table) - hidden
    return Disclosure(
        cells=frozenset(edge for edge in shown if TOTAL not in edge),
        rows=frozenset(row for row, column in shown if column is TOTAL and row is not TOTAL),
        columns=frozenset(column for row, column in shown if row is TOTAL and column is not TOTAL),
        has_total=(TOTAL, TOTAL) in shown,
    )


def _with_totals(people: Mapping[Edge, int]) -> dict[Edge, int]:
    rows = {row for row, _ in people}
    columns = {column for _, column in people}
    table: dict[Edge, int] = {
        (row, column): people.get((row, column), 0) for row in rows for column in columns
    }
    for row in rows:
        table[(row, TOTAL)] = sum(people.get((row, column), 0) for column in columns)
    for column in columns:
        table[(TOTAL, column)] = sum(people.get((row, column), 0) for row in rows)
    table[(TOTAL, TOTAL)] = sum(people.values())
    return table


def _neighbours(bridge: Edge, table: Mapping[Edge, int], hidden: set[Edge]) -> list[Edge]:
    """Numbers still shown in the bridge's row or column; failing that, any number still shown."""
    shown = [edge for edge in table if edge not in hidden]
    near = [edge for edge in shown if edge[0] == bridge[0] or edge[1] == bridge[1]]
    return near or shown


def _a_bridge(hidden: set[Edge]) -> Edge | None:
    """A hidden number that the shown ones give back, if there is one (the smallest name first)."""
    for edge in sorted(hidden, key=repr):
        if not _is_joined_otherwise(edge, hidden):
            return edge
    return None


def _is_joined_otherwise(edge: Edge, hidden: set[Edge]) -> bool:
    """Whether a path of other hidden numbers joins the row and the column of this one."""
    near: dict[tuple[str, Hashable], set[tuple[str, Hashable]]] = defaultdict(set)
    for row, column in hidden - {edge}:
        near[("row", row)].add(("column", column))
        near[("column", column)].add(("row", row))
    start, goal = ("row", edge[0]), ("column", edge[1])
    seen, todo = {start}, [start]
    while todo:
        for node in near[todo.pop()] - seen:
            if node == goal:
                return True
            seen.add(node)
            todo.append(node)
    return False
