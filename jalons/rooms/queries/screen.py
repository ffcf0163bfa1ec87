"""What a participant's phone shows now: one question, and what this phone has said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jalons.rooms.enums import RUNNING_STATES, SequenceState
from jalons.rooms.kinds import registry
from jalons.rooms.kinds.base import Criterion, Kind, Moment
from jalons.rooms.models import Contribution, Option, Room, Sequence, Ticket, Vote
from jalons.rooms.state import State, state


@dataclass(frozen=True, slots=True)
class Ballot:
    """One option to answer about, with what this phone answered."""

    option: Option
    questions: tuple[Criterion, ...]
    answers: dict[str, str]

    @property
    def is_answered(self) -> bool:
        """Whether one of the questions asked now has an answer."""
        return any(self.answers.get(question.code) for question in self.questions)

    @property
    def lines(self) -> list[tuple[Criterion, str]]:
        """Each question with the answer given, empty when none."""
        return [(question, self.answers.get(question.code, "")) for question in self.questions]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Everything that one page of a phone needs. `sequence` is None while nothing is asked."""

    room: Room
    place: str
    sequence: Sequence | None
    kind: Kind | None
    state: State | None
    ticket: Ticket | None
    own_words: list[Contribution]
    ballots: list[Ballot]
    options: list[Option]
    extra: dict[str, Any]

    @property
    def is_fictitious(self) -> bool:
        step = self.room.step
        return step.initiative.is_fictitious if step.initiative else step.mission.is_fictitious

    @property
    def template(self) -> str:
        return self.kind.template("participant") if self.kind else ""

    @property
    def first_unanswered(self) -> int:
        """Place (from 1) of the first option without an answer; after the last when all are answered."""
        for place, ballot in enumerate(self.ballots, start=1):
            if not ballot.is_answered:
                return place
        return len(self.ballots) + 1

    @property
    def moment(self) -> Moment | None:
        """The time of the sequence, for kinds that have several."""
        return self.kind.moment(self.sequence.settings) if self.kind and self.sequence else None

    @property
    def takes_words_too(self) -> bool:
        """Votes that come with words now: proposals, arguments."""
        if not self.kind or not self.sequence or not self.kind.also_words:
            return False
        return self.kind.receives_words(self.sequence.settings) and (
            self.sequence.settings.get("proposals") is not False
        )

    def ballot(self, place: int) -> Ballot | None:
        """The option at this place (from 1): places stay whole when a proposed phrase is put apart."""
        return self.ballots[place - 1] if 1 <= place <= len(self.ballots) else None


def room_by_code(code: str) -> Room | None:
    """The room with this code, spaces forgiven."""
    digits = "".join(sign for sign in code if sign.isalnum())
    rooms = Room.objects.select_related("step__initiative", "step__mission")
    return rooms.filter(code=digits).first() if digits else None


def room_to_write_in(code: str) -> Room | None:
    """The room with this very code, alone: what receiving a word needs, at the least cost."""
    rooms = Room.objects.filter(code=code).only("code", "step", "is_open")
    return next(iter(rooms.order_by()), None)


def current_sequence(room: Room) -> Sequence | None:
    """The running sequence, else the one that was closed last."""
    running = room.step.sequences.filter(state__in=RUNNING_STATES).first()
    if running is not None:
        return running
    return room.step.sequences.filter(state=SequenceState.CLOSED).order_by("-closed_at").first()


def screen(room: Room, *, token: str | None, now: datetime) -> Screen:
    """The screen of the phone that holds this token. About six queries, whatever was said."""
    sequence = current_sequence(room) if room.is_open else None
    ticket = Ticket.objects.select_related("table").filter(token=token, room=room).first() if token else None
    kind = registry.get(sequence.kind) if sequence else None
    options = list(sequence.options.shown()) if sequence else []
    return Screen(
        room=room,
        place=room.step.initiative.short_name if room.step.initiative else room.step.mission.title,
        sequence=sequence,
        kind=kind,
        state=state(sequence, now) if sequence else None,
        ticket=ticket,
        own_words=own_words(ticket),
        ballots=_ballots(sequence, kind, ticket, options) if sequence and kind and kind.takes_votes else [],
        options=options,
        extra=kind.participant_context(sequence, ticket) if sequence and kind else {},
    )


def own_words(ticket: Ticket | None) -> list[Contribution]:
    """What this ticket said and did not take back, last first."""
    if ticket is None:
        return []
    words = ticket.contribution_set.filter(withdrawn_at__isnull=True)
    return list(words.select_related("sequence").order_by("-number"))


def _ballots(sequence: Sequence, kind: Kind, ticket: Ticket | None, options: list[Option]) -> list[Ballot]:
    given: dict[UUID, dict[str, str]] = {}
    if ticket is not None:
        rows = Vote.objects.filter(option__sequence=sequence, ticket=ticket)
        for option_id, criterion, value in rows.values_list("option_id", "criterion", "value"):
            given.setdefault(option_id, {})[criterion] = value
    return [
        Ballot(option, kind.asked(sequence.settings, option.position), given.get(option.id, {}))
        for option in options
    ]
