"""The moves of whoever animates: open, pause, resume, extend, close, reopen, skip, reveal, undo.

Each locks the room first, so that two consoles never open two questions, and leaves what it takes to
undo it for ten seconds.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.initiatives.enums import StepStatus
from jalons.journal import actions as journal
from jalons.rooms import rules
from jalons.rooms.actions import announce
from jalons.rooms.enums import RUNNING_STATES, SequenceState
from jalons.rooms.kinds import registry
from jalons.rooms.models import Room, Sequence, Vote
from jalons.rooms.undo import UNDO_GRACE, pending_move

_STATE_FIELDS = ("state", "opened_at", "closes_at", "closed_at", "paused_at", "is_revealed")
_MOMENTS = ("opened_at", "closes_at", "closed_at", "paused_at")


@transaction.atomic
def open_sequence(*, sequence: Sequence, by: Actor, now: datetime | None = None) -> Sequence:
    """Open a part for its planned minutes. Raises DomainError when another runs, or the step is not held."""
    room, sequence = _lock(sequence)
    _refuse_unless_held(room)
    _refuse_unless(sequence, SequenceState.PLANNED, SequenceState.SKIPPED)
    _refuse_if_another_runs(sequence)
    moment = now or clock.now()
    before = _fields(sequence)
    sequence.state = SequenceState.OPEN
    sequence.opened_at, sequence.closed_at = moment, None
    sequence.closes_at = moment + timedelta(minutes=sequence.minutes)
    return _done(
        room, sequence, before, "sequence.opened", by=by, now=moment, minutes=sequence.minutes,
        said=f"« {sequence.title} » est ouverte",
    )  # fmt: skip


@transaction.atomic
def pause(*, sequence: Sequence, by: Actor, now: datetime | None = None) -> Sequence:
    """Stop the clock and the answers; the time left is kept."""
    room, sequence = _lock(sequence)
    _refuse_unless(sequence, SequenceState.OPEN)
    moment = now or clock.now()
    before = _fields(sequence)
    sequence.state, sequence.paused_at = SequenceState.PAUSED, moment
    return _done(
        room,
        sequence,
        before,
        "sequence.paused",
        by=by,
        now=moment,
        said=f"« {sequence.title} » est en pause",
    )


@transaction.atomic
def resume(*, sequence: Sequence, by: Actor, now: datetime | None = None) -> Sequence:
    """Start again with the time that was left."""
    room, sequence = _lock(sequence)
    _refuse_unless(sequence, SequenceState.PAUSED)
    moment = now or clock.now()
    before = _fields(sequence)
    if sequence.closes_at and sequence.paused_at:
        sequence.closes_at += moment - sequence.paused_at
    sequence.state, sequence.paused_at = SequenceState.OPEN, None
    return _done(
        room, sequence, before, "sequence.resumed", by=by, now=moment, said=f"« {sequence.title} » reprend"
    )


@transaction.atomic
def extend(*, sequence: Sequence, minutes: int, by: Actor, now: datetime | None = None) -> Sequence:
    """Give more time: from the deadline, or from now when it has passed."""
    rules.duration(minutes)
    room, sequence = _lock(sequence)
    _refuse_unless(sequence, *RUNNING_STATES)
    moment = now or clock.now()
    before = _fields(sequence)
    start = sequence.closes_at or moment
    if sequence.state == SequenceState.OPEN:
        start = max(start, moment)
    sequence.closes_at = start + timedelta(minutes=minutes)
    return _done(
        room, sequence, before, "sequence.extended", by=by, now=moment, minutes=minutes,
        said=f"{minutes} min de plus",
    )  # fmt: skip


@transaction.atomic
def close(
    *, sequence: Sequence, by: Actor, reveal_result: bool = False, now: datetime | None = None
) -> Sequence:
    """Close the answers, and show the result at once when asked to."""
    room, sequence = _lock(sequence)
    _refuse_unless(sequence, *RUNNING_STATES)
    moment = now or clock.now()
    before = _fields(sequence)
    sequence.state, sequence.closed_at, sequence.paused_at = SequenceState.CLOSED, moment, None
    sequence.is_revealed = sequence.is_revealed or reveal_result
    return _done(
        room, sequence, before, "sequence.closed", by=by, now=moment,
        received=sequence.contributions.filter(withdrawn_at__isnull=True).count(),
        voters=Vote.objects.filter(option__sequence=sequence).values("ticket").distinct().count(),
        said=f"« {sequence.title} » est close",
    )  # fmt: skip


@transaction.atomic
def reopen(*, sequence: Sequence, by: Actor, minutes: int = 5, now: datetime | None = None) -> Sequence:
    """Take answers again for some minutes, with all that was said before."""
    rules.duration(minutes)
    room, sequence = _lock(sequence)
    _refuse_unless_held(room)
    _refuse_unless(sequence, SequenceState.CLOSED)
    _refuse_if_another_runs(sequence)
    moment = now or clock.now()
    before = _fields(sequence)
    sequence.state, sequence.closed_at = SequenceState.OPEN, None
    sequence.closes_at, sequence.is_revealed = moment + timedelta(minutes=minutes), False
    return _done(
        room,
        sequence,
        before,
        "sequence.reopened",
        by=by,
        now=moment,
        said=f"« {sequence.title} » est rouverte",
    )


@transaction.atomic
def skip(*, sequence: Sequence, by: Actor, now: datetime | None = None) -> Sequence:
    """Leave a part out today. It can still be opened later."""
    room, sequence = _lock(sequence)
    _refuse_unless(sequence, SequenceState.PLANNED)
    moment = now or clock.now()
    before = _fields(sequence)
    sequence.state, sequence.closed_at = SequenceState.SKIPPED, moment
    return _done(
        room, sequence, before, "sequence.skipped", by=by, now=moment, said=f"« {sequence.title} » est passée"
    )


@transaction.atomic
def reveal(*, sequence: Sequence, by: Actor, is_shown: bool = True, now: datetime | None = None) -> Sequence:
    """Show the result on the hall's screen, or take it away."""
    room, sequence = _lock(sequence)
    if sequence.state in (SequenceState.PLANNED, SequenceState.SKIPPED):
        raise DomainError("Rien n’a encore été demandé : ouvrez d’abord cette partie.")
    before = _fields(sequence)
    sequence.is_revealed = is_shown
    said = "le résultat est à l’écran" if is_shown else "le résultat est caché"
    verb = "sequence.revealed" if is_shown else "sequence.hidden"
    return _done(
        room, sequence, before, verb, by=by, now=now or clock.now(), said=f"« {sequence.title} » : {said}"
    )


