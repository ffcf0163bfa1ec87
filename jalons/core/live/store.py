"""The hub's reads. Synchronous: they run in the hub's own thread."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Max, Min

from jalons.core.live.models import OutboxEvent
from jalons.core.live.order import Event

BATCH = 500

_WRITERS = """
SELECT virtualtransaction FROM pg_locks
WHERE relation = 'core_outboxevent'::regclass AND mode = 'RowExclusiveLock' AND granted
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
"""An INSERT holds this lock from before it draws its number until its transaction ends."""


def writers() -> frozenset[str]:
    """Transactions that may still commit an event. SQLite has one writer, who commits in order."""
    if connection.vendor != "postgresql":
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS)
        return frozenset(row[0] for row in cursor.fetchall())


def after(seq: int) -> list[Event]:
    """The next events of all topics."""
    return _events(OutboxEvent.objects.filter(seq__gt=seq).order_by("seq")[:BATCH])


def these(seqs: Iterable[int]) -> list[Event]:
    return _events(OutboxEvent.objects.filter(seq__in=list(seqs)))


def of_topic(topic: str, *, after_seq: int, up_to: int, limit: int) -> list[Event]:
    """Events of one topic in ]after_seq, up_to], at most `limit` of them."""
    rows = OutboxEvent.objects.filter(topic=topic, seq__gt=after_seq, seq__lte=up_to).order_by("seq")
    return _events(rows[:limit])


def bounds() -> tuple[int, int]:
    """The first and the last number still kept; (0, 0) when there is none."""
    found = OutboxEvent.objects.aggregate(first=Min("seq"), last=Max("seq"))
    return found["first"] or 0, found["last"] or 0


def _events(rows: Iterable[OutboxEvent]) -> list[Event]:
    return [Event(row.seq, row.topic, row.kind, row.payload) for row in rows]
