"""Paper vote grids: typed once with a number, read again by somebody else (domain.md §5.5, point 1)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from jalons.core import clock, ids
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.journal import actions as journal
from jalons.rooms.actions import announce, votes
from jalons.rooms.actions.votes import Answers
from jalons.rooms.enums import Channel
from jalons.rooms.models import PaperGrid, Room, Sequence, Ticket, Vote


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that the second reading found otherwise; empty when one of the two left it blank."""

    option: UUID
    criterion: str
    first: str
    second: str


@transaction.atomic
def enter(
    *,
    room: Room,
    sequence_id: UUID,
    ballot: UUID,
    answers: Answers,
    token: str,
    by: Actor,
    now: datetime | None = None,
) -> PaperGrid:
    """Keep one paper grid, and give it the number to write on the sheet. A replay gives the same number.

    Raises the same errors as `votes.cast`.
    """
    moment = now or clock.now()
    Room.objects.select_for_update().get(id=room.id)
    receipt = votes.cast(
        room=room,
        sequence_id=sequence_id,
        ballot=ballot,
        answers=answers,
        token=token,
        channel=Channel.PAPER,
        now=moment,
    )
    if receipt.is_replay:
        return PaperGrid.objects.get(ticket__votelog__ballot=ballot, sequence=sequence_id)
    last = PaperGrid.objects.filter(sequence=sequence_id).aggregate(last=Max("number"))["last"] or 0
    return PaperGrid.objects.create(
        sequence_id=sequence_id,
        number=last + 1,
        ticket=Ticket.objects.get(token=token),
        entered_by=by.label,
        entered_by_id=by.id,
        entered_at=moment,
    )


def differences(grid: PaperGrid, second: Answers) -> list[Difference]:
    """Where the second reading differs from what is kept, blanks included."""
    kept = {
        (option, criterion): value
        for option, criterion, value in Vote.objects.filter(
            ticket=grid.ticket_id, option__sequence=grid.sequence_id
        ).values_list("option_id", "criterion", "value")
    }
    again = {(option, c): value for option, given in second.items() for c, value in given.items() if value}
    return [
        Difference(option, criterion, kept.get((option, criterion), ""), again.get((option, criterion), ""))
        for option, criterion in sorted(kept.keys() | again.keys(), key=str)
        if kept.get((option, criterion)) != again.get((option, criterion))
    ]


@transaction.atomic
def check(
    *, grid: PaperGrid, answers: Answers, by: Actor, accepts: bool = False, now: datetime | None = None
) -> list[Difference]:
    """Read a grid again. Returns the differences; with none, or when `accepts` them, the grid is checked.

    Accepting writes the second reading: a new line of the log, the first stays in it. An answer that the
    second reader leaves blank is kept as it is: only the sheet can say. Raises DomainError when the same
    person reads again, or when it is already checked.
    """
    grid = (
        PaperGrid.objects.select_for_update(of=("self",))
        .select_related("sequence__step__room", "ticket")
        .get(id=grid.id)
    )
    _refuse(grid, by)
    found = differences(grid, answers)
    if found and not accepts:
        return found
    corrected = [one for one in found if one.second]
    if corrected:
        again: dict[UUID, dict[str, str]] = {}
        for one in corrected:
            again.setdefault(one.option, {})[one.criterion] = one.second
        votes.cast(
            room=grid.sequence.step.room,
            sequence_id=grid.sequence_id,
            ballot=ids.new_id(),
            answers=again,
            token=grid.ticket.token,
            channel=Channel.PAPER,
            now=now,
        )
    grid.checked_by, grid.checked_at, grid.corrections = by.label, now or clock.now(), len(corrected)
    grid.save(update_fields=["checked_by", "checked_at", "corrections", "updated_at"])
    _note(grid, by=by, now=now)
    return []


def _refuse(grid: PaperGrid, by: Actor) -> None:
    if grid.checked_at is not None:
        raise DomainError(f"La grille {grid.number} a déjà été relue par {grid.checked_by}.")
    if grid.entered_by_id is not None and grid.entered_by_id == by.id:
        raise DomainError(
            "Vous avez saisi cette grille vous-même. Demandez à quelqu’un d’autre de la relire : "
            "deux paires d’yeux valent mieux qu’une."
        )


def _note(grid: PaperGrid, *, by: Actor, now: datetime | None) -> None:
    room = grid.sequence.step.room
    journal.record(
        "grid.checked", by=by, scope=room.scope(), on=grid.id, corrections=grid.corrections,
        label=f"n° {grid.number} de « {grid.sequence.title} »", now=now,
    )  # fmt: skip
    announce.to_staff(room, "grid.checked", sequence=str(grid.sequence_id))


def unchecked(sequence: Sequence) -> int:
    """How many grids nobody has read again."""
    return sequence.paper_grids.filter(checked_at__isnull=True).count()
