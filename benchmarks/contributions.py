"""Words accepted per second by a real server, against the bare cost of a durable insert.

`python -m benchmarks.contributions [seconds]`. Ten phones post through HTTP, each waiting for its receipt,
to one uvicorn process; beside it, one connection inserts and commits one row at a time in the same
database with the same durability (SQLite: WAL, synchronous FULL; PostgreSQL: fsync on). The ratio says
what everything around the insert costs; absolute figures depend on the machine and on who shares it.
"""

import asyncio
import os
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg

from jalons.core.ids import new_id
from tests.postgres import throwaway
from tests.served import Served

PHONES = 10
TEXT = "Quand la petite est malade, je n’ai personne à appeler, et le bus est déjà passé."


@contextmanager
def installation(kind: str) -> Iterator[Served]:
    """A served, migrated installation on a durable database."""
    with tempfile.TemporaryDirectory(prefix="jalons-mesure-") as home:
        if kind == "sqlite":
            yield from _started(Served(Path(home), extra={"JALONS_DEBUG": "0"}))
        else:
            with throwaway(is_durable=True) as url:
                yield from _started(Served(Path(home), url, extra={"JALONS_DEBUG": "0"}))


def _started(one: Served) -> Iterator[Served]:
    one.run("manage.py", "migrate", "-v", "0")
    one.gather_static_files()
    one.start()
    try:
        yield one
    finally:
        one.stop()


def bare_inserts(one: Served, seconds: float) -> float:
    """Durable inserts per second of one row, one commit each, on one connection."""
    connection: Any
    if one.database_url:
        connection = psycopg.connect(one.database_url, autocommit=True)
        connection.execute("CREATE TABLE IF NOT EXISTS mesure (id text primary key, texte text)")
        insert = "INSERT INTO mesure VALUES (%s, %s)"
    else:
        connection = sqlite3.connect(one.home / "jalons.sqlite3", isolation_level=None, timeout=20)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE IF NOT EXISTS mesure (id text primary key, texte text)")
        insert = "INSERT INTO mesure VALUES (?, ?)"
    done, started = 0, time.perf_counter()
    while time.perf_counter() - started < seconds:
        connection.execute(insert, (str(new_id()), TEXT))
        done += 1
    took = time.perf_counter() - started
    connection.close()
    return done / took


async def accepted_posts(one: Served, given: dict[str, Any], seconds: float) -> tuple[float, list[float]]:
    """Receipts per second given to ten phones, and how long each waited, in seconds."""
    waits: list[float] = []
    end = time.perf_counter() + seconds

    async def phone() -> None:
        async with httpx.AsyncClient(base_url=one.url, timeout=30) as client:
            await client.get(f"/r/{given['code']}/")
            headers = {"Accept": "application/json", "X-CSRFToken": client.cookies["csrftoken"]}
            while time.perf_counter() < end:
                fields = {"id": str(new_id()), "sequence": given["sequence"], "text": TEXT}
                started = time.perf_counter()
                answer = await client.post(f"/r/{given['code']}/paroles/", data=fields, headers=headers)
                waits.append(time.perf_counter() - started)
                assert answer.status_code == 201, answer.text

    started = time.perf_counter()
    await asyncio.gather(*(phone() for _ in range(PHONES)))
    return len(waits) / (time.perf_counter() - started), waits


def conditions() -> str:
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{time.strftime('%Y-%m-%d %H:%M')}, {os.cpu_count()} cœurs, {platform.machine()}, "
        f"Python {platform.python_version()}, charge {load} ; serveur, clients et base sur la même machine"
    )


def main(seconds: float = 10) -> None:
    print(f"Conditions : {conditions()}")
    print("base        insertions nues/s   paroles acceptées/s   rapport   attente médiane   95e centile")
    for kind in ("sqlite", "postgres"):
        with installation(kind) as one:
            given = one.seed("tests.rooms.seed")
            bare = bare_inserts(one, seconds / 2)
            rate, waits = asyncio.run(accepted_posts(one, given, seconds))
            worst = statistics.quantiles(waits, n=20)[-1]
            print(
                f"{kind:<11} {bare:>17.0f}   {rate:>19.0f}   {rate / bare:>7.3f}   "
                f"{statistics.median(waits) * 1000:>12.0f} ms   {worst * 1000:>8.0f} ms"
            )


if __name__ == "__main__":
    main(*(float(value) for value in sys.argv[1:]))
