"""One function says whether people may answer now."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalons.rooms.state import GRACE, LATE_DELIVERY, Phase, accepts_kept_words, state

NOW = datetime(2026, 10, 6, 8, 0, tzinfo=UTC)


@dataclass
class Part:
    state: str
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    paused_at: datetime | None = None
    settings: dict[str, Any] = field(default_factory=dict)


def test_a_planned_or_skipped_part_takes_nothing() -> None:
    assert [state(Part(s, closed_at=NOW), NOW).phase for s in ("planned", "skipped")] == [
        Phase.AHEAD,
        Phase.SKIPPED,
    ]
    assert [state(Part(s), NOW).accepts for s in ("planned", "skipped")] == [False, False]


def test_an_open_part_takes_answers_and_says_the_time_left() -> None:
    found = state(Part("open", closes_at=NOW + timedelta(minutes=24, seconds=10)), NOW)
    assert (found.phase, found.accepts, found.shows_form, found.seconds) == (Phase.OPEN, True, True, 1450)


def test_a_passed_deadline_closes_nothing_by_itself() -> None:
    found = state(Part("open", closes_at=NOW - timedelta(minutes=3)), NOW)
    assert (found.phase, found.accepts, found.seconds) == (Phase.OVERTIME, True, -180)


@pytest.mark.parametrize(("late", "accepts"), [(GRACE, True), (GRACE + timedelta(seconds=1), False)])
def test_a_part_that_closes_itself_leaves_the_grace_of_the_network(late: timedelta, accepts: bool) -> None:
    part = Part("open", closes_at=NOW - late, settings={"closes_itself": True})
    found = state(part, NOW)
    assert (found.phase, found.accepts, found.shows_form) == (Phase.CLOSED, accepts, False)


def test_a_pause_keeps_the_time_that_was_left() -> None:
    part = Part("paused", closes_at=NOW + timedelta(minutes=10), paused_at=NOW)
    found = state(part, NOW + timedelta(hours=2))
    assert (found.phase, found.accepts, found.seconds) == (Phase.PAUSED, False, 600)


def test_words_that_a_phone_kept_are_taken_after_the_end_when_written_before_it() -> None:
    closed = state(Part("closed", closed_at=NOW), NOW + timedelta(minutes=20))
    at = NOW + timedelta(minutes=20)
    assert accepts_kept_words(closed, written_at=NOW - timedelta(minutes=1), now=at) is True
    assert accepts_kept_words(closed, written_at=NOW + timedelta(minutes=5), now=at) is False
    assert accepts_kept_words(closed, written_at=None, now=at) is False


def test_words_kept_too_long_are_not_taken() -> None:
    at = NOW + LATE_DELIVERY + timedelta(seconds=1)
    closed = state(Part("closed", closed_at=NOW), at)
    assert accepts_kept_words(closed, written_at=NOW, now=at) is False


@given(
    st.sampled_from(["planned", "open", "paused", "closed", "skipped"]),
    st.integers(-10_000, 10_000),
    st.booleans(),
)
def test_a_form_is_shown_only_where_answers_are_taken(code: str, offset: int, closes_itself: bool) -> None:
    moment = NOW + timedelta(seconds=offset)
    part = Part(
        code, closes_at=moment, closed_at=moment, paused_at=NOW, settings={"closes_itself": closes_itself}
    )
    found = state(part, NOW)
    assert found.accepts or not found.shows_form
    assert found.sentence.endswith((".", "!"))
