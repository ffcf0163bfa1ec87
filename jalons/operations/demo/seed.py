"""Builds the demonstration, once, on an empty database: every area in rank order, all or nothing.

Each area writes `operations/demo/<area>.py` with `seed_<area>(world, *, now)`. Interrupted, it leaves the
database as it was, and the next start begins again.
"""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from random import Random
from time import monotonic

from django.db import transaction

from jalons.accounts.models import User
from jalons.operations.demo.access import seed_access
from jalons.operations.demo.accounts import DOMAIN
from jalons.operations.demo.world import World

AREAS = (
    "accounts",
    "directory",
    "initiatives",
    "training",
    "indicators",
    "stakeholders",
    "rooms",
    "decisions",
    "workshops",
    "diagnosis",
    "changes",
    "pathways",
    "steering",
    "second_look",
    "returns",
)
"""In the order of the ranks, but training: its programme and papers complete the mission at once.

The second look plays a room over everything that is there. Returns come last: they tell what words became."""

LABELS = {
    "accounts": "personnages",
    "directory": "organisations et personnes",
    "initiatives": "missions, territoires, étapes",
    "training": "programme et papiers de formation",
    "indicators": "portraits de territoire",
    "stakeholders": "acteurs mobilisés",
    "rooms": "tables de concertation : paroles et votes",
    "decisions": "consentement",
    "workshops": "présences, préparations, caisse à outils",
    "diagnosis": "regroupements, croisements, urgences",
    "changes": "futur idéal et changements durables",
    "pathways": "chemins de progrès",
    "steering": "pilotage : signes, journal, revues",
    "second_look": "la salle de la première revue, la préparation de la première table",
    "returns": "ce que chaque parole est devenue",
}

Say = Callable[[str], None]
Seeder = Callable[..., None]


def is_seeded() -> bool:
    """Whether the demonstration's people are there; they come with all the rest, or not at all."""
    return User.objects.filter(email__endswith=f"@{DOMAIN}").exists()


def seeders() -> list[tuple[str, Seeder]]:
    """The areas that have something to show, in order, with their function."""
    found = []
    for area in AREAS:
        name = f"jalons.operations.demo.{area}"
        if find_spec(name) is not None:
            found.append((area, getattr(import_module(name), f"seed_{area}")))
    return found


@transaction.atomic
def seed(*, now: datetime, say: Say, rng: Random | None = None) -> World:
    """Build the two territories. `say` receives one line an area. `rng` makes two seedings alike."""
    world = World(now=now, rng=rng or Random(87))  # noqa: S311 - a demonstration, not a secret
    has_access = False
    for area, seeder in seeders():
        started = monotonic()
        seeder(world, now=now)
        say(f"  {LABELS[area]} ({monotonic() - started:.1f} s)".replace(".", ","))
        if not has_access and world.elan is not None and world.vassiviere is not None:
            seed_access(world, now=now)
            has_access = True
    return world
