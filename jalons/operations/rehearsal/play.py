"""Playing the room: phones, cuts, the hall's screen, a server that dies; then counting."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from asgiref.sync import sync_to_async

from jalons.operations.rehearsal import twin as twins
from jalons.operations.rehearsal.link import Link
from jalons.operations.rehearsal.phone import Log, Phone, Place
from jalons.operations.rehearsal.report import Report
from jalons.operations.rehearsal.server import OwnServer
from jalons.operations.rehearsal.twin import Stage, Twin
from jalons.operations.rehearsal.wire import Line, WireError, allow_many_connections
from jalons.rooms.kinds import registry

LONGEST_CUT = 120.0
CUT_SHARE = 3
"""One phone in three is cut; one in three polls instead of listening."""

DRAIN_SECONDS = 150.0
"""A machine shared with others catches up late; what is not received by then is lost."""
_SCREEN_GATHERS = 1.2


@dataclass(frozen=True, slots=True)
class Target:
    """Where a server listens, and the name that it answers to."""

    host: str
    port: int
    name: str


@dataclass(slots=True)
class Screen:
    """The hall's screen: hears each arrival, and reads its page again as ours does."""

    line: Line
    twin: Twin
    is_over: Callable[[], bool]
    log: Log
    heard: dict[int, float] = field(default_factory=dict)
    _cursor: str = "0"
    _wants: asyncio.Event = field(default_factory=asyncio.Event)

    async def live(self) -> None:
        await asyncio.gather(self._listen(), self._read())

    async def _listen(self) -> None:
        while not self.is_over():
            with suppress(WireError):
                async for message in self.line.listen(
                    f"/direct/animation:{self.twin.words.room.id}", after=self._cursor
                ):
                    self._cursor = str(message["seq"])
                    if message["type"] == "word.received":
                        self.heard.setdefault(message["payload"]["number"], time.monotonic())
                    self._wants.set()
            await asyncio.sleep(1)

    async def _read(self) -> None:
        page = f"/seances/{self.twin.words.step.id}/projecteur/"
        while not self.is_over():
            with suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await self._wants.wait()
                self._wants.clear()
                with suppress(WireError):
                    status = (await self.line.get(page)).status
                    if status != 200:  # noqa: PLR2004 - found
                        self.log.failed_pages[f"du projecteur ({status})"] += 1
                await asyncio.sleep(_SCREEN_GATHERS)


