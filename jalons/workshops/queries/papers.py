"""What is printed for a room: its seats, its questions, its grids."""

from collections.abc import Sequence as Many
from dataclasses import dataclass
from string import ascii_uppercase

from jalons.initiatives.models import Step
from jalons.rooms.kinds import registry
from jalons.rooms.kinds.base import Kind
from jalons.rooms.models import Option, Room, Sequence
from jalons.workshops.models import SeatCode


@dataclass(frozen=True, slots=True)
class Question:
    """A sequence that takes words or votes. `letter` names it on paper: whoever types reads it there."""

    letter: str
    sequence: Sequence
    kind: Kind
    options: Many[Option]

    @property
    def is_ready(self) -> bool:
        """Whether its grid can be printed: people must know what they vote on."""
        return not self.kind.takes_votes or bool(self.options)


def room_of(step: Step) -> Room | None:
    return Room.objects.filter(step=step).first()


def questions(step: Step) -> list[Question]:
    """Everything that the day asks on paper, lettered in the order of the run."""
    asked = []
    for sequence in step.sequences.prefetch_related("options").order_by("position"):
        kind = registry.get(sequence.kind)
        if kind.takes_words or kind.takes_votes:
            asked.append((sequence, kind))
    return [
        Question(ascii_uppercase[place % len(ascii_uppercase)], sequence, kind, list(sequence.options.all()))
        for place, (sequence, kind) in enumerate(asked)
    ]


def seats(step: Step) -> list[SeatCode]:
    """The seats of the room, by table then by place."""
    return list(
        SeatCode.objects.filter(ticket__room__step=step, seat__isnull=False)
        .select_related("ticket__table", "ticket__room")
        .order_by("ticket__table__number", "seat")
    )
