"""A submitted set is frozen by the database itself (rule 2)."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jalons.decisions.triggers import freeze, thaw

CHANGE_SET = ("changes_changeset", "change_set_frozen")


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse any change of what the signatories were asked about."""
    table, name = CHANGE_SET
    freeze(
        schema_editor,
        table,
        ("content", "content_hash", "number", "submitted_at"),
        name,
        when="OLD.number > 0",
    )


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `install`."""
    thaw(schema_editor, *CHANGE_SET)
