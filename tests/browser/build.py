"""The demonstration as a file, built once and kept in `build/demonstration` for the next run.

Two files, each named by a fingerprint of what it comes from: the geography (slow, rarely changes), then the
demonstration with its list of addresses (everything in the package that is not a picture). The day counts:
the demonstration tells a story that ends today.
"""

import fcntl
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.served import ROOT, Served

KEPT = ROOT / "build" / "demonstration"
PACKAGE = ROOT / "jalons"


def _fingerprint(paths: Iterable[Path], *words: str) -> str:
    digest = hashlib.sha256("|".join(words).encode())
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def geography_fingerprint() -> str:
    """Of the migrations, which shape the file, and of what fills it."""
    return _fingerprint(
        [
            *PACKAGE.glob("*/migrations/*.py"),
            *(
                path
                for path in (PACKAGE / "territories").rglob("*")
                if path.suffix in {".py", ".xz", ".stamp"}
            ),
        ]
    )


def demonstration_fingerprint() -> str:
    sources = [
        path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".html", ".json", ".csv", ".txt"}
    ]
    ours = [Path(__file__), Path(__file__).with_name("addresses.py")]
    return _fingerprint(
        [path for path in sources if "dist" not in path.parts] + ours,
        geography_fingerprint(),
        datetime.now(UTC).date().isoformat(),
    )


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time; the second finds the work done."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "verrou").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _settle(database: Path) -> None:
    """Put what SQLite keeps beside the file back into it, so that the file alone is the database."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _new(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def geography(kept: Path) -> Path:
    """A migrated database with the official geography."""
    found = kept / f"geographie-{geography_fingerprint()}.sqlite3"
    if not found.exists():
        for old in kept.glob("geographie-*"):
            old.unlink()
        one = Served(_new(kept / "chantier"), extra={"JALONS_DEMO": "1"})
        one.run("manage.py", "migrate", "-v", "0")
        one.run("manage.py", "geography", "load")
        _settle(one.home / "jalons.sqlite3")
        (one.home / "jalons.sqlite3").rename(found)
    return found


def geography_to(home: Path) -> None:
    """Put in `home` a database that holds the geography and nothing else."""
    with _alone():
        home.mkdir(parents=True, exist_ok=True)
        shutil.copy(geography(KEPT), home / "jalons.sqlite3")


def demonstration() -> Path:
    """The folder with the demonstration: `jalons.sqlite3`, the mailbox, `addresses.json`."""
    with _alone():
        found = KEPT / f"demonstration-{demonstration_fingerprint()}"
        if not found.exists():
            for old in KEPT.glob("demonstration-*"):
                shutil.rmtree(old)
            one = Served(_new(KEPT / "chantier"), extra={"JALONS_DEMO": "1"})
            shutil.copy(geography(KEPT), one.home.parent / "copie.sqlite3")
            one.home.mkdir(exist_ok=True)
            (one.home.parent / "copie.sqlite3").rename(one.home / "jalons.sqlite3")
            one.run("manage.py", "demo", "--no-serve")
            listed = one.run("-m", "tests.browser.addresses").splitlines()[-1]
            (one.home / "addresses.json").write_text(listed)
            _settle(one.home / "jalons.sqlite3")
            one.home.rename(found)
        return found


def copy_to(home: Path) -> dict[str, Any]:
    """Put a copy of the demonstration in `home` and return its addresses."""
    shutil.copytree(demonstration(), home)
    known: dict[str, Any] = json.loads((home / "addresses.json").read_text())
    return known
