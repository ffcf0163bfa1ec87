"""Rule 10 held by the database itself: a countersigned line and a rectification cannot be updated.

Django cannot express a trigger, so a migration calls `install` and `remove`. SQLite drops the triggers of
a table that a later migration rebuilds: a test looks for them after all migrations.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LINE, CORRECTION = "emargement_locked", "rectification_immutable"
_SLOT = "SELECT 1 FROM training_halfdayslot WHERE id = OLD.slot_id AND countersigned_at IS NOT NULL"

_SQLITE = (
    f"""CREATE TRIGGER {LINE} BEFORE UPDATE OF presence, signature ON training_emargement
WHEN EXISTS ({_SLOT}) BEGIN SELECT RAISE(ABORT, '{LINE}'); END""",
    f"""CREATE TRIGGER {CORRECTION} BEFORE UPDATE ON training_rectification
BEGIN SELECT RAISE(ABORT, '{CORRECTION}'); END""",
)
_POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION {LINE}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF EXISTS ({_SLOT}) THEN RAISE EXCEPTION '{LINE}' USING ERRCODE = 'integrity_constraint_violation';
END IF; RETURN NEW; END $$;
CREATE TRIGGER {LINE} BEFORE UPDATE OF presence, signature ON training_emargement
FOR EACH ROW EXECUTE FUNCTION {LINE}()""",
    f"""CREATE OR REPLACE FUNCTION {CORRECTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{CORRECTION}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {CORRECTION} BEFORE UPDATE ON training_rectification
FOR EACH ROW EXECUTE FUNCTION {CORRECTION}()""",
)


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers, in the words of the database in use."""
    for statement in _SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRESQL:
        schema_editor.execute(statement, params=None)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers."""
    for name, table in ((LINE, "training_emargement"), (CORRECTION, "training_rectification")):
        on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {table}"
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
