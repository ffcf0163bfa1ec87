"""Opening to everybody what a table brought, by a secret address; closing it."""

import secrets
from datetime import datetime

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.initiatives.enums import StepStatus
from jalons.initiatives.models import Step
from jalons.journal.actions import record
from jalons.workshops.models import SessionReturn

TOKEN_BYTES = 12


@transaction.atomic
def open_return(step: Step, *, message: str, by: Actor, now: datetime | None = None) -> SessionReturn:
    """Publish the return of a table that was held; its address stays the same when it opens again.

    Raises DomainError before the table was held: a poster must not lead to an empty page.
    """
    if step.status not in {StepStatus.HELD, StepStatus.CLOSED}:
        raise DomainError("Cette table n’a pas encore eu lieu : il n’y a rien à rendre.")
    opened, _ = SessionReturn.objects.update_or_create(
        step=step,
        defaults={"message": message.strip(), "opened_by": by.label, "closed_at": None},
        create_defaults={
            "message": message.strip(),
            "opened_by": by.label,
            "token": secrets.token_urlsafe(TOKEN_BYTES),
        },
    )
    record("return.opened", by=by, scope=step.scope(), on=step.id, label=step.title, now=now)
    return opened


@transaction.atomic
def close_return(opened: SessionReturn, *, by: Actor, now: datetime | None = None) -> None:
    """Take the page away; tickets keep their own."""
    opened.closed_at = now or clock.now()
    opened.save(update_fields=["closed_at", "updated_at"])
    step = opened.step
    record("return.closed", by=by, scope=step.scope(), on=step.id, label=step.title, now=now)
