"""Two processes watched as one: the web server and the worker of jobs. Stops both within seconds."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

GRACE = 8.0
"""Seconds left to a process to finish cleanly before it is killed."""

TOO_SOON = 5.0
MOST_FALLS = 3
_PR_SET_PDEATHSIG = 1

Say = Callable[[str], None]


class KeepsFallingError(Exception):
    """A process stops again and again as soon as it starts: something else must be mended first."""


@dataclass(slots=True)
class Watched:
    """A process that must run, with the count of its quick falls."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    falls: int = 0

    def start(self) -> None:
        """Run it apart from the terminal's signals; it dies with us even if we are killed."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=_die_with_parent)  # noqa: PLW1509

    def has_stopped(self) -> bool:
        return self.process is not None and self.process.poll() is not None


def _die_with_parent() -> None:
    """Linux: the kernel ends this process when its parent disappears. Elsewhere: nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass(slots=True)
class Supervisor:
    """Keeps processes running until a signal, starts again those that fall, and stops them together."""

    watched: list[Watched]
    say: Say
    is_stopping: bool = field(default=False, init=False)

    def run(self) -> None:
        """Block until SIGINT or SIGTERM. Raises KeepsFallingError."""
        previous = {number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            for one in self.watched:
                one.start()
            while not self.is_stopping:
                for one in self.watched:
                    if one.has_stopped():
                        self._start_again(one)
                time.sleep(0.2)
        finally:
            self.stop_all()
            for number, handler in previous.items():
                signal.signal(number, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True

    def _start_again(self, one: Watched) -> None:
        lived = time.monotonic() - one.started
        one.falls = one.falls + 1 if lived < TOO_SOON else 0
        if one.falls >= MOST_FALLS:
            raise KeepsFallingError(one.name)
        self.say(f"{one.name} s’est arrêté : on le relance.")
        one.start()

    def stop_all(self) -> None:
        """Ask everybody to finish, wait a little, then insist."""
        running = [one.process for one in self.watched if one.process and one.process.poll() is None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def web(host: str, port: int) -> list[str]:
    """The command of the web server. Open event streams get two seconds when it stops."""
    return [
        sys.executable,
        "-m",
        "uvicorn",
        "jalons.config.asgi:application",
        "--host",
        host,
        "--port",
        str(port),
        "--log-level",
        "warning",
        "--no-access-log",
        "--no-server-header",
        "--timeout-graceful-shutdown",
        "2",
    ]


def worker() -> list[str]:
    """The command of the worker."""
    return [sys.executable, "-m", "jalons.operations.cli", "worker"]
