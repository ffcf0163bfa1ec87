"""Restoring an archive: everything is verified first, then everything is replaced, or nothing is."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, models, transaction
from django.db.models import sql

from jalons.accounts.models import User
from jalons.core.actors import SOFTWARE
from jalons.core.errors import DomainError
from jalons.initiatives.models import Mission
from jalons.journal import actions as journal
from jalons.journal import triggers
from jalons.journal.models import Entry
from jalons.operations import rows
from jalons.operations.backup import contents
from jalons.operations.backup.contents import Manifest, Part
from jalons.operations.backup.writing import CHUNK, Say

VALUES_A_STATEMENT = 900
"""Below the number of parameters that any SQLite accepts in one statement."""


def is_empty() -> bool:
    """Whether nobody and nothing of anybody is here yet. Geography and nomenclatures do not count."""
    return not (User.objects.exists() or Mission.objects.exists() or Entry.objects.exists())


def restore(path: Path, *, replace: bool, say: Say, now: datetime | None = None) -> Manifest:
    """Put an archive in this installation, whichever database it came from.

    Raises DomainError before touching anything when the archive is damaged, comes from another state of
    the schema, or when somebody works here already and `replace` was not asked for.
    """
    with _opened(path) as archive:
        manifest = _manifest(archive)
        _same_schema(manifest)
        if not replace and not is_empty():
            raise DomainError(
                "Cette installation contient déjà des comptes ou des missions. Pour les remplacer "
                "entièrement par l’archive, ajoutez --replace ; faites d’abord « jalons backup »."
            )
        say("Vérification de l’archive…")
        _verify(archive, manifest)
        say("Remplacement des données…")
        with _new_media(archive, manifest) as put_in_place, transaction.atomic(), triggers.lifted():
            _replace_rows(archive, manifest)
            put_in_place()
        with transaction.atomic():
            journal.record("backup.restored", by=SOFTWARE, made_on=manifest.made_at[:10], now=now)
    return manifest


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    if not path.is_file():
        raise DomainError(f"Le fichier {path} n’existe pas.")
    try:
        archive = ZipFile(path)
    except BadZipFile as damaged:
        raise DomainError(f"{path} n’est pas une sauvegarde de Jalons, ou il est abîmé.") from damaged
    with archive:
        yield archive


def _manifest(archive: ZipFile) -> Manifest:
    try:
        manifest = Manifest.from_json(json.loads(archive.read(contents.MANIFEST)))
    except (KeyError, TypeError, ValueError, BadZipFile) as unreadable:
        raise DomainError(
            "Ce fichier n’est pas une sauvegarde de Jalons : son manifeste manque."
        ) from unreadable
    if manifest.format != contents.FORMAT:
        raise DomainError(
            f"Cette sauvegarde vient d’une version plus récente ({manifest.version}). Installez-la."
        )
    return manifest


def _same_schema(manifest: Manifest) -> None:
    if manifest.migrations == contents.applied_migrations():
        return
    raise DomainError(
        f"Cette sauvegarde vient de la version {manifest.version}, dans un autre état de la base. "
        "Installez cette version-là ailleurs, restaurez-y, puis mettez à jour par « jalons migrate »."
    )


def _verify(archive: ZipFile, manifest: Manifest) -> None:
    listed = {part.file for part in manifest.parts} | {contents.MANIFEST}
    if set(archive.namelist()) != listed:
        raise DomainError("L’archive ne contient pas ce que dit son manifeste. Prenez une autre sauvegarde.")
    for part in manifest.parts:
        _safe(part)
        digest = hashlib.sha256()
        try:
            with archive.open(part.file) as file:
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
        except BadZipFile as damaged:
            raise DomainError(
                f"L’archive est abîmée ({part.file}). Prenez une autre sauvegarde."
            ) from damaged
        if digest.hexdigest() != part.sha256:
            raise DomainError(f"L’archive est abîmée ({part.file}). Prenez une autre sauvegarde.")


def _safe(part: Part) -> None:
    if part.file.startswith("/") or ".." in Path(part.file).parts:
        raise DomainError(f"L’archive contient un chemin interdit ({part.file}).")


def _replace_rows(archive: ZipFile, manifest: Manifest) -> None:
    by_table = {part.table: part for part in manifest.parts if part.table}
    tables = contents.tables()
    different = set(by_table) ^ {model._meta.label_lower for model in tables}
    if different:
        raise DomainError(f"L’archive n’a pas les tables de cette version : {', '.join(sorted(different))}.")
    with connection.cursor() as cursor:
        for table in ("django_session", *(model._meta.db_table for model in tables)):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own names
    for model in tables:
        part = by_table[model._meta.label_lower]
        written = _load(archive, model, part.file)
        if written != part.rows:
            raise DomainError(f"L’archive annonce {part.rows} lignes de {part.table}, on en lit {written}.")
    _finish(tables)


def _finish(tables: list[type[models.Model]]) -> None:
    try:
        connection.check_constraints()
    except IntegrityError as broken:
        raise DomainError(f"L’archive se contredit : {broken}") from broken
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)


def _load(archive: ZipFile, model: type[models.Model], name: str) -> int:
    fields = model._meta.concrete_fields
    size = max(1, VALUES_A_STATEMENT // len(fields))
    written = 0
    with archive.open(name) as file:
        lines = iter(file)
        while batch := [rows.load(model, json.loads(line)) for line in islice(lines, size)]:
            query = sql.InsertQuery(model)
            query.insert_values(fields, batch, raw=True)
            query.get_compiler(DEFAULT_DB_ALIAS).execute_sql()
            written += len(batch)
    return written


@contextmanager
def _new_media(archive: ZipFile, manifest: Manifest) -> Iterator[Callable[[], None]]:
    """Unpack the files beside; the function given puts them in place, and a failure puts the old back."""
    root = Path(settings.MEDIA_ROOT)
    incoming, former = root.with_name(f"{root.name}.incoming"), root.with_name(f"{root.name}.former")
    for leftover in (incoming, former):
        shutil.rmtree(leftover, ignore_errors=True)
    incoming.mkdir(parents=True)
    for part in manifest.parts:
        if not part.table:
            _unpack(archive, part, incoming)

    def put_in_place() -> None:
        if root.exists():
            root.rename(former)
        incoming.rename(root)

    try:
        yield put_in_place
    except BaseException:
        if former.exists():
            shutil.rmtree(root, ignore_errors=True)
            former.rename(root)
        raise
    finally:
        for leftover in (incoming, former):
            shutil.rmtree(leftover, ignore_errors=True)


def _unpack(archive: ZipFile, part: Part, incoming: Path) -> None:
    target = incoming / Path(part.file).relative_to("medias")
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(part.file) as source, target.open("wb") as file:
        shutil.copyfileobj(source, file, CHUNK)
