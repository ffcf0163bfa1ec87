"""Groups of opinion: shown when they hold, refused with the reason when they do not. No Django.

Voters are placed on two axes (principal components of their votes, a missing vote standing at the mean of
its statement, voters who answered little stretched back), then grouped by k-means. The same room is
grouped again and again, from other starts and on other samples of its people and statements: groups that
do not come back are an accident of the method, and nobody should be told that they exist.
Rows stand in a fixed order and seeds are written here: the same votes give the same answer, always.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from jalons.rooms.opinions import Votes, statements_of, voters_of

FEWEST_VOTERS: Final = 30  # under this, two or three people change everything
FEWEST_STATEMENTS: Final = 6
FEWEST_VOTES: Final = 7  # a voter's votes before we place them; all of them when there are fewer statements
SMALLEST_GROUP: Final = 5  # a smaller one would point at people (domain.md §10, rule 17)
LARGEST_K: Final = 5
STABLE: Final = 0.7  # mean adjusted Rand index; 1 = the same groups each time, 0 = chance
APART: Final = 0.35  # mean silhouette: how much nearer to one's own group than to the next
SEEDS: Final = tuple(range(101, 113))
SAMPLES: Final = tuple(range(201, 231))
STARTS: Final = 10
SAMPLED: Final = 0.8  # share of the people, and of the statements, in each sample


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups that hold. Numbered from 0, largest first; `stability` 0 to 1."""

    k: int
    stability: float
    membership: dict[Hashable, int]


@dataclass(frozen=True, slots=True)
class NoGroups:
    """Why no group is shown, in a French sentence."""

    reason: str


def find_groups(votes: Votes) -> Groups | NoGroups:
    """The groups of opinion of a room, or why there are none to show."""
    table, voters = _table(votes)
    # So small a table is ten times slower on several threads.
    with threadpool_limits(limits=1):  # type: ignore[no-untyped-call]
        return _find(table, voters)


def _find(table: NDArray[np.float64], voters: list[Hashable]) -> Groups | NoGroups:
    refusal = _too_small(len(voters), table.shape[1])
    if refusal:
        return NoGroups(refusal)
    axes = _axes(table)
    best = max(
        ((_apart(axes, labels), -k, labels) for k, labels in _candidates(axes)),
        key=lambda candidate: candidate[:2],
        default=None,
    )
    if best is None or best[0] < APART:
        return NoGroups(
            "Les avis se répartissent sans former de groupes distincts : chacun partage des accords avec "
            "tous les autres."
        )
    k, labels = -best[1], best[2]
    stability = round(min(_from_other_starts(axes, labels, k), _on_samples(table, labels, k)), 2)
    return _answer(voters, labels, k, stability)


def _answer(voters: list[Hashable], labels: NDArray[np.int_], k: int, stability: float) -> Groups | NoGroups:
    sizes = np.bincount(labels, minlength=k)
    if stability < STABLE:
        told, needed = f"{stability:.2f}".replace(".", ","), f"{STABLE:.1f}".replace(".", ",")
        return NoGroups(
            "Les groupes changent d’un calcul à l’autre : en refaisant le partage sur d’autres échantillons, "
            f"l’accord n’est que de {told} (il faut {needed} ; 1 = toujours les mêmes)."
        )
    if sizes.min() < SMALLEST_GROUP:
        return NoGroups(
            f"Un des groupes compterait moins de {SMALLEST_GROUP} personnes : le montrer les désignerait."
        )
    order = {int(old): new for new, old in enumerate(np.argsort(-sizes, kind="stable"))}
    membership = {voter: order[int(label)] for voter, label in zip(voters, labels, strict=True)}
    return Groups(k, stability, membership)


def _too_small(voters: int, statements: int) -> str:
    if voters < FEWEST_VOTERS:
        return (
            f"Salle trop petite : {voters} personne{'s ont' if voters > 1 else ' a'} répondu à assez "
            f"d’affirmations, il en faut au moins {FEWEST_VOTERS} pour que des groupes aient un sens."
        )
    if statements < FEWEST_STATEMENTS:
        return (
            f"Trop peu d’affirmations : {statements}, il en faut au moins {FEWEST_STATEMENTS} pour que des "
            "groupes aient un sens."
        )
    return ""


def _table(votes: Votes) -> tuple[NDArray[np.float64], list[Hashable]]:
    """Voters (who answered enough) by statements; NaN where there is no vote."""
    statements = {key: column for column, key in enumerate(statements_of(votes))}
    everybody = voters_of(votes)
    rows = {key: row for row, key in enumerate(everybody)}
    table = np.full((len(everybody), len(statements)), np.nan)
    for (voter, statement), vote in votes.items():
        table[rows[voter], statements[statement]] = vote
    enough = (~np.isnan(table)).sum(axis=1) >= min(FEWEST_VOTES, len(statements))
    kept = table[enough]
    return kept, [voter for voter, is_kept in zip(everybody, enough, strict=True) if is_kept]


