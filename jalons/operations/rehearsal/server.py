"""A server of our own on a free port, on the same database: the one that a rehearsal may kill."""

import asyncio
import signal
import socket
import subprocess
import time

from jalons.operations import processes
from jalons.operations.rehearsal.wire import Line, WireError

START_SECONDS = 30.0


class ServerDownError(Exception):
    """The server did not start, or does not answer."""


class OwnServer:
    """Started, killed as a power cut would, started again."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self, name: str) -> None:
        """Start and wait until it answers. Raises ServerDownError."""
        self._process = self._launched()
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            if await answers("127.0.0.1", self.port, name):
                return
            await asyncio.sleep(0.1)
        raise ServerDownError("le serveur de répétition n’a pas démarré")

    def _launched(self) -> subprocess.Popen[bytes]:
        command = processes.web("127.0.0.1", self.port)
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(self) -> None:
        assert self._process is not None  # noqa: S101 - started first
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(processes.GRACE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


async def answers(host: str, port: int, name: str, path: str = "/rejoindre/") -> bool:
    """Whether this page answers there."""
    line = Line(host, port, name, timeout=3)
    try:
        return (await line.get(path)).status == 200  # noqa: PLR2004 - found
    except WireError:
        return False
    finally:
        line.close()
