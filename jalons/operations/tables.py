"""Reading a table that somebody exported from a spreadsheet: whatever its separator, ends of line, BOM."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jalons.core.errors import DomainError

SEPARATORS: Final = (";", ",", "\t")


def read(path: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """(line, cells) of each row that says something, in the file's order; other columns are left out.

    Raises DomainError when the file cannot be read, or when a column is missing.
    """
    text = _text(path)
    for separator in SEPARATORS:
        rows = csv.reader(text.splitlines(keepends=True), delimiter=separator)
        header = _header(rows)
        if set(columns) <= set(header):
            places = {column: header.index(column) for column in columns}
            return [(rows.line_num, _cells(row, places)) for row in rows if any(cell.strip() for cell in row)]
    raise DomainError(
        f"Ce fichier n’a pas les colonnes attendues. Sa première ligne doit être : {','.join(columns)}"
    )


def _header(rows: Iterator[list[str]]) -> list[str]:
    for row in rows:
        if any(cell.strip() for cell in row):
            return [cell.strip().lower() for cell in row]
    return []


def _cells(row: list[str], places: dict[str, int]) -> dict[str, str]:
    return {column: row[at].strip() if at < len(row) else "" for column, at in places.items()}


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as failure:
        raise DomainError(
            f"Impossible de lire {path} : ce fichier n’existe pas ou n’est pas lisible."
        ) from failure
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # what older spreadsheets write in France
