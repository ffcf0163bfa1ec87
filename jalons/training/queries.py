"""What is read of the catalogue."""

from django.db.models import QuerySet

from jalons.training.models import Programme


def published() -> QuerySet[Programme]:
    """Published programmes with their days, last version first."""
    return Programme.objects.filter(is_published=True).prefetch_related("days").order_by("code", "-version")


def current() -> Programme | None:
    """The programme that a new mission follows: the last version of the first one published."""
    return published().first()
