"""The archive of a territory: a ZIP with JSON for machines, CSV and papers for people, and checksums.

Layout: `index.html`, `manifeste.json`, `empreintes.sha256`, `donnees/<app>.<model>.jsonl`,
`liens/<app>.<model>.<field>.jsonl`, `communs/<app>.<model>.jsonl`, `tableaux/*.csv`, `dossier.pdf`,
`dossier.docx`, `documents/*.pdf`.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from html import escape
from io import StringIO
from pathlib import PurePosixPath
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db import models

from jalons import __version__
from jalons.initiatives.models import Initiative
from jalons.operations import rows
from jalons.operations.dossier.contents import OWN, SHARED, Own

FORMAT = 1


class Writer:
    """Writes files into the ZIP and remembers their checksums."""

    def __init__(self, target: IO[bytes], *, now: datetime) -> None:
        self._zip = ZipFile(target, "w", ZIP_DEFLATED)
        self._date = now.timetuple()[:6]
        self.checksums: dict[str, str] = {}

    def add(self, name: str, content: bytes) -> None:
        info = ZipInfo(name, date_time=self._date)
        info.compress_type = ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        self._zip.writestr(info, content)
        self.checksums[name] = sha256(content).hexdigest()

    def close(self) -> None:
        lines = [f"{digest}  {name}" for name, digest in sorted(self.checksums.items())]
        self.add("empreintes.sha256", ("\n".join(lines) + "\n").encode())
        self._zip.close()


def _lines(items: Iterable[rows.Row]) -> bytes:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items).encode()


def _own_rows(initiative: Initiative) -> Iterator[tuple[Own, list[models.Model]]]:
    for own in OWN:
        yield own, list(own.rows(initiative))


def write(
    initiative: Initiative, target: IO[bytes], *, now: datetime, papers: dict[str, bytes] | None = None
) -> None:
    """Write the whole record of the territory. `papers` are ready files to put beside the data."""
    writer = Writer(target, now=now)
    wanted: dict[type[models.Model], set[Any]] = {shared.model: set() for shared in SHARED}
    counts: dict[str, int] = {}
    for own, instances in _own_rows(initiative):
        writer.add(f"donnees/{own.label.lower()}.jsonl", _lines(rows.dump(item) for item in instances))
        counts[own.label] = len(instances)
        _note_references(instances, own.model, wanted)
        _write_links(writer, own, initiative, wanted)
        writer.add(f"tableaux/{_table_name(own.model)}.csv", _table(own.model, instances))
    _write_shared(writer, wanted)
    for name, content in (papers or {}).items():
        writer.add(name, content)
    manifest = {
        "format": FORMAT,
        "jalons": __version__,
        "demarche": str(initiative.pk),
        "nom": initiative.name,
        "code": initiative.territory.code,
        "le": now.isoformat(),
        "fictif": initiative.is_fictitious,
        "lignes": counts,
    }
    writer.add("manifeste.json", json.dumps(manifest, ensure_ascii=False, indent=1).encode())
    writer.add("index.html", _index(initiative, writer.checksums, counts, now).encode())
    writer.close()


def _note_references(
    instances: Iterable[models.Model],
    model: type[models.Model],
    wanted: dict[type[models.Model], set[Any]],
) -> None:
    foreign = [
        (field.attname, field.related_model)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model in wanted
    ]
    for instance in instances:
        for attname, related in foreign:
            value = getattr(instance, attname)
            if value is not None:
                wanted[related].add(value)


def automatic_through(field: "models.ManyToManyField[Any, Any]") -> type[models.Model] | None:
    """The hidden table of a many-to-many field, or None when an area declared its own."""
    through: type[models.Model] | None = field.remote_field.through
    return through if through is not None and through._meta.auto_created else None


def _write_links(
    writer: Writer, own: Own, initiative: Initiative, wanted: dict[type[models.Model], set[Any]]
) -> None:
    """Many-to-many rows as pairs of ids."""
    for field in own.model._meta.local_many_to_many:
        through = automatic_through(field)
        if through is None:
            continue
        source, target = field.m2m_column_name(), field.m2m_reverse_name()
        pairs = sorted(
            through._base_manager.filter(
                **{f"{field.m2m_field_name()}__in": own.rows(initiative).values("pk")}
            ).values_list(source, target)
        )
        if field.related_model in wanted:
            wanted[field.related_model].update(target_id for _, target_id in pairs)
        writer.add(
            f"liens/{own.label.lower()}.{field.name}.jsonl",
            _lines({"source": str(left), "target": str(right)} for left, right in pairs),
        )


def _write_shared(writer: Writer, wanted: dict[type[models.Model], set[Any]]) -> None:
    """Shared rows that are referred to, and those that they refer to themselves."""
    found: dict[str, list[rows.Row]] = {}
    for shared in reversed(SHARED):
        instances = list(shared.model._base_manager.filter(pk__in=wanted[shared.model]).order_by("pk"))
        _note_references(instances, shared.model, wanted)
        found[shared.label] = [rows.dump(item) | dict.fromkeys(shared.dropped) for item in instances]
    for label, lines in found.items():
        writer.add(f"communs/{label.lower()}.jsonl", _lines(lines))


def _table_name(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name_plural).replace(" ", "-").replace("’", "-")


def _table(model: type[models.Model], instances: list[models.Model]) -> bytes:
    """The same rows for a spreadsheet: French headers, words instead of codes."""
    out = StringIO()
    fields = list(model._meta.concrete_fields)
    sheet = csv.writer(out, delimiter=";")
    sheet.writerow([str(field.verbose_name) for field in fields])
    for item in instances:
        sheet.writerow([_cell(item, field) for field in fields])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(item: models.Model, field: "models.Field[Any, Any]") -> str:
    if isinstance(field, models.BinaryField):
        return "(fichier)"
    if field.choices:
        return str(getattr(item, f"get_{field.name}_display")())
    value = field.value_from_object(item)
    if isinstance(value, bool):
        return "oui" if value else "non"
    text = "" if value is None else str(value)
    # A spreadsheet would run a cell that starts like a formula.
    return (
        f"'{text}" if text[:1] in ("=", "+", "-", "@") and not text[1:].replace(".", "").isdigit() else text
    )


def _index(initiative: Initiative, checksums: dict[str, str], counts: dict[str, int], now: datetime) -> str:
    files = "".join(
        f'<li><a href="{escape(name)}">{escape(name)}</a></li>'
        for name in sorted(checksums)
        if PurePosixPath(name).suffix in (".pdf", ".docx", ".csv", ".json", ".jsonl")
    )
    fictitious = "<p><strong>Exemple fictif.</strong></p>" if initiative.is_fictitious else ""
    return (
        '<!doctype html><html lang="fr"><meta charset="utf-8">'
        f"<title>Dossier {escape(initiative.name)}</title>"
        f"<h1>Dossier : {escape(initiative.name)}</h1>{fictitious}"
        f"<p>Écrit le {now:%d/%m/%Y} par Jalons {__version__}. {sum(counts.values())} lignes de données. "
        "Chaque fichier a son empreinte dans empreintes.sha256 (commande : sha256sum -c empreintes.sha256)."
        f"</p><ul>{files}</ul></html>"
    )
