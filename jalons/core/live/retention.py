"""Old events are of no use to anybody: whoever comes back after so long fetches the state again."""

from datetime import datetime, timedelta

from django.db.models import Max
from django_tasks import task

from jalons.core import clock
from jalons.core.live.models import OutboxEvent, Presence

KEEP_FOR = timedelta(days=3)


def forget_old_events(*, now: datetime | None = None) -> int:
    """Delete events older than `KEEP_FOR`, and counts of processes long gone; return how many events.

    The last event always stays: the numbers that listeners hold go on from it.
    """
    before = (now or clock.now()) - KEEP_FOR
    last = OutboxEvent.objects.aggregate(last=Max("seq"))["last"]
    forgotten, _ = OutboxEvent.objects.filter(created_at__lt=before).exclude(seq=last).delete()
    Presence.objects.filter(seen_at__lt=before).delete()
    return forgotten


@task()
def forget_old_events_job() -> int:
    """The same as a job, for those who schedule their own. A running server does it every hour."""
    return forget_old_events()
