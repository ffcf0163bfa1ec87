"""Tickets of the seats: person-less tokens made before the day, one a chair (architecture, identity)."""

import random
from datetime import datetime

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.initiatives.models import Step
from jalons.journal.actions import record
from jalons.rooms.cookies import new_token
from jalons.rooms.enums import Channel
from jalons.rooms.models import Room, Table, Ticket
from jalons.workshops.models import SeatCode
from jalons.workshops.rules import draw_code

MOST_SEATS = 14
_DRAWS = 50


@transaction.atomic
def prepare(
    step: Step,
    *,
    seats: int,
    by: Actor,
    now: datetime | None = None,
    rng: random.Random | None = None,
) -> list[SeatCode]:
    """Give each table of the room this many seats, each with its ticket and code; those made stay.

    Raises DomainError before the room has tables, or for a number of seats that no table holds.
    """
    if not 1 <= seats <= MOST_SEATS:
        raise DomainError(f"Donnez entre 1 et {MOST_SEATS} places par table.", field="seats")
    room = Room.objects.select_for_update().filter(step=step).first()
    tables = list(room.tables.order_by("number")) if room else []
    if room is None or not tables:
        raise DomainError("Placez d’abord les tables de la salle, depuis la console.", field="seats")
    made = [_seat(room, table, seat, rng) for table in tables for seat in _missing(table, seats)]
    if made:
        record(
            "seats.printed", by=by, scope=step.scope(), on=step.id, label=step.title, now=now, count=len(made)
        )
    return made


@transaction.atomic
def code_of(ticket: Ticket, *, rng: random.Random | None = None) -> SeatCode:
    """The code of a ticket, made the first time it is asked for (a phone that wants to come back later)."""
    found = SeatCode.objects.filter(ticket=ticket).first()
    return found or SeatCode.objects.create(ticket=ticket, code=_free_code(rng))


def _missing(table: Table, seats: int) -> list[int]:
    there = set(
        SeatCode.objects.filter(ticket__table=table, seat__isnull=False).values_list("seat", flat=True)
    )
    return [seat for seat in range(1, seats + 1) if seat not in there]


def _seat(room: Room, table: Table, seat: int, rng: random.Random | None) -> SeatCode:
    ticket = Ticket.objects.create(room=room, token=new_token(), table=table, channel=Channel.PHONE)
    return SeatCode.objects.create(ticket=ticket, code=_free_code(rng), seat=seat)


def _free_code(rng: random.Random | None) -> str:
    for _ in range(_DRAWS):
        code = draw_code(rng)
        if not SeatCode.objects.filter(code=code).exists():
            return code
    raise DomainError("Aucun code libre n’a été trouvé : recommencez.")


def forget(ticket: Ticket) -> None:
    """Drop the code printed for a ticket whose identifiers are erased: it answers no more, the words stay."""
    SeatCode.objects.filter(ticket=ticket).delete()
