"""A real installation in its own folder: real processes, a real database, mails as files."""

import email
import email.policy
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
STOP_SECONDS = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Installation:
    """`home` holds everything; an empty `database_url` means SQLite in `home`."""

    home: Path
    database_url: str = ""
    port: int = field(default_factory=free_port)
    extra: dict[str, str] = field(default_factory=dict)
    _server: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LC_ALL") if name in os.environ}
        database = {"DATABASE_URL": self.database_url} if self.database_url else {}
        return (
            kept
            | database
            | {
                "JALONS_VAR": str(self.home),
                "JALONS_SECRET_KEY": "end-to-end",
                "JALONS_URL": self.url,
                "JALONS_EMAIL_URL": f"filemail:///{self.home}/mails",
                "DJANGO_SETTINGS_MODULE": "jalons.config.settings",
                "PYTHONUNBUFFERED": "1",
            }
            | self.extra
        )

    def jalons(self, *arguments: str, stdin: bytes | None = None) -> str:
        """Run a `jalons` command and return what it printed. Raises CalledProcessError."""
        done = subprocess.run(
            [sys.executable, "-m", "jalons.operations.cli", *arguments],
            cwd=ROOT,
            env=self.env,
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            raise AssertionError(f"jalons {' '.join(arguments)}: {done.stdout.decode()}")
        return done.stdout.decode()

    def start(self) -> None:
        with (self.home / "server.log").open("ab") as log:
            self._server = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "uvicorn",
                    "jalons.config.asgi:application",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    str(self.port),
                    "--no-access-log",
                    "--timeout-graceful-shutdown",
                    "3",
                ],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(self.url, timeout=2).close()
            except urllib.error.HTTPError:
                return
            except (urllib.error.URLError, OSError):
                if self._server.poll() is not None:
                    break
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"the server did not start: {self.log()}")

    def stop(self, *, brutally: bool = False) -> None:
        """End the server that was started here, by its id; `brutally` is kill -9."""
        if self._server is None:
            return
        self._server.send_signal(signal.SIGKILL if brutally else signal.SIGTERM)
        self._server.wait(timeout=STOP_SECONDS)
        self._server = None

    def log(self) -> str:
        return (self.home / "server.log").read_text(errors="replace")[-4000:]

    def mails_to(self, address: str) -> list[str]:
        """The bodies of the mails sent to an address, oldest first."""
        found = []
        for path in sorted((self.home / "mails").glob("*"), key=lambda item: item.stat().st_mtime):
            for raw in re.split(rb"\n-{60,}\n", path.read_bytes()):
                message = email.message_from_bytes(raw.strip(), policy=email.policy.default)
                if message["To"] and address in message["To"]:
                    found.append(message.get_body(("plain",)).get_content())
        return found

    def code_for(self, address: str) -> str:
        """The sign-in code of the last mail sent to this address."""
        codes = re.findall(r"^\s*([0-9]{4}-?[0-9]{4})\s*$", self.mails_to(address)[-1], re.MULTILINE)
        assert codes, self.mails_to(address)[-1]
        return codes[-1]

    def link_for(self, address: str) -> str:
        """The last link sent to this address."""
        links = re.findall(r"https?://\S+", self.mails_to(address)[-1])
        assert links, self.mails_to(address)[-1]
        return links[0]
