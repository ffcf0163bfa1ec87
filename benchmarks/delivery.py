"""How soon a thousand phones hear of an event, beside a bare loop that writes to as many connections.

`python -m benchmarks.delivery [phones]`. One uvicorn process on SQLite holds every listener; a move is
published as the console publishes it, twenty times; each phone notes when it hears. The reference is an
ASGI application of ten lines that hands the same bytes to as many streams, in the same server, with no
database, no session and no right to check: what the machine can do at best.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from asgiref.sync import sync_to_async

from benchmarks.contributions import conditions, installation
from jalons.operations.rehearsal.server import answers
from jalons.operations.rehearsal.wire import Line, WireError, allow_many_connections
from tests.served import ROOT, free_port

EVENTS = 20
EVERY = 0.5

_streams: set[asyncio.Queue[bytes]] = set()


async def bare(
    scope: MutableMapping[str, Any],
    receive: Callable[[], Awaitable[Any]],
    send: Callable[[Any], Awaitable[None]],
) -> None:
    """The reference: GET /dire tells everybody, any other path listens."""
    if scope["type"] != "http":
        return
    is_stream = scope["path"] not in ("/dire", "/rejoindre/")
    kind = b"text/event-stream" if is_stream else b"text/plain"
    length = [] if is_stream else [(b"content-length", b"0")]
    headers = [(b"content-type", kind), *length]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    if not is_stream:
        if scope["path"] == "/dire":
            for queue in _streams:
                queue.put_nowait(b'data: {"type":"sequence.extended","seq":1}\n\n')
        await send({"type": "http.response.body", "body": b""})
        return
    queue: asyncio.Queue[bytes] = asyncio.Queue()
    _streams.add(queue)
    try:
        while True:
            await send({"type": "http.response.body", "body": await queue.get(), "more_body": True})
    finally:
        _streams.discard(queue)


async def measure(
    port: int, path: str, cookies: dict[str, str], phones: int, tell: Callable[[], Any]
) -> list[float]:
    """Milliseconds from telling to hearing, one a phone and event."""
    waits: list[float] = []
    told_at = 0.0
    ready = asyncio.Semaphore(50)

    async def phone() -> None:
        line = Line("127.0.0.1", port, timeout=60, cookies=cookies)
        with suppress(WireError):
            async for message in line.listen(path):
                if message["type"] == "sequence.extended":
                    waits.append((time.perf_counter() - told_at) * 1000)  # noqa: PERF401 - as they come

    async def join() -> asyncio.Task[None]:
        async with ready:
            task = asyncio.create_task(phone())
            await asyncio.sleep(0.05)
            return task

    tasks = await asyncio.gather(*(join() for _ in range(phones)))
    await asyncio.sleep(5)
    for _ in range(EVENTS):
        told_at = time.perf_counter()
        await tell()
        await asyncio.sleep(EVERY)
    await asyncio.sleep(2)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return waits


async def ours(one: Any, given: dict[str, Any], phones: int) -> list[float]:
    os.environ.update(one.env)
    import django

    django.setup()
    from jalons.core import live

    line = Line("127.0.0.1", one.port)
    await line.get(f"/r/{given['code']}/")
    topic = f"room:{given['room']}"

    def tell() -> None:
        live.publish(topic, "sequence.extended", {"sequence": given["sequence"], "state": "open"})

    return await measure(one.port, f"/direct/{topic}", line.cookies, phones, sync_to_async(tell))


async def reference(phones: int) -> list[float]:
    port = free_port()
    server = subprocess.Popen(  # noqa: ASYNC220 - before anything is measured
        [
            sys.executable,
            "-m",
            "uvicorn",
            "benchmarks.delivery:bare",
            "--port",
            str(port),
            "--log-level",
            "error",
        ],
        cwd=ROOT,
    )
    try:
        while not await answers("127.0.0.1", port, ""):  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.1)
        teller = Line("127.0.0.1", port)
        return await measure(port, "/direct", {}, phones, lambda: teller.get("/dire"))
    finally:
        server.kill()
        server.wait()


def main(phones: int = 1000) -> None:

    allow_many_connections()
    print(f"Conditions : {conditions()}")
    with installation("sqlite") as one:
        heard = asyncio.run(ours(one, one.seed("tests.rooms.seed"), phones))
    best = asyncio.run(reference(phones))
    print("                      entendus    médiane   95e centile")
    for name, waits in (("Jalons, SQLite", heard), ("boucle nue", best)):
        half, worst = statistics.median(waits), statistics.quantiles(waits, n=20)[-1]
        share = len(waits) / (phones * EVENTS)
        print(f"{name:<20} {share:>8.1%} {half:>8.0f} ms {worst:>9.0f} ms")
    worst_of = [statistics.quantiles(waits, n=20)[-1] for waits in (heard, best)]
    print(f"rapport des 95e centiles : {worst_of[0] / worst_of[1]:.1f}")


if __name__ == "__main__":
    main(*(int(value) for value in sys.argv[1:]))
