"""Writing to the outbox."""

from typing import Any

from django.db import connection, transaction

from jalons.core.live import store, wakeup
from jalons.core.live.models import OutboxEvent

CHANNEL = "jalons_outbox"
_OVERLAP = 20
"""While somebody is writing, an event may still come under a lower number than the last one: listening
from a little before costs a refresh and loses nothing."""


def publish(topic: str, kind: str, payload: dict[str, Any]) -> OutboxEvent:
    """Record an event for everybody who listens to `topic`. Call it inside the action's transaction, last.

    `payload` must be JSON and the same for every listener: nothing personal.
    """
    event = OutboxEvent.objects.create(topic=topic, kind=kind, payload=payload)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor_:
            cursor_.execute(f"NOTIFY {CHANNEL}")
    transaction.on_commit(wakeup.notify)
    return event


def cursor() -> int:
    """From where a page that is about to be drawn should listen. Call it before reading what it shows."""
    last = OutboxEvent.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    return max(0, last - _OVERLAP) if store.writers() else last
