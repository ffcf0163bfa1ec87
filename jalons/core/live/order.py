"""Reading a sequence that commits out of order, without losing an event. No database, no Django.

On PostgreSQL numbers are drawn before the commit: 104 may be visible while 103 is still being written,
or was rolled back. A reader that remembers « 104 » would never see 103. So a hole stops the reader until
it is filled, or until every transaction that could fill it has ended. SQLite commits in order.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it was written."""

    seq: int
    topic: str
    kind: str
    payload: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class _Hole:
    seen_at: float
    suspects: frozenset[str] | None = None  # None: anybody who was writing when it was first seen


@dataclass(slots=True)
class CommitOrder:
    """`last`: every event up to this number was handed over, or will never exist.

    `patience` seconds is how long one slow transaction may hold everybody back. After it the reader goes
    on and keeps the number in `late`: should it come, its topic is told to start afresh.
    """

    last: int
    patience: float = 5.0
    late: dict[int, _Hole] = field(default_factory=dict)
    _holes: dict[int, _Hole] = field(default_factory=dict)

    @property
    def is_waiting(self) -> bool:
        """Whether a hole, or a late number, must be looked at again soon."""
        return bool(self._holes)

    @property
    def needs_writers(self) -> bool:
        return bool(self._holes or self.late)

    def feed(self, rows: Iterable[Event], *, writers: frozenset[str], at: float) -> list[Event]:
        """Take what a read found after `last`, in order; return what may be handed over now.

        `writers` names the transactions that held the table open for writing just BEFORE the read.
        """
        ready: list[Event] = []
        for row in sorted(rows, key=lambda row: row.seq):
            if row.seq <= self.last:
                continue
            if not self._may_pass(range(self.last + 1, row.seq), writers, at):
                break
            ready.append(row)
            self.last = row.seq
            self._holes = {seq: hole for seq, hole in self._holes.items() if seq > self.last}
        return ready

    def _may_pass(self, missing: Iterable[int], writers: frozenset[str], at: float) -> bool:
        is_open = True
        for seq in missing:
            hole = self._holes.get(seq)
            if hole is None:
                self._holes[seq] = _Hole(at)
                is_open = False
                continue
            hole.suspects = writers if hole.suspects is None else hole.suspects & writers
            if not hole.suspects:
                continue  # whoever drew this number has ended without writing it
            if at - hole.seen_at > self.patience:
                self.late[seq] = hole
                continue
            is_open = False
        return is_open

    def feed_late(self, rows: Iterable[Event], *, writers: frozenset[str]) -> list[Event]:
        """Numbers that were given up and came after all; forget those that can come no more."""
        found = [row for row in rows if row.seq in self.late]
        for row in found:
            del self.late[row.seq]
        for seq, hole in list(self.late.items()):
            hole.suspects = (hole.suspects or frozenset()) & writers
            if not hole.suspects:
                del self.late[seq]
        return found
