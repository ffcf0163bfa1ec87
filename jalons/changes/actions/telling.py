"""One line in the journal and one event for the pages of the territory."""

from datetime import datetime
from typing import Any
from uuid import UUID

from jalons.core import live
from jalons.core.actors import Actor
from jalons.initiatives.models import Initiative
from jalons.journal import actions as journal


def say(
    initiative: Initiative,
    verb: str,
    *,
    by: Actor,
    on: UUID | None = None,
    label: str = "",
    now: datetime | None = None,
    **facts: Any,
) -> None:
    """Call it last in an action, inside its transaction."""
    journal.record(verb, by=by, scope=initiative.scope(), on=on, label=label, now=now, **facts)
    live.publish(f"initiative:{initiative.id}", verb, {"object": str(on) if on else None})
