"""Writing in the journal: one call at the end of each action, in its transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.scope import INSTALLATION, Scope
from jalons.journal import verbs
from jalons.journal.models import Entry


def record(
    verb: str,
    *,
    by: Actor,
    scope: Scope = INSTALLATION,
    on: UUID | None = None,
    label: str = "",
    now: datetime | None = None,
    **facts: Any,
) -> Entry:
    """Append one line: who did what, on which object, when.

    `facts` are JSON values that the verb's sentence may name. Raises UnknownVerbError, and KeyError
    when the sentence names a fact that was not given.
    """
    verbs.sentence(verb).format(label=label, **facts)
    return Entry.objects.create(
        at=now or clock.now(),
        actor_id=by.id,
        actor_label=by.label,
        verb=verb,
        label=label[:300],
        object_id=on,
        step_id=scope.step,
        initiative_id=scope.initiative,
        mission_id=scope.mission,
        facts=facts,
    )
