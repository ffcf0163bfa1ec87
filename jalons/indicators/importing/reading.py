"""From a file to its stream of items: which form it has, then line after line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from jalons.indicators.importing import layouts, tables
from jalons.indicators.importing.layouts import Layout
from jalons.indicators.importing.records import FileError, Item, Options, Record, Refusal
from jalons.indicators.importing.tables import Table

PREVIEW_LINES = 400
SHOWN = 8


@dataclass(slots=True)
class Recognised:
    """One table of a file, the form it has, and its header."""

    table: Table
    layout: Layout
    header: list[str]
    header_line: int


@dataclass(slots=True)
class Preview:
    """What the first lines of a file give: for a person to look at before anything is written."""

    table: str
    header: list[str]
    rows: list[list[str]]
    layout: Layout | None
    records: list[Record] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    lines: int = 0


def recognise(table: Table, mapping: Layout | None = None) -> Recognised | None:
    """The form of a table: its header may stand under a title."""
    for line, row in table.head:
        header = [cell.strip() for cell in row]
        if mapping is not None:
            found = mapping if mapping.recognises(header, table.name) else None
        else:
            found = layouts.layout_of(header, table.name)
        if found:
            return Recognised(table, found, header, line)
    return None


def items(found: Recognised, options: Options) -> Iterator[tuple[int, Item]]:
    """Every item of a table with its line. A line that cannot be read becomes a refusal, never an exception.

    Raises FileError when the whole table lacks something that only a person can say.
    """
    read = found.layout.reader(found.header, found.table.name, options)
    for line, row in found.table.rows:
        if line <= found.header_line:
            continue
        whole = [*row, *[""] * (len(found.header) - len(row))]
        try:
            for item in read(line, dict(zip(found.header, whole, strict=False))):
                yield line, _placed(item, line, row)
        except FileError:
            raise
        except ValueError as wrong:
            yield line, Refusal(line, str(wrong), " ; ".join(row[:4])[:120])


def _placed(item: Item, line: int, row: list[str]) -> Item:
    """A refusal with its line and what stands there."""
    if isinstance(item, Refusal) and not item.line:
        return Refusal(line, item.reason, " ; ".join(row[:4])[:120])
    return item


def preview(path: Path, options: Options, mapping: Layout | None = None) -> Preview:
    """What the first table that is known would give, or the first table when none is.

    Raises FileError for a file that does not open.
    """
    first: Preview | None = None
    for table in tables.tables(path):
        found = recognise(table, mapping)
        if found:
            return _read(found, options)
        if first is None:
            first = _unknown(table)
    if first is None:
        raise FileError(f"{path.name} ne contient aucun tableau.")
    return first


def _read(found: Recognised, options: Options) -> Preview:
    head = [row for line, row in found.table.head if line > found.header_line][:SHOWN]
    result = Preview(found.table.name, found.header, head, found.layout)
    for line, item in islice(items(found, options), PREVIEW_LINES * SHOWN):
        if line > PREVIEW_LINES:
            break
        result.lines = line
        if isinstance(item, Record):
            result.records.append(item)
        elif isinstance(item, Refusal):
            result.refusals.append(item)
    return result


def _unknown(table: Table) -> Preview:
    """A table of no known form: its likely header is the fullest of the first rows."""
    line, header = max(
        table.head, key=lambda row: sum(bool(cell.strip()) for cell in row[1]), default=(0, [])
    )
    rows = [row for number, row in table.head if number > line][:SHOWN]
    return Preview(table.name, [cell.strip() for cell in header], rows, None)


def known_forms() -> Sequence[Layout]:
    return layouts.LAYOUTS
