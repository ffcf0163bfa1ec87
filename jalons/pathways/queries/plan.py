"""The plan d'actions: its lines today, and what a file would change."""

from dataclasses import dataclass, field

from jalons.initiatives.models import Initiative
from jalons.pathways.models import ActionSheet
from jalons.pathways.plan import COLUMNS, TAKEN, PlanRow, Reading, Refusal, plain
from jalons.pathways.queries.sheets import ActionRow, action_rows


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that a file would change."""

    column: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line that a file would change: an action we know, or a new one."""

    row: PlanRow
    sheet: ActionSheet | None
    cells: tuple[CellChange, ...]


@dataclass(slots=True)
class Comparison:
    """What a file would do to the plan."""

    new: list[LineChange] = field(default_factory=list)
    changed: list[LineChange] = field(default_factory=list)
    same: int = 0
    refused: list[Refusal] = field(default_factory=list)
    absent: list[ActionSheet] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.new and not self.changed


def plan_rows(initiative: Initiative) -> list[PlanRow]:
    """One line an action; three queries."""
    return [_row(found) for found in action_rows(initiative)]


def _row(found: ActionRow) -> PlanRow:
    sheet = found.sheet
    served = " ; ".join(dict.fromkeys(link.pathway.change.title for link in found.places))
    return PlanRow(
        title=sheet.node.text,
        axis=sheet.axis,
        sub_axis=sheet.sub_axis,
        pilot=sheet.pilot_name,
        partners=sheet.partners,
        funders=sheet.funders,
        budget=sheet.budget,
        calendar=sheet.calendar,
        indicators=sheet.indicators,
        serves=served or ("hors chemin" if sheet.is_off_path else "à rattacher"),
        status=str(sheet.get_status_display()),
        reference=str(sheet.id),
    )


def compare(initiative: Initiative, reading: Reading) -> Comparison:
    """What taking this file would change. An action is known by its reference, else by its title."""
    found = action_rows(initiative)
    by_reference = {str(row.sheet.id): row for row in found}
    by_title = {plain(row.sheet.node.text): row for row in found}
    result = Comparison(refused=list(reading.refused))
    seen = set()
    for row in reading.rows:
        known = by_reference.get(row.reference) or by_title.get(plain(row.title))
        if row.reference and row.reference not in by_reference:
            reason = "Cette référence n’est pas d’ici : videz la cellule pour créer une action."
            result.refused.append(Refusal(row.line, row.title[:80], reason))
            continue
        if known is None:
            result.new.append(LineChange(row, None, _cells(PlanRow(title=""), row, with_title=False)))
            continue
        if known.sheet.id in seen:
            reason = "Deux lignes parlent de cette action : gardez-en une."
            result.refused.append(Refusal(row.line, row.title[:80], reason))
            continue
        seen.add(known.sheet.id)
        cells = _cells(_row(known), row, with_title=True)
        if cells:
            result.changed.append(LineChange(row, known.sheet, cells))
        else:
            result.same += 1
    result.absent = [row.sheet for row in found if row.sheet.id not in seen]
    return result


def _cells(before: PlanRow, after: PlanRow, *, with_title: bool) -> tuple[CellChange, ...]:
    keys = [*(["title"] if with_title else []), *(key for key in TAKEN if key in after.known)]
    pairs = [(key, getattr(before, key).strip(), getattr(after, key)) for key in keys]
    return tuple(CellChange(key, COLUMNS[key][0], old, new) for key, old, new in pairs if old != new)