def _axes(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each voter on the two axes along which votes differ most."""
    seen = ~np.isnan(table)
    means = np.where(seen, table, 0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    centred = np.where(seen, table - means, 0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    stretch = np.sqrt(table.shape[1] / np.maximum(seen.sum(axis=1), 1))
    placed: NDArray[np.float64] = (centred @ directions[:2].T) * stretch[:, None]
    return placed


def _candidates(axes: NDArray[np.float64]) -> list[tuple[int, NDArray[np.int_]]]:
    most = min(LARGEST_K, len(axes) // (2 * SMALLEST_GROUP))
    return [(k, labels) for k in range(2, most + 1) if (labels := _grouped(axes, k, SEEDS[0])) is not None]


def _grouped(axes: NDArray[np.float64], k: int, seed: int, starts: int = STARTS) -> NDArray[np.int_] | None:
    """The tightest of several k-means from a written seed; None with fewer different places than groups."""
    if len(np.unique(axes.round(9), axis=0)) < k:
        return None
    chance = np.random.default_rng(seed)
    found = [_k_means(axes, _first_centres(axes, k, chance)) for _ in range(starts)]
    return min(found, key=lambda one: one[0])[1]


def _first_centres(axes: NDArray[np.float64], k: int, chance: np.random.Generator) -> NDArray[np.float64]:
    """Far-apart starting centres: each next one drawn in proportion to its squared distance."""
    centres = axes[[int(chance.integers(len(axes)))]]
    while len(centres) < k:
        nearest = _squared(axes, centres).min(axis=1)
        drawn = int(chance.choice(len(axes), p=nearest / nearest.sum()))
        centres = np.vstack([centres, axes[drawn]])
    return centres


def _k_means(axes: NDArray[np.float64], centres: NDArray[np.float64]) -> tuple[float, NDArray[np.int_]]:
    """(tightness, group of each row), once no row changes group any more."""
    labels = np.full(len(axes), -1)
    while True:
        distances = _squared(axes, centres)
        nearest = distances.argmin(axis=1)
        if (nearest == labels).all():
            return float(distances.min(axis=1).sum()), labels
        labels = nearest
        centres = np.array(
            [
                axes[labels == group].mean(axis=0) if (labels == group).any() else centres[group]
                for group in range(len(centres))
            ]
        )


def _squared(axes: NDArray[np.float64], centres: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = ((axes[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    return found


def _apart(axes: NDArray[np.float64], labels: NDArray[np.int_]) -> float:
    """Mean silhouette, -1 to 1: how much nearer each one is to its own group than to the next."""
    distances = np.sqrt(_squared(axes, axes))
    groups = np.unique(labels)
    inside = labels[:, None] == groups[None, :]
    sums, sizes = distances @ inside, inside.sum(axis=0)
    own = inside.argmax(axis=1)
    rows = np.arange(len(axes))
    near = sums[rows, own] / np.maximum(sizes[own] - 1, 1)
    away = np.where(inside, np.inf, sums / sizes).min(axis=1)
    widest = np.maximum(np.maximum(near, away), 1e-12)
    return float(np.where(sizes[own] > 1, (away - near) / widest, 0).mean())


def alike(one: NDArray[np.int_], other: NDArray[np.int_]) -> float:
    """Adjusted Rand index of two groupings of the same rows: 1 = the same, 0 = what chance gives."""
    crossed = np.zeros((int(one.max()) + 1, int(other.max()) + 1), dtype=np.int64)
    np.add.at(crossed, (one, other), 1)
    together = _pairs(crossed)
    ours, theirs = _pairs(crossed.sum(axis=1)), _pairs(crossed.sum(axis=0))
    expected = ours * theirs / max(_pairs(np.array([len(one)])), 1)
    most = (ours + theirs) / 2
    return 1.0 if most == expected else float((together - expected) / (most - expected))


def _pairs(sizes: NDArray[np.int64]) -> float:
    return float((sizes * (sizes - 1) / 2).sum())


def _from_other_starts(axes: NDArray[np.float64], labels: NDArray[np.int_], k: int) -> float:
    others = [_grouped(axes, k, seed, starts=1) for seed in SEEDS]
    return float(np.mean([alike(labels, other) for other in others if other is not None]))


def _on_samples(table: NDArray[np.float64], labels: NDArray[np.int_], k: int) -> float:
    """Mean agreement with the groups found on samples of people and statements, each placed anew."""
    found = []
    for seed in SAMPLES:
        chance = np.random.default_rng(seed)
        people = np.sort(chance.permutation(len(table))[: max(k, round(SAMPLED * len(table)))])
        columns = np.sort(chance.permutation(table.shape[1])[: max(2, round(SAMPLED * table.shape[1]))])
        others = _grouped(_axes(table[np.ix_(people, columns)]), k, seed)
        found.append(0.0 if others is None else alike(labels[people], others))
    return float(np.mean(found))


def sizes_of(groups: Groups) -> Mapping[int, int]:
    """How many people each group holds."""
    sizes: dict[int, int] = {}
    for group in groups.membership.values():
        sizes[group] = sizes.get(group, 0) + 1
    return dict(sorted(sizes.items()))
