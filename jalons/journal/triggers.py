"""The journal is written once, and the database itself says so: no line is changed, deleted or truncated.

Django cannot express a trigger, so a migration calls `install` and `remove`. A restoration that replaces
everything, and the tests' cleaning, lift them for the time of their work.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "journal_entry"

_INSTALL = {
    "sqlite": [
        (
            f"CREATE TRIGGER journal_no_update BEFORE UPDATE ON {TABLE} "
            "BEGIN SELECT RAISE(ABORT, 'journal_append_only'); END"
        ),
        (
            f"CREATE TRIGGER journal_no_delete BEFORE DELETE ON {TABLE} "
            "BEGIN SELECT RAISE(ABORT, 'journal_append_only'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE OR REPLACE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION 'journal_append_only' "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$"
        ),
        (
            f"CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION journal_append_only()"
        ),
        (
            f"CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only()"
        ),
    ],
}
_REMOVE = {
    "sqlite": ["DROP TRIGGER IF EXISTS journal_no_update", "DROP TRIGGER IF EXISTS journal_no_delete"],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS journal_no_change ON {TABLE}",
        f"DROP TRIGGER IF EXISTS journal_no_truncate ON {TABLE}",
    ],
}


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers, in the words of the database in use."""
    for statement in _INSTALL[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers."""
    for statement in _REMOVE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


@contextmanager
def lifted(using: str = "default") -> Iterator[None]:
    """Let the whole journal be replaced. Only a restoration and the tests' cleaning have a reason to.

    Work inside a transaction: a failure rolls it back, and the triggers with it.
    """
    connection = connections[using]

    def run(statements: list[str]) -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    run(_REMOVE[connection.vendor])
    yield
    run(_INSTALL[connection.vendor])
