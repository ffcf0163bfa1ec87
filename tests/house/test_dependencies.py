"""What we depend on is explained, locked with hashes, and names no machine."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.house import source

LOCKS = [*source.tracked("requirements*.lock", "tools/**/*.lock"), *source.tracked("package-lock.json")]
PROJECT = (source.ROOT / "pyproject.toml").read_text()


def declared() -> list[str]:
    project = tomllib.loads(PROJECT)
    return [
        *project["project"]["dependencies"],
        *(d for g in project["dependency-groups"].values() for d in g),
    ]


@pytest.mark.parametrize("dependency", declared())
def test_every_dependency_has_its_reason_beside_it(dependency):
    (line,) = [row for row in PROJECT.splitlines() if row.strip().startswith(f'"{dependency}"')]
    assert re.search(r'",?\s+# \S.{4,}', line), f"{dependency} gives no reason"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda p: p.name)
def test_lock_files_hold_no_download_address(lock: Path):
    text = lock.read_text()
    for forbidden in ("--index-url", "--extra-index-url", "--find-links", '"resolved"', "http://", " @ http"):
        assert forbidden not in text, f"{lock.name}: {forbidden}"
    if lock.name.startswith("requirements"):
        assert "https://" not in text


@pytest.mark.parametrize("lock", [p for p in LOCKS if p.suffix == ".lock"], ids=lambda p: p.name)
def test_every_locked_package_has_its_hash(lock: Path):
    blocks = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", lock.read_text(), flags=re.MULTILINE))
    for block in filter(str.strip, blocks):
        assert "--hash=sha256:" in block, block.splitlines()[0]


FORBIDDEN = re.compile(
    r"/work/|(?<![\w.])/tmp/(?!\w*\{)|/root/|artifactory|"
    # Each host in two pieces: a registry's name stands nowhere, not even here.
    r"py"
    r"pi\.org|files\.python"
    r"hosted|registry\.n"
    r"pmjs",
    re.IGNORECASE,
)
ALLOWED = {"tests/house/test_dependencies.py"}


def test_no_tracked_file_names_a_registry_or_a_path_of_a_machine():
    found = []
    for path in source.tracked():
        name = path.relative_to(source.ROOT).as_posix()
        if name in ALLOWED or path.suffix in {
            ".woff2",
            ".ttf",
            ".png",
            ".lzma",
            ".xz",
            ".gz",
            ".zip",
            ".bin",
        }:
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        found += [(name, match.group()) for match in FORBIDDEN.finditer(text)]
    assert found == []
