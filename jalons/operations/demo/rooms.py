"""Rooms of the demonstration: table 1 of both territories, closed; Élan's table 2, ready to be joined.

The words of table 1 come with what was made of them (`diagnosis`); ready-made runsheets with `workshops`.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from jalons.operations.demo.world import Place, World
from jalons.rooms.actions import rooms

TABLES = 8
DAY = timedelta(hours=7)


def seed_rooms(world: World, *, now: datetime) -> None:
    """Open and close the rooms of what was held; open the next one, whose code is on the screen."""
    for key, place in (("elan", world.elan), ("vassiviere", world.vassiviere)):
        if place is not None:
            _held(world, place, key, now)
    if world.elan is not None:
        step = world.elan.steps["workshop-2"]
        by = world.users["elan_officer"].actor
        world.elan.objects["next_room"] = rooms.open_room(
            step=step, by=by, tables=TABLES, now=now, rng=world.rng
        )


def _held(world: World, place: Place, key: str, now: datetime) -> None:
    step, by = place.steps["workshop-1"], world.users[f"{key}_officer"].actor
    day = step.starts_on or timezone.localdate(now - timedelta(days=30))
    morning = timezone.make_aware(datetime.combine(day, step.starts_at or time(9, 0)))
    room = rooms.open_room(step=step, by=by, tables=TABLES, now=morning, rng=world.rng)
    rooms.close_room(room=room, by=by, now=morning + DAY)
    place.objects["room"] = room
