"""Dates of the convention: its length is data, five years are only proposed (rule 24)."""

from datetime import date, datetime

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.initiatives.models import Initiative
from jalons.journal.actions import record


@transaction.atomic
def set_dates(
    initiative: Initiative,
    *,
    starts_on: date,
    ends_on: date,
    is_renewal: bool,
    by: Actor,
    now: datetime | None = None,
) -> Initiative:
    """Fix when the CTG starts and ends. The horizon of the lasting changes is its end."""
    initiative = Initiative.objects.select_for_update().get(pk=initiative.pk)
    if ends_on <= starts_on:
        raise DomainError("La convention finit après avoir commencé.", field="ends_on")
    if (initiative.ctg_starts_on, initiative.ctg_ends_on, initiative.is_renewal) == (
        starts_on,
        ends_on,
        is_renewal,
    ):
        return initiative
    initiative.ctg_starts_on, initiative.ctg_ends_on = starts_on, ends_on
    initiative.is_renewal = is_renewal
    initiative.save()
    record(
        "ctg.dated",
        by=by,
        scope=initiative.scope(),
        on=initiative.id,
        label=initiative.name,
        now=now,
        starts_on=f"{starts_on:%d/%m/%Y}",
        ends_on=f"{ends_on:%d/%m/%Y}",
    )
    return initiative
