"""Results of votes, always computed from the rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from jalons.rooms.kinds import registry
from jalons.rooms.kinds.base import Choice, Criterion
from jalons.rooms.models import Option, Sequence, Vote
from jalons.rooms.tally import Tally, tally


@dataclass(frozen=True, slots=True)
class Share:
    """One answer of the scale, and how many gave it."""

    choice: Choice
    count: int
    answers: int

    @property
    def grow(self) -> int:
        """Its width in a bar of twentieths, at least one: style classes `g-1` to `g-20`."""
        return max(1, round(20 * self.count / self.answers)) if self.answers else 1


@dataclass(frozen=True, slots=True)
class CriterionTally:
    """The answers to one question about one option."""

    criterion: Criterion
    tally: Tally

    @property
    def shares(self) -> list[Share]:
        return [Share(c, self.tally.counts[c.value], self.tally.n) for c in self.criterion.choices]

    @property
    def middle(self) -> int:
        """The median answer by weight (the lower one of two): half of those who answered are at or below."""
        weights = sorted(w for s in self.shares if (w := s.choice.weight) is not None for _ in range(s.count))
        return weights[(len(weights) - 1) // 2] if weights else 0

    @property
    def apart(self) -> list[Share]:
        """Answers that stay out of the mean: « je ne sais pas », « je préfère ne pas répondre »."""
        return [share for share in self.shares if share.choice.weight is None]


@dataclass(frozen=True, slots=True)
class OptionTally:
    """An option with its answers, one tally a criterion; `voters` distinct tickets answered."""

    option: Option
    voters: int
    criteria: tuple[CriterionTally, ...]

    @property
    def first(self) -> CriterionTally:
        """The only criterion of kinds that ask one question."""
        return self.criteria[0]

    @property
    def dots(self) -> int:
        """The sum of the dots, for kinds where people put some."""
        return sum((share.choice.weight or 0) * share.count for share in self.first.shares)

    def on(self, code: str) -> Tally:
        """The tally of one criterion. Raises KeyError."""
        return {c.criterion.code: c.tally for c in self.criteria}[code]


def vote_tally(sequence: Sequence) -> list[OptionTally]:
    """Each option of the sequence with its tallies, in the order of the options. Three queries at most."""
    kind = registry.get(sequence.kind)
    options = list(sequence.options.shown().select_related("word"))
    answers: dict[tuple[UUID, str], list[str]] = defaultdict(list)
    voters: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Vote.objects.filter(option__sequence=sequence).values_list(
        "option_id", "criterion", "value", "ticket_id"
    )
    for option_id, criterion, value, ticket_id in rows:
        answers[option_id, criterion].append(value)
        voters[option_id].add(ticket_id)
    return [
        OptionTally(
            option,
            len(voters[option.id]),
            tuple(
                CriterionTally(question, tally(answers[option.id, question.code], weights=question.weights))
                for question in kind.questions(sequence.settings, option.position)
            ),
        )
        for option in options
    ]


def ranked(rows: list[OptionTally]) -> list[OptionTally]:
    """Options from the best accepted to the least, then those with too few answers to be ranked (§5.3)."""
    rankable = [row for row in rows if row.first.tally.is_rankable]
    others = [row for row in rows if not row.first.tally.is_rankable]
    return sorted(rankable, key=lambda row: -(row.first.tally.mean or 0)) + others


SIGN = {"agree": 1, "disagree": -1, "pass": 0}


def statement_votes(sequences: Iterable[Sequence]) -> list[tuple[UUID, UUID, int]]:
    """(voter, statement, vote) with 1 agrees, −1 disagrees, 0 passes: what the opinions kernel reads.

    One row a pair, the last word of each ticket; statements put apart are left out. The order is stable.
    """
    rows = (
        Vote.objects.filter(option__in=Option.objects.filter(sequence__in=list(sequences)).shown())
        .filter(value__in=SIGN)
        .order_by("ticket_id", "option__position", "option_id")
        .values_list("ticket_id", "option_id", "value")
    )
    return [(ticket, option, SIGN[value]) for ticket, option, value in rows]


def voters(sequence: Sequence) -> int:
    """How many tickets answered something."""
    return Vote.objects.filter(option__sequence=sequence).values("ticket").distinct().count()
