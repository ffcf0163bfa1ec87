"""Who came to the tables, by category and by commune apart; the runsheet of the table to come."""

from datetime import datetime

from jalons.core.actors import SOFTWARE
from jalons.directory import queries as directory
from jalons.directory.enums import Category
from jalons.operations.demo import workshops_story
from jalons.operations.demo.world import Place, World
from jalons.workshops.actions import attendance

Counts = dict[str, int]

CATEGORIES: dict[str, dict[str, Counts]] = {
    "elan": {
        "workshop-1": {
            Category.PROFESSIONAL: 21,
            Category.ELECTED: 14,
            Category.ASSOCIATION: 12,
            Category.PARENT: 9,
            Category.COMPANY: 3,
            Category.SENIOR: 3,
            Category.YOUTH: 2,
        }
    },
    "vassiviere": {
        "workshop-1": {
            Category.PROFESSIONAL: 17,
            Category.ELECTED: 13,
            Category.ASSOCIATION: 11,
            Category.PARENT: 8,
            Category.RESIDENT: 6,
            Category.SENIOR: 4,
            Category.COMPANY: 2,
            Category.YOUTH: 2,
            Category.INSTITUTION: 1,
        },
        "workshop-2": {
            Category.PROFESSIONAL: 15,
            Category.ELECTED: 12,
            Category.ASSOCIATION: 11,
            Category.PARENT: 9,
            Category.RESIDENT: 4,
            Category.SENIOR: 3,
            Category.INSTITUTION: 3,
            Category.COMPANY: 1,
        },
        "workshop-3": {
            Category.PROFESSIONAL: 14,
            Category.ELECTED: 11,
            Category.ASSOCIATION: 12,
            Category.PARENT: 8,
            Category.YOUTH: 8,
            Category.SENIOR: 4,
            Category.RESIDENT: 4,
            Category.COMPANY: 3,
            Category.INSTITUTION: 2,
        },
    },
}
"""Table 1 has 64 people in both territories (domain.md §12). Young people come at table 3, after one went
to see them."""

COMMUNES: dict[str, dict[str, Counts]] = {
    "elan": {
        "workshop-1": {
            "Ambazac": 11,
            "Nantiat": 8,
            "Nieul": 6,
            "Saint-Priest-Taurion": 5,
            "Bessines-sur-Gartempe": 5,
            "Compreignac": 4,
            "Saint-Jouvent": 4,
            "Saint-Sylvestre": 3,
            "Razès": 3,
            "Saint-Laurent-les-Églises": 3,
            "Laurière": 2,
            "La Jonchère-Saint-Maurice": 2,
            "Les Billanges": 1,
            "Saint-Léger-la-Montagne": 1,
            "Saint-Sulpice-Laurière": 1,
            "Bersac-sur-Rivalier": 1,
            "Folles": 1,
            "Chamboret": 1,
        }
    },
    "vassiviere": {
        "workshop-1": {
            "Eymoutiers": 21,
            "Peyrat-le-Château": 12,
            "Nedde": 8,
            "Bujaleuf": 7,
            "Beaumont-du-Lac": 3,
            "Rempnat": 3,
            "Domps": 2,
            "Cheissoux": 2,
            "Sainte-Anne-Saint-Priest": 1,
            "Saint-Julien-le-Petit": 1,
        },
        "workshop-2": {
            "Eymoutiers": 17,
            "Peyrat-le-Château": 13,
            "Nedde": 7,
            "Bujaleuf": 6,
            "Beaumont-du-Lac": 3,
            "Rempnat": 3,
            "Augne": 2,
            "Domps": 2,
            "Cheissoux": 1,
        },
        "workshop-3": {
            "Eymoutiers": 20,
            "Peyrat-le-Château": 12,
            "Nedde": 9,
            "Bujaleuf": 7,
            "Rempnat": 4,
            "Beaumont-du-Lac": 3,
            "Augne": 2,
            "Saint-Amand-le-Petit": 2,
            "Cheissoux": 2,
            "Domps": 1,
        },
    },
}
"""A few people come from elsewhere: communes add up to a little less than categories."""


def seed_workshops(world: World, *, now: datetime) -> None:
    """Count who came, table by table; prepare runs, preparations, tickets, invitations, the toolbox."""
    for key, place in (("elan", world.elan), ("vassiviere", world.vassiviere)):
        assert place is not None  # noqa: S101 - initiatives were seeded before
        for table, by_category in CATEGORIES[key].items():
            _count(place, table, by_category, COMMUNES[key][table])
        workshops_story.runs(world, place, now=now)
    assert world.elan is not None and world.vassiviere is not None  # noqa: S101, PT018 - the same
    workshops_story.preparations(world, world.elan, now=now)
    workshops_story.next_table(world, world.elan, now=now)
    workshops_story.toolbox(world, world.elan, world.vassiviere, now=now)


def _count(place: Place, table: str, by_category: Counts, by_commune: Counts) -> None:
    step = place.steps[table]
    by_name = {one.name: one for one in directory.communes_of(place.initiative.territory)}
    attendance.count(
        step,
        by_category=by_category,
        by_commune={by_name[name]: people for name, people in by_commune.items() if name in by_name},
        by=SOFTWARE,
        now=step.closed_at,
    )
