"""Reminders by e-mail before each session, and the secret address of a calendar."""

import secrets
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django_tasks import task

from jalons.accounts import rules as access_rules
from jalons.accounts.models import User
from jalons.core import clock
from jalons.directory.models import Person
from jalons.initiatives.enums import StepStatus
from jalons.initiatives.models import Step
from jalons.training.enums import ReminderKind
from jalons.training.models import CalendarFeed, Reminder
from jalons.training.papers.attendance import hour, place
from jalons.training.queries import attendance

WEEK, DAY = timedelta(days=7), timedelta(days=1)


def remind(*, today: date | None = None, now: datetime | None = None) -> int:
    """Send what is due today: a week before, then the eve; nothing twice. Returns how many left."""
    moment = now or clock.now()
    day = today or clock.today()
    sent = 0
    for kind, coming in ((ReminderKind.WEEK_BEFORE, day + WEEK), (ReminderKind.DAY_BEFORE, day + DAY)):
        steps = (
            Step.objects.filter(starts_on=coming, half_days__gt=0)
            .exclude(status=StepStatus.CANCELLED)
            .select_related("mission", "initiative", "venue__commune")
        )
        for step in steps:
            sent += sum(_send(step, one.person, kind, moment) for one in attendance.expected(step))
    return sent


def _send(step: Step, person: Person, kind: ReminderKind, now: datetime) -> int:
    if not person.email:
        return 0
    with transaction.atomic():
        _, is_new = Reminder.objects.get_or_create(
            step=step, person=person, kind=kind, defaults={"sent_at": now}
        )
        if not is_new:
            return 0
        send_mail(
            subject=f"Rappel : {step.title}, le {step.starts_on:%d/%m/%Y}",
            message=_words(step, person),
            from_email=None,
            recipient_list=[person.email],
        )
    return 1


def _words(step: Step, person: Person) -> str:
    at = f", à {hour(step.starts_at)}" if step.starts_at else ""
    return (
        f"Bonjour {person.name},\n\n"
        f"{step.title} a lieu le {step.starts_on:%d/%m/%Y}{at}.\n"
        f"Lieu : {place(step)}.\n\n"
        f"Vos séances et vos papiers : {settings.SITE_URL.rstrip('/')}/ma-formation/\n"
    )


@task()
def remind_job() -> int:
    """The same as a job, for those who schedule their own."""
    return remind()


@transaction.atomic
def renew_feed(user: User) -> str:
    """A new secret for the calendar of an account; the former address stops working. Returns the secret."""
    token = secrets.token_urlsafe(24)
    CalendarFeed.objects.update_or_create(user=user, defaults={"token_hash": access_rules.fingerprint(token)})
    return token
