"""One connection that listens, and the messages it receives."""

import asyncio
import json
from collections import deque

from jalons.core.live.order import Event
from jalons.core.live.topics import Audience

MOST_WAITING = 256
"""Messages kept for a slow phone. Beyond, it is told to fetch everything again."""

HEARTBEAT = b":\n\n"


def message(event: Event) -> bytes:
    """The event as it goes to every listener, serialised once."""
    body = json.dumps(
        {"seq": event.seq, "type": event.kind, "payload": event.payload},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return f"id: {event.seq}\ndata: {body}\n\n".encode()


def snapshot(seq: int) -> bytes:
    """« Something was missed: fetch the state again. »"""
    return message(Event(seq, "", "snapshot"))


class Listener:
    """A queue of messages for one connection. Used from the event loop only."""

    def __init__(self, topic: str, audience: Audience) -> None:
        self.topic = topic
        self.audience = audience
        self.is_closed = False
        self.cursor: int | None = None  # up to date with this number, when nothing waits
        self.ready = asyncio.Event()
        self._waiting: deque[bytes] = deque()

    def put(self, chunk: bytes, seq: int) -> None:
        if len(self._waiting) >= MOST_WAITING:
            self._waiting.clear()
            chunk = snapshot(seq)
        self._waiting.append(chunk)
        self.ready.set()

    def beat(self) -> None:
        """A sign of life, when there is nothing else to say."""
        if not self._waiting:
            self._waiting.append(HEARTBEAT)
            self.ready.set()

    def take(self) -> bytes:
        """Everything that waits, in one piece."""
        chunk = b"".join(self._waiting)
        self._waiting.clear()
        self.ready.clear()
        return chunk

    def close(self) -> None:
        self.is_closed = True
        self.ready.set()
