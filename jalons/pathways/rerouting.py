"""Leading one link again through all its columns at once, where it crosses least. A kernel."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from jalons.pathways.columns import Columns, Ints, Order


def reroute(columns: Columns, order: Order, *, rounds: int = 9) -> int:
    """Take each long or hanging link off and lead it again where it crosses least; crossings gained.

    Its free stops are those of the link alone: its passages, and an end that nothing else is tied to. The
    best way through all its columns at once is found by dynamic programming.
    """
    alone = _hanging(columns)
    gained, is_better = 0, True
    for _ in range(rounds):
        if not is_better:
            break
        is_better = False
        for chain in columns.chains:
            free = list(chain[1:-1])
            free += [stop for stop in (chain[0], chain[-1]) if stop in alone]
            if free:
                gain = _lead_again(columns, order, chain, frozenset(free))
                gained += gain
                is_better = is_better or gain > 0
    return gained


def _slots(column: list[int], size: int) -> Ints:
    """Where each one stands; -1 for who was taken off."""
    places = np.full(size, -1, dtype=np.intp)
    places[np.array(column, dtype=np.intp)] = np.arange(len(column))
    return places


def _hanging(columns: Columns) -> set[int]:
    degree: dict[int, int] = {}
    for chain in columns.chains:
        for stop in (chain[0], chain[-1]):
            degree[stop] = degree.get(stop, 0) + 1
    return {stop for stop, count in degree.items() if count == 1}


def _lead_again(columns: Columns, order: Order, chain: Sequence[int], free: frozenset[int]) -> int:
    first = columns.column[chain[0]]
    slots = []  # where each stop stood: a slot between the others, or the place of a fixed end
    for step, stop in enumerate(chain):
        column = order[first + step]
        slots.append(column.index(columns.place[stop]))
        if stop in free:
            del column[slots[-1]]
    costs = [
        _costs(columns, order, first + step, chain[step], slots[step], chain[step + 1], slots[step + 1], free)
        for step in range(len(chain) - 1)
    ]
    before = sum(
        int(cost[slots[step] if cost.shape[0] > 1 else 0, slots[step + 1] if cost.shape[1] > 1 else 0])
        for step, cost in enumerate(costs)
    )
    total = np.zeros(costs[0].shape[0], dtype=np.int64)
    ways = []
    for cost in costs:
        sums = total[:, None] + cost
        ways.append(sums.argmin(axis=0))
        total = sums.min(axis=0)
    here, after = int(total.argmin()), int(total.min())
    if after >= before:
        found = slots
    else:
        found = [here]
        for way in reversed(ways):
            found.append(int(way[found[-1]]))
        found.reverse()
    for step, stop in enumerate(chain):
        if stop in free:
            order[first + step].insert(found[step], columns.place[stop])
    return before - after if after < before else 0


def _costs(  # noqa: PLR0917 - both ends of one piece
    columns: Columns,
    order: Order,
    index: int,
    near: int,
    near_slot: int,
    far: int,
    far_slot: int,
    free: frozenset[int],
) -> NDArray[np.int64]:
    """Crossings of one piece for each pair of slots (rows: left column); a fixed end has one only."""
    left, right = order[index], order[index + 1]
    rows, width = len(left), len(right)
    gap = columns.gaps[index]
    ends_near = _slots(left, columns.sizes[index])[gap.near]
    ends_far = _slots(right, columns.sizes[index + 1])[gap.far]
    flat = (ends_near * width + ends_far)[(ends_near >= 0) & (ends_far >= 0)]
    grid = np.bincount(flat, minlength=rows * width).reshape(rows, width)
    sums = np.zeros((rows + 1, width + 1), dtype=np.int64)
    sums[1:, 1:] = grid.cumsum(axis=0).cumsum(axis=1)
    near_low = slice(None) if near in free else slice(near_slot, near_slot + 1)
    near_high = slice(None) if near in free else slice(near_slot + 1, near_slot + 2)
    far_low = slice(None) if far in free else slice(far_slot, far_slot + 1)
    far_high = slice(None) if far in free else slice(far_slot + 1, far_slot + 2)
    # Links from above to below on the other side, and from below to above.
    down = sums[near_low, -1:] - sums[near_low, far_high]
    up = sums[-1:, far_low] - sums[near_high, far_low]
    return down + up
