"""Writing to the outbox."""

from typing import Any

from jalons.core.live.models import OutboxEvent


def publish(topic: str, kind: str, payload: dict[str, Any]) -> OutboxEvent:
    """Record an event for everybody who listens to `topic`. Call it inside the action's transaction.

    `payload` must be JSON and the same for every listener: nothing personal.
    """
    return OutboxEvent.objects.create(topic=topic, kind=kind, payload=payload)
