"""The demonstration of missions: dates follow the day of seeding, volumes are those of domain.md §12."""

from datetime import UTC, datetime
from random import Random

import pytest

from jalons.directory.models import Competence
from jalons.initiatives import plan_queries, queries
from jalons.initiatives.calendar import is_working_day
from jalons.initiatives.enums import InitiativeStatus, SignatoryStatus, StepStatus
from jalons.operations.demo import (
    accounts,
    directory,
    initiatives,
    rooms,
    stakeholders,
    training,
    workshops,
)
from jalons.operations.demo.stakeholders_lists import LISTS
from jalons.operations.demo.world import World
from jalons.stakeholders.models import Actor
from jalons.workshops import queries as attendance
from tests import cast

pytestmark = pytest.mark.django_db
EMPTY = {"elan": ("Breuilaufa", "Fromental", "Jabreilles-les-Bordes", "Le Buis", "Thouron", "Vaulry")}


def geography():
    for siren, key, name in (
        (directory.ELAN_SIREN, "elan", "Élan Limousin Avenir Nature"),
        (directory.VASSIVIERE_SIREN, "vassiviere", "Portes de Vassivière"),
    ):
        epci = cast.epci(name, siren)
        names = set(workshops.COMMUNES[key]["workshop-1"]) | set(EMPTY.get(key, ()))
        for commune in sorted(names | set(directory.STILL_MUNICIPAL[key])):
            cast.commune(commune, epci=epci)


def seeded(now):
    geography()
    made = World(now=now, rng=Random(87))
    for seed in (
        accounts.seed_accounts,
        directory.seed_directory,
        initiatives.seed_initiatives,
        training.seed_training,
        stakeholders.seed_stakeholders,
        rooms.seed_rooms,
        workshops.seed_workshops,
    ):
        seed(made, now=now)
    return made


@pytest.mark.parametrize("now", [datetime(2026, 11, 24, 8, tzinfo=UTC), datetime(2027, 5, 14, 8, tzinfo=UTC)])
def test_the_missions_of_the_demonstration_hold_on_any_day(now):
    world = seeded(now)
    for check in CHECKS:
        check(world)


def the_two_territories_stand_where_the_brief_says(world):
    today = world.now.date()
    elan, vassiviere = world.elan, world.vassiviere
    assert queries.current_step(elan.initiative) == elan.steps["preparation-2"]
    assert (elan.steps["workshop-2"].starts_on - today).days in range(14, 20)
    assert elan.steps["workshop-2"].status == StepStatus.CONFIRMED
    vassiviere.initiative.refresh_from_db()
    assert vassiviere.initiative.status == InitiativeStatus.RUNNING
    assert vassiviere.steps["review-1"].status == StepStatus.CLOSED
    assert vassiviere.steps["review-2"].starts_on > today
    years = (today - vassiviere.steps["steering-1"].starts_on).days / 365
    assert 1 < years < 2


def every_date_is_worked_and_what_is_past_is_closed(world):
    for place in (world.elan, world.vassiviere):
        for key, step in place.steps.items():
            assert is_working_day(step.starts_on), key
            is_done = step.status in {StepStatus.CLOSED, StepStatus.HELD}
            assert (step.starts_on <= world.now.date()) is is_done, key


def each_mission_says_what_it_costs_and_what_was_signed(world):
    elan = plan_queries.mission_plan(world.missions["elan"])
    assert (str(elan.totals.days), str(elan.totals.price), elan.differences) == ("7.5", "10125.00", [])
    vassiviere = plan_queries.mission_plan(world.missions["vassiviere"])
    assert (str(vassiviere.totals.days), len(vassiviere.agreed), vassiviere.differences) == ("8", 2, [])


def the_epci_and_three_communes_signed_beside_the_caf(world):
    parties = list(queries.signatories(world.vassiviere.initiative))
    assert [one.is_authority for one in parties] == [True, True, True, True, False]
    assert {one.status for one in parties} == {SignatoryStatus.SIGNED}


def the_first_tables_had_sixty_four_people_and_say_who_was_missing(world):
    for place in (world.elan, world.vassiviere):
        assert attendance.attendance(place.steps["workshop-1"]).people == 64
    missing = attendance.who_is_missing(world.elan.steps["workshop-1"])
    assert set(missing.communes) == set(EMPTY["elan"])


def about_sixty_actors_are_known_on_each_territory(world):
    for key, place in (("elan", world.elan), ("vassiviere", world.vassiviere)):
        listed = Actor.objects.filter(initiative=place.initiative)
        assert listed.count() == len(LISTS[key]) == 61


def no_competence_has_two_holders_at_once(world):
    today = world.now.date()
    running = Competence.objects.filter(starts_on__lte=today, ends_on__isnull=True)
    pairs = list(running.values_list("commune_id", "competency"))
    assert len(pairs) == len(set(pairs))


def the_runsheet_of_the_table_to_come_is_ready(world):
    assert world.elan.steps["workshop-2"].sequences.count() == 8


def everything_says_that_it_is_fictitious(world):
    for place in (world.elan, world.vassiviere):
        assert place.initiative.is_fictitious
        assert place.initiative.mission.is_fictitious


CHECKS = (
    the_two_territories_stand_where_the_brief_says,
    every_date_is_worked_and_what_is_past_is_closed,
    each_mission_says_what_it_costs_and_what_was_signed,
    the_epci_and_three_communes_signed_beside_the_caf,
    the_first_tables_had_sixty_four_people_and_say_who_was_missing,
    about_sixty_actors_are_known_on_each_territory,
    no_competence_has_two_holders_at_once,
    the_runsheet_of_the_table_to_come_is_ready,
    everything_says_that_it_is_fictitious,
)
