"""One hub per process: it reads the outbox once and hands each event to everybody who listens."""

import asyncio
import contextlib
import logging
import os
import secrets
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import DatabaseError, close_old_connections, connection

from jalons.core.live import notifications, presence, retention, store, wakeup
from jalons.core.live.listeners import Listener, message, snapshot
from jalons.core.live.order import CommitOrder, Event
from jalons.core.live.topics import Audience

log = logging.getLogger(__name__)

HEARTBEAT_EVERY = 15.0
SLOW_POLL_EVERY = 2.0
"""Safety net: events of other processes on SQLite, or a notification that was lost."""

LOOK_AGAIN_AFTER = 0.02
PRESENCE_EVERY = 5.0
TELL_ANYWAY_EVERY = 30.0
FORGET_EVERY = 3600.0
MOST_REPLAYED = 200
"""After a longer absence, fetching the state again is shorter than replaying."""

_LATE_KEPT = 200
Result = TypeVar("Result")


class Hub:
    """Start it from the event loop that serves; every method is for that loop, except `wake`."""

    def __init__(self, *, slow_poll: float = SLOW_POLL_EVERY, heartbeat: float = HEARTBEAT_EVERY) -> None:
        self._slow_poll, self._heartbeat = slow_poll, heartbeat
        self._listeners: defaultdict[str, set[Listener]] = defaultdict(set)
        self._order = CommitOrder(0)
        self._late_arrivals: deque[tuple[str, int, int]] = deque(maxlen=_LATE_KEPT)
        self._awake = asyncio.Event()
        self._starting = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="live-outbox")
        self._process = f"{os.getpid()}-{secrets.token_hex(4)}"
        self.is_closing = False

    @property
    def last(self) -> int:
        """Everything up to this number was handed over: the cursor of whoever is up to date."""
        return self._order.last

    def listening(self) -> Counter[tuple[str, Audience]]:
        return Counter((one.topic, one.audience) for many in self._listeners.values() for one in many)

    async def start(self) -> None:
        """Begin reading from the present. Harmless when it runs already."""
        async with self._starting:
            if self._tasks or self.is_closing:
                return
            self._sleeper = wakeup.wake_me(self._from_any_thread(self._awake.set))
            self._order = CommitOrder(await self._settled_end())
            jobs = [
                self._read_for_ever(),
                self._beat_for_ever(),
                self._tell_for_ever(),
                self._forget_for_ever(),
            ]
            if connection.vendor == "postgresql":
                jobs.append(notifications.listen(self._awake.set))
            self._tasks = [asyncio.create_task(job) for job in jobs]

    @staticmethod
    def _from_any_thread(move: Callable[[], object]) -> Callable[[], None]:
        loop = asyncio.get_running_loop()

        def call() -> None:
            with contextlib.suppress(RuntimeError):  # the loop has just closed: nobody listens any more
                loop.call_soon_threadsafe(move)

        return call

    async def stop(self) -> None:
        """Let every listener go and end the tasks."""
        self.let_go()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        with contextlib.suppress(DatabaseError):
            await self._in_thread(lambda: presence.tell(self._process, Counter()))
        self._thread.shutdown(wait=False)

    def let_go(self) -> None:
        """End every stream now, so that the server can stop; phones come back by themselves."""
        self.is_closing = True
        for many in list(self._listeners.values()):
            for listener in many:
                listener.close()

    async def subscribe(self, topic: str, audience: Audience, *, after: int | None) -> Listener:
        """Listen to a topic, from what came after `after` (None: from now on)."""
        await self.start()
        listener = Listener(topic, audience)
        frontier = self.last
        held: list[tuple[bytes, int]] = []
        missed = [] if after is None else await self._missed(topic, after=after, up_to=frontier)
        if missed is None:
            held.append((snapshot(frontier), frontier))
        else:
            held.extend((message(event), event.seq) for event in missed)
        # What was handed over while we read: read again up to the present, in the same tick as we join.
        while self.last > frontier:
            more = await self._missed(topic, after=frontier, up_to=(reached := self.last))
            held.extend((message(e), e.seq) for e in more) if more is not None else held.append(
                (snapshot(reached), reached)
            )
            frontier = reached
        self._listeners[topic].add(listener)
        listener.cursor = None if held else frontier
        for chunk, seq in held:
            listener.put(chunk, seq)
        if self.is_closing:
            listener.close()
        return listener

    def leave(self, listener: Listener) -> None:
        self._listeners[listener.topic].discard(listener)
        if not self._listeners[listener.topic]:
            del self._listeners[listener.topic]

    async def missed(self, topic: str, *, after: int) -> tuple[int, list[Event] | None]:
        """For those who poll: the new cursor, and what came after theirs (None: fetch the state again)."""
        await self.start()
        frontier = self.last
        return max(frontier, after), await self._missed(topic, after=after, up_to=frontier)

    async def _missed(self, topic: str, *, after: int, up_to: int) -> list[Event] | None:
        """Events in ]after, up_to], or None when some may be gone or when there are too many."""
        if any(name == topic and seq <= after <= reached for name, seq, reached in self._late_arrivals):
            return None
        first, last = await self._in_thread(store.bounds)
        if after > max(last, up_to) or (first and after + 1 < first):
            return None
        events = await self._in_thread(
            lambda: store.of_topic(topic, after_seq=after, up_to=up_to, limit=MOST_REPLAYED + 1)
        )
        return None if len(events) > MOST_REPLAYED else events

    async def _settled_end(self) -> int:
        """The last number, once every transaction that was writing when we looked has ended."""
        suspects = await self._in_thread(store.writers)
        for _ in range(250):
            if not suspects:
                break
            await asyncio.sleep(LOOK_AGAIN_AFTER)
            suspects &= await self._in_thread(store.writers)
        return (await self._in_thread(store.bounds))[1]

    async def _read_for_ever(self) -> None:
        while True:
            self._awake.clear()
            try:
                is_full = await self._read_once()
            except DatabaseError:
                log.exception("The live hub could not read the outbox; it tries again")
                await asyncio.sleep(self._slow_poll)
                continue
            if is_full:
                continue
            if self._order.is_waiting:
                await asyncio.sleep(LOOK_AGAIN_AFTER)
                continue
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._slow_poll):
                    await self._awake.wait()

    async def _read_once(self) -> bool:
        """Read and hand over once. True when there may be more at once."""
        order, at = self._order, asyncio.get_running_loop().time()
        # The order of these two reads is what makes a hole decidable: see order.py.
        writers = await self._in_thread(store.writers) if order.needs_writers else frozenset()
        rows = await self._in_thread(lambda: store.after(order.last))
        for event in order.feed(rows, writers=writers, at=at):
            self._hand_over(event)
        if order.late:
            came = await self._in_thread(lambda: store.these(order.late))
            for event in order.feed_late(came, writers=writers):
                self._start_afresh(event)
        return len(rows) == store.BATCH and not order.is_waiting

    def _hand_over(self, event: Event) -> None:
        if listeners := self._listeners.get(event.topic):
            chunk = message(event)
            for listener in listeners:
                listener.put(chunk, event.seq)

    def _start_afresh(self, event: Event) -> None:
        """An event that came too late to be in order: its listeners, and those who come back, refetch."""
        self._late_arrivals.append((event.topic, event.seq, self.last))
        for listener in self._listeners.get(event.topic, ()):
            listener.put(snapshot(self.last), self.last)

    async def _beat_for_ever(self) -> None:
        while True:
            await asyncio.sleep(self._heartbeat)
            for many in self._listeners.values():
                for listener in many:
                    listener.beat()

    async def _tell_for_ever(self) -> None:
        told: Counter[tuple[str, Audience]] = Counter()
        told_at = 0.0
        while True:
            await asyncio.sleep(PRESENCE_EVERY)
            counts, at = self.listening(), asyncio.get_running_loop().time()
            if counts == told and (not counts or at - told_at < TELL_ANYWAY_EVERY):
                continue
            try:
                await self._in_thread(lambda counts=counts: presence.tell(self._process, counts))  # type: ignore[misc]
            except DatabaseError:
                log.warning("The live hub could not write its counts; it tries again")
                continue
            told, told_at = counts, at

    async def _forget_for_ever(self) -> None:
        while True:
            await asyncio.sleep(FORGET_EVERY)
            try:
                await self._in_thread(retention.forget_old_events)
            except DatabaseError:
                log.warning("The live hub could not delete old events; it tries again in an hour")

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        def run() -> Result:
            close_old_connections()
            try:
                return work()
            except DatabaseError:
                connection.close()
                raise

        return await asyncio.get_running_loop().run_in_executor(self._thread, run)
