"""One phone of the rehearsal, as faithful as ours: an outbox sent in order, each item until its receipt."""

import asyncio
import json
import random
import re
import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jalons.core.ids import new_id
from jalons.operations.rehearsal.wire import Answer, Line, WireError

VOTE_WITHIN = 10.0
WORD_WITHIN = 300.0
POLL_EVERY = 4.0
"""polis#1495: a vote every 0–10 s, a statement every 0–300 s, a poll every 4 s."""

CREATED, REPLAYED = 201, 200
_REFUSED = (403, 404, 409, 422)
_RETRY_AFTER = 0.5
_BACK_AFTER = 2.0
_JITTER = 1.5
_JSON = {"Accept": "application/json"}


@dataclass(slots=True)
class Item:
    """One sending: what it says, and what became of it."""

    id: str
    path: str
    fields: dict[str, str]
    receipt: dict[str, Any] | None = None
    refusal: str = ""
    sent_at: float = 0.0
    was_first: bool = False  # the receipt came with the very first success, not after a lost answer


@dataclass(frozen=True, slots=True)
class Place:
    """What a phone needs to know of one room of the twin."""

    code: str
    topic: str
    sequence: str
    options: tuple[str, ...] = ()
    values: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        return f"/r/{self.code}/"


@dataclass(slots=True)
class Log:
    """What all the phones share: measures and mishaps."""

    answers: list[float] = field(default_factory=list)
    heard: list[tuple[str, float]] = field(default_factory=list)  # kind of event, when
    failed_pages: Counter[str] = field(default_factory=Counter)
    replays: int = 0
    replays_wrong: int = 0
    reconnections: int = 0


