"""A frozen chemin is held by the database itself: nobody rewrites what was agreed."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jalons.decisions.triggers import freeze, thaw

VERSION = ("pathways_pathwayversion", "pathway_version_frozen")


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse any change of a version."""
    table, name = VERSION
    freeze(
        schema_editor, table, ("content", "content_hash", "number", "frozen_at"), name, when="OLD.number > 0"
    )


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `install`."""
    thaw(schema_editor, *VERSION)
