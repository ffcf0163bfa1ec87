"""The futur idéal and the fragments that it can be made of."""

from django.db.models import QuerySet

from jalons.changes.models import IdealFuture
from jalons.initiatives.models import Initiative
from jalons.rooms.models import Contribution


def ideal_future_of(initiative: Initiative) -> IdealFuture | None:
    """The futur idéal of a démarche, None while nobody began it."""
    return (
        IdealFuture.objects.select_related("initiative", "adopted_by").filter(initiative=initiative).first()
    )


def fragments_of(initiative: Initiative) -> QuerySet[Contribution]:
    """What people said in the « fragments » sequences of the tables, masked and withdrawn ones out."""
    return (
        Contribution.objects.filter(
            sequence__step__initiative=initiative,
            sequence__kind="fragments",
            masked_at__isnull=True,
            withdrawn_at__isnull=True,
        )
        .select_related("table", "sequence")
        .order_by("number")
    )
