"""Tickets: person-less tokens of a seat, a device or a paper grid."""

from django.db import transaction

from jalons.core.errors import DomainError
from jalons.directory.enums import Category
from jalons.rooms.actions import announce
from jalons.rooms.enums import Channel
from jalons.rooms.models import Room, Table, Ticket


def take(*, room: Room, token: str, channel: Channel = Channel.PHONE) -> Ticket:
    """The ticket of this token, made the first time it is needed. Call it in a transaction."""
    ticket = Ticket.objects.filter(token=token).first()  # most often; the rest takes a savepoint
    if ticket is None:
        ticket, _ = Ticket.objects.get_or_create(token=token, defaults={"room": room, "channel": channel})
    if ticket.room_id != room.id:
        raise DomainError("Ce ticket est celui d’une autre salle : photographiez de nouveau le carré.")
    return ticket


@transaction.atomic
def describe(
    *, room: Room, token: str, category: str = "", table: int | None = None, is_scribe: bool = False
) -> Ticket:
    """Say the table and the category of whoever holds the ticket. Both are optional, both can change.

    Raises DomainError on an unknown category or table.
    """
    if category and category not in Category:
        raise DomainError("Choisissez l’une des propositions, ou aucune.", field="category")
    ticket = take(room=room, token=token)
    ticket.category = category
    ticket.table = _table(room, table)
    ticket.is_scribe = is_scribe and ticket.table is not None
    ticket.save(update_fields=["category", "table", "is_scribe", "updated_at"])
    announce.to_staff(room, "table.joined")
    return ticket


def _table(room: Room, number: int | None) -> Table | None:
    if number is None:
        return None
    found = room.tables.filter(number=number).first()
    if found is None:
        raise DomainError(f"La table {number} n’existe pas dans cette salle.", field="table")
    return found
