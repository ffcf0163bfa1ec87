import pytest

from jalons.core.thread import Place
from jalons.initiatives import marks
from jalons.initiatives.enums import StepKind, StepStatus
from tests import cast

pytestmark = pytest.mark.django_db


def test_the_steps_of_a_demarche_become_stones_with_one_place_where_it_stands(
    django_assert_num_queries,
) -> None:
    initiative = cast.initiative()
    cast.step(initiative, kind=StepKind.PREPARATION, status=StepStatus.CLOSED)
    table = cast.step(initiative, kind=StepKind.WORKSHOP)
    cast.step(initiative, kind=StepKind.PREPARATION, status=StepStatus.CANCELLED)
    cast.step(initiative, kind=StepKind.STEERING)
    with django_assert_num_queries(1):
        thread = marks.thread_of(initiative)
    assert [(stone.mark.name, stone.mark.place) for stone in thread.stones] == [
        ("Préparation 1", Place.DONE),
        ("Table 1", Place.HERE),
        ("Pilotage", Place.AHEAD),
    ]
    assert thread.stones[1].mark.url == table.get_absolute_url()
    assert [stone.mark.when for stone in thread.stones] == ["à dater", "à dater", ""]
