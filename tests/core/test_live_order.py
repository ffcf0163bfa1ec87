"""Reading what commits out of order, without losing an event."""

from hypothesis import given
from hypothesis import strategies as st

from jalons.core.live.order import CommitOrder, Event

NOBODY: frozenset[str] = frozenset()


def event(seq: int) -> Event:
    return Event(seq, "room:1", "x")


def seqs(events: list[Event]) -> list[int]:
    return [e.seq for e in events]


def test_events_without_a_hole_are_handed_over_at_once() -> None:
    order = CommitOrder(10)
    assert seqs(order.feed([event(12), event(11)], writers=NOBODY, at=0)) == [11, 12]
    assert (order.last, order.is_waiting) == (12, False)


def test_a_hole_waits_for_the_transaction_that_may_fill_it() -> None:
    order = CommitOrder(10)
    assert seqs(order.feed([event(12)], writers=NOBODY, at=0)) == []
    assert seqs(order.feed([event(12)], writers=frozenset({"slow"}), at=0.1)) == []
    assert seqs(order.feed([event(11), event(12)], writers=NOBODY, at=0.2)) == [11, 12]


def test_a_number_that_was_rolled_back_is_passed_once_its_writers_have_ended() -> None:
    order = CommitOrder(10)
    order.feed([event(12)], writers=NOBODY, at=0)
    assert seqs(order.feed([event(12)], writers=frozenset({"other"}), at=0.1)) == []
    # « other » was writing then; a newer writer cannot be the one who drew 11
    assert seqs(order.feed([event(12)], writers=frozenset({"newer"}), at=0.2)) == [12]


def test_a_very_slow_transaction_does_not_hold_the_hall_back_and_is_not_lost() -> None:
    order = CommitOrder(10, patience=5)
    slow = frozenset({"slow"})
    order.feed([event(12)], writers=slow, at=0)
    order.feed([event(12)], writers=slow, at=1)
    assert seqs(order.feed([event(12)], writers=slow, at=6)) == [12]
    assert seqs(order.feed_late([], writers=slow)) == []
    assert seqs(order.feed_late([event(11)], writers=NOBODY)) == [11]
    assert (order.late, order.last) == ({}, 12)


def test_a_late_number_is_forgotten_once_nobody_can_write_it() -> None:
    order = CommitOrder(10, patience=5)
    slow = frozenset({"slow"})
    for at in (0, 1, 6):
        order.feed([event(12)], writers=slow, at=at)
    order.feed_late([], writers=NOBODY)
    assert (order.late, order.needs_writers) == ({}, False)


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, int]]:
    """Transactions that draw numbers 1…n in order, then commit or roll back in any order, between reads."""
    count = draw(st.integers(1, 8))
    waiting = list(range(1, count + 1))
    open_: list[int] = []
    moves: list[tuple[str, int]] = []
    while waiting or open_:
        choices = (["draw"] if waiting else []) + (["commit", "rollback"] if open_ else []) + ["read"]
        move = draw(st.sampled_from(choices))
        if move == "draw":
            open_.append(seq := waiting.pop(0))
        elif move == "read":
            seq = 0
        else:
            seq = open_.pop(draw(st.integers(0, len(open_) - 1)))
        moves.append((move, seq))
    return moves


@given(histories())
def test_every_committed_event_is_handed_over_once_and_in_order(history: list[tuple[str, int]]) -> None:
    order, committed, writing, handed = CommitOrder(0, patience=1e9), set[int](), set[int](), list[int]()

    def read() -> None:
        writers = frozenset(f"t{seq}" for seq in writing)
        handed.extend(seqs(order.feed([event(s) for s in committed], writers=writers, at=0)))

    for move, seq in history:
        if move == "draw":
            writing.add(seq)
        elif move == "read":
            read()
        else:
            writing.discard(seq)
            if move == "commit":
                committed.add(seq)
    for _ in range(len(history) + 2):  # one more read passes one more number that was rolled back
        read()
    assert handed == sorted(committed)
