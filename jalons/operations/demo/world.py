"""What the seeding of the demonstration hands from one area to the next, in rank order."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from jalons.accounts.models import User
from jalons.directory.models import Organisation, Person
from jalons.initiatives.models import Initiative, Mission, Step


@dataclass(slots=True)
class Place:
    """One demonstration territory while it is being built. Keys of the dicts are short slugs."""

    initiative: Initiative
    steps: dict[str, Step] = field(default_factory=dict)  # preparation-1, workshop-1, … kind-rank
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    objects: dict[str, Any] = field(default_factory=dict)  # what an area leaves for the next ones


@dataclass(slots=True)
class World:
    """The whole demonstration. `elan` stands before its table 2, `vassiviere` in its second year."""

    now: datetime
    rng: Random
    users: dict[str, User] = field(default_factory=dict)
    missions: dict[str, Mission] = field(default_factory=dict)
    elan: Place | None = None
    vassiviere: Place | None = None
    ids: dict[str, UUID] = field(default_factory=dict)
