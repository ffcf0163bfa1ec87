"""The way back to the people of the first tables: a code a ticket, a page for all that a poster opens.

Comes last: the words, and what they became, are there.
"""

from datetime import datetime

from jalons.operations.demo.world import World
from jalons.rooms.models import Ticket
from jalons.workshops.actions import returns, seats

MESSAGES = {
    "elan": (
        "Merci d’être venus. Nous avons lu chaque carte. Cinq urgences sont retenues ; la deuxième table "
        "écrira le futur que nous voulons."
    ),
    "vassiviere": (
        "Deux ans ont passé. Les changements que vous avez voulus ont été validés par l’intercommunalité "
        "et trois communes ; nous les regardons ensemble chaque année."
    ),
}


def seed_returns(world: World, *, now: datetime) -> None:
    """Open the return of both first tables, and give each of their tickets its code."""
    for key, place in (("elan", world.elan), ("vassiviere", world.vassiviere)):
        assert place is not None  # noqa: S101 - initiatives were seeded before
        step, by = place.steps["workshop-1"], world.users[f"{key}_officer"].actor
        for ticket in Ticket.objects.filter(room__step=step, seat_code__isnull=True).order_by("token"):
            seats.code_of(ticket, rng=world.rng)
        returns.open_return(step, message=MESSAGES[key], by=by, now=now)
