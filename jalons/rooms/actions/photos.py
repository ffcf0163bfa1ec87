"""Photos of flip-charts: attached to a table, described in words, never with what a camera adds."""

from datetime import datetime

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.journal import actions as journal
from jalons.rooms import pictures
from jalons.rooms.actions import announce
from jalons.rooms.models import Photo, Room, Sequence, Table

MOST_PHOTOS = 60
"""A room keeps as many; a hall of twelve tables needs about thirty."""


@transaction.atomic
def add(
    *,
    room: Room,
    raw: bytes,
    description: str,
    by: Actor,
    table: Table | None = None,
    sequence: Sequence | None = None,
    now: datetime | None = None,
) -> Photo:
    """Keep a photo. Raises DomainError without a description, past the number kept, on an unreadable file."""
    words = " ".join(description.split())
    if not words:
        raise DomainError(
            "Dites en quelques mots ce qu’on y lit : la photo servira aussi à qui ne peut pas la voir.",
            field="description",
        )
    room = Room.objects.select_for_update().select_related("step").get(id=room.id)
    if room.photos.count() >= MOST_PHOTOS:
        raise DomainError(f"Cette salle garde déjà {MOST_PHOTOS} photos : retirez-en d’abord.")
    try:
        kept = pictures.keep(raw)
    except pictures.PictureError as wrong:
        raise DomainError(str(wrong), field="photo") from wrong
    photo = Photo.objects.create(
        room=room,
        table=table,
        sequence=sequence,
        description=words[:400],
        image=kept.jpeg,
        width=kept.width,
        height=kept.height,
        entered_by=by.label,
        entered_at=now or clock.now(),
    )
    journal.record("photo.added", by=by, scope=room.scope(), on=photo.id, label=_label(photo), now=now)
    announce.to_staff(room, "photo.added")
    return photo


@transaction.atomic
def remove(*, photo: Photo, by: Actor, now: datetime | None = None) -> None:
    """Erase a photo: a face or a name may be on it. The journal keeps that there was one."""
    room, label, identity = photo.room, _label(photo), photo.id
    photo.delete()
    journal.record("photo.removed", by=by, scope=room.scope(), on=identity, label=label, now=now)
    announce.to_staff(room, "photo.removed")


def _label(photo: Photo) -> str:
    return str(photo.table.number) if photo.table else "non dite"
