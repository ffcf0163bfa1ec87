"""The journal is written once: in Python, and in the database itself."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from jalons.core.actors import Actor
from jalons.core.scope import Scope
from jalons.journal import actions, triggers, verbs
from jalons.journal.models import AppendOnlyError, Entry

pytestmark = pytest.mark.django_db
BY = Actor(label="Anne Peyrat")


@pytest.fixture
def entry() -> Entry:
    verbs.register({"essay.written": "a écrit {label}"})
    return actions.record(
        "essay.written", by=BY, scope=Scope(), label="un essai", now=datetime(2026, 5, 20, 8, 0, tzinfo=UTC)
    )


def test_an_entry_reads_as_a_sentence(entry):
    assert str(entry) == "Anne Peyrat a écrit un essai"


def test_an_entry_is_neither_saved_again_nor_deleted(entry):
    with pytest.raises(AppendOnlyError):
        entry.save()
    with pytest.raises(AppendOnlyError):
        entry.delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET label = 'autre chose'",
        "UPDATE journal_entry SET at = at",
        "DELETE FROM journal_entry",
    ],
)
def test_the_database_refuses_even_raw_statements(entry, statement):
    with pytest.raises(DatabaseError, match="journal_append_only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Entry.objects.get().label == "un essai"


def test_the_database_refuses_what_the_orm_sends_in_bulk(entry):
    with pytest.raises(DatabaseError, match="journal_append_only"), transaction.atomic():
        Entry.objects.update(label="autre chose")
    with pytest.raises(DatabaseError, match="journal_append_only"), transaction.atomic():
        Entry.objects.all().delete()
    assert Entry.objects.get() == entry


def test_postgresql_refuses_to_empty_the_table_at_once(entry):
    if connection.vendor != "postgresql":
        return  # SQLite has no TRUNCATE
    with pytest.raises(DatabaseError, match="journal_append_only"), transaction.atomic():
        connection.cursor().execute("TRUNCATE journal_entry")


def test_a_restoration_may_lift_the_refusal_and_it_comes_back(entry):
    with triggers.lifted():
        Entry.objects.all().delete()
    verbs.register({"essay.written": "a écrit {label}"})
    actions.record("essay.written", by=BY, label="un autre")
    with pytest.raises(DatabaseError, match="journal_append_only"), transaction.atomic():
        Entry.objects.all().delete()


def test_a_failure_while_it_is_lifted_brings_it_back_with_its_transaction(entry):
    def fail() -> None:
        with transaction.atomic(), triggers.lifted():
            Entry.objects.all().delete()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with pytest.raises(DatabaseError, match="journal_append_only"), transaction.atomic():
        Entry.objects.all().delete()
    assert Entry.objects.get() == entry


def test_a_verb_that_nobody_registered_is_refused():
    with pytest.raises(verbs.UnknownVerbError):
        actions.record("nobody.knows", by=BY)
    verbs.register({"essay.lost": "a perdu {what}"})
    with pytest.raises(KeyError):
        actions.record("essay.lost", by=BY)
    assert not Entry.objects.exists()
