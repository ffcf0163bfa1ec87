"""Taking a plan d'actions back from a spreadsheet: what was seen is what is done."""

from datetime import datetime

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.directory.queries import active_organisations
from jalons.initiatives.models import Initiative
from jalons.journal.actions import record
from jalons.pathways.actions.moves import short
from jalons.pathways.enums import NodeKind
from jalons.pathways.models import ActionSheet, PathNode
from jalons.pathways.plan import Reading
from jalons.pathways.queries.plan import LineChange, compare


@transaction.atomic
def take(
    initiative: Initiative, reading: Reading, *, file_name: str, by: Actor, now: datetime | None = None
) -> int:
    """Write what the file changes; returns how many actions. Nothing is ever removed.

    A new action is « hors chemin » until somebody places it on a chemin (rule 22).
    """
    Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    found = compare(initiative, reading)
    if found.is_empty:
        raise DomainError("Ce fichier ne change rien au plan d’actions.")
    for line in found.new:
        _create(initiative, line, file_name)
    for line in found.changed:
        _update(line)
    count = len(found.new) + len(found.changed)
    record(
        "action_plan.imported",
        by=by,
        scope=initiative.scope(),
        on=initiative.id,
        label=short(file_name),
        now=now,
        count=count,
    )
    return count


def _create(initiative: Initiative, line: LineChange, file_name: str) -> None:
    node = PathNode.objects.create(initiative=initiative, kind=NodeKind.ACTION, text=line.row.title)
    reason = f"Vient du fichier « {file_name} » : à rattacher à un chemin, ou à garder hors chemin."
    sheet = ActionSheet(node=node, is_off_path=True, off_path_reason=reason)
    _fill(sheet, line)
    sheet.save()


def _update(line: LineChange) -> None:
    sheet = line.sheet
    if sheet is None:
        return
    _fill(sheet, line)
    sheet.save()
    title = next((cell.after for cell in line.cells if cell.column == "title"), "")
    if title:
        sheet.node.text = title
        sheet.node.save(update_fields=["text", "updated_at"])


def _fill(sheet: ActionSheet, line: LineChange) -> None:
    for cell in line.cells:
        if cell.column == "pilot":
            _say_pilot(sheet, cell.after)
        elif cell.column != "title":
            setattr(sheet, cell.column, cell.after)


def _say_pilot(sheet: ActionSheet, words: str) -> None:
    """An organisation that we know by this name, else the words as they are."""
    sheet.pilot_organisation = active_organisations().filter(name__iexact=words).first() if words else None
    sheet.pilot = "" if sheet.pilot_organisation else words
