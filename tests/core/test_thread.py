import re

from hypothesis import given
from hypothesis import strategies as st

from jalons.core.thread import COLUMN, HALF_STONE, STEP_PX, Mark, Place, lay

PLACES = st.integers(0, 12).flatmap(
    lambda done: st.tuples(st.just(done), st.booleans(), st.integers(0, 12)),
)


def marks(done: int, is_here: bool, ahead: int) -> list[Mark]:
    names = [Place.DONE] * done + [Place.HERE] * is_here + [Place.AHEAD] * ahead
    return [Mark(name=f"m{i}", place=place, is_minor=i % 3 == 1) for i, place in enumerate(names)]


def ends(path: str) -> list[tuple[float, float]]:
    """Points that a path goes through: its start and the end of each cubic."""
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path)]
    if not numbers:
        return []
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    return [pairs[0], *pairs[3::3]]


def test_no_mark_makes_an_empty_path() -> None:
    thread = lay([])
    assert (thread.stones, thread.width, thread.done, thread.ahead) == ((), 0, "", "")


def test_the_path_climbs_from_the_first_stone_to_the_last() -> None:
    thread = lay(marks(3, True, 5))
    assert thread.stones[0].y > thread.stones[-1].y == 0


def test_the_walked_part_ends_where_one_stands() -> None:
    thread = lay(marks(2, True, 3))
    here = thread.stones[2]
    point = (2 * COLUMN + COLUMN / 2, here.y * STEP_PX + HALF_STONE)
    assert (ends(thread.done)[-1], ends(thread.ahead)[0]) == (point, point)
    assert thread.here == here


def test_nothing_is_walked_before_the_first_stone_is_reached() -> None:
    thread = lay(marks(0, False, 4))
    assert thread.done == ""
    assert thread.here is None


@given(PLACES)
def test_every_stone_sits_on_the_path_and_in_the_drawing(shape: tuple[int, bool, int]) -> None:
    thread = lay(marks(*shape))
    on_path = set(ends(thread.done)) | set(ends(thread.ahead))
    for i, stone in enumerate(thread.stones):
        assert (i * COLUMN + COLUMN / 2, stone.y * STEP_PX + HALF_STONE) in on_path
        assert 0 <= stone.y <= 18
    assert thread.width == COLUMN * sum(shape)


def test_a_stone_says_its_state_in_words() -> None:
    assert [s.said for s in lay(marks(1, True, 1)).stones] == ["fait", "", "à venir"]
    assert lay(marks(1, False, 0)).stones[0].css_class.startswith("done y-")
