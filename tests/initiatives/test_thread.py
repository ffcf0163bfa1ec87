"""The thread of a démarche: done, here, ahead."""

from datetime import date

import pytest

from jalons.initiatives import queries
from jalons.initiatives.enums import StepKind, StepStatus
from jalons.initiatives.queries import StoneState
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def initiative():
    place = cast.initiative()
    for kind, rank in (
        (StepKind.PREPARATION, 1),
        (StepKind.WORKSHOP, 1),
        (StepKind.WORKSHOP, 3),
        (StepKind.TECHNICAL_HALF, 1),
        (StepKind.STEERING, 1),
    ):
        cast.step(place, kind=kind, rank=rank, half_days=0)
    return place


def close(initiative, kind, rank=1):
    initiative.steps.filter(kind=kind, rank=rank).update(
        status=StepStatus.CLOSED, held_at="2026-01-01T00:00Z", closed_at="2026-01-01T00:00Z"
    )


def test_the_two_halves_of_table_three_share_a_stone(initiative):
    stones = queries.thread(initiative)
    assert [(stone.key, len(stone.steps)) for stone in stones] == [
        ("preparation-1", 1),
        ("workshop-1", 1),
        ("workshop-3", 2),
        ("steering-1", 1),
    ]


def test_here_is_the_first_stone_not_finished(initiative):
    close(initiative, StepKind.PREPARATION)
    assert [stone.state for stone in queries.thread(initiative)] == [
        StoneState.DONE,
        StoneState.HERE,
        StoneState.AHEAD,
        StoneState.AHEAD,
    ]
    assert queries.current_step(initiative).kind == StepKind.WORKSHOP


def test_a_stone_of_two_is_done_when_both_are(initiative):
    close(initiative, StepKind.PREPARATION)
    close(initiative, StepKind.WORKSHOP, 1)
    close(initiative, StepKind.WORKSHOP, 3)
    stone = queries.thread(initiative)[2]
    assert stone.state == StoneState.HERE
    assert stone.url == initiative.steps.get(kind=StepKind.TECHNICAL_HALF).get_absolute_url()


def test_removed_steps_training_days_and_reviews_are_not_on_the_thread(initiative):
    initiative.steps.filter(kind=StepKind.WORKSHOP, rank=1).update(status=StepStatus.CANCELLED)
    cast.step(initiative, kind=StepKind.REVIEW)
    cast.step(initiative, initiative=None, kind=StepKind.TRAINING_DAY, rank=1)
    assert [stone.key for stone in queries.thread(initiative)] == [
        "preparation-1",
        "workshop-3",
        "steering-1",
    ]


def test_everything_closed_leaves_nowhere_to_stand(initiative):
    for step in initiative.steps.all():
        close(initiative, step.kind, step.rank)
    assert queries.current_step(initiative) is None
    assert {stone.state for stone in queries.thread(initiative)} == {StoneState.DONE}


def test_the_thread_costs_one_query(initiative, django_assert_num_queries):
    place = cast.commune("Nedde", epci=initiative.territory)
    venue = queries.directory.Venue.objects.create(name="Salle", commune=place)
    initiative.steps.update(venue=venue, starts_on=date(2026, 10, 6))
    with django_assert_num_queries(1):
        assert [stone.place for stone in queries.thread(initiative)] == ["Nedde"] * 4


def test_a_step_is_found_by_kind_and_rank(initiative):
    assert queries.step_of(initiative, StepKind.WORKSHOP, 3).rank == 3
    assert queries.step_of(initiative, StepKind.WORKSHOP, 2) is None
