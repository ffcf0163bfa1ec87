"""What a room says of statements: accord, pas d'accord, je passe. No Django, no randomness.

Counts come first, and need no groups. Given groups (of `opinion_groups`, or anybody's), the formulas are
those that Polis publishes, so that its published results are found again to 1e-6 (tests/diagnosis):
a share is smoothed by one agreement and one disagreement; a test compares it with one half, or with the
share of the other groups; the common ground is the product of the groups' smoothed shares.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod, sqrt

AGREE, PASS, DISAGREE = 1, 0, -1
SIGNIFICANT = 1.2816  # one-sided 90 % of the normal law: what Polis asks of a representative statement
SHOWN = 5  # statements that represent a group, or the whole room, at most

Votes = Mapping[tuple[Hashable, Hashable], int]
"""The last word of each (voter, statement)."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many agree, disagree and pass."""

    agree: int = 0
    disagree: int = 0
    passed: int = 0

    @property
    def total(self) -> int:
        return self.agree + self.disagree + self.passed

    def of(self, stance: int) -> int:
        return self.agree if stance == AGREE else self.disagree

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.agree + other.agree, self.disagree + other.disagree, self.passed + other.passed)

    @property
    def agreement(self) -> float | None:
        """Share of those who took a side and agree, 0 to 1; None when nobody took one."""
        sides = self.agree + self.disagree
        return self.agree / sides if sides else None

    @property
    def division(self) -> float | None:
        """0 when all who took a side took the same, 1 when they are half and half."""
        sides = self.agree + self.disagree
        return 1 - abs(self.agree - self.disagree) / sides if sides else None


@dataclass(frozen=True, slots=True)
class Stance:
    """One side taken on a statement by a group or by the whole room, with how sure we are.

    `share` is smoothed; `share_test` compares it with one half. For a group, `ratio` says how many times
    more than the others, and `ratio_test` how sure that is; both are 0 for the whole room.
    """

    statement: Hashable
    side: int
    count: int
    trials: int
    share: float
    share_test: float
    ratio: float = 0.0
    ratio_test: float = 0.0

    @property
    def weight(self) -> float:
        return self.share * self.share_test * (self.ratio * self.ratio_test if self.ratio else 1.0)


def last_words(rows: Iterable[tuple[Hashable, Hashable, int]]) -> dict[tuple[Hashable, Hashable], int]:
    """(voter, statement, vote) rows, in the order received: the last one of a pair wins."""
    return {(voter, statement): vote for voter, statement, vote in rows}


def counts_of(votes: Votes) -> dict[Hashable, Counts]:
    """By statement, in a fixed order."""
    tally: dict[Hashable, list[int]] = {statement: [0, 0, 0] for statement in statements_of(votes)}
    for (_, statement), vote in votes.items():
        tally[statement][(AGREE, DISAGREE, PASS).index(vote)] += 1
    return {statement: Counts(*three) for statement, three in tally.items()}


def counts_by_group(votes: Votes, membership: Mapping[Hashable, int]) -> dict[int, dict[Hashable, Counts]]:
    """By group, then by statement (zeros included); people without a group do not count."""
    statements = statements_of(votes)
    inside: dict[int, dict[tuple[Hashable, Hashable], int]] = {
        group: {} for group in sorted(set(membership.values()))
    }
    for (voter, statement), vote in votes.items():
        if voter in membership:
            inside[membership[voter]][voter, statement] = vote
    counted = {group: counts_of(those) for group, those in inside.items()}
    return {
        group: {statement: found.get(statement, Counts()) for statement in statements}
        for group, found in counted.items()
    }


def statements_of(votes: Votes) -> list[Hashable]:
    return sorted({statement for _, statement in votes}, key=in_order)


def voters_of(votes: Votes) -> list[Hashable]:
    return sorted({voter for voter, _ in votes}, key=in_order)


def in_order(key: Hashable) -> tuple[int, int, str]:
    """« 2 » before « 10 », numbers before words: the same order whatever the file's."""
    text = str(key)
    return (0, int(text), text) if text.isascii() and text.isdigit() else (1, 0, text)


def share(count: int, trials: int) -> float:
    """Smoothed share: one vote of each side is added."""
    return (count + 1) / (trials + 2)


def share_test(count: int, trials: int) -> float:
    """How far above one half, in standard errors."""
    return 2 * sqrt(trials + 1) * ((count + 1) / (trials + 1) - 0.5)


def ratio_test(count: int, trials: int, others_count: int, others_trials: int) -> float:
    """How far above the others' share, in standard errors of a pooled proportion."""
    inside, outside = (count + 1) / (trials + 1), (others_count + 1) / (others_trials + 1)
    pooled = (count + others_count + 2) / (trials + others_trials + 2)
    if pooled == 1:
        return 0.0
    error = sqrt(pooled * (1 - pooled) * (1 / (trials + 1) + 1 / (others_trials + 1)))
    return (inside - outside) / error


