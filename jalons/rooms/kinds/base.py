"""The shape of a kind of sequence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from jalons.rooms import models


class Production(StrEnum):
    """What a sequence brings in."""

    WORDS = "words"
    VOTES = "votes"
    NOTHING = "nothing"
    OWN = "own"  # the higher area that registers the kind keeps its own tables and forms


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a scale: the stored value, the words, a mark and a shape beside the colour."""

    value: str
    label: str
    weight: int | None = None
    mark: str = ""
    icon: str = ""


_TYPED = {"∅": "0"}
"""Marks that no keyboard has, and the key that stands for them."""


def _key(choice: Choice) -> str:
    return str(choice.weight) if choice.weight is not None else _TYPED.get(choice.mark, choice.mark)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question about an option, with its own scale."""

    code: str
    label: str
    question: str
    choices: tuple[Choice, ...]

    @property
    def weights(self) -> dict[str, int | None]:
        return {choice.value: choice.weight for choice in self.choices}

    def read(self, typed: str) -> str | None:
        """The value that a key typed from a paper grid means: its value, its mark or its weight.

        « 5 » or « ++ » for the strongest agreement, « ? » for « je ne sais pas »; None when it means nothing.
        """
        key = typed.strip().lower().replace("-", "−")
        for choice in self.choices:
            names = {choice.value.lower(), choice.mark.lower(), str(choice.weight) if choice.weight else ""}
            if key and key in names | {_TYPED.get(choice.mark, "")}:
                return choice.value
        return None

    @property
    def keys(self) -> str:
        """What to type for each answer, as a hint."""
        return ", ".join(f"{_key(choice)} = {choice.label.lower()}" for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Facet:
    """A part that a contribution may be, as « condition » or « action » in a chain."""

    code: str
    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class OptionDraft:
    """An option to be made: the object it stands for, and its frozen label."""

    subject_kind: str
    subject_id: UUID
    label: str


@dataclass(frozen=True, slots=True)
class Item:
    """A question that the kind itself brings (quiz): its answer and what it teaches."""

    key: str
    text: str
    choices: tuple[Choice, ...]
    answer: str
    feedback: str


Settings = Mapping[str, Any]
CriteriaFor = Callable[[Settings, int], tuple[Criterion, ...]]
"""Criteria of the option at a position, given the sequence's settings."""


def _no_context(sequence: "models.Sequence", ticket: "models.Ticket | None") -> dict[str, Any]:
    return {}


def _no_drafts(settings: Settings) -> list[OptionDraft]:
    return []


def _no_complaint(settings: Settings) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of sequence, as data.

    `production` says what is accepted while it is open. `criteria` are the questions asked on each
    option; `facets` the parts of words. `result` computes what the projector shows once revealed.
    `complaint` returns a French sentence when settings do not make sense, empty when they do.
    """

    code: str
    label: str
    description: str
    production: Production
    default_minutes: int
    default_prompt: str = ""
    criteria: tuple[Criterion, ...] = ()
    facets: tuple[Facet, ...] = ()
    participant_template: str = ""
    paper_template: str = ""
    projector_template: str = ""
    criteria_for: CriteriaFor | None = None
    result: Callable[["models.Sequence"], Any] | None = None
    participant_context: Callable[["models.Sequence", "models.Ticket | None"], dict[str, Any]] = _no_context
    own_options: Callable[[Settings], Sequence[OptionDraft]] = _no_drafts
    complaint: Callable[[Settings], str] = _no_complaint
    default_settings: dict[str, Any] = field(default_factory=dict)

    @property
    def takes_words(self) -> bool:
        return self.production is Production.WORDS

    @property
    def takes_votes(self) -> bool:
        return self.production is Production.VOTES

    def questions(self, settings: Settings, position: int) -> tuple[Criterion, ...]:
        """The criteria asked on the option at this position (from 1)."""
        return self.criteria_for(settings, position) if self.criteria_for else self.criteria

    def template(self, screen: str) -> str:
        """The template of a screen: participant, paper or projector."""
        own: str = getattr(self, f"{screen}_template")
        return own or f"rooms/kinds/{self.code}/{screen}.html"
