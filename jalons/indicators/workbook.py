"""All figures of a portrait as a workbook for any spreadsheet, each line with its source and vintage."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from jalons.indicators.models import Source
from jalons.indicators.queries import tables
from jalons.indicators.queries.board import Board

NUMBERS = frozenset({"valeur", "numérateur", "dénominateur"})
WIDEST = 48
SOURCE_HEAD = ("producteur", "titre", "adresse", "licence")
INDICATOR_HEAD = ("code", "libellé", "unité", "définition", "population concernée", "précaution")


def write(board: Board) -> bytes:
    """Three sheets: figures (a masked one is an empty cell beside its status), indicators, sources."""
    book = Workbook()
    figures = book.active
    if not isinstance(figures, Worksheet):
        raise TypeError("a new workbook has a first sheet")
    figures.title = "Chiffres"
    _fill(figures, tables.CSV_HEAD, [_numbers(row) for row in tables.csv_rows(board)])
    indicators = [
        [one.code, one.label, one.unit, one.definition, one.population, one.caveat]
        for one in board.indicators.values()
    ]
    _fill(book.create_sheet("Indicateurs"), INDICATOR_HEAD, indicators)
    sources = [
        [one.producer, one.title, one.address, one.licence]
        for one in Source.objects.order_by("producer", "title")
    ]
    _fill(book.create_sheet("Sources"), SOURCE_HEAD, sources)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _numbers(row: list[str]) -> list[str | float | None]:
    """Text stays text (a code keeps its zeros), a figure becomes a number, an unknown one an empty cell."""
    return [
        (float(cell.replace(",", ".")) if cell else None) if name in NUMBERS else cell
        for name, cell in zip(tables.CSV_HEAD, row, strict=True)
    ]


def _fill(
    sheet: Worksheet, head: tuple[str, ...], rows: list[list[str | float | None]] | list[list[str]]
) -> None:
    sheet.append(list(head))
    for row in rows:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    for index, name in enumerate(head, start=1):
        longest = max([len(name), *(len(str(row[index - 1] or "")) for row in rows)])
        sheet.column_dimensions[get_column_letter(index)].width = min(longest + 2, WIDEST)
