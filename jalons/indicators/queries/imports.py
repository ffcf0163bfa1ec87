"""Imports as they are shown: past ones, the preview of a waiting file, the forms that are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from jalons.indicators import wording
from jalons.indicators.importing import reading
from jalons.indicators.importing.layouts import Layout
from jalons.indicators.importing.reading import Preview
from jalons.indicators.importing.records import Refusal
from jalons.indicators.models import DataImport, Indicator

RECENT = 12
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One figure that the file would give, in words."""

    code: str
    label: str
    vintage: str
    value: str
    status: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A preview ready for the page."""

    label: str
    table: str
    header: list[str]
    rows: list[list[str]]
    lines: list[Line]
    refusals: list[Refusal]
    read: int
    is_known: bool


def recent(account_id: UUID) -> list[DataImport]:
    """The last imports of one person."""
    return list(DataImport.objects.filter(by_account=account_id)[:RECENT])


def known_forms() -> Sequence[Layout]:
    return reading.known_forms()


def ready(preview: Preview) -> Shown:
    """What the first lines of a file give, with the words of the catalogue."""
    known = {i.code: i for i in Indicator.objects.all()}
    lines = []
    for record in preview.records[:SHOWN]:
        indicator = known.get(record.indicator)
        unit = indicator.unit if indicator else ""
        lines.append(
            Line(
                record.code,
                indicator.label if indicator else record.indicator,
                record.vintage,
                wording.say_known(record.value, unit, record.status),
                record.note,
            )
        )
    layout = preview.layout
    return Shown(
        label=layout.label if layout else "",
        table=preview.table,
        header=preview.header,
        rows=[row[: len(preview.header)] for row in preview.rows],
        lines=lines,
        refusals=preview.refusals[:SHOWN],
        read=preview.lines,
        is_known=layout is not None,
    )
