"""Papers of the missions: nothing more yet than the agreement, which `initiatives` signs on its day."""

from datetime import datetime

from jalons.core.actors import SOFTWARE
from jalons.operations.demo.world import World
from jalons.training.actions import programmes


def seed_training(world: World, *, now: datetime) -> None:
    """The catalogue is there, whatever the missions already made of it."""
    world.ids["programme"] = programmes.load_catalogue(by=SOFTWARE, now=now)[0].id
