"""What a room said of statements: shared first, then divided, then groups if they hold."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from uuid import UUID

from jalons.initiatives.models import Step
from jalons.rooms.models import Option, Vote
from jalons.rooms.models import Sequence as Asked
from jalons.rooms.opinion_groups import Groups, NoGroups, find_groups, sizes_of
from jalons.rooms.opinions import (
    AGREE,
    DISAGREE,
    PASS,
    Counts,
    Stance,
    Votes,
    common_ground,
    counts_of,
    representative,
)

KIND = "statements"
MEANING = {"agree": AGREE, "disagree": DISAGREE, "pass": PASS}
ALMOST_ALL, MOST = 0.8, 0.6


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with its counts; `silent`: people who answered others and not this one."""

    label: str
    counts: Counts
    silent: int

    @property
    def agreement(self) -> int | None:
        """Percent of those who took a side and agree; None when nobody did."""
        return None if self.counts.agreement is None else round(100 * self.counts.agreement)

    @property
    def division(self) -> int | None:
        """0 when all took the same side, 100 when they are half and half."""
        return None if self.counts.division is None else round(100 * self.counts.division)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group as one may show it: its size, and in words what tells it from the others.

    No count inside a group: a few people on one side of a statement would be pointed at (rule 17).
    """

    number: int
    size: int
    holds: list[str]


@dataclass(frozen=True, slots=True)
class OpinionsPage:
    sequence: Asked
    voters: int
    rows: list[StatementRow]
    shared: list[str]
    groups: list[GroupRow]
    stability: str
    reason: str


def statement_sequences(step: Step) -> Sequence[Asked]:
    """The sequences of this step where people react to statements, those that were answered."""
    return list(
        Asked.objects.filter(step=step, kind=KIND, options__votes__isnull=False)
        .distinct()
        .order_by("position")
    )


def opinions_page(sequence: Asked) -> OpinionsPage:
    """Counts and groups of one sequence; constant queries. Masked statements stay out with their answers."""
    options = {option.id: option for option in _shown(sequence)}
    votes = _votes(options)
    people = {voter for voter, _ in votes}
    counts = counts_of(votes)
    rows = [
        StatementRow(option.label, said, len(people) - said.total)
        for option in options.values()
        if (said := counts.get(option.id, Counts()))
    ]
    found = find_groups(votes)
    rows.sort(key=lambda row: (row.counts.division is None, row.counts.division or 0, -row.counts.total))
    if isinstance(found, NoGroups):
        return OpinionsPage(sequence, len(people), rows, [], [], "", found.reason)
    return OpinionsPage(
        sequence,
        len(people),
        rows,
        _shared(votes, found, options),
        _groups(votes, found, options),
        f"{found.stability:.2f}".replace(".", ","),
        "",
    )


def _shown(sequence: Asked) -> list[Option]:
    options = sequence.options.select_related("word").order_by("position")
    return [option for option in options if option.word is None or option.word.is_published]


def _votes(options: dict[UUID, Option]) -> Votes:
    said = Vote.objects.filter(option__in=options, value__in=MEANING).order_by("id")
    return {
        (ticket, option): MEANING[value]
        for ticket, option, value in said.values_list("ticket_id", "option_id", "value")
    }


def _shared(votes: Votes, found: Groups, options: dict[UUID, Option]) -> list[str]:
    return [
        f"{'D’accord' if side == AGREE else 'Pas d’accord'} : {_label(key, options)}"
        for key, side, _ in common_ground(votes, found.membership)
    ]


def _groups(votes: Votes, found: Groups, options: dict[UUID, Option]) -> list[GroupRow]:
    sizes = sizes_of(found)
    return [
        GroupRow(group + 1, sizes[group], [_in_words(stance, options) for stance in stances])
        for group, stances in representative(votes, found.membership).items()
    ]


def _in_words(stance: Stance, options: dict[UUID, Option]) -> str:
    who = (
        "presque tous"
        if stance.share >= ALMOST_ALL
        else "la plupart"
        if stance.share >= MOST
        else "plus qu’ailleurs"
    )
    side = "d’accord" if stance.side == AGREE else "pas d’accord"
    return f"{who} {side} : {_label(stance.statement, options)}"


def _label(key: Hashable, options: dict[UUID, Option]) -> str:
    return options[key].label if isinstance(key, UUID) else str(key)
