"""Places where sessions are held."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.scope import INSTALLATION, Scope
from jalons.directory.models import Venue
from jalons.journal.actions import record
from jalons.territories.models import Territory


@dataclass(frozen=True, slots=True)
class Place:
    """A venue as people describe it. The accessibility register belongs to it (domain.md §6.4)."""

    name: str
    address: str = ""
    commune: Territory | None = None
    capacity: int | None = None
    access_notes: str = ""
    accessibility_sheet_url: str = ""
    network_quality: str = ""


@transaction.atomic
def save(
    *,
    place: Place,
    by: Actor,
    venue: Venue | None = None,
    scope: Scope = INSTALLATION,
    now: datetime | None = None,
) -> Venue:
    """Add a venue, or correct the one given. Raises DomainError without a name."""
    if not place.name.strip():
        raise DomainError("Écrivez le nom du lieu.", field="name")
    verb = "venue.changed" if venue else "venue.created"
    target = venue or Venue()
    for field in Place.__dataclass_fields__:
        setattr(target, field, getattr(place, field))
    target.save()
    record(verb, by=by, scope=scope, on=target.id, label=target.name, now=now)
    return target
