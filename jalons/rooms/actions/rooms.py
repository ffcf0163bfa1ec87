"""Opening and closing the room of a step."""

import random
import secrets
from datetime import datetime

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.initiatives.enums import StepStatus
from jalons.initiatives.models import Step
from jalons.journal import actions as journal
from jalons.rooms.actions import announce
from jalons.rooms.enums import RUNNING_STATES
from jalons.rooms.models import Room, Table

MOST_TABLES = 40
_CODE_DIGITS = 6
_DRAWS = 50


@transaction.atomic
def open_room(
    *,
    step: Step,
    by: Actor,
    tables: int = 0,
    now: datetime | None = None,
    rng: random.Random | None = None,
) -> Room:
    """Make or reopen the room of a step, with its code and its tables. Phones may join; nothing is asked yet.

    Holding the step is another move (`initiatives`); questions open only once it is held.
    Raises DomainError for a cancelled step.
    """
    if step.status == StepStatus.CANCELLED:
        raise DomainError("Cette séance est annulée : remettez-la au calendrier avant d’ouvrir sa salle.")
    moment = now or clock.now()
    room = Room.objects.select_for_update().filter(step=step).first()
    if room is None:
        room = Room.objects.create(step=step, code=_free_code(rng), is_open=True, opened_at=moment)
        verb = "room.opened"
    else:
        room.is_open, room.closed_at = True, None
        room.opened_at = room.opened_at or moment
        room.save(update_fields=["is_open", "closed_at", "opened_at", "updated_at"])
        verb = "room.reopened"
    if tables:
        _place(room, tables)
    journal.record(verb, by=by, scope=room.scope(), on=room.id, label=step.title, code=room.code, now=moment)
    announce.to_everybody(room, "room.opened")
    return room


@transaction.atomic
def close_room(*, room: Room, by: Actor, now: datetime | None = None) -> None:
    """Close the room: its code says so to whoever comes late. Raises DomainError while a question runs."""
    room = Room.objects.select_for_update().select_related("step").get(id=room.id)
    if room.step.sequences.filter(state__in=RUNNING_STATES).exists():
        raise DomainError("Une question est encore ouverte : fermez-la d’abord.")
    room.is_open, room.closed_at = False, now or clock.now()
    room.save(update_fields=["is_open", "closed_at", "updated_at"])
    journal.record("room.closed", by=by, scope=room.scope(), on=room.id, label=room.step.title, now=now)
    announce.to_everybody(room, "room.closed")


@transaction.atomic
def set_tables(*, room: Room, count: int, by: Actor, now: datetime | None = None) -> None:
    """Put `count` tables in the room. Tables that already hold words or tickets are never removed.

    Raises DomainError on a count out of range, or below a table that was used.
    """
    if not 0 <= count <= MOST_TABLES:
        raise DomainError(f"Donnez un nombre de tables entre 0 et {MOST_TABLES}.", field="count")
    _place(room, count)
    journal.record(
        "room.tables_set", by=by, scope=room.scope(), on=room.id, label=room.step.title, count=count, now=now
    )
    announce.to_everybody(room, "room.tables")


LONGEST_MESSAGE = 200


@transaction.atomic
def show_message(*, room: Room, message: str, by: Actor, now: datetime | None = None) -> None:
    """Show a few words on every screen of the room, phones too; empty takes them away.

    Raises DomainError when they are too long to be read from the back.
    """
    words = " ".join(message.split())
    if len(words) > LONGEST_MESSAGE:
        raise DomainError(
            f"Ce message est trop long pour l’écran : {LONGEST_MESSAGE} signes au plus.", field="message"
        )
    room = Room.objects.select_for_update().select_related("step").get(id=room.id)
    if room.message == words:
        return
    room.message = words
    room.save(update_fields=["message", "updated_at"])
    verb = "room.message_shown" if words else "room.message_removed"
    journal.record(verb, by=by, scope=room.scope(), on=room.id, label=room.step.title, message=words, now=now)
    announce.to_everybody(room, verb)


def _place(room: Room, count: int) -> None:
    extra = room.tables.filter(number__gt=count)
    used = extra.filter(contribution__isnull=False).first() or extra.filter(ticket__isnull=False).first()
    if used is not None:
        raise DomainError(
            f"La table {used.number} a déjà servi : gardez au moins {used.number} tables.", field="count"
        )
    extra.delete()
    present = set(room.tables.values_list("number", flat=True))
    Table.objects.bulk_create(
        Table(room=room, number=number) for number in range(1, count + 1) if number not in present
    )


def _free_code(rng: random.Random | None) -> str:
    """Six digits that no room uses, easy to say aloud."""
    source = rng or secrets.SystemRandom()
    for _ in range(_DRAWS):
        code = f"{source.randrange(100_000, 1_000_000):0{_CODE_DIGITS}d}"
        if not Room.objects.filter(code=code).exists():
            return code
    raise DomainError("Aucun code libre n’a été trouvé : fermez d’anciennes salles, puis recommencez.")
