"""The agreement and its avenants: frozen snapshots of the plan (domain.md §6.2, rule 7)."""

from datetime import date, datetime

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.initiatives import agreement, planning
from jalons.initiatives.enums import MissionStatus
from jalons.initiatives.models import AgreedPlan, Mission
from jalons.journal.actions import record


@transaction.atomic
def sign(mission: Mission, *, signed_on: date, by: Actor, now: datetime | None = None) -> AgreedPlan:
    """The agreement was signed: freeze the plan as number 0. Raises DomainError when it was already."""
    mission = Mission.objects.select_for_update().get(pk=mission.pk)
    if mission.agreed_plans.exists():
        raise DomainError("La convention est déjà enregistrée : un changement se signe par un avenant.")
    plan = _freeze(mission, number=0, signed_on=signed_on, reason="")
    mission.status = MissionStatus.CONTRACTED
    mission.save(update_fields=["status", "updated_at"])
    record(
        "agreement.signed",
        by=by,
        scope=mission.scope(),
        on=plan.id,
        label=mission.title,
        now=now,
        days=plan.content["totals"]["days"].replace(".", ","),
        price=plan.content["totals"]["price"].replace(".", ","),
    )
    return plan


@transaction.atomic
def amend(
    mission: Mission,
    *,
    signed_on: date,
    reason: str,
    by: Actor,
    changes_more_than_the_plan: bool = False,
    now: datetime | None = None,
) -> AgreedPlan:
    """An avenant was signed: freeze the plan under the next number.

    Raises DomainError when nothing differs, when no agreement was signed, or out of date order. An avenant
    that also changes something else than the plan (`changes_more_than_the_plan`) may leave it as it was.
    """
    mission = Mission.objects.select_for_update().get(pk=mission.pk)
    last = mission.agreed_plans.order_by("number").last()
    if last is None:
        raise DomainError("Enregistrez d’abord la convention signée : un avenant la modifie.")
    if not reason.strip():
        raise DomainError("Écrivez le motif de l’avenant.", field="reason")
    if signed_on < last.signed_on:
        raise DomainError(
            f"L’avenant ne peut pas être signé avant le {last.signed_on:%d/%m/%Y}.", field="signed_on"
        )
    is_due = agreement.is_amendment_due(last.content, planning.snapshot(mission))
    if not is_due and not changes_more_than_the_plan:
        raise DomainError("Le plan est celui qui a été signé : aucun avenant n’est dû.")
    plan = _freeze(mission, number=last.number + 1, signed_on=signed_on, reason=reason.strip())
    record(
        "amendment.signed",
        by=by,
        scope=mission.scope(),
        on=plan.id,
        label=mission.title,
        now=now,
        number=plan.number,
        reason=plan.reason,
    )
    return plan


def _freeze(mission: Mission, *, number: int, signed_on: date, reason: str) -> AgreedPlan:
    content = planning.snapshot(mission)
    return AgreedPlan.objects.create(
        mission=mission,
        number=number,
        signed_on=signed_on,
        content=content,
        content_hash=agreement.fingerprint(content),
        reason=reason,
    )
