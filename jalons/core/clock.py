"""The one place where the time of day enters. Actions take `now=`; the edge defaults it here."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """The current date in Europe/Paris (the installation's time zone)."""
    return timezone.localdate()
