"""What this area has decided by consent: the futur idéal, the kept changes, one change."""

from uuid import UUID

from django.urls import reverse

from jalons.changes.actions import adoption, ideal, reopening
from jalons.changes.models import IdealFuture
from jalons.decisions import subjects
from jalons.initiatives.models import Initiative


def register() -> None:
    """Called once, when the area is ready."""
    subjects.register(ideal.SUBJECT, label="Le futur idéal", on_adopted=ideal.on_adopted, url=_ideal_url)
    subjects.register(
        reopening.SET_SUBJECT,
        label="Les changements retenus",
        on_adopted=adoption.on_set_adopted,
        url=_set_url,
    )
    subjects.register(
        reopening.CHANGE_SUBJECT,
        label="Un changement",
        on_adopted=adoption.on_change_adopted,
        url=lambda change_id: reverse("changes:change", args=[change_id]),
    )


def _ideal_url(ideal_id: UUID) -> str:
    return IdealFuture.objects.select_related("initiative").get(id=ideal_id).get_absolute_url()


def _set_url(initiative_id: UUID) -> str:
    slug = Initiative.objects.values_list("slug", flat=True).get(id=initiative_id)
    return reverse("changes:changes", args=[slug])
