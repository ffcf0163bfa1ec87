"""Reading a territory's archive into another installation, to the same state."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from django.db import IntegrityError, models, transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.initiatives.models import Initiative
from jalons.journal import actions as journal
from jalons.operations import rows
from jalons.operations.dossier.archive import FORMAT, automatic_through
from jalons.operations.dossier.contents import OWN, SHARED, Shared


@dataclass(slots=True)
class Reading:
    """What one reading did: rows written by model, shared rows met again, ids that had to change."""

    initiative: Initiative
    written: dict[str, int] = field(default_factory=dict)
    met_again: int = 0


Renamed = dict[tuple[type[models.Model], str], Any]


def verify(archive: ZipFile) -> dict[str, Any]:
    """Check every checksum and the format. Returns the manifest; raises DomainError, nothing touched."""
    try:
        listed = archive.read("empreintes.sha256").decode().splitlines()
        for digest, name in (line.split("  ", 1) for line in listed):
            if sha256(archive.read(name)).hexdigest() != digest:
                raise DomainError(
                    f"Le fichier {name} de l’archive a été modifié. Demandez une nouvelle archive."
                )
        manifest: dict[str, Any] = json.loads(archive.read("manifeste.json"))
    except (KeyError, ValueError, BadZipFile) as problem:
        raise DomainError(
            "Ce fichier n’est pas une archive de Jalons, ou elle est incomplète. "
            "Choisissez le fichier .zip écrit par « Exporter le dossier »."
        ) from problem
    if set(archive.namelist()) - {line.split("  ", 1)[1] for line in listed} - {"empreintes.sha256"}:
        raise DomainError("L’archive contient des fichiers sans empreinte. Demandez une nouvelle archive.")
    if manifest["format"] != FORMAT:
        raise DomainError(
            f"L’archive est au format {manifest['format']} et cette installation lit le format {FORMAT}. "
            "Mettez Jalons à jour des deux côtés."
        )
    return manifest


def read(source: IO[bytes], *, by: Actor) -> Reading:
    """Write the archive's territory here, with the same ids. All or nothing.

    Raises DomainError when the archive is damaged, when the territory is already here, or when this
    installation lacks the official geography that the archive names.
    """
    try:
        archive = ZipFile(source)
    except BadZipFile as problem:
        raise DomainError(
            "Ce fichier n’est pas une archive ZIP. Choisissez le fichier .zip exporté."
        ) from problem
    with archive:
        manifest = verify(archive)
        if Initiative.objects.filter(pk=manifest["demarche"]).exists():
            raise DomainError(
                f"« {manifest['nom']} » est déjà dans cette installation. Rien n’a été changé.",
            )
        try:
            with transaction.atomic():
                result = read_rows(archive, manifest["demarche"])
                _note(result.initiative, by)
                return result
        except (IntegrityError, rows.UnreadableRowError) as problem:
            raise DomainError(
                f"L’archive ne s’accorde pas avec cette installation ({problem}). Rien n’a été changé."
            ) from problem


def read_rows(archive: ZipFile, initiative_id: str, *, brings_territories: bool = False) -> Reading:
    """Write every row of the archive, in the caller's transaction.

    `brings_territories`: territories that are unknown here come from the archive too (the laptop of a hall
    has no official geography). Raises DomainError, IntegrityError and UnreadableRowError.
    """
    renamed: Renamed = {}
    met_again = 0
    for shared in SHARED:
        for row in _rows(archive, f"communs/{shared.label.lower()}.jsonl"):
            met_again += place_shared(shared, row, renamed, brings_territories=brings_territories)
    written = {}
    for own in OWN:
        count = 0
        for row in _rows(archive, f"donnees/{own.label.lower()}.jsonl"):
            if own.label == "initiatives.Mission" and own.model._base_manager.filter(pk=row["id"]).exists():
                continue
            if own.of_mission and own.model._base_manager.filter(pk=row["id"]).exists():
                continue
            rows.insert(rows.load(own.model, translated(own.model, row, renamed)))
            count += 1
        written[own.label] = count
    for own in OWN:
        _read_links(archive, own.model, renamed)
    initiative = Initiative.objects.get(pk=initiative_id)
    return Reading(initiative=initiative, written=written, met_again=met_again)


def _note(initiative: Initiative, by: Actor) -> None:
    journal.record(
        "dossier.imported", by=by, scope=initiative.scope(), on=initiative.pk, label=initiative.name
    )


def _rows(archive: ZipFile, name: str) -> Iterator[rows.Row]:
    if name in archive.namelist():
        for line in archive.read(name).decode().splitlines():
            yield json.loads(line)


def translated(model: type[models.Model], row: rows.Row, renamed: Renamed) -> rows.Row:
    """The row with the ids that this installation uses for shared rows."""
    result = dict(row)
    for column in model._meta.concrete_fields:
        value = row.get(column.attname)
        if isinstance(column, models.ForeignKey) and value is not None:
            result[column.attname] = renamed.get((column.related_model, str(value)), value)
    return result


def place_shared(
    shared: Shared, row: rows.Row, renamed: Renamed, *, brings_territories: bool = False
) -> bool:
    """Find the shared row here, by id or by key, or write it. True when it was already here."""
    model = shared.model
    local = translated(model, row, renamed)
    known = model._base_manager.filter(pk=row["id"]).first()
    if known is None and shared.keys and all(row[key] not in ("", None) for key in shared.keys[-1:]):
        known = model._base_manager.filter(**{key: local[key] for key in shared.keys}).first()
    if known is not None:
        renamed[(model, str(row["id"]))] = known.pk
        return True
    if shared.label == "territories.Territory" and not brings_territories:
        raise DomainError(
            f"Le territoire {row['name']} ({row['code']}) manque dans la géographie de cette installation. "
            "Lancez d’abord « jalons geography load »."
        )
    rows.insert(rows.load(model, local))
    return False


def _read_links(archive: ZipFile, model: type[models.Model], renamed: Renamed) -> None:
    for column in model._meta.local_many_to_many:
        through = automatic_through(column)
        if through is None:
            continue
        source, target = column.m2m_column_name(), column.m2m_reverse_name()
        through._base_manager.bulk_create(
            through(
                **{
                    source: pair["source"],
                    target: renamed.get((column.related_model, pair["target"]), pair["target"]),
                }
            )
            for pair in _rows(archive, f"liens/{model._meta.label_lower}.{column.name}.jsonl")
        )
