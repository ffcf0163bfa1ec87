"""A file given on screen: kept aside for the preview, imported by a job, then deleted."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django_tasks import task

from jalons.accounts.models import User
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.ids import new_id
from jalons.indicators.actions import importing
from jalons.indicators.enums import ImportStatus
from jalons.indicators.importing import reading
from jalons.indicators.importing.layouts import Mapping
from jalons.indicators.importing.reading import Preview
from jalons.indicators.importing.records import FileError, Options
from jalons.indicators.models import DataImport

SUFFIXES = (".csv.gz", ".json.gz", ".txt.gz", ".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".json", ".zip")
LARGEST = 400_000_000


def folder() -> Path:
    """Where files wait between preview and import; nothing serves it."""
    found = Path(settings.MEDIA_ROOT) / "imports"
    found.mkdir(parents=True, exist_ok=True)
    return found


def path_of(run: DataImport) -> Path:
    """The waiting file. Raises DomainError when it is no longer there."""
    path = folder() / run.stored_as
    if not run.stored_as or not path.is_file():
        raise DomainError("Ce fichier n’est plus là : redonnez-le.")
    return path


def receive(upload: "UploadedFile[Any]", *, user: User) -> DataImport:
    """Keep a file for its preview. Raises DomainError for a format that is not read here, or too large."""
    name = Path(upload.name or "").name
    suffix = next((s for s in SUFFIXES if name.lower().endswith(s)), "")
    if not suffix:
        raise DomainError(
            "Ce format ne se lit pas ici. Donnez un CSV, un XLSX, un JSON, ou un ZIP qui en contient.",
            field="file",
        )
    if (upload.size or 0) > LARGEST:
        raise DomainError(
            "Ce fichier dépasse 400 Mo : importez-le avec « jalons data import ».", field="file"
        )
    # the name tells the level and the year of official files: it is kept, in a folder of its own
    stored = f"{new_id()}/{name[-150:]}"
    path = folder() / stored
    path.parent.mkdir()
    with path.open("wb") as target:
        for chunk in upload.chunks():
            target.write(chunk)
    return DataImport.objects.create(
        name=name[:200],
        stored_as=stored,
        digest=importing.digest_of(path),
        by_label=user.actor.label,
        by_account=user.pk,
        options={"name": name},
    )


def options_of(run: DataImport) -> Options:
    told = run.options
    return Options(
        level=told.get("level", ""),
        vintage=told.get("vintage", ""),
        geography_year=int(told.get("geography_year") or 0),
    )


def mapping_of(run: DataImport) -> Mapping | None:
    return Mapping(**run.mapping) if run.mapping else None


def preview(run: DataImport) -> Preview:
    """What the file would give. Raises DomainError when it does not open, or lacks something."""
    try:
        return reading.preview(path_of(run), options_of(run), mapping_of(run))
    except FileError as wrong:
        raise DomainError(str(wrong), field="file") from wrong


def describe(run: DataImport, *, options: dict[str, Any], mapping: dict[str, Any]) -> DataImport:
    """Keep what a person says of the file: its level and year, or its columns."""
    _check_ready(run)
    run.options, run.mapping = run.options | options, mapping
    run.save(update_fields=["options", "mapping", "updated_at"])
    return run


def start(run: DataImport) -> DataImport:
    """Hand the file to a job. Raises DomainError when it was started already."""
    _check_ready(run)
    path_of(run)
    with transaction.atomic():
        run.status = ImportStatus.RUNNING
        run.save(update_fields=["status", "updated_at"])
        transaction.on_commit(lambda: _enqueue(run))
    return run


def _enqueue(run: DataImport) -> None:
    import_job.enqueue(str(run.pk))


def give_up(run: DataImport) -> None:
    """Forget a file that was only looked at."""
    _check_ready(run)
    _forget(run)
    run.delete()


def _forget(run: DataImport) -> None:
    path = folder() / run.stored_as
    path.unlink(missing_ok=True)
    if path.parent != folder() and path.parent.is_dir():
        path.parent.rmdir()


def _check_ready(run: DataImport) -> None:
    if run.status != ImportStatus.READY:
        raise DomainError("Cet import est déjà parti : regardez où il en est.")


def perform(run: DataImport, *, now: datetime | None = None) -> DataImport:
    """Read the waiting file into the base, then delete it. A refusal is kept with the import."""
    path = path_of(run)

    def say(lines: int, _: str) -> None:
        DataImport.objects.filter(pk=run.pk).update(lines=lines)

    by = Actor(label=run.by_label, id=run.by_account)
    try:
        return importing.perform(
            run, path, by=by, options=options_of(run), mapping=mapping_of(run), say=say, now=now
        )
    finally:
        _forget(run)


@task()
def import_job(run_id: str) -> None:
    """The import of one waiting file."""
    run = DataImport.objects.get(pk=run_id)
    try:
        perform(run)
    except DomainError:
        return  # told in `problem`, shown on the page of the import
    except Exception:
        run.status = ImportStatus.FAILED
        run.problem = (
            "Une erreur de notre côté a arrêté l’import. Les chiffres déjà lus restent ; recommencez."
        )
        run.save(update_fields=["status", "problem", "updated_at"])
        raise
