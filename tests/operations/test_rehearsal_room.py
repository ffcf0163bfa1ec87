"""The profile of polis#1495 × 1.5, for a minute: 150 phones, cuts, replays, and a server that dies half-way.

Real processes, real connections, real cuts. One server on SQLite, two on PostgreSQL; both rooms are played
at the same time. Runs apart from the rest (tools/test.sh): it needs its minute and its cores.
"""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tests.served import Served, free_port, served

PHONES, SECONDS = 150, 60

pytestmark = [pytest.mark.browser, pytest.mark.postgres]


class Rehearsal(threading.Thread):
    """One installation played by the command, whose first server we kill half-way."""

    def __init__(self, home: Path, database: str, servers: int) -> None:
        super().__init__()
        self._home, self._database, self._servers = home, database, servers
        self.told: dict[str, Any] = {}
        self.error = ""

    def run(self) -> None:
        with served(self._home, self._database) as one:
            given = one.seed("tests.rooms.seed")
            others = [Served(one.home, one.database_url, free_port()) for _ in range(self._servers - 1)]
            everybody = [one, *others]
            try:
                for server in everybody:
                    server.start()
                self._play(one, given["step"], everybody)
            finally:
                for server in others:
                    if server.process is not None:
                        server.kill()

    def _play(self, one: Served, step: str, everybody: list[Served]) -> None:
        urls = [word for server in everybody for word in ("--url", server.url)]
        sizes = ["--phones", str(PHONES), "--seconds", str(SECONDS), "--json"]
        command = [sys.executable, "-m", "jalons.operations.cli", "rehearse", step, *sizes, *urls]
        played = subprocess.Popen(
            command, env=one.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        time.sleep(SECONDS / 2)
        one.kill()
        one.start()
        out, self.error = played.communicate(timeout=SECONDS * 6)
        self.told = json.loads(out) if out else {}


def test_a_hall_of_150_loses_nothing_and_counts_nothing_twice(tmp_path: Path) -> None:
    played = [Rehearsal(tmp_path / "une", "sqlite", 1), Rehearsal(tmp_path / "deux", "postgres", 2)]
    for one in played:
        one.start()
    for one in played:
        one.join()
    assert [(one.error, one.told.get("lost"), one.told.get("doubled")) for one in played] == [("", 0, 0)] * 2
    for one in played:
        assert one.told["accepted"] == one.told["received"] > PHONES
        assert one.told["delivery_p95_ms"] is not None
