"""Telling whoever listens. Call it last in an action, inside its transaction."""

from typing import Any

from jalons.core import live
from jalons.rooms.models import Room, Sequence


def to_everybody(room: Room, kind: str, sequence: Sequence | None = None, **payload: Any) -> None:
    """To phones, projector and console: something of the room changed. No word of anybody in it."""
    if sequence is not None:
        payload |= {"sequence": str(sequence.id), "state": sequence.state}
    live.publish(f"room:{room.id}", kind, payload)
    live.publish(f"animation:{room.id}", kind, payload)


def to_staff(room: Room, kind: str, **payload: Any) -> None:
    """To console, projector and paper entry: something arrived. Never the words themselves."""
    live.publish(f"animation:{room.id}", kind, payload)
