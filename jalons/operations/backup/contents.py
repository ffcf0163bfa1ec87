"""What an archive holds, and how it says so."""

from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

FORMAT = 1
MANIFEST = "manifeste.json"

LEFT_OUT = {
    "sessions.session": "people sign in again after a restoration",
    "contenttypes.contenttype": "made by the migrations",
    "auth.permission": "made by the migrations; we use our own",
    "auth.group": "unused",
    "auth.group_permissions": "unused",
}
"""Tables that an archive does not hold, with the reason."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the archive. `rows` counts lines of a table, None for a media file."""

    file: str
    sha256: str
    bytes: int
    table: str = ""
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is inside, from when, and at which state of the schema."""

    format: int
    made_at: str
    version: str
    engine: str
    migrations: list[str]
    parts: list[Part]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "Manifest":
        """Raises KeyError or TypeError when the content is not a manifest."""
        parts = [Part(**part) for part in content["parts"]]
        return cls(**{**content, "parts": parts})


def tables() -> list[type[models.Model]]:
    """Every table that an archive holds, sorted by name, link tables included."""
    found = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]
    return sorted(
        (m for m in found if m._meta.label_lower not in LEFT_OUT), key=lambda m: m._meta.label_lower
    )


def applied_migrations() -> list[str]:
    """The state of the schema: what was applied here."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
