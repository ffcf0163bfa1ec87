"""Columns of stops and the pieces of links between them, with the count of what crosses. A kernel."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Order = list[list[int]]
Ints = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Gap:
    """The pieces of links between two columns that follow each other, by place in their columns' lists."""

    near: Ints
    far: Ints


class Columns:
    """Columns of stops, and the pieces of links between them.

    `columns`: stop ids by column; `chains`: the stops of each link, one a column, from left to right.
    """

    def __init__(self, columns: Sequence[Sequence[int]], chains: Sequence[Sequence[int]]) -> None:
        self.stops = [list(column) for column in columns]
        self.sizes = [len(column) for column in columns]
        self.place = {stop: place for column in columns for place, stop in enumerate(column)}
        self.column = {stop: index for index, column in enumerate(columns) for stop in column}
        self.chains = chains
        pieces: list[list[tuple[int, int]]] = [[] for _ in columns]
        for chain in chains:
            for here, there in pairwise(chain):
                pieces[self.column[here]].append((self.place[here], self.place[there]))
        self.gaps = [_gap(found) for found in pieces[:-1]]
        self.count = sum(len(gap.near) for gap in self.gaps)
        self.left: list[list[list[int]]] = [[[] for _ in column] for column in columns]
        self.right: list[list[list[int]]] = [[[] for _ in column] for column in columns]
        for index, found in enumerate(pieces[:-1]):
            for here, there in found:
                self.right[index][here].append(there)
                self.left[index + 1][there].append(here)

    def crossings(self, order: Order) -> int:
        """How many pairs of pieces cross."""
        return sum(
            inversions(gap, standing(order[index]), standing(order[index + 1]))
            for index, gap in enumerate(self.gaps)
        )

    def as_stops(self, order: Order) -> list[list[int]]:
        """The order said with stop ids."""
        return [[stops[place] for place in column] for stops, column in zip(self.stops, order, strict=True)]

    def as_places(self, columns: Sequence[Sequence[int]]) -> Order:
        return [[self.place[stop] for stop in column] for column in columns]


def _gap(found: list[tuple[int, int]]) -> Gap:
    pairs = np.array(sorted(found), dtype=np.intp).reshape(-1, 2)
    return Gap(pairs[:, 0], pairs[:, 1])


def standing(order: Sequence[int]) -> Ints:
    """Where each one stands: the inverse of an order."""
    places = np.empty(len(order), dtype=np.intp)
    places[np.asarray(order, dtype=np.intp)] = np.arange(len(order))
    return places


def inversions(gap: Gap, near: Ints, far: Ints) -> int:
    rows, width = len(near), len(far)
    flat = near[gap.near] * width + far[gap.far]
    grid = np.bincount(flat, minlength=rows * width).reshape(rows, width)
    beyond = grid[:, ::-1].cumsum(axis=1)[:, ::-1].cumsum(axis=0)  # rows up to here, columns from here on
    return int((grid[1:, :-1] * beyond[:-1, 1:]).sum()) if rows > 1 and width > 1 else 0
