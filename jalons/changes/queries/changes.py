"""Changes as people write and choose them."""

from django.db.models import Count, QuerySet

from jalons.changes import wording
from jalons.changes.enums import KEPT, ChangeStatus
from jalons.changes.models import LastingChange
from jalons.initiatives.models import Initiative


def changes_of(initiative: Initiative) -> QuerySet[LastingChange]:
    """Every change of a démarche in its order, with counts of what it comes from."""
    return (
        LastingChange.objects.filter(initiative=initiative)
        .select_related("initiative", "merged_into", "consent")
        .annotate(
            urgency_count=Count("urgencies", distinct=True),
            fragment_count=Count("fragments", distinct=True),
            fact_count=Count("facts", distinct=True),
            merged_count=Count("merged_from", distinct=True),
        )
        .order_by("position", "created_at")
    )


def kept_changes(initiative: Initiative) -> list[LastingChange]:
    """The changes that the territory keeps today, validated or not yet."""
    return list(
        LastingChange.objects.filter(initiative=initiative, status__in=KEPT)
        .select_related("initiative", "consent")
        .prefetch_related("urgencies", "fragments")
    )


def drafts_of(initiative: Initiative) -> QuerySet[LastingChange]:
    """Those still to be chosen."""
    return changes_of(initiative).filter(status__in=[ChangeStatus.DRAFT, ChangeStatus.PROPOSED])


def wording_of(change: LastingChange) -> wording.Advice:
    """The wording advice on a change as it stands, with the fields beside its statement."""
    return wording.check(
        change.statement,
        starting_situation=change.starting_situation,
        observable_sign=change.observable_sign,
        who=change.who or None,
    )
