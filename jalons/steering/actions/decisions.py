"""What people decide to do of what they see."""

from datetime import date, datetime

from django.db import transaction

from jalons.changes.models import LastingChange
from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.initiatives.models import Initiative
from jalons.journal.actions import record
from jalons.steering.enums import DecisionKind, DecisionStatus
from jalons.steering.models import ChangeReview, SteeringDecision


@transaction.atomic
def take(
    initiative: Initiative,
    *,
    kind: str,
    text: str,
    by: Actor,
    review: ChangeReview | None = None,
    change: LastingChange | None = None,
    reason: str = "",
    owner: str = "",
    due_on: date | None = None,
    now: datetime | None = None,
) -> SteeringDecision:
    """Decide to continue, adapt, stop or add something; who, before when. Raises DomainError."""
    if kind not in DecisionKind.values:
        raise DomainError("Choisissez : continuer, adapter, arrêter ou ajouter.", field="kind")
    if not text.strip():
        raise DomainError("Dites ce qui est décidé.", field="text")
    if review is not None and not review.is_open:
        raise DomainError("Cette revue est publiée : prenez la décision à la prochaine.")
    decision = SteeringDecision.objects.create(
        initiative=initiative,
        review=review,
        change=change,
        kind=kind,
        text=text.strip(),
        reason=reason.strip(),
        owner=owner.strip(),
        due_on=due_on,
    )
    said = decision.get_kind_display().lower()
    _note(decision, "decision.taken", by=by, now=now, kind=said)
    return decision


@transaction.atomic
def close(
    decision: SteeringDecision, *, status: str, by: Actor, on: date | None = None, now: datetime | None = None
) -> SteeringDecision:
    """Say that it is done, or dropped. It tells nothing about the change."""
    if status not in {DecisionStatus.DONE, DecisionStatus.DROPPED}:
        raise DomainError("Dites si c’est fait ou abandonné.", field="status")
    decision.status, decision.closed_on = status, on or (now or clock.now()).date()
    decision.save(update_fields=["status", "closed_on", "updated_at"])
    _note(decision, "decision.closed", by=by, now=now, state=decision.get_status_display().lower())
    return decision


def _note(decision: SteeringDecision, verb: str, *, by: Actor, now: datetime | None, **facts: str) -> None:
    scope = decision.initiative.scope()
    record(verb, by=by, scope=scope, on=decision.id, label=decision.text[:200], now=now, **facts)
