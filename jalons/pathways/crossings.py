"""Which order down each column makes few links cross. A kernel: no Django, no clock, seeds are fixed.

Three families of starts (the slow vibrations of the graph, its own order, shuffles), each smoothed by
barycentres; the best are then sifted: every element is put where it crosses least, the columns beside it
being fixed. What is found is shaken and sifted again a fixed number of times, so that the same graph always
gives the same order.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from jalons.pathways.columns import Columns, Ints, Order, inversions, standing
from jalons.pathways.rerouting import reroute

_VIBRATIONS = 4
_DAMPINGS, _REFRESH = 60, 15
_SHUFFLES, _SIFTED, _SIFTED_OF_SMALL = 6, 5, 7
_SWEEPS, _PATIENCE = 16, 4
_SIFTS, _SIFTS_AFTER_SHAKING = 14, 4
_HOPELESS = 1.15  # a shaken order this far from the best is given up at once
_SHAKES = (3, 32)  # fewest and most
_WORK = 5000  # links shaken in all
_SMALL = 70  # pieces of links; a small graph affords more tries
_REROUTED = 120  # pieces of links; beyond, links are rerouted once, not after each shake
_TOO_LARGE = 6000  # pieces of links; beyond, one start is sifted and nothing is shaken


def fewest(columns: Columns, walks: Sequence[Sequence[Sequence[int]]]) -> tuple[list[list[int]], int]:
    """The best order found, as stop ids, and its crossings. `walks` are orders to start from."""
    rng = random.Random(columns.count)  # noqa: S311 - reproducible on purpose
    starts = [columns.as_places(walk) for walk in walks]
    if columns.count <= _TOO_LARGE:
        starts += _vibrations(columns, rng)
        starts += [_shuffled(columns, rng) for _ in range(_SHUFFLES)]
    found = sorted((_smooth(columns, start) for start in starts), key=lambda pair: pair[1])
    sifted = []
    tried = _SIFTED_OF_SMALL if columns.count <= _SMALL else _SIFTED if columns.count <= _TOO_LARGE else 1
    for order, count in found[:tried]:
        count = _sift_all(columns, order, count, _SIFTS)  # noqa: PLW2901 - the same order, improved
        if columns.count <= _REROUTED:
            count -= reroute(columns, order)  # noqa: PLW2901
        sifted.append((order, count))
        if sifted[-1][1] == 0:
            break
    sifted.sort(key=lambda pair: pair[1])
    order, count = sifted[0]
    if count and columns.count <= _TOO_LARGE:
        order, count = _shake(columns, order, count, rng)
    if count and _REROUTED < columns.count <= _TOO_LARGE:
        count -= reroute(columns, order, rounds=1)
    return columns.as_stops(order), count


def keeping(
    columns: Columns, start: Sequence[Sequence[int]], known: Mapping[int, int]
) -> tuple[list[list[int]], int]:
    """The same when some stops keep their order among themselves: `known` gives the place of each."""
    order = columns.as_places(start)
    kept = [
        {place: known[stop] for place, stop in enumerate(stops) if stop in known} for stops in columns.stops
    ]
    _put_back(order, kept)
    best, least = [list(column) for column in order], columns.crossings(order)
    for turn in range(_SWEEPS):
        for index in _beside(len(order), to_right=turn % 2 == 0):
            _barycentre(columns, order, index, from_left=turn % 2 == 0)
            _put_back_one(order[index], kept[index])
        count = columns.crossings(order)
        if count < least:
            best, least = [list(column) for column in order], count
    return columns.as_stops(best), _sift_all(columns, best, least, _SIFTS, kept)


def _put_back(order: Order, kept: list[dict[int, int]]) -> None:
    for column, known in zip(order, kept, strict=True):
        _put_back_one(column, known)


def _put_back_one(column: list[int], known: Mapping[int, int]) -> None:
    """Put those whose order is kept back in that order, in the places they hold together."""
    places = [place for place, item in enumerate(column) if item in known]
    again = sorted((column[place] for place in places), key=known.__getitem__)
    for place, item in zip(places, again, strict=True):
        column[place] = item


def _beside(count: int, *, to_right: bool) -> range:
    return range(1, count) if to_right else range(count - 2, -1, -1)


def _shuffled(columns: Columns, rng: random.Random) -> Order:
    order = [list(range(size)) for size in columns.sizes]
    for column in order:
        rng.shuffle(column)
    return order


def _vibrations(columns: Columns, rng: random.Random) -> list[Order]:
    """Orders along slow vibrations of the graph: what is tied together stays together.

    Block power iteration from a fixed seed; written with `bincount`, because the threads of a linear algebra
    library cost more than they bring at this size.
    """
    ends = sorted({stop for chain in columns.chains for stop in (chain[0], chain[-1])})
    if len(ends) <= _VIBRATIONS:
        return []
    index = {stop: place for place, stop in enumerate(ends)}
    one = np.array([index[chain[0]] for chain in columns.chains])
    two = np.array([index[chain[-1]] for chain in columns.chains])
    here, there = np.r_[one, two], np.r_[two, one]
    degree = np.bincount(here, minlength=len(ends)).astype(np.float64)
    waves = np.array([[rng.random() - 0.5 for _ in ends] for _ in range(_VIBRATIONS)])
    for turn in range(_DAMPINGS):
        for row in range(_VIBRATIONS):
            waves[row] -= (waves[row] * degree).sum() / degree.sum()
            waves[row] += np.bincount(here, weights=waves[row][there], minlength=len(ends)) / degree
        if turn % _REFRESH == _REFRESH - 1:
            waves = np.linalg.qr(waves.T)[0].T
    return [_along(columns, dict(zip(ends, _flat(wave), strict=True))) for wave in waves]


def _flat(wave: NDArray[np.float64]) -> list[float]:
    """The same on every machine: rounded."""
    scale = float(np.abs(wave).max()) or 1.0
    return [round(float(value) / scale, 5) for value in wave]


def _along(columns: Columns, height: dict[int, float]) -> Order:
    for chain in columns.chains:
        steps = len(chain) - 1
        start, end = height[chain[0]], height[chain[-1]]
        for step, stop in enumerate(chain[1:-1], start=1):
            height[stop] = start + (end - start) * step / steps
    return [
        sorted(range(size), key=lambda place, stops=stops: height.get(stops[place], 0.0))  # type: ignore[misc]
        for size, stops in zip(columns.sizes, columns.stops, strict=True)
    ]


def _smooth(columns: Columns, start: Order) -> tuple[Order, int]:
    """Sweeps of barycentres, to the right then to the left, while they help."""
    order = [np.asarray(column, dtype=np.intp) for column in start]
    places = [standing(column) for column in start]
    best, least, patience = [list(column) for column in start], columns.crossings(start), _PATIENCE
    for turn in range(_SWEEPS):
        to_right = turn % 2 == 1
        for index in _beside(len(order), to_right=to_right):
            order[index] = _smoothed(columns, places, index, from_left=to_right, is_turned=turn % 4 > 1)
            places[index] = standing(order[index].tolist())
        count = sum(inversions(gap, places[at], places[at + 1]) for at, gap in enumerate(columns.gaps))
        patience -= 1
        if count < least:
            best, least, patience = [column.tolist() for column in order], count, _PATIENCE
        if patience == 0 or least == 0:
            break
    return best, least


def _smoothed(columns: Columns, places: list[Ints], index: int, *, from_left: bool, is_turned: bool) -> Ints:
    """One column in the order of the mean place of its neighbours; `is_turned`: equals change sides."""
    gap = columns.gaps[index - 1 if from_left else index]
    own, other = (gap.far, gap.near) if from_left else (gap.near, gap.far)
    beside = places[index - 1 if from_left else index + 1]
    size, here = columns.sizes[index], places[index]
    degree = np.bincount(own, minlength=size)
    total = np.bincount(own, weights=beside[other], minlength=size)
    alone = here * (len(beside) / max(size, 1))
    wish = np.where(degree > 0, total / np.maximum(degree, 1), alone)
    return np.lexsort((-here if is_turned else here, wish))


def _barycentre(columns: Columns, order: Order, index: int, *, from_left: bool) -> None:
    near = columns.left[index] if from_left else columns.right[index]
    beside = order[index - 1 if from_left else index + 1]
    place = {item: at for at, item in enumerate(beside)}
    scale = len(beside) / max(len(order[index]), 1)
    wish = {
        item: sum(place[other] for other in near[item]) / len(near[item]) if near[item] else at * scale
        for at, item in enumerate(order[index])
    }
    order[index].sort(key=wish.__getitem__)


def _gains(columns: Columns, order: Order, index: int) -> list[list[int]]:
    """For each pair of one column: crossings when the first stands above, less when it stands below."""
    size = columns.sizes[index]
    above = np.zeros((size, size), dtype=np.int64)
    if index:
        gap = columns.gaps[index - 1]
        above += _above(gap.far, standing(order[index - 1])[gap.near], size)
    if index + 1 < len(order):
        gap = columns.gaps[index]
        above += _above(gap.near, standing(order[index + 1])[gap.far], size)
    gains: list[list[int]] = (above - above.T).tolist()
    return gains


def _above(own: Ints, ends: Ints, size: int) -> NDArray[np.int64]:
    """Crossings of each pair when the first stands above the second, on one side."""
    width = int(ends.max(initial=0)) + 1
    grid = np.bincount(own * width + ends, minlength=size * width).reshape(size, width)
    before = np.ascontiguousarray((grid.cumsum(axis=1) - grid).T)
    sums = np.zeros((size, size), dtype=np.int64)
    if len(own):
        sorted_ = np.argsort(own, kind="stable")
        mine = own[sorted_]
        first = np.flatnonzero(np.r_[True, mine[1:] != mine[:-1]])
        sums[mine[first]] = np.add.reduceat(before[ends[sorted_]], first, axis=0)
    return sums


def _sift(columns: Columns, order: Order, index: int, known: Mapping[int, int], *, is_drifting: bool) -> int:
    """Put each stop of one column where it crosses least; returns the crossings gained.

    `is_drifting`: a place as good as its own will do, which leads out of dead ends.
    """
    column = order[index]
    if len(column) < 2:  # noqa: PLR2004 - nothing to order
        return 0
    gains = _gains(columns, order, index)
    gained = 0
    for item in list(column):
        row = gains[item]
        here = column.index(item)
        low, high = _room(column, here, known)
        sums = [0, *accumulate(map(row.__getitem__, column))]  # sums[p]: gained by standing at place p
        best = max(sums[low : high + 2])
        if best > sums[here] or is_drifting:
            place = sums.index(best, low)
            if is_drifting:
                place = max(at for at in range(place, high + 2) if sums[at] == best)
            gained += best - sums[here]
            del column[here]
            column.insert(place - 1 if place > here else place, item)
    return gained


def _room(column: list[int], here: int, known: Mapping[int, int]) -> tuple[int, int]:
    """The places that one stop may take without swapping two whose order is kept."""
    if column[here] not in known:
        return 0, len(column) - 1
    low = next((at + 1 for at in range(here - 1, -1, -1) if column[at] in known), 0)
    high = next((at - 1 for at in range(here + 1, len(column)) if column[at] in known), len(column) - 1)
    return low, high


def _sifting(
    columns: Columns,
    order: Order,
    sweeps: int,
    kept: list[dict[int, int]],
    *,
    is_drifting: bool = False,
) -> Iterator[int]:
    """Sift column after column, and those beside what moved; yields what each sweep gained."""
    last = len(order) - 1
    is_due = [True] * len(order)
    for turn in range(sweeps):
        gained = 0
        for index in range(last + 1) if turn % 2 else range(last, -1, -1):
            if not is_due[index]:
                continue
            is_due[index] = False
            gain = _sift(columns, order, index, kept[index], is_drifting=is_drifting and turn == 0)
            if gain or (is_drifting and turn == 0):
                gained += gain
                for beside in range(max(index - 1, 0), min(index + 1, last) + 1):
                    is_due[beside] = True
        if not gained and not (is_drifting and turn == 0):
            return
        yield gained


def _sift_all(
    columns: Columns, order: Order, count: int, sweeps: int, kept: list[dict[int, int]] | None = None
) -> int:
    return count - sum(_sifting(columns, order, sweeps, kept or [{} for _ in order]))


def _shake(columns: Columns, order: Order, count: int, rng: random.Random) -> tuple[Order, int]:
    """Shake the order and sift it again, a number of times that depends on the size alone."""
    fewest_shakes, most = _SHAKES
    tall = [index for index, size in enumerate(columns.sizes) if size > 1]
    free: list[dict[int, int]] = [{} for _ in order]
    for turn in range(max(fewest_shakes, min(most, _WORK // columns.count))):
        shaken = [list(column) for column in order]
        at = rng.choice(tall)
        _disturb(shaken[at], turn % 3, rng)
        for index in range(at - 1, -1, -1):
            _barycentre(columns, shaken, index, from_left=False)
        for index in range(at + 1, len(shaken)):
            _barycentre(columns, shaken, index, from_left=True)
        found = columns.crossings(shaken)
        for gain in _sifting(columns, shaken, _SIFTS_AFTER_SHAKING, free, is_drifting=turn % 2 == 1):
            found -= gain
            if found > count * _HOPELESS:
                break
        if found <= count * _HOPELESS and columns.count <= _REROUTED:
            found -= reroute(columns, shaken)
        if found <= count:
            order, count = shaken, found
        if count == 0:
            break
    return order, count


def _disturb(column: list[int], way: int, rng: random.Random) -> None:
    """Move a few stops, turn a stretch upside down, or move a stretch."""
    size = len(column)
    if way == 0:
        for _ in range(rng.randint(1, 3)):
            item = column.pop(rng.randrange(size))
            column.insert(rng.randrange(size), item)
        return
    long = rng.randint(2, max(2, size // 2)) if way == 1 else rng.randint(1, max(1, size // 3))
    start = rng.randrange(max(1, size - long + 1))
    stretch = column[start : start + long]
    if way == 1:
        column[start : start + long] = stretch[::-1]
        return
    del column[start : start + long]
    to = rng.randrange(len(column) + 1)
    column[to:to] = stretch
