"""Rooms of the demonstration."""

from random import Random

import pytest

from jalons.initiatives.enums import StepKind, StepStatus
from jalons.operations.demo.rooms import seed_rooms
from jalons.operations.demo.world import Place, World
from jalons.rooms.models import Room
from tests import cast
from tests.rooms.build import NOW

pytestmark = pytest.mark.django_db


def place() -> Place:
    initiative = cast.initiative()
    held = {"status": StepStatus.CLOSED, "held_at": NOW, "closed_at": NOW, "starts_on": NOW.date()}
    steps = {
        "workshop-1": cast.step(initiative, kind=StepKind.WORKSHOP, **held),
        "workshop-2": cast.step(initiative, kind=StepKind.WORKSHOP),
    }
    return Place(initiative, steps=steps)


def test_table_1_is_over_and_the_next_one_can_be_joined() -> None:
    world = World(now=NOW, rng=Random(1), elan=place(), vassiviere=place())
    world.users = {key: cast.user() for key in ("elan_officer", "vassiviere_officer")}
    seed_rooms(world, now=NOW)
    assert world.elan is not None
    assert list(Room.objects.order_by("created_at").values_list("is_open", flat=True)) == [False, False, True]
    assert [room.tables.count() for room in Room.objects.all()] == [8, 8, 8]
    assert world.elan.objects["next_room"].step == world.elan.steps["workshop-2"]