@transaction.atomic
def next_moment(*, sequence: Sequence, by: Actor, now: datetime | None = None) -> Sequence:
    """Go to the next time of a sequence that has several: arguments, then the position after."""
    room, sequence = _lock(sequence)
    _refuse_unless(sequence, *RUNNING_STATES)
    following = registry.get(sequence.kind).following_moment(sequence.settings)
    if following is None:
        raise DomainError("C’était le dernier temps de cette partie : vous pouvez la clore.")
    before = _fields(sequence) | {"settings": dict(sequence.settings)}
    sequence.settings = {**sequence.settings, "moment": following.code}
    return _done(
        room, sequence, before, "sequence.moment", by=by, now=now or clock.now(), moment=following.label,
        said=f"« {sequence.title} » : {following.label.lower()}",
    )  # fmt: skip


@transaction.atomic
def undo(*, room: Room, by: Actor, now: datetime | None = None) -> str:
    """Take back the last move, for ten seconds. What people said meanwhile stays.

    Returns the sentence of the move. Raises DomainError when there is nothing to undo any more.
    """
    room = Room.objects.select_for_update().select_related("step").get(id=room.id)
    moment = now or clock.now()
    move = pending_move(room.last_move, moment, grace=UNDO_GRACE)
    if move is None:
        raise DomainError("Il est trop tard pour annuler ce geste. Faites le geste contraire.")
    sequence = Sequence.objects.select_for_update().get(id=move["sequence"])
    for name, value in move["before"].items():
        setattr(sequence, name, parse_datetime(value) if name in _MOMENTS and value else value)
    if sequence.state in RUNNING_STATES:
        _refuse_if_another_runs(sequence)
    sequence.save(update_fields=[*_STATE_FIELDS, "settings", "updated_at"])
    room.last_move = {}
    room.save(update_fields=["last_move", "updated_at"])
    journal.record(
        "room.undone", by=by, scope=room.scope(), on=sequence.id, label=sequence.title, move=move["said"],
        now=moment,
    )  # fmt: skip
    announce.to_everybody(room, "sequence.undone", sequence)
    return str(move["said"])


def _lock(sequence: Sequence) -> tuple[Room, Sequence]:
    room = Room.objects.select_for_update().select_related("step").filter(step=sequence.step_id).first()
    if room is None or not room.is_open:
        raise DomainError("La salle n’est pas ouverte : ouvrez-la d’abord, son code s’affichera.")
    return room, Sequence.objects.select_for_update().get(id=sequence.id)


def _refuse_unless_held(room: Room) -> None:
    if room.step.status != StepStatus.HELD:
        raise DomainError(
            "Cette séance n’est pas encore ouverte. Ouvrez-la depuis sa page, puis revenez ici."
        )


def _refuse_unless(sequence: Sequence, *states: SequenceState) -> None:
    if sequence.state not in states:
        raise DomainError(
            f"« {sequence.title} » est déjà « {sequence.get_state_display().lower()} ». "
            "Quelqu’un d’autre anime peut-être en même temps : rechargez la page."
        )


def _refuse_if_another_runs(sequence: Sequence) -> None:
    running = (
        Sequence.objects.filter(step=sequence.step_id, state__in=RUNNING_STATES)
        .exclude(id=sequence.id)
        .first()
    )
    if running is not None:
        raise DomainError(f"« {running.title} » est encore ouverte : fermez-la d’abord.")


def _fields(sequence: Sequence) -> dict[str, Any]:
    values = {name: getattr(sequence, name) for name in _STATE_FIELDS}
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in values.items()}


def _done(
    room: Room,
    sequence: Sequence,
    before: dict[str, Any],
    verb: str,
    *,
    by: Actor,
    now: datetime,
    said: str,
    **facts: Any,
) -> Sequence:
    sequence.save(update_fields=[*_STATE_FIELDS, "settings", "updated_at"])
    room.last_move = {"said": said, "at": now.isoformat(), "sequence": str(sequence.id), "before": before}
    room.save(update_fields=["last_move", "updated_at"])
    journal.record(verb, by=by, scope=room.scope(), on=sequence.id, label=sequence.title, now=now, **facts)
    announce.to_everybody(room, verb, sequence)
    return sequence
