"""Composing the runsheet (domain.md §5.6)."""

from datetime import time

import pytest

from jalons.core.errors import DomainError
from jalons.rooms.actions import runsheet, sequences
from jalons.rooms.queries import runsheet as runsheets
from tests import cast
from tests.rooms import build
from tests.rooms.build import CLAIRE, NOW, say

pytestmark = pytest.mark.django_db


def titles(step: object) -> list[str]:
    return list(step.sequences.order_by("position").values_list("title", flat=True))  # type: ignore[attr-defined]


def test_parts_are_added_at_the_end_or_where_asked() -> None:
    step = cast.step()
    for title in ("un", "trois"):
        runsheet.add_sequence(step, kind="information", title=title, by=CLAIRE)
    runsheet.add_sequence(step, kind="collect", title="deux", position=2, by=CLAIRE, intention="écouter")
    runsheet.add_sequence(step, kind="information", title="zéro", position=1, by=CLAIRE)
    assert titles(step) == ["zéro", "un", "deux", "trois"]
    assert list(step.sequences.values_list("position", flat=True)) == [1, 2, 3, 4]
    assert step.sequences.get(title="deux").intention == "écouter"


@pytest.mark.parametrize(("to", "expected"), [(1, "cab"), (2, "acb"), (99, "abc"), (0, "cab")])
def test_a_part_moves_and_the_others_make_room(to: int, expected: str) -> None:
    step = cast.step()
    for title in "abc":
        runsheet.add_sequence(step, kind="information", title=title, by=CLAIRE)
    runsheet.move_sequence(sequence=step.sequences.get(title="c"), position=to, by=CLAIRE)
    assert "".join(titles(step)) == expected


def test_a_kind_brings_its_duration_and_question() -> None:
    part = runsheet.add_sequence(cast.step(), kind="collect", title="Paroles", by=CLAIRE)
    assert (part.minutes, part.prompt.startswith("Ici, qu’est-ce qui")) == (75, True)


@pytest.mark.parametrize("minutes", [-5, 481])
def test_a_duration_out_of_range_is_refused(minutes: int) -> None:
    with pytest.raises(DomainError, match="entre 1 et 480"):
        runsheet.add_sequence(cast.step(), kind="collect", title="Paroles", minutes=minutes, by=CLAIRE)


def test_a_part_that_was_opened_is_not_taken_out() -> None:
    sequence = build.sequence(build.room())
    sequences.close(sequence=sequence, by=CLAIRE, now=NOW)
    sequence.refresh_from_db()
    with pytest.raises(DomainError, match="déjà été ouverte"):
        runsheet.remove_sequence(sequence=sequence, by=CLAIRE)


def test_a_part_taken_out_leaves_no_hole() -> None:
    step = cast.step()
    parts = [runsheet.add_sequence(step, kind="information", title=t, by=CLAIRE) for t in "abc"]
    runsheet.remove_sequence(sequence=parts[1], by=CLAIRE)
    assert list(step.sequences.values_list("title", "position")) == [("a", 1), ("c", 2)]


def test_settings_stay_once_people_answered_but_texts_can_change() -> None:
    sequence = build.sequence(build.room(), "chain")
    say(sequence)
    runsheet.edit_sequence(sequence=sequence, by=CLAIRE, title="Mieux dit", minutes=10)
    assert (sequence.title, sequence.minutes) == ("Mieux dit", 10)
    with pytest.raises(DomainError, match="déjà répondu"):
        runsheet.edit_sequence(sequence=sequence, by=CLAIRE, settings={"words_on_screen": False})


@pytest.mark.parametrize(("minutes", "fits", "excess"), [((200, 220), True, 0), ((200, 240), False, 20)])
def test_a_half_day_is_three_hours_and_a_half(minutes: tuple[int, int], fits: bool, excess: int) -> None:
    step = cast.step(half_days=2)
    for value in minutes:
        runsheet.add_sequence(step, kind="information", title="x", minutes=value, by=CLAIRE)
    found = runsheets.runsheet(step)
    assert (found.available, found.fits, found.excess) == (420, fits, excess)


def test_clock_times_follow_the_hour_of_the_step() -> None:
    room = build.room(starts_at=time(9, 0))
    for value in (30, 75):
        runsheet.add_sequence(room.step, kind="information", title="x", minutes=value, by=CLAIRE)
    lines = runsheets.runsheet(room.step).lines
    assert [line.starts_at.astimezone().strftime("%H:%M") if line.starts_at else "" for line in lines] != []
    assert (lines[1].starts_at - lines[0].starts_at).total_seconds() == 30 * 60  # type: ignore[operator]
