"""Results of kinds that teach: each phrase with how people classed it and the answer explained."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jalons.rooms.kinds import decks
from jalons.rooms.kinds.base import Criterion, Item, Setting, Settings
from jalons.rooms.kinds.results import votes_by_option

if TYPE_CHECKING:
    from jalons.rooms.models import Sequence
    from jalons.rooms.queries.votes import OptionTally

DECK = Setting("deck", "Jeu de phrases", "choice", choices=decks.choices)


@dataclass(frozen=True, slots=True)
class Taught:
    """A phrase with how people classed it and the answer that is explained."""

    tally: "OptionTally"
    item: Item

    @property
    def right(self) -> int:
        """How many gave the explained answer. Never by person: nobody is graded."""
        return self.tally.first.tally.counts[self.item.answer]

    @property
    def answer(self) -> str:
        return next(choice.label for choice in self.item.choices if choice.value == self.item.answer)


def criteria(settings: Settings, position: int) -> tuple[Criterion, ...]:
    """One question: in which category does this phrase go?"""
    item = decks.item_at(settings, position)
    return (Criterion("", "Réponse", "À votre avis ?", item.choices),) if item else ()


def result(sequence: "Sequence") -> list[Taught]:
    """Every phrase in its order, with its answers and its explanation."""
    rows = votes_by_option(sequence)
    return [
        Taught(row, item) for row in rows if (item := decks.item_at(sequence.settings, row.option.position))
    ]
