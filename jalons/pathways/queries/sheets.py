"""Actions: their fiches, and the changes they contribute to (rule 22)."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from jalons.initiatives.models import Initiative
from jalons.pathways.models import ActionSheet, Link


@dataclass(slots=True)
class ActionRow:
    """An action in the list: its fiche, and each place where it contributes."""

    sheet: ActionSheet
    places: list[Link] = field(default_factory=list)

    @property
    def is_adrift(self) -> bool:
        """Neither tied to a change nor said to be « hors chemin »: rule 22 asks for one of the two."""
        return not self.places and not self.sheet.is_off_path


def _sheets(initiative: Initiative) -> QuerySet[ActionSheet]:
    return (
        ActionSheet.objects.filter(node__initiative=initiative, node__merged_into__isnull=True)
        .select_related("node", "pilot_organisation")
        .prefetch_related("communes")
        .order_by("node__created_at")
    )


def _places(node_ids: list[UUID]) -> QuerySet[Link]:
    return (
        Link.objects.filter(source__in=node_ids)
        .select_related("target", "pathway__change")
        .order_by("pathway__change__position", "created_at")
    )


def action_rows(initiative: Initiative) -> list[ActionRow]:
    """Every action of the démarche with what it contributes to; three queries."""
    rows = {sheet.node_id: ActionRow(sheet) for sheet in _sheets(initiative)}
    for link in _places(list(rows)):
        rows[link.source_id].places.append(link)
    return list(rows.values())


def places_of_action(sheet: ActionSheet) -> list[Link]:
    """Where one action contributes."""
    return list(_places([sheet.node_id]))
