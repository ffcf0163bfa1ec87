"""Backup and restoration: row for row, on both databases, all or nothing."""

import json
import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from jalons.accounts.models import User
from jalons.core.errors import DomainError
from jalons.core.live.models import OutboxEvent
from jalons.initiatives.models import Mission
from jalons.journal.models import Entry
from jalons.operations.backup import contents, reading, writing
from tests import cast
from tests.operations import build

pytestmark = pytest.mark.django_db(transaction=True)


def quiet(sentence: str) -> None:
    """Say nothing."""


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def archive(tmp_path: Path, media: Path) -> Path:
    build.installation()
    (media / "papiers").mkdir(parents=True)
    (media / "papiers" / "émargement.pdf").write_bytes(bytes(range(256)) * 999)
    path = tmp_path / "sauvegarde.zip"
    writing.write(path, now=build.NOW, say=quiet)
    return path


def altered(archive: Path, name: str, change) -> Path:
    """The archive with one file changed (or left out when `change` answers None)."""
    copy = archive.with_name("autre.zip")
    with ZipFile(archive) as source, ZipFile(copy, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == name:
                content = change(content)
            if content is not None:
                target.writestr(info.filename, content)
    return copy


def test_every_table_of_ours_is_in_the_archive(archive):
    manifest = contents.Manifest.from_json(json.loads(ZipFile(archive).read(contents.MANIFEST)))
    assert build.ours() <= {part.table for part in manifest.parts}
    assert {label for label in contents.LEFT_OUT if label.split(".")[0] in {"accounts", "journal"}} == set()


def test_what_comes_back_is_what_was_there_row_for_row_and_file_for_file(archive, media):
    before = build.everything()
    assert sum(map(len, before.values())) > 15
    User.objects.create_user("intrus@exemple.example", "Intrus")
    cast.mission()
    (media / "intrus.txt").write_text("intrus")
    reading.restore(archive, replace=True, say=quiet)
    after = build.everything()
    last = after["journal.entry"].pop()
    assert last["verb"] == "backup.restored"
    assert after == before
    assert [p.relative_to(media).as_posix() for p in media.rglob("*") if p.is_file()] == [
        "papiers/émargement.pdf"
    ]
    assert (media / "papiers" / "émargement.pdf").read_bytes() == bytes(range(256)) * 999


def test_after_a_restoration_new_rows_take_new_numbers(archive):
    highest = max(OutboxEvent.objects.values_list("seq", flat=True))
    reading.restore(archive, replace=True, say=quiet)
    assert OutboxEvent.objects.create(topic="a", kind="b").seq > highest


def test_after_a_restoration_the_journal_is_append_only_again(archive):
    reading.restore(archive, replace=True, say=quiet)
    with pytest.raises(DatabaseError, match="journal_append_only"), transaction.atomic():
        Entry.objects.all().delete()


def test_a_restoration_does_not_touch_an_installation_that_serves_unless_asked(archive):
    before = build.everything()
    with pytest.raises(DomainError, match="--replace"):
        reading.restore(archive, replace=False, say=quiet)
    assert build.everything() == before


def test_an_empty_installation_is_restored_without_asking(archive):
    before = build.everything()
    _empty()
    assert reading.is_empty()
    reading.restore(archive, replace=False, say=quiet)
    after = build.everything()
    after["journal.entry"].pop()
    assert after == before


def _empty() -> None:
    from django.db import connection

    from jalons.journal import triggers

    with transaction.atomic(), triggers.lifted(), connection.cursor() as cursor:
        for model in contents.tables():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("donnees/accounts.user.jsonl", lambda c: c.replace(b"Anne", b"Jane"), "abîmée"),
        ("donnees/accounts.user.jsonl", lambda c: None, "ce que dit son manifeste"),
        ("medias/papiers/émargement.pdf", lambda c: c[:-1], "abîmée"),
        (contents.MANIFEST, lambda c: None, "son manifeste manque"),
        (contents.MANIFEST, lambda c: b"{}", "son manifeste manque"),
        (contents.MANIFEST, lambda c: c.replace(b'"format": 1', b'"format": 2'), "version plus récente"),
        (
            contents.MANIFEST,
            lambda c: c.replace(b"accounts.0001", b"accounts.0000"),
            "autre état",
        ),
    ],
)
def test_a_damaged_or_foreign_archive_is_refused_before_anything_is_touched(archive, name, change, said):
    before = build.everything()
    with pytest.raises(DomainError, match=said):
        reading.restore(altered(archive, name, change), replace=True, say=quiet)
    assert build.everything() == before


