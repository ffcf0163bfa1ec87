"""How every move goes: lock, rebuild, ask the kernel, write what changed, say it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from jalons.core import live
from jalons.core.actors import Actor
from jalons.decisions import process as kernel
from jalons.decisions import records
from jalons.decisions.models import ConsentProcess, Objection
from jalons.journal import actions as journal
from jalons.rooms.models import Room

Move = Callable[[kernel.Process], kernel.Process]


def apply(consent: ConsentProcess, move: Move, *, by: Actor, verb: str, now: datetime, **facts: Any) -> None:
    """Make one move; call it inside the action's transaction. Raises what the kernel raises.

    A fact given as a function receives the new process: « version {version} » after an amendment.
    """
    locked = lock(consent)
    before = records.load(locked)
    after = move(before)
    records.save(locked, before, after, entered_by=by.label)
    consent.refresh_from_db()
    told = {key: fact(after) if callable(fact) else fact for key, fact in facts.items()}
    say(consent, verb, by=by, now=now, **told)


def apply_to_objection(
    objection: Objection, move: Move, *, by: Actor, verb: str, now: datetime, **facts: Any
) -> None:
    """The same, for a move that bears on one objection; the row in hand is refreshed."""
    apply(objection.process, move, by=by, verb=verb, now=now, number=objection.number, **facts)
    objection.refresh_from_db()


def lock(consent: ConsentProcess) -> ConsentProcess:
    """The row as it stands, held until the end of the transaction (PostgreSQL)."""
    return ConsentProcess.objects.select_for_update().get(id=consent.id)


def say(consent: ConsentProcess, verb: str, *, by: Actor, now: datetime, **facts: Any) -> None:
    """One line in the journal (none without a verb), one event for the pages open on this decision."""
    if verb:
        journal.record(
            verb, by=by, scope=consent.scope(), on=consent.id, label=consent.title, now=now, **facts
        )
    payload = {"consent": str(consent.id), "state": consent.state}
    live.publish(f"initiative:{consent.initiative_id}", "consent.moved", payload)
    room = Room.objects.filter(step_id=consent.step_id).first() if consent.step_id else None
    if room is not None:
        live.publish(f"room:{room.id}", "consent.moved", payload)
        live.publish(f"animation:{room.id}", "consent.moved", payload)