@dataclass(slots=True)
class Play:
    """One rehearsal. `own` is the server that may be killed half-way, None when none may."""

    twin: Twin
    targets: list[Target]
    phones: int
    seconds: float
    own: OwnServer | None = None
    rng: random.Random = field(default_factory=random.Random)
    log: Log = field(default_factory=Log)
    report: Report = field(init=False)
    _ends: float = 0.0
    _moves: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.report = Report(phones=self.phones, seconds=self.seconds)

    def is_over(self) -> bool:
        return time.monotonic() > self._ends

    async def run(self) -> list[Phone]:
        """Play to the end and return the phones, with what each sent and was told."""
        allow_many_connections()
        self._ends = time.monotonic() + self.seconds
        words, votes = _place(self.twin.words), _place(self.twin.votes)
        links = [Link(one.host, one.port) for one in self._of_cut_phones()]
        await asyncio.gather(*(link.open() for link in links))
        phones = [self._phone(number, links, words, votes) for number in range(self.phones)]
        screen = Screen(self._screen_line(), self.twin, self.is_over, self.log)
        watching = asyncio.create_task(screen.live())
        around = [asyncio.create_task(job) for job in (self._move(), self._kill(), *map(self._cut, links))]
        await self._lives(phones)
        for task in (*around, watching):
            task.cancel()
        await asyncio.gather(*around, watching, return_exceptions=True)
        await asyncio.gather(*(link.close() for link in links))
        self._measure(phones, screen)
        return phones

    async def _lives(self, phones: list[Phone]) -> None:
        lives = [asyncio.create_task(phone.live()) for phone in phones]
        _, late = await asyncio.wait(lives, timeout=self.seconds + DRAIN_SECONDS)
        for task in late:
            task.cancel()
        for outcome in await asyncio.gather(*lives, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome

    def _target(self, number: int) -> Target:
        return self.targets[number % len(self.targets)]

    def _of_cut_phones(self) -> list[Target]:
        return [self._target(number) for number in range(0, self.phones, CUT_SHARE)]

    def _phone(self, number: int, links: list[Link], words: Place, votes: Place) -> Phone:
        target = self._target(number)
        is_cut, rank = number % CUT_SHARE == 0, number // CUT_SHARE
        host, port = ("127.0.0.1", links[rank].port) if is_cut else (target.host, target.port)
        line = Line(host, port, target.name)
        polls = number % CUT_SHARE == 1
        rng = random.Random(self.rng.random())  # noqa: S311 - behaviours, not secrets
        return Phone(number, line, words, votes, polls, self.log, rng, self.is_over)

    def _screen_line(self) -> Line:
        target = self.targets[0]
        from django.conf import settings

        return Line(
            target.host, target.port, target.name, cookies={settings.SESSION_COOKIE_NAME: self.twin.session}
        )

    async def _cut(self, link: Link) -> None:
        """Cut one link once, for up to two minutes, and never so long that it could not come back."""
        longest = min(LONGEST_CUT, self.seconds * 0.6)
        lasts = self.rng.uniform(longest / 10, longest)
        await asyncio.sleep(self.rng.uniform(0, max(self.seconds - lasts, 0)))
        link.cut(is_silent=self.rng.random() < 0.5)  # noqa: PLR2004 - half of them
        self.report.cuts += 1
        await asyncio.sleep(lasts)
        link.mend()

    async def _move(self) -> None:
        """Whoever animates gives five more minutes, three times: how soon do the phones know?"""
        for share in (0.2, 0.4, 0.85):
            await asyncio.sleep(max(0, self._ends - self.seconds * (1 - share) - time.monotonic()))
            self._moves.append(time.monotonic())
            await sync_to_async(twins.more_time)(self.twin.words)

    async def _kill(self) -> None:
        """Half-way, the server dies without a word, and is started again."""
        if self.own is None:
            return
        await asyncio.sleep(self.seconds / 2)
        self.own.kill()
        self.report.restarts += 1
        await asyncio.sleep(2)
        await self.own.start(self.targets[0].name)

    def _measure(self, phones: list[Phone], screen: Screen) -> None:
        report = self.report
        report.answers, report.replays = self.log.answers, self.log.replays
        report.replays_wrong, report.reconnections = self.log.replays_wrong, self.log.reconnections
        report.failed_pages = dict(self.log.failed_pages)
        for phone in phones:
            for item in phone.items:
                number = (item.receipt or {}).get("number")
                if number is not None and item.was_first and number in screen.heard:
                    report.deliveries.append(max(0.0, screen.heard[number] - item.sent_at) * 1000)
        for kind, at in self.log.heard:
            since = [at - moved for moved in self._moves if moved <= at]
            if kind == "sequence.extended" and since and min(since) < _BACK_SOON:
                report.phone_deliveries.append(min(since) * 1000)


_BACK_SOON = 5.0
"""Phones that were cut hear of a move when they come back: that is not the delivery of the server."""


def _place(stage: Stage) -> Place:
    kind = registry.get(stage.sequence.kind)
    criteria = kind.questions(stage.sequence.settings, 1) if stage.options else ()
    values = tuple(choice.value for choice in criteria[0].choices) if criteria else ()
    options = tuple(str(option.id) for option in stage.options)
    return Place(stage.room.code, f"room:{stage.room.id}", str(stage.sequence.id), options, values)


def count(report: Report, phones: list[Phone], kept: "Kept") -> None:
    """Compare what the phones were told with what the database holds."""
    last: dict[tuple[int, str], str] = {}
    for phone in phones:
        for item in phone.items:
            is_word = "text" in item.fields
            report.sent += 1
            report.words += is_word
            report.votes += not is_word
            if item.refusal:
                report.refused += 1
                continue
            report.accepted += item.receipt is not None
            found = kept.words.get(item.id) if is_word else kept.ballots.get(item.id)
            report.received += found is not None
            report.lost += found != _expected(item.fields)
            if not is_word:
                (name, value), *_ = [(k, v) for k, v in item.fields.items() if k.startswith("o:")]
                last[phone.number, name] = value
    report.doubled = kept.doubled
    expected = Counter((name.split(":")[1], value) for (_, name), value in last.items())
    report.lost += sum((expected - kept.standing).values())


def _expected(fields: dict[str, str]) -> str:
    if "text" in fields:
        return fields["text"]
    return next(value for name, value in fields.items() if name.startswith("o:"))


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database holds of the twin. `standing`: how many last votes by option and value."""

    words: dict[str, str]
    ballots: dict[str, str]
    standing: Counter[tuple[str, str]]
    doubled: int


def kept(twin: Twin) -> Kept:
    """Read the rows of the twin. A double is a text, a number or a ballot that stands twice."""
    from jalons.rooms.models import Contribution, Vote, VoteLog

    words = list(Contribution.objects.filter(room=twin.words.room).values_list("id", "text", "number"))
    logged = list(VoteLog.objects.filter(option__sequence=twin.votes.sequence).values_list("ballot", "value"))
    votes = Vote.objects.filter(option__sequence=twin.votes.sequence)
    standing = list(votes.values_list("option", "ticket", "value"))
    doubled = (
        len(words) - len({text for _, text, _ in words})
        + len(words) - len({number for _, _, number in words})
        + len(logged) - len({ballot for ballot, _ in logged})
        + len(standing) - len({(option, ticket) for option, ticket, _ in standing})
    )  # fmt: skip
    return Kept(
        {str(identity): text for identity, text, _ in words},
        {str(ballot): value for ballot, value in logged},
        Counter((str(option), value) for option, _, value in standing),
        doubled,
    )
