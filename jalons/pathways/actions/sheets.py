"""Fiches action: what is done, by whom, with what. Their state never moves a change (rule 22)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.directory.models import Organisation
from jalons.initiatives.models import Initiative
from jalons.journal.actions import record
from jalons.pathways.actions.moves import short
from jalons.pathways.enums import ActionStatus, NodeKind
from jalons.pathways.models import ActionSheet, PathNode
from jalons.territories.models import Territory

CHANGED_MEANWHILE = (
    "Quelqu’un a complété cette fiche pendant que vous écriviez. Rien n’a été écrasé : relisez la fiche, "
    "puis enregistrez de nouveau si vous le souhaitez."
)


@transaction.atomic
def create_off_path(
    initiative: Initiative, *, text: str, reason: str, by: Actor, now: datetime | None = None
) -> ActionSheet:
    """Note an action that contributes to no change, and say why it is kept (rule 22)."""
    if not text.strip():
        raise DomainError("Nommez cette action.", field="text")
    if not reason.strip():
        raise DomainError("Dites pourquoi elle reste hors chemin.", field="reason")
    node = PathNode.objects.create(initiative=initiative, kind=NodeKind.ACTION, text=text.strip())
    sheet = ActionSheet.objects.create(node=node, is_off_path=True, off_path_reason=reason.strip())
    record(
        "action_sheet.created", by=by, scope=initiative.scope(), on=sheet.id, label=short(node.text), now=now
    )
    return sheet


@transaction.atomic
def edit(
    sheet: ActionSheet,
    *,
    by: Actor,
    objective: str = "",
    public: str = "",
    pilot_organisation: Organisation | None = None,
    pilot: str = "",
    partners: str = "",
    calendar: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    means: str = "",
    budget: str = "",
    funders: str = "",
    indicators: str = "",
    risks: str = "",
    axis: str = "",
    sub_axis: str = "",
    communes: Collection[Territory] = (),
    seen_at: datetime | None = None,
    now: datetime | None = None,
) -> ActionSheet:
    """Fill the fiche in. Raises DomainError when the dates are the wrong way round.

    `seen_at`: when the writer's page was drawn; a later change by somebody else is not overwritten.
    """
    stands = ActionSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if seen_at is not None and stands.updated_at > seen_at:
        raise DomainError(CHANGED_MEANWHILE)
    if starts_on and ends_on and ends_on < starts_on:
        raise DomainError("L’action se termine avant de commencer : vérifiez les dates.", field="ends_on")
    texts: dict[str, Any] = {
        "objective": objective,
        "public": public,
        "pilot": pilot,
        "partners": partners,
        "calendar": calendar,
        "means": means,
        "budget": budget,
        "funders": funders,
        "indicators": indicators,
        "risks": risks,
        "axis": axis,
        "sub_axis": sub_axis,
    }
    for name, value in texts.items():
        setattr(sheet, name, value.strip())
    sheet.pilot_organisation, sheet.starts_on, sheet.ends_on = pilot_organisation, starts_on, ends_on
    sheet.save()
    sheet.communes.set(communes)
    record(
        "action_sheet.edited", by=by, scope=sheet.scope(), on=sheet.id, label=short(sheet.node.text), now=now
    )
    return sheet


@transaction.atomic
def set_status(sheet: ActionSheet, *, status: str, by: Actor, now: datetime | None = None) -> ActionSheet:
    """Say where the action stands. No change is touched by it (rule 22)."""
    if status not in ActionStatus.values:
        raise DomainError("Choisissez un état de la liste.", field="status")
    sheet.status = status
    sheet.save(update_fields=["status", "updated_at"])
    record(
        "action_sheet.status",
        by=by,
        scope=sheet.scope(),
        on=sheet.id,
        label=short(sheet.node.text),
        now=now,
        state=sheet.get_status_display(),
    )
    return sheet


@transaction.atomic
def leave_off_path(sheet: ActionSheet, *, reason: str, by: Actor, now: datetime | None = None) -> ActionSheet:
    """Say that an action contributes to no change, and why. Refused while it stands in a chemin."""
    if sheet.node.links_out.exists():
        raise DomainError("Cette action contribue à un chemin : retirez-la d’abord de ce chemin.")
    if not reason.strip():
        raise DomainError("Dites pourquoi elle reste hors chemin.", field="reason")
    sheet.is_off_path, sheet.off_path_reason = True, reason.strip()
    sheet.save(update_fields=["is_off_path", "off_path_reason", "updated_at"])
    record(
        "action_sheet.off_path",
        by=by,
        scope=sheet.scope(),
        on=sheet.id,
        label=short(sheet.node.text),
        now=now,
        reason=reason.strip(),
    )
    return sheet
