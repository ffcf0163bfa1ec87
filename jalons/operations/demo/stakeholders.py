"""About sixty actors for each territory, and who was called to which table. All fictitious."""

from datetime import datetime, timedelta

from jalons.core.actors import SOFTWARE
from jalons.directory import queries as directory
from jalons.initiatives.enums import StepStatus
from jalons.initiatives.models import Step
from jalons.operations.demo.directory import commune_named
from jalons.operations.demo.stakeholders_lists import LISTS
from jalons.operations.demo.world import Place, World
from jalons.stakeholders.actions import actors as actions
from jalons.stakeholders.actions import mobilisations
from jalons.stakeholders.actions.actors import Sheet
from jalons.stakeholders.enums import MobilisationStatus
from jalons.stakeholders.models import Actor

CAME, STAYED_AWAY, SAID_NO = 12, 3, 2
"""Out of seventeen actors called to a table that was held: came, were absent, had declined."""


def seed_stakeholders(world: World, *, now: datetime) -> None:
    """Leave the actors in `place.objects["actors"]`, in the order of the lists."""
    for key, place in (("elan", world.elan), ("vassiviere", world.vassiviere)):
        assert place is not None  # noqa: S101 - initiatives were seeded before
        place.objects["actors"] = _actors(place, LISTS[key], now)
        for table in ("workshop-1", "workshop-2", "workshop-3"):
            _call(world, place, place.steps[table], now)


def _actors(place: Place, lines: tuple[tuple[str, str, str, str], ...], now: datetime) -> list[Actor]:
    communes = directory.communes_of(place.initiative.territory)
    since = min(step.starts_on for step in place.steps.values() if step.starts_on)
    listed_at = now.replace(year=since.year, month=since.month, day=since.day)
    return [
        actions.add(
            place.initiative,
            sheet=Sheet(
                label=label,
                category=category,
                shape=shape,
                commune=commune_named(communes, commune) if commune else None,
            ),
            by=SOFTWARE,
            now=listed_at,
        )
        for label, category, commune, shape in lines
    ]


def _call(world: World, place: Place, table: Step, now: datetime) -> None:
    """A table that was held has answers; the next one has invitations; a later one has nobody yet."""
    listed = list(place.objects["actors"])
    if table.status == StepStatus.CLOSED and table.held_at is not None:
        world.rng.shuffle(listed)
        invited = len(listed)
        away = invited * STAYED_AWAY // 17
        declined = invited * SAID_NO // 17
        groups = (
            (MobilisationStatus.ABSENT, listed[:away]),
            (MobilisationStatus.DECLINED, listed[away : away + declined]),
            (MobilisationStatus.PRESENT, listed[away + declined :]),
        )
        at = table.held_at - timedelta(weeks=3)
    elif table.status == StepStatus.CONFIRMED:
        third = len(listed) // 3
        groups = (
            (MobilisationStatus.CONFIRMED, listed[:third]),
            (MobilisationStatus.INVITED, listed[third : 2 * third]),
            (MobilisationStatus.IDENTIFIED, listed[2 * third : -6]),
        )
        at = now - timedelta(days=5)
    else:
        return
    for status, called in groups:
        mobilisations.call(table, actors=called, status=status, by=SOFTWARE, now=at)
