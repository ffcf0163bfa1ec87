"""Rooms for the tests: one function a thing, boring defaults."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from jalons.core.actors import Actor
from jalons.core.ids import new_id
from jalons.initiatives.enums import StepStatus
from jalons.initiatives.models import Initiative
from jalons.rooms.actions import contributions, rooms, runsheet, sequences
from jalons.rooms.actions.contributions import Receipt, Words
from jalons.rooms.kinds import registry
from jalons.rooms.kinds.base import OptionDraft
from jalons.rooms.models import Room, Sequence
from tests import cast

NOW = datetime(2026, 10, 6, 7, 30, tzinfo=UTC)
CLAIRE = Actor(label="Claire Aubert", id=new_id())
PHRASES = ("On peut vivre ici sans voiture.", "Mes voisins viendraient m’aider.")


def later(**delta: float) -> datetime:
    return NOW + timedelta(**delta)


def room(of: Initiative | None = None, *, tables: int = 2, **fields: Any) -> Room:
    """An open room of a held first table."""
    defaults: dict[str, Any] = {
        "starts_on": date(2026, 10, 6),
        "starts_at": time(9, 0),
        "status": StepStatus.HELD,
        "held_at": NOW,
    }
    step = cast.step(of, **defaults | fields)
    return rooms.open_room(step=step, by=CLAIRE, tables=tables, now=NOW)


def sequence(in_room: Room, kind: str = "collect", *, is_open: bool = True, **fields: Any) -> Sequence:
    """A sequence of the room, open since NOW for 60 minutes."""
    made = runsheet.add_sequence(
        in_room.step, kind=kind, title=fields.pop("title", "Ce que nous vivons ici"), by=CLAIRE,
        minutes=fields.pop("minutes", 60), now=NOW, **fields,
    )  # fmt: skip
    if registry.get(kind).options_label:
        drafts = [OptionDraft("statement", new_id(), label) for label in PHRASES]
        runsheet.set_options(sequence=made, options=drafts, by=CLAIRE, now=NOW)
    return sequences.open_sequence(sequence=made, by=CLAIRE, now=NOW) if is_open else made


def words(text: str = "Le bus passe trop tôt.", **fields: Any) -> Words:
    return Words(id=fields.pop("id", new_id()), text=text, **fields)


def say(
    to: Sequence, text: str = "Le bus passe trop tôt.", *, token: str = "phone-1", **fields: Any
) -> Receipt:
    now = fields.pop("now", NOW)
    return contributions.say(
        room=to.step.room, sequence_id=to.id, words=words(text, **fields), token=token, now=now
    )
