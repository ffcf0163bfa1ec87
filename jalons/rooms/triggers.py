"""Rule 18 held by the database itself: words and traces of votes cannot be updated, whoever asks.

Django cannot express a trigger, so a migration calls `install` and `remove`. SQLite drops the triggers
of a table that a later migration rebuilds: a test looks for them after all migrations.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GUARDED = (
    ("rooms_contribution", "text", "contribution_verbatim_immutable"),
    ("rooms_votelog", "value", "vote_log_append_only"),
)
"""Table, column, name of the trigger."""

_SQLITE = """
CREATE TRIGGER {name} BEFORE UPDATE OF {column} ON {table}
WHEN NEW.{column} IS NOT OLD.{column}
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""
_POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {name} BEFORE UPDATE OF {column} ON {table}
FOR EACH ROW WHEN (NEW.{column} IS DISTINCT FROM OLD.{column}) EXECUTE FUNCTION {name}()
"""


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers, in the words of the database in use."""
    template = _SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRESQL
    for table, column, name in GUARDED:
        schema_editor.execute(template.format(table=table, column=column, name=name), params=None)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers."""
    for table, _, name in GUARDED:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")


def reinstall(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers back after a migration that changed a guarded table."""
    remove(apps, schema_editor)
    install(apps, schema_editor)