def test_a_failure_in_the_middle_leaves_everything_as_it_was(archive, media, monkeypatch):
    before = build.everything()
    (media / "nouveau.txt").write_text("gardé")
    read = reading._load

    def fail_late(source, model, name):
        if model is Mission:
            raise ZeroDivisionError
        return read(source, model, name)

    monkeypatch.setattr(reading, "_load", fail_late)
    with pytest.raises(ZeroDivisionError):
        reading.restore(archive, replace=True, say=quiet)
    assert build.everything() == before
    assert (media / "nouveau.txt").read_text() == "gardé"
    with pytest.raises(DatabaseError, match="journal_append_only"), transaction.atomic():
        Entry.objects.all().delete()


def test_rows_that_contradict_each_other_are_refused(archive):
    before = build.everything()

    def orphan(content: bytes) -> bytes:
        row = json.loads(content.splitlines()[0])
        row["mission_id"] = "01a20c85-da34-74b4-8242-59702e991ffc"
        return json.dumps(row).encode()

    broken = altered(archive, "donnees/initiatives.initiative.jsonl", orphan)
    digest = sha256(ZipFile(broken).read("donnees/initiatives.initiative.jsonl")).hexdigest()

    def declared(content: bytes) -> bytes:
        manifest = json.loads(content)
        for part in manifest["parts"]:
            if part["table"] == "initiatives.initiative":
                part["sha256"] = digest
        return json.dumps(manifest).encode()

    twice = altered(broken.rename(broken.with_name("cassé.zip")), contents.MANIFEST, declared)
    with pytest.raises(DomainError, match="se contredit"):
        reading.restore(twice, replace=True, say=quiet)
    assert build.everything() == before


def test_only_the_owner_reads_the_archive_and_no_half_archive_is_left(archive, monkeypatch, tmp_path):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600

    def fail(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(writing, "_media", fail)
    with pytest.raises(ZeroDivisionError):
        writing.write(tmp_path / "ailleurs" / "b.zip", now=build.NOW, say=quiet)
    assert list((tmp_path / "ailleurs").iterdir()) == []


@pytest.mark.parametrize(
    ("content", "said"), [(None, "n’existe pas"), (b"bonjour", "n’est pas une sauvegarde")]
)
def test_the_command_says_what_is_wrong_with_the_file(tmp_path, content, said):
    path = tmp_path / "a.zip"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=said):
        call_command("restore", str(path))


@pytest.mark.postgres
@pytest.mark.sqlite_only
def test_a_backup_of_sqlite_restores_into_postgresql_and_comes_back_the_same(archive, tmp_path):
    from tests import postgres

    with postgres.throwaway() as url:
        env = {
            "DATABASE_URL": url,
            "JALONS_VAR": str(tmp_path / "var"),
            "JALONS_SECRET_KEY": "essai",
            "PATH": "/usr/bin:/bin",
        }

        def jalons(*words: str) -> None:
            subprocess.run([sys.executable, "-m", "jalons.operations.cli", *words], env=env, check=True)

        jalons("migrate", "--verbosity", "0")
        jalons("restore", str(archive))
        jalons("backup", str(tmp_path / "retour.zip"))
    there, back = table_rows(archive), table_rows(tmp_path / "retour.zip")
    assert back["donnees/journal.entry.jsonl"].pop()["verb"] == "backup.restored"
    assert back == there
    assert media_of(tmp_path / "retour.zip") == media_of(archive)


def table_rows(archive: Path) -> dict[str, list[dict]]:
    """Rows as values: PostgreSQL does not keep the order of keys in a JSON column."""
    with ZipFile(archive) as source:
        return {
            name: [json.loads(line) for line in source.read(name).splitlines()]
            for name in source.namelist()
            if name.startswith("donnees/")
        }


def media_of(archive: Path) -> dict[str, bytes]:
    with ZipFile(archive) as source:
        return {name: source.read(name) for name in source.namelist() if name.startswith("medias/")}
