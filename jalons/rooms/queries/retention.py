"""Rooms whose identifiers have been kept long enough (domain.md §7.1)."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from jalons.rooms.models import Photo, Room, Ticket
from jalons.rooms.rules import ERASED as PREFIX


def rooms_past(before: date) -> list[Room]:
    """Closed rooms of sessions held before a day, that still hold identifiers or photos, oldest first."""
    tickets = Ticket.objects.filter(room=OuterRef("pk")).exclude(token__startswith=PREFIX)
    photos = Photo.objects.filter(room=OuterRef("pk"))
    return list(
        Room.objects.filter(is_open=False, step__starts_on__lt=before)
        .filter(Q(Exists(tickets)) | Q(Exists(photos)))
        .select_related("step")
        .order_by("step__starts_on")
    )
