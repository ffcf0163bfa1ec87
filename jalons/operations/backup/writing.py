"""Writing an archive while people work: a snapshot of the database, then its rows, then the files."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper as SqliteConnection

from jalons.operations import rows
from jalons.operations.backup import contents
from jalons.operations.backup.contents import Manifest, Part

CHUNK = 1 << 16

Say = Callable[[str], None]


def default_path(now: datetime) -> Path:
    """Where an archive goes when nobody says: the installation's folder, named by the moment."""
    return Path(settings.VAR_DIR) / "sauvegardes" / f"jalons-{now:%Y-%m-%d-%H%M%S}.zip"


def write(path: Path, *, now: datetime, say: Say) -> Manifest:
    """Write everything to `path`, which appears only once it is whole, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    handle = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "w+b") as file, ZipFile(file, "w", ZIP_DEFLATED) as archive:
            manifest = _fill(archive, now, say)
            archive.writestr(contents.MANIFEST, json.dumps(manifest.as_json(), ensure_ascii=False, indent=1))
            archive.close()
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _fill(archive: ZipFile, now: datetime, say: Say) -> Manifest:
    with snapshot():
        migrations = contents.applied_migrations()
        parts = [_table(archive, model) for model in contents.tables()]
    total = sum(part.rows or 0 for part in parts)
    say(f"  {total} lignes de {len(parts)} tables")
    media = list(_media(archive))
    say(f"  {len(media)} fichiers")
    return Manifest(
        format=contents.FORMAT,
        made_at=now.isoformat(),
        version=version("jalons"),
        engine=connection.vendor,
        migrations=migrations,
        parts=parts + media,
    )


@contextmanager
def snapshot() -> Iterator[None]:
    """A transaction that sees the database as it is now, while others go on writing.

    SQLite in WAL mode: a deferred transaction, which only reads. PostgreSQL: a repeatable read.
    """
    database = connections[DEFAULT_DB_ALIAS]
    if isinstance(database, SqliteConnection):
        usual = database.transaction_mode  # type: ignore[attr-defined]
        database.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                yield
        finally:
            database.transaction_mode = usual  # type: ignore[attr-defined]
        return
    with transaction.atomic():
        with database.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _table(archive: ZipFile, model: type[models.Model]) -> Part:
    name = f"donnees/{model._meta.label_lower}.jsonl"
    digest, size, count = hashlib.sha256(), 0, 0
    with archive.open(name, "w", force_zip64=True) as file:
        for instance in model._base_manager.order_by("pk").iterator(chunk_size=1000):
            line = (json.dumps(rows.dump(instance), ensure_ascii=False) + "\n").encode()
            file.write(line)
            digest.update(line)
            size += len(line)
            count += 1
    return Part(file=name, sha256=digest.hexdigest(), bytes=size, table=model._meta.label_lower, rows=count)


def _media(archive: ZipFile) -> Iterator[Part]:
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(p for p in root.rglob("*") if p.is_file()) if root.exists() else []:
        name = f"medias/{path.relative_to(root).as_posix()}"
        digest, size = hashlib.sha256(), 0
        with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as file:
            while chunk := source.read(CHUNK):
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        yield Part(file=name, sha256=digest.hexdigest(), bytes=size)
