"""Opening files as tables of text, one line at a time: CSV, TXT, XLSX, JSON, packed in GZ or ZIP or not.

Nothing is held whole in memory, except a JSON. Encoding and separator are found, not asked.
"""

import codecs
import csv
import gzip
import io
import itertools
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from jalons.indicators.importing.records import FileError

TEXTS = {".csv", ".txt", ".tsv"}
MOST_MEMBERS = 60
MOST_BYTES = 4_000_000_000
"""Of one file once unpacked: more is a mistake or a bomb."""
HEAD_ROWS = 25
CHUNK = 1 << 20
DICTIONARIES = ("meta_", "dictionnaire", "lisezmoi", "readme", "dico")
Row = tuple[int, list[str]]


@dataclass(slots=True)
class Table:
    """One table: where it comes from, its first rows to recognise it, and all of its rows."""

    name: str
    head: list[Row]
    rows: Iterator[Row]


def tables(path: Path) -> Iterator[Table]:
    """Every table of a file, one after the other: read one before asking for the next.

    Raises FileError, with a French sentence, for what cannot be opened.
    """
    if not path.is_file():
        raise FileError(f"Ce fichier n’existe pas ou ne se lit pas : {path.name}.")
    try:
        yield from _tables(path.name, path)
    except (zipfile.BadZipFile, EOFError, gzip.BadGzipFile, InvalidFileException, KeyError) as broken:
        raise FileError(f"{path.name} est abîmé ou n’est pas du format de son nom : {broken}.") from broken


def _tables(name: str, path: Path) -> Iterator[Table]:
    suffix = path.suffix.lower()
    if suffix == ".zip":
        yield from _members(path)
    elif suffix == ".gz":
        yield from _texts(name.removesuffix(".gz"), partial(gzip.open, path, "rb"))
    elif suffix in {".xlsx", ".xlsm"}:
        with path.open("rb") as stream:
            yield from _sheets(name, stream)
    elif suffix in TEXTS | {".json"}:
        yield from _texts(name, lambda: path.open("rb"))
    else:
        raise FileError(
            f"{name} : ce format ne se lit pas ici. Donnez un CSV, un XLSX, un JSON, ou un ZIP qui en a."
        )


def _members(path: Path) -> Iterator[Table]:
    with zipfile.ZipFile(path) as archive:
        members = [m for m in archive.infolist() if not m.is_dir()]
        if len(members) > MOST_MEMBERS:
            raise FileError(f"{path.name} contient {len(members)} fichiers : donnez-les un par un.")
        for member in members:
            base = Path(member.filename).name
            suffix = Path(base).suffix.lower()
            if base.lower().startswith(DICTIONARIES) or base.startswith("."):
                continue
            if member.file_size > MOST_BYTES:
                raise FileError(f"{base} est trop gros une fois ouvert ({member.file_size // 10**9} Go).")
            if suffix in TEXTS | {".json"}:
                yield from _texts(base, lambda member=member: archive.open(member))
            elif suffix in {".xlsx", ".xlsm"}:
                with archive.open(member) as stream:
                    yield from _sheets(base, io.BytesIO(stream.read()))


def _texts(name: str, opened: Any) -> Iterator[Table]:
    if name.lower().endswith(".json"):
        with opened() as stream:
            yield from _json(name, stream)
        return
    encoding = _encoding(opened)
    with io.TextIOWrapper(opened(), encoding=encoding) as text:
        delimiter = _delimiter(text.read(CHUNK // 16))
    with io.TextIOWrapper(opened(), encoding=encoding, newline="") as text:
        reader = csv.reader(text, delimiter=delimiter)
        yield _table(name, ((reader.line_num, row) for row in reader if any(cell.strip() for cell in row)))


def _encoding(opened: Any) -> str:
    """UTF-8 when the whole file is, else the Windows encoding of French spreadsheets."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with opened() as stream:
        first = stream.read(4)
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        try:
            decoder.decode(first)
            while chunk := stream.read(CHUNK):
                decoder.decode(chunk)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _delimiter(start: str) -> str:
    """The separator that cuts most of the first lines."""
    lines = [line for line in start.splitlines()[:HEAD_ROWS] if line.strip()]
    counts = {mark: sum(line.count(mark) for line in lines) for mark in (";", "\t", "|", ",")}
    found = max(counts, key=lambda mark: counts[mark])
    # decimal commas outnumber semicolons in some tables: a semicolon in the header decides
    return ";" if lines and lines[0].count(";") > 1 else found


def _sheets(name: str, stream: IO[bytes]) -> Iterator[Table]:
    workbook = load_workbook(stream, read_only=True, data_only=True)
    try:
        for sheet in workbook.worksheets:
            rows = (
                (number, [_text(cell) for cell in row])
                for number, row in enumerate(sheet.iter_rows(values_only=True), start=1)
                if any(cell is not None for cell in row)
            )
            yield _table(f"{name}, feuille « {sheet.title} »", rows)
    finally:
        workbook.close()


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _json(name: str, stream: IO[bytes]) -> Iterator[Table]:
    """A list of objects, or an object by code: « code » becomes the first column."""
    try:
        content = json.load(stream)
    except (json.JSONDecodeError, UnicodeDecodeError) as wrong:
        raise FileError(f"{name} n’est pas du JSON : {wrong}.") from wrong
    if isinstance(content, dict):
        found = [{"code": code, **row} for code, row in content.items() if isinstance(row, dict)]
    else:
        found = [row for row in content if isinstance(row, dict)] if isinstance(content, list) else []
    if not found:
        raise FileError(f"{name} ne contient pas de tableau : une liste d’objets, ou des objets par code.")
    header = list(dict.fromkeys(key for row in found[:1000] for key in row))
    rows = ((number, [_text(row.get(key)) for key in header]) for number, row in enumerate(found, start=2))
    yield _table(name, itertools.chain([(1, header)], rows))


def _table(name: str, rows: Iterator[Row]) -> Table:
    head = list(itertools.islice(rows, HEAD_ROWS))
    return Table(name, head, itertools.chain(head, rows))


@contextmanager
def first_table(path: Path) -> Iterator[Table]:
    """The first table of a file, for a preview. Raises FileError when there is none."""
    found = next(tables(path), None)
    if found is None:
        raise FileError(f"{path.name} ne contient aucun tableau.")
    yield found
