"""The shape of a kind of sequence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

if TYPE_CHECKING:
    from jalons.rooms import models


LONGEST_WORD = 600
"""Characters of one contribution: one idea, as on a card."""


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


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of a sequence that has several: what is asked then, and how the console calls it.

    « Débat mouvant » has three: position before, arguments, position after. `criteria` are the codes of
    the questions asked then; `takes_words` whether words are received then.
    """

    code: str
    label: str
    criteria: tuple[str, ...] = ()
    takes_words: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """Something that whoever composes the runsheet chooses. The form is built from these.

    `shape`: number (from 1 to `most`), switch, choice (among `choices`, called each time) or lines.
    """

    code: str
    label: str
    shape: Literal["number", "switch", "choice", "lines"]
    hint: str = ""
    choices: "Callable[[], Sequence[tuple[str, str]]] | None" = None
    most: int = 10


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
    `options_label` names the options that one types, one a line, in the runsheet; empty when there are
    none, or when the kind or a higher area brings them. `also_words`: votes come with words (arguments,
    proposals). `needs_option` and `needs_year`: words say what they are about, or when it happened.
    `moments`: the times of the sequence, when it has several; the first is where it begins.
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
    settings: tuple[Setting, ...] = ()
    options_label: str = ""
    also_words: bool = False
    needs_option: bool = False
    needs_year: bool = False
    longest_word: int = LONGEST_WORD
    moments: tuple[Moment, ...] = ()
    is_by_table: bool = False

    @property
    def takes_words(self) -> bool:
        return self.production is Production.WORDS

    def receives_words(self, settings: Settings) -> bool:
        """Whether words are received now, alone or beside votes."""
        if moment := self.moment(settings):
            return moment.takes_words
        return self.takes_words or self.also_words

    def moment(self, settings: Settings) -> Moment | None:
        """The time that the sequence is at; None for kinds that have only one."""
        found = [moment for moment in self.moments if moment.code == settings.get("moment")]
        return found[0] if found else (self.moments[0] if self.moments else None)

    def following_moment(self, settings: Settings) -> Moment | None:
        """The time that comes next; None after the last."""
        current = self.moment(settings)
        if current is None:
            return None
        place = self.moments.index(current) + 1
        return self.moments[place] if place < len(self.moments) else None

    def asked(self, settings: Settings, position: int) -> tuple[Criterion, ...]:
        """The criteria asked now on the option at this position: all of them, or those of the moment."""
        questions = self.questions(settings, position)
        moment = self.moment(settings)
        return questions if moment is None else tuple(q for q in questions if q.code in moment.criteria)

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
