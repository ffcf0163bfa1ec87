"""The plan d'actions as a spreadsheet that collectivités know, written and read. No Django.

One line an action. The reading accepts files that are not ours: columns in any order, a title above them,
other words for the same thing. A line that cannot be taken is said with its number and why.
"""

import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

MOST_BYTES, MOST_ROWS = 5_000_000, 2000
_UNPACKED = 80_000_000  # bytes once unzipped: a spreadsheet of a few thousand lines is far below
_HEADER_WITHIN = 20  # lines above the columns
_LIMITS = {"axis": 200, "sub_axis": 200, "title": 2000, "pilot": 160, "partners": 300, "funders": 300}
_LONG = 2000
COLUMNS = {
    "axis": ("Axe", 22),
    "sub_axis": ("Sous-axe", 22),
    "title": ("Titre", 44),
    "pilot": ("Pilote", 26),
    "partners": ("Partenaires", 30),
    "funders": ("Financeurs", 26),
    "budget": ("Budget", 22),
    "calendar": ("Calendrier", 24),
    "indicators": ("Indicateurs", 36),
    "serves": ("Contribue à (pour lecture)", 40),
    "status": ("État (pour lecture)", 16),
    "reference": ("Référence (ne pas modifier)", 40),
}
TAKEN = ("axis", "sub_axis", "pilot", "partners", "funders", "budget", "calendar", "indicators")
_SYNONYMS = {
    "axis": ("axe", "axe strategique", "orientation", "thematique"),
    "sub_axis": ("sous axe", "sous thematique", "objectif"),
    "title": ("titre", "action", "intitule", "intitule de l action", "nom de l action", "titre de l action"),
    "pilot": ("pilote", "porteur", "pilotage", "structure pilote", "porteur de l action"),
    "partners": ("partenaires", "partenaire", "partenariat"),
    "funders": ("financeurs", "financeur", "financements", "financement"),
    "budget": ("budget", "cout", "cout previsionnel", "budget previsionnel"),
    "calendar": ("calendrier", "echeancier", "echeance", "periode", "planning"),
    "indicators": ("indicateurs", "indicateur", "indicateurs de suivi", "indicateurs d evaluation"),
    "reference": ("reference", "reference ne pas modifier"),
}


