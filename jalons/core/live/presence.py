"""How many listen to a topic, over all server processes. Counts only: nobody is followed."""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Sum

from jalons.core import clock
from jalons.core.live.models import Presence
from jalons.core.live.topics import Audience

FRESH = timedelta(seconds=60)
"""A process that stops telling is no longer counted after this."""


def tell(process: str, counts: Counter[tuple[str, Audience]], *, now: datetime | None = None) -> None:
    """Write the counts of one process in place of its former ones."""
    moment = now or clock.now()
    Presence.objects.filter(process=process).delete()
    Presence.objects.bulk_create(
        Presence(process=process, topic=topic, audience=audience, count=count, seen_at=moment)
        for (topic, audience), count in counts.items()
    )


def listening(topic: str, audience: Audience, *, now: datetime | None = None) -> int:
    """How many connections listen to this topic."""
    since = (now or clock.now()) - FRESH
    found = Presence.objects.filter(topic=topic, audience=audience, seen_at__gte=since)
    return found.aggregate(total=Sum("count"))["total"] or 0