@dataclass(slots=True)
class Phone:
    """A participant who talks, votes, listens or polls, until told to stop."""

    number: int
    line: Line
    words: Place
    votes: Place
    polls: bool
    log: Log
    rng: random.Random
    is_over: Callable[[], bool]
    items: list[Item] = field(default_factory=list)
    _outbox: "asyncio.Queue[Item]" = field(default_factory=asyncio.Queue)
    _late_replays: list[Item] = field(default_factory=list)
    _cursor: str = "0"
    _reading: Line = field(init=False)

    def __post_init__(self) -> None:
        self._reading = self.line.beside()

    async def live(self) -> None:
        """Join, then everything at once. Ends when told; what is still kept is sent by `empty`."""
        await asyncio.sleep(self.rng.uniform(0, 3))
        await self._join()
        jobs = (self._vote(), self._talk(), self._poll() if self.polls else self._listen())
        sending = asyncio.create_task(self._send_for_ever())
        try:
            await asyncio.gather(*jobs)
            await self._outbox.join()
            for item in self._late_replays:
                await self._replay(item)
        finally:
            sending.cancel()
            self.line.close()
            self._reading.close()

    async def _join(self) -> None:
        for place in (self.words, self.votes):
            page = await self._page(place)
            found = re.search(rb'"cursor": (\d+)', page.body) if page else None
            self._cursor = found.group(1).decode() if found else self._cursor

    async def _page(self, place: Place) -> Answer | None:
        """The page of the room, again and again until it comes."""
        while not self.is_over():
            try:
                answer = await self._reading.get(place.page)
            except WireError:
                await self._rest(_RETRY_AFTER)
                continue
            if answer.status != REPLAYED:
                self.log.failed_pages[f"du téléphone ({answer.status})"] += 1
            return answer
        return None

    async def _vote(self) -> None:
        while not await self._rest(self.rng.uniform(0, VOTE_WITHIN)):
            ballot = str(new_id())
            option, value = self.rng.choice(self.votes.options), self.rng.choice(self.votes.values)
            fields = {"ballot": ballot, "sequence": self.votes.sequence, f"o:{option}:": value}
            self._put(Item(ballot, f"/r/{self.votes.code}/avis/", fields))

    async def _talk(self) -> None:
        while not await self._rest(self.rng.uniform(0, WORD_WITHIN)):
            word = str(new_id())
            text = (
                f"Téléphone {self.number}, idée {len(self.items) + 1} : le bus passe trop tôt, {word[-6:]}."
            )
            fields = {"id": word, "sequence": self.words.sequence, "text": text}
            self._put(Item(word, f"/r/{self.words.code}/paroles/", fields))

    def _put(self, item: Item) -> None:
        self.items.append(item)
        self._outbox.put_nowait(item)

    async def _rest(self, seconds: float) -> bool:
        """Wait; True when it is over."""
        end = time.monotonic() + seconds
        while not self.is_over() and (left := end - time.monotonic()) > 0:  # noqa: ASYNC110 - a clock, no event
            await asyncio.sleep(min(left, 0.5))
        return self.is_over()

    async def _send_for_ever(self) -> None:
        while True:
            item = await self._outbox.get()
            await self._deliver(item)
            self._outbox.task_done()

    async def _deliver(self, item: Item) -> None:
        """Send until an answer comes; then send the very same once more, at once or later."""
        tries = 0
        while item.receipt is None and not item.refusal:
            tries += 1
            await self._try(item, tries)
        if item.receipt is None:
            return
        if self.rng.random() < 0.5:  # noqa: PLR2004 - half of them
            await self._replay(item)
        else:
            self._late_replays.append(item)
            if len(self._late_replays) > 2:  # noqa: PLR2004 - after newer ones have passed
                await self._replay(self._late_replays.pop(0))

    async def _try(self, item: Item, tries: int) -> None:
        started = time.monotonic()
        try:
            answer = await self.line.post(item.path, item.fields, **_JSON)
        except WireError:
            await asyncio.sleep(_RETRY_AFTER * self.rng.uniform(0.5, 1.5))
            return
        if answer.status in (CREATED, REPLAYED):
            item.receipt, item.sent_at, item.was_first = answer.json(), started, answer.status == CREATED
            self.log.answers.append((time.monotonic() - started) * 1000)
        elif answer.status in _REFUSED:
            item.refusal = answer.body.decode(errors="replace")[:200]
        else:
            await asyncio.sleep(_RETRY_AFTER)

    async def _replay(self, item: Item) -> None:
        """The same bytes again: the first receipt must come back."""
        while True:
            try:
                answer = await self.line.post(item.path, item.fields, **_JSON)
            except WireError:
                await asyncio.sleep(_RETRY_AFTER)
                continue
            if answer.status in (REPLAYED, *_REFUSED, CREATED):
                break
            await asyncio.sleep(_RETRY_AFTER)
        self.log.replays += 1
        same = answer.status == REPLAYED and _same(item.receipt or {}, answer)
        self.log.replays_wrong += not same

    async def _listen(self) -> None:
        """Follow the room; come back after a cut from where it was; look at the page when something moves."""
        while not self.is_over():
            try:
                async for message in self._until_over(f"/direct/{self.words.topic}"):
                    self._cursor = str(message["seq"])
                    self.log.heard.append((message["type"], time.monotonic()))
                    await asyncio.sleep(self.rng.uniform(0, _JITTER))
                    await self._page(self.words)
            except WireError:
                self.log.reconnections += 1
                await self._rest(self.rng.uniform(_BACK_AFTER, 2 * _BACK_AFTER))

    async def _until_over(self, path: str) -> AsyncGenerator[dict[str, Any], None]:
        messages = self.line.listen(path, after=self._cursor)
        try:
            while not self.is_over():
                pending = asyncio.ensure_future(anext(messages))
                while not self.is_over() and not pending.done():
                    await asyncio.wait([pending], timeout=0.5)
                if not pending.done():
                    pending.cancel()
                    await asyncio.wait([pending])
                    return
                yield pending.result()
        except StopAsyncIteration:
            raise WireError("fin du direct") from None
        finally:
            await messages.aclose()

    async def _poll(self) -> None:
        """For those whom streams do not reach: ask every four seconds."""
        while not await self._rest(POLL_EVERY):
            try:
                answer = await self._reading.get(f"/direct/{self.words.topic}/depuis/{self._cursor}")
            except WireError:
                continue
            if answer.status != REPLAYED:
                self.log.failed_pages[f"d’interrogation ({answer.status})"] += 1
                continue
            told = answer.json()
            self._cursor = str(told["seq"])
            if told["events"] or told["snapshot"]:
                await self._page(self.words)


def _same(receipt: Mapping[str, Any], answer: Answer) -> bool:
    again = json.loads(answer.body)
    return all(receipt.get(key) == again.get(key) for key in ("id", "number", "answers"))
