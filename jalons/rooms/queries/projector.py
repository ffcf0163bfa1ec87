"""What the hall's screen shows: how to join, then the words, then the result."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from jalons.core.live import presence
from jalons.core.live.topics import Audience
from jalons.initiatives.models import Step
from jalons.rooms.enums import SequenceState
from jalons.rooms.kinds import registry
from jalons.rooms.kinds.base import Kind, Moment
from jalons.rooms.kinds.rating.plot import plot
from jalons.rooms.models import Contribution, Room, Sequence
from jalons.rooms.queries.screen import current_sequence
from jalons.rooms.state import State, state

WORDS_ON_SCREEN = 6
LONG_WORD = 130
"""A word longer than this takes a whole line: fewer fit on the screen. None is ever cut."""

_WORDS_WHEN_LONG = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One scene. `name`: join, closed, words, vote, result, information."""

    name: str
    sequence: Sequence | None
    kind: Kind | None
    state: State | None
    words: list[Contribution]
    received: int
    voters: int
    result: Any
    listening: int
    tables: int
    validated: int = 0

    @property
    def moment(self) -> Moment | None:
        """The time of the sequence, for kinds that have several."""
        return self.kind.moment(self.sequence.settings) if self.kind and self.sequence else None

    @property
    def plot(self) -> SafeString:
        """The two-axis picture of a rating that is shown."""
        return plot(self.result) if self.result else SafeString("")

    @property
    def debates(self) -> Any:
        """What a sequence gives while it runs, for kinds whose screen follows it (débat mouvant)."""
        if self.result is not None or not (self.kind and self.kind.result and self.sequence):
            return self.result
        return self.kind.result(self.sequence)

    @property
    def template(self) -> str:
        return self.kind.template("projector") if self.kind else ""


def scene(step: Step, room: Room | None, *, now: datetime, wanted: str = "") -> Scene:
    """The scene that the moment calls for; `wanted` « join » keeps the way to join on screen."""
    sequence = current_sequence(room) if room is not None and room.is_open else None
    kind = registry.get(sequence.kind) if sequence else None
    name = "join" if wanted == "join" else _name(room, sequence, kind)
    is_words = name == "words" and sequence is not None
    return Scene(
        name=name,
        sequence=sequence,
        kind=kind,
        state=state(sequence, now) if sequence else None,
        words=_words(sequence) if is_words and sequence else [],
        received=_received(sequence) if is_words and sequence else 0,
        voters=_voters(sequence) if sequence and kind and kind.takes_votes else 0,
        result=kind.result(sequence) if kind and kind.result and sequence and _shows(name, kind) else None,
        listening=presence.listening(f"room:{room.id}", Audience.PARTICIPANT, now=now) if room else 0,
        tables=room.tables.count() if room else 0,
        validated=_validated(sequence) if sequence and kind and kind.is_by_table else 0,
    )


def _name(room: Room | None, sequence: Sequence | None, kind: Kind | None) -> str:
    if room is None or not room.is_open:
        return "closed"
    if sequence is None or kind is None:
        return "join"
    if kind.takes_words or kind.is_by_table:
        return "words"
    if kind.takes_votes:
        shows = sequence.is_revealed and kind.result is not None
        return "result" if shows else "vote"
    return "information" if sequence.state != SequenceState.CLOSED else "between"


def _shows(name: str, kind: Kind) -> bool:
    """Whether the scene needs the result: revealed votes, words that the kind lays out itself, and kinds
    of a higher area (consent), which say by themselves what may be seen."""
    return name == "result" or (name in {"words", "information"} and kind.result is not None)


def _validated(sequence: Sequence) -> int:
    return int(sequence.table_works.filter(validated_at__isnull=False).count())


def _published(sequence: Sequence) -> Any:
    return sequence.contributions.filter(masked_at__isnull=True, withdrawn_at__isnull=True)


def _words(sequence: Sequence) -> list[Contribution]:
    """The last words that fit, never cut."""
    last = list(_published(sequence).order_by("-number")[:WORDS_ON_SCREEN])
    if any(len(word.text) > LONG_WORD for word in last):
        return last[:_WORDS_WHEN_LONG]
    return last


def _received(sequence: Sequence) -> int:
    return int(_published(sequence).count())


def _voters(sequence: Sequence) -> int:
    from jalons.rooms.queries.votes import voters

    return voters(sequence)
