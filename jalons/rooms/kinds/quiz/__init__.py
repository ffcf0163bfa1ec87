"""Quiz d’acculturation: résultat, effet ou impact ? action ou changement ? (domain.md §2.5, §2.10).

Each answer teaches; nobody is graded and no score is kept per person.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from jalons.rooms.kinds.base import Choice, Criterion, Item, Kind, OptionDraft, Production, Settings
from jalons.rooms.kinds.quiz.decks import DECKS
from jalons.rooms.kinds.results import votes_by_option

if TYPE_CHECKING:
    from jalons.rooms.models import Sequence
    from jalons.rooms.queries.votes import OptionTally

_ITEMS = UUID("0190a5b0-0000-7000-8000-7175697a0000")


@dataclass(frozen=True, slots=True)
class Taught:
    """A phrase with how people classed it and the answer that is explained."""

    tally: "OptionTally"
    item: Item


def items(settings: Settings) -> tuple[Item, ...]:
    """The items of the deck that the sequence names."""
    return DECKS[settings["deck"]]


def _criteria(settings: Settings, position: int) -> tuple[Criterion, ...]:
    item = items(settings)[position - 1]
    scale = tuple(Choice(c.value, c.label, mark=c.mark) for c in item.choices)
    return (Criterion("", "Réponse", "À votre avis ?", scale),)


def _options(settings: Settings) -> list[OptionDraft]:
    return [OptionDraft("quiz_item", uuid5(_ITEMS, item.key), item.text) for item in items(settings)]


def _complaint(settings: Settings) -> str:
    return "" if settings.get("deck") in DECKS else "Choisissez l’un des jeux de questions proposés."


def _result(sequence: "Sequence") -> list[Taught]:
    known = items(sequence.settings)
    return [Taught(row, known[row.option.position - 1]) for row in votes_by_option(sequence)]


KIND = Kind(
    code="quiz",
    label="Quiz : résultat, effet ou impact ?",
    description="Quelques phrases à classer. Chaque réponse explique ; personne n’est noté.",
    production=Production.VOTES,
    default_minutes=30,
    default_prompt="De quoi parle chaque phrase ?",
    criteria_for=_criteria,
    own_options=_options,
    result=_result,
    complaint=_complaint,
    default_settings={"deck": "result_effect_impact"},
)
