"""A real server of our own: uvicorn in its own process, on SQLite or PostgreSQL, that a test may kill."""

import atexit
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import psycopg

from tests.postgres import throwaway

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """`database_url` empty means SQLite in `home`."""

    home: Path
    database_url: str = ""
    port: int = field(default_factory=free_port)
    extra: dict[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        database = {"DATABASE_URL": self.database_url} if self.database_url else {}
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        ours = {
            "JALONS_VAR": str(self.home),
            "JALONS_SECRET_KEY": "served",
            "JALONS_DEBUG": "1",
            "JALONS_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "jalons.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        return kept | database | ours | self.extra

    def run(self, *arguments: str) -> str:
        """Run Python in the installation's environment and return what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.env, capture_output=True, check=False
        )
        if done.returncode:
            raise AssertionError(done.stderr.decode())
        return done.stdout.decode()

    def seed(self, module: str, *arguments: str) -> dict[str, Any]:
        """Run a module that prints one JSON object."""
        found: dict[str, Any] = json.loads(self.run("-m", module, *arguments).splitlines()[-1])
        return found

    def gather_static_files(self) -> None:
        """As a real start does, for installations without JALONS_DEBUG."""
        self.run(
            "-c", "import django; django.setup(); from jalons.operations import static_files as s; s.gather()"
        )

    def start(self) -> None:
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "uvicorn", "jalons.config.asgi:application", "--port", str(self.port)],
                cwd=ROOT, env=self.env, stdout=log, stderr=log,
            )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/rejoindre/", timeout=5).status_code == 200:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError((self.home / "server.log").read_text())

    def kill(self) -> None:
        """As a power cut would: nothing is flushed, nothing is said."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, seconds: float = 15) -> float:
        """Ask it to stop, as Ctrl-C does; return how long it took."""
        assert self.process is not None
        started = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=seconds)
        return time.monotonic() - started


DATABASES = ("sqlite", "postgres")
_MODEL = "modele"


@cache
def _migrated_sqlite() -> Path:
    """A migrated SQLite file, made once, that each installation copies."""
    home = Path(tempfile.mkdtemp(prefix="jalons-modele-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    Served(home).run("manage.py", "migrate", "-v", "0")
    return home / "jalons.sqlite3"


@cache
def _migrated_postgres() -> str:
    """A PostgreSQL server with a migrated database that each installation takes as its template."""
    stack = ExitStack()
    atexit.register(stack.close)
    server = stack.enter_context(throwaway())
    home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jalons-modele-")))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {_MODEL}")
    Served(home, _named(server, _MODEL)).run("manage.py", "migrate", "-v", "0")
    return server


def _named(server: str, name: str) -> str:
    return server.rpartition("/")[0] + f"/{name}"


@contextmanager
def served(home: Path, database: str = "sqlite", **extra: str) -> Iterator[Served]:
    """A migrated installation in its own folder and database, not yet started."""
    home.mkdir(parents=True, exist_ok=True)
    url = ""
    if database == "sqlite":
        shutil.copy(_migrated_sqlite(), home / "jalons.sqlite3")
    else:
        name = f"essai_{secrets.token_hex(4)}"
        with psycopg.connect(_migrated_postgres(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {_MODEL}")
        url = _named(_migrated_postgres(), name)
    one = Served(home, url, extra=extra)
    try:
        yield one
    finally:
        if one.process is not None and one.process.poll() is None:
            one.process.kill()
            one.process.wait()
        shutil.rmtree(home, ignore_errors=True)
