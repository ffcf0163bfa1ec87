"""What a decision by consent is made of: immutable values, no database (domain.md §4)."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

Voice = str
"""Who speaks, as an opaque and person-less key: a ticket, a table, a paper slip."""


class State(StrEnum):
    """Where the proposal stands (domain.md §4.4)."""

    DRAFT = "draft"
    PRESENTED = "presented"
    CLARIFICATION = "clarification"
    REACTION = "reaction"
    IMPROVEMENT = "improvement"
    OBJECTION = "objection"
    LIFTING = "lifting"
    ADOPTED = "adopted"
    WITHDRAWN = "withdrawn"
    POSTPONED = "postponed"
    TRIAL = "trial"
    RETURNED = "returned"
    SUSPENDED = "suspended"


class ObjectionKind(StrEnum):
    """What an objection shows (domain.md §4.3)."""

    GOAL = "goal"
    LIMIT = "limit"
    CONSEQUENCE = "consequence"
    OUT_OF_SCOPE = "out_of_scope"


class ObjectionStatus(StrEnum):
    """What became of an objection. The first two are open and stand in the way of adoption."""

    IN_TEST = "in_test"
    RETAINED = "retained"
    CONCERN = "concern"
    WITHDRAWN = "withdrawn"
    LIFTED = "lifted"


class Says(StrEnum):
    NO_OBJECTION = "no_objection"
    OBJECTION = "objection"


class SpokenKind(StrEnum):
    """What is kept of the rounds without decision: rounds 2, 3 and 9 of §4.2."""

    QUESTION = "question"
    REACTION = "reaction"
    CONCERN = "concern"


ROUNDS = (
    State.PRESENTED,
    State.CLARIFICATION,
    State.REACTION,
    State.IMPROVEMENT,
    State.OBJECTION,
    State.LIFTING,
)
"""The states in which the group works on the proposal: §4.2, rounds 1 to 7."""

EXITS = (State.POSTPONED, State.TRIAL, State.RETURNED, State.SUSPENDED)
"""Recorded ways out, none of them an adoption (domain.md §4.3)."""

OPEN_STATUSES = (ObjectionStatus.IN_TEST, ObjectionStatus.RETAINED)


@dataclass(frozen=True, slots=True)
class Version:
    """One text. It may change only while `presented_at` is None, that is before anybody heard it."""

    number: int
    text: str
    author: str
    easy_text: str = ""
    reason: str = ""
    presented_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One round held on one version. An objection round that comes back is another round."""

    number: int
    state: State
    version: int
    opened_at: datetime
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A question with its answer, a reaction, a concern."""

    id: str
    kind: SpokenKind
    voice: Voice
    text: str
    version: int
    at: datetime
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The last word of one voice in one objection round."""

    voice: Voice
    round: int
    version: int
    says: Says
    at: datetime


@dataclass(frozen=True, slots=True)
class Objection:
    """A reason that the group owes itself to work on (domain.md §4.3).

    `is_confirmed` is False while somebody else typed it and its author has not read it back.
    `not_retained_because` is the group's reason when it does not qualify; `is_maintained` says that
    the author, asked, keeps it: it then stays open and blocks.
    """

    id: str
    voice: Voice
    version: int
    raised_at: datetime
    argument: str = ""
    target: str = ""
    kind: ObjectionKind | None = None
    status: ObjectionStatus = ObjectionStatus.IN_TEST
    is_confirmed: bool = True
    is_late: bool = False
    test_reason: str = ""
    not_retained_because: str = ""
    is_maintained: bool = False
    resolved_by_version: int | None = None
    resolution_note: str = ""
    resolved_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES


@dataclass(frozen=True, slots=True)
class Presence:
    """One organisation in the room at the moment of adoption; who left early does not consent."""

    organisation: str
    people: int
    is_caf: bool = False
    is_epci: bool = False
    is_invited: bool = True


@dataclass(frozen=True, slots=True)
class Quorum:
    """Who must be there (domain.md §4.5). `share` is a fraction of the invited organisations."""

    invited: int = 0
    share: float = 0.5
    needs_caf: bool = True
    needs_epci: bool = True
    waiver: str = ""


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out that adopts nothing: why, and when the group comes back to it."""

    state: State
    left_from: State
    reason: str
    returns_on: date
    at: datetime
    resumed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Process:
    """The whole decision. Every move returns a new one; nothing is changed in place.

    `expected` are the voices that must be heard in an objection round (the tables); with a
    `silence_rule`, written before the round, those who stay silent are taken to consent.
    With `answer_days` people answer at a distance, each objection round for that many days: silence is
    read at its end only.
    """

    versions: tuple[Version, ...]
    state: State = State.DRAFT
    rounds: tuple[Round, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    answers: tuple[Answer, ...] = ()
    objections: tuple[Objection, ...] = ()
    exits: tuple[Exit, ...] = ()
    expected: frozenset[Voice] = frozenset()
    silence_rule: str = ""
    answer_days: int = 0
    quorum: Quorum = field(default_factory=Quorum)
    presence: tuple[Presence, ...] = ()
    adopted_version: int | None = None
    adopted_at: datetime | None = None
    review_on: date | None = None
    early_review_on: date | None = None

    @property
    def version(self) -> Version:
        """The one text that the group works on."""
        return self.versions[-1]

    @property
    def round(self) -> Round | None:
        """The round under way, None between rounds."""
        return self.rounds[-1] if self.rounds and self.rounds[-1].closed_at is None else None

    @property
    def is_under_round(self) -> bool:
        return self.state in ROUNDS

    @property
    def open_objections(self) -> tuple[Objection, ...]:
        """Those in test or retained that bear on the decision, late ones excepted."""
        return tuple(o for o in self.objections if o.is_open and not o.is_late)

    @property
    def concerns(self) -> tuple[Objection, ...]:
        return tuple(o for o in self.objections if o.status == ObjectionStatus.CONCERN)

    @property
    def objection_rounds(self) -> int:
        """How many objection rounds were opened: after three without result, an exit is advised."""
        return sum(1 for r in self.rounds if r.state == State.OBJECTION)

    @property
    def objection_round(self) -> Round | None:
        """The last objection round held on the current version."""
        held = [r for r in self.rounds if r.state == State.OBJECTION and r.version == self.version.number]
        return held[-1] if held else None

    @property
    def heard(self) -> tuple[Answer, ...]:
        """Answers of the last objection round on the current version."""
        held = self.objection_round
        return tuple(a for a in self.answers if held is not None and a.round == held.number)

    @property
    def answers_until(self) -> datetime | None:
        """The end of the objection round at a distance; None in a room."""
        held = self.objection_round
        return held.opened_at + timedelta(days=self.answer_days) if held and self.answer_days else None

    @property
    def missing_voices(self) -> frozenset[Voice]:
        return self.expected - {a.voice for a in self.heard}

    def objection(self, objection_id: str) -> Objection:
        """Raises LookupError."""
        for found in self.objections:
            if found.id == objection_id:
                return found
        raise LookupError(objection_id)

    def having(self, **fields: Any) -> "Process":
        return replace(self, **fields)

    def with_objection(self, changed: Objection) -> "Process":
        return replace(self, objections=tuple(changed if o.id == changed.id else o for o in self.objections))
