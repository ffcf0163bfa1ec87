"""Rows out and in, exactly: every column, to the microsecond, on both databases.

Used by the dossier's archive and by backups: one way to write a row, one way to read it back.
"""

from base64 import b64encode
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models

Row = dict[str, Any]


class UnreadableRowError(ValueError):
    """A row names a column that this version does not have, or holds a value of another type."""


def _plain(value: Any) -> Any:
    """A JSON value that loses nothing. Raises TypeError for a type that no column of ours has."""
    match value:
        case None | bool() | int() | float() | str() | dict() | list():
            return value
        case UUID() | Decimal():
            return str(value)
        case datetime() | date() | time():
            return value.isoformat()
        case bytes() | memoryview():
            return b64encode(bytes(value)).decode("ascii")
    raise TypeError(f"no plain form for {type(value).__name__}")


def dump(instance: models.Model) -> Row:
    """The row as JSON values, by column (`author_id`, not `author`), in the model's order."""
    return {
        field.attname: _plain(field.value_from_object(instance)) for field in instance._meta.concrete_fields
    }


def load(model: type[models.Model], row: Mapping[str, Any]) -> models.Model:
    """An unsaved instance with the row's own values. Raises UnreadableRowError."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    unknown = set(row) - set(fields)
    if unknown:
        raise UnreadableRowError(f"{model._meta.label} : colonne inconnue {', '.join(sorted(unknown))}")
    values: dict[str, Any] = {}
    for name, value in row.items():
        field = fields[name]
        target = field.target_field if isinstance(field, models.ForeignKey) else field
        try:
            values[name] = target.to_python(value)
        except (ValidationError, ValueError, TypeError) as problem:
            raise UnreadableRowError(f"{model._meta.label}.{name} : {problem}") from problem
    return model(**values)


def insert(instance: models.Model) -> None:
    """Insert the row as it is: no default, no automatic date. Raises IntegrityError if it exists."""
    instance.save_base(raw=True, force_insert=True)
