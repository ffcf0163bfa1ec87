"""Erasing keeps the count: identifiers go, what was said and how many said it stay (domain.md §7.1).

A ticket joins what one device sent. Erasing it gives it a token that nobody holds and drops its table and
category; words keep the table and category that their author gave them for that word. The link between the
words of one device goes with it.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.journal import actions as journal
from jalons.rooms.models import Contribution, Room, Ticket
from jalons.rooms.rules import ERASED as PREFIX

Forgetter = Callable[[Ticket], object]
_FORGETTERS: list[Forgetter] = []


def register(forgetter: Forgetter) -> None:
    """Ask `forgetter` to drop what a higher area joined to a ticket (the code printed on a seat)."""
    if forgetter not in _FORGETTERS:
        _FORGETTERS.append(forgetter)


@dataclass(frozen=True, slots=True)
class Erased:
    """How many identifiers and photos went."""

    tickets: int
    photos: int


def _forget(ticket: Ticket) -> None:
    ticket.token = PREFIX + secrets.token_urlsafe(18)
    ticket.category, ticket.table, ticket.is_scribe = "", None, False
    ticket.save(update_fields=["token", "category", "table", "is_scribe", "updated_at"])
    Contribution.objects.filter(ticket=ticket).update(ticket=None)
    for forgetter in _FORGETTERS:
        forgetter(ticket)


@transaction.atomic
def forget_device(*, room: Room, token: str) -> bool:
    """Break the link between a device and what it sent, at its holder's wish. False when it sent nothing.

    Nothing is written in the journal: that would be one more trace. Votes and words stay counted.
    """
    ticket = Ticket.objects.select_for_update().filter(room=room, token=token).first()
    if ticket is None:
        return False
    _forget(ticket)
    return True


@transaction.atomic
def erase_room(*, room: Room, by: Actor, now: datetime | None = None) -> Erased:
    """Erase every identifier of a room and its photos, with one line of journal. Twice does no harm."""
    room = Room.objects.select_for_update().select_related("step").get(id=room.id)
    tickets = list(Ticket.objects.filter(room=room).exclude(token__startswith=PREFIX))
    for ticket in tickets:
        _forget(ticket)
    photos, _ = room.photos.all().delete()
    if room.erased_at is None or tickets or photos:
        room.erased_at = now or clock.now()
        room.save(update_fields=["erased_at", "updated_at"])
        journal.record(
            "room.identifiers_erased", by=by, scope=room.scope(), on=room.id, label=room.step.title,
            tickets=len(tickets), photos=photos, now=now,
        )  # fmt: skip
    return Erased(len(tickets), photos)