class UnreadablePlan(ValueError):  # noqa: N818 - a refusal, not a fault
    """The file is no plan; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action, as its line says it. `line` is its number in the file, `known` the columns it had."""

    title: str
    axis: str = ""
    sub_axis: str = ""
    pilot: str = ""
    partners: str = ""
    funders: str = ""
    budget: str = ""
    calendar: str = ""
    indicators: str = ""
    serves: str = ""
    status: str = ""
    reference: str = ""
    line: int = 0
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line left aside, and why."""

    line: int
    text: str
    reason: str


@dataclass(slots=True)
class Reading:
    """What a file holds."""

    rows: list[PlanRow] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def write(rows: Iterable[PlanRow], *, title: str, mention: str = "") -> bytes:
    """The plan as XLSX: one sheet, a frozen header, a filter, texts that never become formulas."""
    book = Workbook()
    sheet: Worksheet = book.active  # type: ignore[assignment]
    sheet.title = "Plan d’actions"
    sheet.append([title])
    sheet.append([mention or "Une ligne par action. Les trois dernières colonnes se lisent seulement."])
    sheet.append([name for name, _ in COLUMNS.values()])
    for row in rows:
        values = asdict(row)
        sheet.append([""] * len(COLUMNS))
        for place, key in enumerate(COLUMNS, start=1):
            _write_text(sheet.cell(sheet.max_row, place), values[key])
    _dress(sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write_text(cell: Any, text: str) -> None:
    """Text only: « =… », « @… » stay words, in our file and in the spreadsheet that opens it."""
    cell.value = "".join(char for char in text if char in "\n\t" or ord(char) >= 32)  # noqa: PLR2004
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in {"=", "+", "-", "@"}
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _dress(sheet: Worksheet) -> None:
    sheet["A1"].font = Font(size=14, bold=True)
    sheet["A2"].font = Font(italic=True, color="4B5952")
    for place, (_, width) in enumerate(COLUMNS.values(), start=1):
        head = sheet.cell(3, place)
        head.font, head.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="14402F")
        head.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "D4"
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(COLUMNS))}{max(sheet.max_row, 3)}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "3:3"


def read(data: bytes) -> Reading:
    """The actions of a file. Raises UnreadablePlan when it is no plan at all."""
    lines = _lines(data)
    start, columns = _header(lines)
    reading = Reading()
    seen: dict[str, int] = {}
    for number, values in enumerate(lines[start + 1 :], start=start + 2):
        cells = {key: _said(values[place]) for key, place in columns.items() if place < len(values)}
        if not any(cells.values()):
            continue
        reason = _wrong(cells, seen)
        if reason:
            reading.refused.append(Refusal(number, cells.get("title", "")[:80], reason))
            continue
        seen[plain(cells["title"])] = number
        known = tuple(key for key in columns if key in TAKEN)
        reading.rows.append(PlanRow(**cells, line=number, known=known))
    return reading


def _lines(data: bytes) -> list[Sequence[Any]]:
    """The lines of the first sheet whose columns we know, else of the first sheet."""
    if len(data) > MOST_BYTES:
        raise UnreadablePlan("Ce fichier dépasse 5 Mo : gardez le seul onglet du plan d’actions.")
    try:
        if _unpacked(data) > _UNPACKED:
            raise UnreadablePlan("Ce classeur est trop lourd une fois ouvert.")  # noqa: TRY301
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheets: list[list[Sequence[Any]]] = [
            list(sheet.iter_rows(values_only=True, max_row=MOST_ROWS)) for sheet in book.worksheets
        ]
    except UnreadablePlan:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError) as wrong:
        raise UnreadablePlan(
            "Ce fichier n’est pas un classeur XLSX : enregistrez-le depuis Excel ou LibreOffice au format "
            ".xlsx."
        ) from wrong
    return next((lines for lines in sheets if _find_header(lines)), sheets[0] if sheets else [])


def _unpacked(data: bytes) -> int:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return sum(item.file_size for item in packed.infolist())


def _find_header(lines: list[Sequence[Any]]) -> tuple[int, dict[str, int]] | None:
    for number, values in enumerate(lines[:_HEADER_WITHIN]):
        columns: dict[str, int] = {}
        for place, value in enumerate(values):
            name = plain(_said(value))
            key = next((key for key, names in _SYNONYMS.items() if name in names), None)
            if key and key not in columns:
                columns[key] = place
        if "title" in columns and len(columns) > 1:
            return number, columns
    return None


def _header(lines: list[Sequence[Any]]) -> tuple[int, dict[str, int]]:
    found = _find_header(lines)
    if found is None:
        wanted = ", ".join(name for name, _ in list(COLUMNS.values())[:9])
        raise UnreadablePlan(f"Les colonnes ne se reconnaissent pas. Une ligne doit les nommer : {wanted}.")
    return found


def _wrong(cells: dict[str, str], seen: dict[str, int]) -> str:
    if not cells.get("title"):
        return "Il manque le titre de l’action."
    before = seen.get(plain(cells["title"]))
    if before:
        return f"Le même titre se lit déjà ligne {before} : gardez une ligne par action."
    for key, text in cells.items():
        limit = _LIMITS.get(key, _LONG)
        if len(text) > limit:
            return f"{COLUMNS[key][0]} : {len(text)} caractères, {limit} au plus."
    return ""


def _said(value: Any) -> str:
    """A cell as words: a date the French way, a whole number without its comma."""
    if value is None:
        return ""
    if hasattr(value, "strftime"):
        return str(value.strftime("%d/%m/%Y"))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def plain(text: str) -> str:
    """Words without accents, capitals nor signs, to compare."""
    flat = unicodedata.normalize("NFKD", text.lower())
    kept = "".join(c if c.isalnum() else " " for c in flat if not unicodedata.combining(c))
    return " ".join(kept.split())


def row_from(values: dict[str, Any]) -> PlanRow:
    """A row that was kept as plain data."""
    names = {item.name for item in fields(PlanRow)}
    kept = {key: value for key, value in values.items() if key in names}
    return PlanRow(**kept | {"known": tuple(kept.get("known", ()))})
