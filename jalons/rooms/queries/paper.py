"""Typing cards: what was asked, the last entries, the communes of the territory."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from jalons.initiatives.models import Step
from jalons.rooms.enums import Channel, SequenceState
from jalons.rooms.kinds import registry
from jalons.rooms.kinds.base import Criterion, Kind
from jalons.rooms.models import Contribution, Option, Room, Sequence
from jalons.territories.models import Territory

LAST_ENTRIES = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """A sequence that cards can be typed for."""

    sequence: Sequence
    kind: Kind
    options: list[Option]

    @property
    def questions(self) -> tuple[Criterion, ...]:
        """The questions of the first option, to head the columns and say which keys to type."""
        return self.kind.questions(self.sequence.settings, 1)

    @property
    def has_cards(self) -> bool:
        """Whether people write cards for it: words, arguments, proposed statements."""
        proposes = self.sequence.settings.get("proposals") is not False
        return self.kind.takes_words or (self.kind.also_words and proposes)

    @property
    def paper_template(self) -> str:
        return self.kind.template("paper")


def asked(step: Step) -> list[Asked]:
    """Sequences that were opened at least once and bring words or votes in, last opened first."""
    sequences = (
        step.sequences.exclude(state__in=[SequenceState.PLANNED, SequenceState.SKIPPED])
        .prefetch_related("options")
        .order_by("-opened_at")
    )
    found = [Asked(s, registry.get(s.kind), list(s.options.all())) for s in sequences]
    return [one for one in found if one.kind.takes_words or one.kind.takes_votes or one.kind.is_by_table]


class Differing(Protocol):
    """An answer read twice, otherwise."""

    @property
    def option(self) -> UUID: ...
    @property
    def criterion(self) -> str: ...
    @property
    def first(self) -> str: ...
    @property
    def second(self) -> str: ...


def named(asked: Asked, found: Iterable[Differing]) -> list[tuple[str, str, str]]:
    """What each difference bears on, with the labels of the two answers."""
    options = {option.id: option for option in asked.options}
    lines = []
    for one in found:
        option = options[one.option]
        questions = {q.code: q for q in asked.kind.questions(asked.sequence.settings, option.position)}
        question = questions[one.criterion]
        labels = {choice.value: choice.label for choice in question.choices}
        label = f"{option.label}, {question.label.lower()}"
        lines.append((label, labels.get(one.first, ""), labels.get(one.second, "")))
    return lines


def last_entries(room: Room) -> list[Contribution]:
    """The last cards typed, those taken back left out."""
    typed = room.contributions.filter(channel__in=[Channel.PAPER, Channel.SCRIBE], withdrawn_at__isnull=True)
    return list(
        typed.exclude(entered_by="").select_related("table", "commune").order_by("-number")[:LAST_ENTRIES]
    )


def communes(step: Step) -> list[Territory]:
    """Communes of the démarche's territory, in French order."""
    if step.initiative is None:
        return []
    memberships = step.initiative.territory.memberships.select_related("commune").order_by(
        "commune__search_name"
    )
    return list({m.commune_id: m.commune for m in memberships}.values())
