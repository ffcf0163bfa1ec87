"""Who may listen to a room: people who facilitate it, and phones that hold one of its tickets."""

from uuid import UUID

from django.http import HttpRequest

from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core.live import topics
from jalons.core.live.topics import Audience
from jalons.rooms import cookies
from jalons.rooms.models import Room

ROOM = "room"
STAFF = "animation"


def register_topics() -> None:
    """`room:<uuid>` carries what phones may know; `animation:<uuid>` each arrival, for staff only."""
    topics.register(ROOM, authorise_room)
    topics.register(STAFF, authorise_staff)


def authorise_room(request: HttpRequest, identifier: UUID) -> Audience | None:
    """Staff of the step, or a phone that holds a ticket of this room."""
    room = Room.objects.select_related("step").filter(id=identifier).first()
    if room is None:
        return None
    if _is_staff(request, room):
        return Audience.STAFF
    signed = request.COOKIES.get(cookies.cookie_name(room.code), "")
    return Audience.PARTICIPANT if cookies.read(room.code, signed) else None


def authorise_staff(request: HttpRequest, identifier: UUID) -> Audience | None:
    """Those who facilitate or record a table."""
    room = Room.objects.select_related("step").filter(id=identifier).first()
    return Audience.STAFF if room is not None and _is_staff(request, room) else None


def _is_staff(request: HttpRequest, room: Room) -> bool:
    return any(
        may(request.user, permission, room.scope())
        for permission in (Permission.FACILITATE, Permission.RECORD_TABLE)
    )
