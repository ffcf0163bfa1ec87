"""Reminding the signatories that were asked and have not answered: spaced out, counted, and told."""

from datetime import datetime, timedelta

from django.db import transaction
from django_tasks import task

from jalons.changes.actions import telling, validation
from jalons.changes.enums import ValidationDecision
from jalons.changes.models import FormalValidation
from jalons.core import clock
from jalons.core.actors import SOFTWARE
from jalons.core.errors import DomainError

EVERY = timedelta(days=14)
MOST = 4
"""A council meets every month or two: a reminder a fortnight, and no more than four [our choice]."""


def due(*, now: datetime) -> list[FormalValidation]:
    """Asked by mail a fortnight ago or more, not answered, on the version in force."""
    waiting = FormalValidation.objects.filter(
        decision=ValidationDecision.REQUESTED,
        change_set__superseded_at__isnull=True,
        last_mailed_at__lte=now - EVERY,
        reminder_count__lt=MOST,
    ).exclude(signatory__contact_email="")
    return list(
        waiting.exclude(signatory__status="withdrawn").select_related(
            "change_set__initiative__mission", "signatory__organisation"
        )
    )


def remind(*, now: datetime | None = None) -> int:
    """Send what is due; one that cannot leave does not hold back the others. Returns how many left."""
    at = now or clock.now()
    return sum(_remind_one(row, at) for row in due(now=at))


def _remind_one(row: FormalValidation, at: datetime) -> int:
    try:
        with transaction.atomic():
            validation.mail(row, at=at, is_reminder=True)
            telling.say(
                row.change_set.initiative,
                "validation.reminded",
                by=SOFTWARE,
                on=row.id,
                label=str(row.signatory),
                now=at,
                number=row.reminder_count,
            )
    except DomainError:
        return 0
    return 1


@task()
def remind_job() -> int:
    """The same as a job."""
    return remind()
