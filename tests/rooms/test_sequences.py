"""The moves of whoever animates."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from jalons.core.errors import DomainError
from jalons.core.live.models import OutboxEvent
from jalons.initiatives.enums import StepStatus
from jalons.journal.models import Entry
from jalons.rooms.actions import rooms, sequences
from jalons.rooms.enums import SequenceState
from jalons.rooms.models import Contribution, Room, Sequence
from tests import cast
from tests.rooms import build
from tests.rooms.build import CLAIRE, NOW, later, say

pytestmark = pytest.mark.django_db


def test_opening_sets_a_deadline_of_the_server_and_tells_everybody() -> None:
    sequence = build.sequence(build.room(), minutes=75, is_open=False)
    OutboxEvent.objects.all().delete()
    sequences.open_sequence(sequence=sequence, by=CLAIRE, now=NOW)
    sequence.refresh_from_db()
    assert (sequence.state, sequence.opened_at, sequence.closes_at) == ("open", NOW, later(minutes=75))
    room = sequence.step.room
    assert list(OutboxEvent.objects.values_list("topic", "kind")) == [
        (f"room:{room.id}", "sequence.opened"),
        (f"animation:{room.id}", "sequence.opened"),
    ]
    assert Entry.objects.get(verb="sequence.opened").facts == {"minutes": 75}


def test_only_one_sequence_runs_at_a_time() -> None:
    room = build.room()
    build.sequence(room)
    second = build.sequence(room, title="Une autre", is_open=False)
    with pytest.raises(DomainError, match="encore ouverte"):
        sequences.open_sequence(sequence=second, by=CLAIRE, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sequence.objects.filter(id=second.id).update(state="paused", opened_at=NOW, paused_at=NOW)


def test_nothing_opens_before_the_step_is_held() -> None:
    room = build.room(status=StepStatus.CONFIRMED)
    sequence = build.sequence(room, is_open=False)
    with pytest.raises(DomainError, match="pas encore ouverte"):
        sequences.open_sequence(sequence=sequence, by=CLAIRE, now=NOW)


def test_nothing_opens_in_a_closed_room() -> None:
    room = build.room()
    sequence = build.sequence(room, is_open=False)
    rooms.close_room(room=room, by=CLAIRE, now=NOW)
    with pytest.raises(DomainError, match="salle n’est pas ouverte"):
        sequences.open_sequence(sequence=sequence, by=CLAIRE, now=NOW)


def test_a_pause_moves_the_deadline_by_its_length() -> None:
    sequence = build.sequence(build.room(), minutes=60)
    sequences.pause(sequence=sequence, by=CLAIRE, now=later(minutes=20))
    resumed = sequences.resume(sequence=sequence, by=CLAIRE, now=later(minutes=35))
    assert (resumed.closes_at, resumed.paused_at) == (later(minutes=75), None)


@pytest.mark.parametrize(("at", "expected"), [(10, 65), (90, 95)])
def test_more_time_counts_from_the_deadline_or_from_now_when_it_has_passed(at: int, expected: int) -> None:
    sequence = build.sequence(build.room(), minutes=60)
    extended = sequences.extend(sequence=sequence, minutes=5, by=CLAIRE, now=later(minutes=at))
    assert extended.closes_at == later(minutes=expected)


def test_closing_says_in_the_journal_what_came_in() -> None:
    sequence = build.sequence(build.room())
    say(sequence)
    say(sequence)
    sequences.close(sequence=sequence, by=CLAIRE, now=NOW)
    assert Entry.objects.get(verb="sequence.closed").facts == {"received": 2, "voters": 0}


def test_a_sequence_reopens_with_all_that_was_said() -> None:
    sequence = build.sequence(build.room())
    say(sequence, "avant")
    sequences.close(sequence=sequence, by=CLAIRE, reveal_result=True, now=NOW)
    again = sequences.reopen(sequence=sequence, by=CLAIRE, now=later(minutes=1))
    assert (again.state, again.closed_at, again.is_revealed) == ("open", None, False)
    assert say(sequence, "après", now=later(minutes=2)).number == 2


def test_a_skipped_sequence_can_still_be_opened() -> None:
    sequence = build.sequence(build.room(), is_open=False)
    sequences.skip(sequence=sequence, by=CLAIRE, now=NOW)
    assert sequences.open_sequence(sequence=sequence, by=CLAIRE, now=NOW).state == SequenceState.OPEN


def test_a_result_is_not_shown_before_the_question_was_asked() -> None:
    room = build.room()
    with pytest.raises(DomainError, match="Rien n’a encore été demandé"):
        sequences.reveal(sequence=build.sequence(room, is_open=False), by=CLAIRE, now=NOW)
    opened = build.sequence(room)
    assert sequences.reveal(sequence=opened, by=CLAIRE, now=NOW).is_revealed is True
    assert sequences.reveal(sequence=opened, by=CLAIRE, is_shown=False, now=NOW).is_revealed is False


def test_a_move_made_twice_says_that_somebody_else_may_animate() -> None:
    sequence = build.sequence(build.room())
    sequences.close(sequence=sequence, by=CLAIRE, now=NOW)
    with pytest.raises(DomainError, match="Quelqu’un d’autre"):
        sequences.close(sequence=sequence, by=CLAIRE, now=NOW)


def test_the_last_move_is_taken_back_within_ten_seconds() -> None:
    sequence = build.sequence(build.room(), minutes=60)
    room = sequence.step.room
    sequences.close(sequence=sequence, by=CLAIRE, reveal_result=True, now=later(minutes=10))
    assert sequences.undo(room=room, by=CLAIRE, now=later(minutes=10, seconds=9)) == (
        "«\u202fCe que nous vivons ici\u202f» est close"
    )
    sequence.refresh_from_db()
    assert (sequence.state, sequence.closes_at, sequence.closed_at, sequence.is_revealed) == (
        "open", later(minutes=60), None, False,
    )  # fmt: skip
    with pytest.raises(DomainError, match="trop tard"):
        sequences.undo(room=room, by=CLAIRE, now=later(minutes=10, seconds=9))


def test_after_ten_seconds_a_move_stays() -> None:
    sequence = build.sequence(build.room())
    with pytest.raises(DomainError, match="trop tard"):
        sequences.undo(room=sequence.step.room, by=CLAIRE, now=later(seconds=13))


def test_undoing_an_opening_keeps_what_people_said_meanwhile() -> None:
    sequence = build.sequence(build.room())
    say(sequence)
    sequences.undo(room=sequence.step.room, by=CLAIRE, now=later(seconds=5))
    sequence.refresh_from_db()
    assert (sequence.state, Contribution.objects.count()) == ("planned", 1)


def test_a_room_has_a_code_of_six_digits_and_keeps_it() -> None:
    room = build.room()
    assert (len(room.code), room.code.isdecimal()) == (6, True)
    rooms.close_room(room=room, by=CLAIRE, now=NOW)
    again = rooms.open_room(step=room.step, by=CLAIRE, now=NOW)
    assert (again.id, again.code, again.is_open, again.closed_at) == (room.id, room.code, True, None)
    assert Room.objects.count() == 1


def test_a_cancelled_step_has_no_room() -> None:
    with pytest.raises(DomainError, match="annulée"):
        rooms.open_room(step=cast.step(status=StepStatus.CANCELLED), by=CLAIRE)


def test_a_room_does_not_close_over_an_open_question() -> None:
    sequence = build.sequence(build.room())
    with pytest.raises(DomainError, match="encore ouverte"):
        rooms.close_room(room=sequence.step.room, by=CLAIRE, now=NOW)


def test_tables_are_placed_by_count_and_used_ones_are_kept() -> None:
    sequence = build.sequence(build.room(tables=4))
    room = sequence.step.room
    say(sequence, table=room.tables.get(number=3))
    with pytest.raises(DomainError, match="table 3 a déjà servi"):
        rooms.set_tables(room=room, count=2, by=CLAIRE)
    rooms.set_tables(room=room, count=3, by=CLAIRE)
    assert list(room.tables.values_list("number", flat=True)) == [1, 2, 3]
    with pytest.raises(DomainError, match="entre 0 et 40"):
        rooms.set_tables(room=room, count=41, by=CLAIRE)


def test_extending_asks_for_a_real_duration() -> None:
    sequence = build.sequence(build.room())
    with pytest.raises(DomainError, match="entre 1 et 480"):
        sequences.extend(sequence=sequence, minutes=0, by=CLAIRE, now=NOW + timedelta(minutes=1))
