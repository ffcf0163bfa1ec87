"""Frozen texts held by the database itself: what people heard cannot be updated, whoever asks.

Django cannot express a trigger, so a migration calls `freeze` and `thaw`. SQLite drops the triggers of
a table that a later migration rebuilds: a test looks for them after all migrations.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQLITE = """
CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table}
WHEN {when} AND ({changed})
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""
_POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table}
FOR EACH ROW WHEN ({when} AND ({changed})) EXECUTE FUNCTION {name}()
"""


def freeze(
    schema_editor: BaseDatabaseSchemaEditor, table: str, columns: tuple[str, ...], name: str, *, when: str
) -> None:
    """Refuse any change of these columns on rows for which `when` holds (an SQL condition on OLD)."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    other = "IS NOT" if is_sqlite else "IS DISTINCT FROM"
    template = _SQLITE if is_sqlite else _POSTGRESQL
    schema_editor.execute(
        template.format(
            name=name,
            table=table,
            columns=", ".join(columns),
            when=when,
            changed=" OR ".join(f"NEW.{c} {other} OLD.{c}" for c in columns),
        )
    )


def thaw(schema_editor: BaseDatabaseSchemaEditor, table: str, name: str) -> None:
    """Drop the trigger."""
    on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {table}"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


VERSION = ("decisions_proposalversion", "proposal_version_frozen")


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Freeze the versions that were presented."""
    table, name = VERSION
    columns = ("text", "easy_text", "number", "content_hash", "presented_at")
    freeze(schema_editor, table, columns, name, when="OLD.presented_at IS NOT NULL")


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `install`."""
    thaw(schema_editor, *VERSION)