def stance_of_group(statement: Hashable, side: int, ours: Counts, others: Counts) -> Stance:
    """A group's side on a statement, against everybody else who is in a group."""
    count, trials = ours.of(side), ours.total
    return Stance(
        statement,
        side,
        count,
        trials,
        share(count, trials),
        share_test(count, trials),
        share(count, trials) / share(others.of(side), others.total),
        ratio_test(count, trials, others.of(side), others.total),
    )


def representative(
    votes: Votes, membership: Mapping[Hashable, int], *, leave_out: frozenset[Hashable] = frozenset()
) -> dict[int, list[Stance]]:
    """By group, the statements that tell it from the others: five at most, agreements first.

    The best agreement opens the list, even when no test is passed: a group is first what it is for.
    """
    by_group = counts_by_group(votes, membership)
    found: dict[int, list[Stance]] = {}
    for group, ours in by_group.items():
        pairs = [
            tuple(
                stance_of_group(statement, side, counts, _others(by_group, group, statement))
                for side in (AGREE, DISAGREE)
            )
            for statement, counts in ours.items()
            if statement not in leave_out
        ]
        found[group] = _select([(pair[0], pair[1]) for pair in pairs])
    return found


def _others(by_group: Mapping[int, Mapping[Hashable, Counts]], group: int, statement: Hashable) -> Counts:
    return sum((by_group[other][statement] for other in by_group if other != group), Counts())


def _select(pairs: Sequence[tuple[Stance, Stance]]) -> list[Stance]:
    sure = [_stronger(pair) for pair in pairs if any(_is_sure(stance) for stance in pair)]
    sure.sort(key=lambda stance: -stance.weight)
    first = _best_agreement([agreement for agreement, _ in pairs])
    if not sure and first is None:
        best = max((_stronger(pair) for pair in pairs), key=lambda s: s.ratio_test, default=None)
        return [best] if best else []
    chosen = [stance for stance in sure if first is None or stance.statement != first.statement]
    chosen = ([first] if first else []) + chosen
    return sorted(chosen[:SHOWN], key=lambda stance: stance.side != AGREE)


def _is_sure(stance: Stance) -> bool:
    return stance.ratio_test > SIGNIFICANT and stance.share_test > SIGNIFICANT


def _stronger(pair: tuple[Stance, Stance]) -> Stance:
    agreement, disagreement = pair
    return agreement if agreement.ratio_test > disagreement.ratio_test else disagreement


def _best_agreement(agreements: Sequence[Stance]) -> Stance | None:
    """The agreement with the most weight; one that the group holds more than the others, if it can be."""
    best: Stance | None = None
    for stance in agreements:
        if stance.count == 0:
            continue
        if best is None:
            best = stance
        elif best.ratio > 1.0:
            best = stance if stance.weight > best.weight else best
        elif stance.share * stance.share_test > best.share * best.share_test:
            best = stance
    return best


def room_consensus(
    votes: Votes, *, leave_out: frozenset[Hashable] = frozenset()
) -> tuple[list[Stance], list[Stance]]:
    """What the whole room agrees with, and disagrees with: five each at most, surest first."""
    counts = {key: found for key, found in counts_of(votes).items() if key not in leave_out}
    return _consensus(counts, AGREE), _consensus(counts, DISAGREE)


def _consensus(counts: Mapping[Hashable, Counts], side: int) -> list[Stance]:
    stances = [
        Stance(key, side, c.of(side), c.total, share(c.of(side), c.total), share_test(c.of(side), c.total))
        for key, c in counts.items()
    ]
    sure = [stance for stance in stances if stance.share > 1 / 2 and stance.share_test > SIGNIFICANT]
    return sorted(sure, key=lambda stance: -stance.weight)[:SHOWN]


def group_consensus(
    votes: Votes, membership: Mapping[Hashable, int], *, side: int = AGREE
) -> dict[Hashable, float]:
    """By statement, the product over groups of the smoothed share of this side: high only when all agree."""
    by_group = counts_by_group(votes, membership)
    return {
        statement: prod(
            share(counted[statement].of(side), counted[statement].total) for counted in by_group.values()
        )
        for statement in statements_of(votes)
    }


def common_ground(votes: Votes, membership: Mapping[Hashable, int]) -> list[tuple[Hashable, int, float]]:
    """(statement, side, group consensus) where most of every group takes the same side; strongest first."""
    by_group = counts_by_group(votes, membership)
    found = [
        (statement, side, score)
        for side in (AGREE, DISAGREE)
        for statement, score in group_consensus(votes, membership, side=side).items()
        if all(
            share(counted[statement].of(side), counted[statement].total) > 1 / 2
            for counted in by_group.values()
        )
    ]
    return sorted(found, key=lambda item: (-item[2], in_order(item[0])))
