"""Reading our own source: areas and their ranks, imports, templates, URLs."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "jalons"


@cache
def ranks() -> dict[str, int]:
    """The rank of each area, 0 the lowest; siblings share one. Read from the contract itself."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = (c["layers"] for c in contracts if c["name"].startswith("Areas are ranked"))
    return {area.strip(): rank for rank, line in enumerate(reversed(layers)) for area in line.split("|")}


def modules() -> Iterator[tuple[str, Path]]:
    """Our modules with their file: (`jalons.rooms.views.console`, …/console.py); migrations left out."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        yield name.removesuffix(".__init__"), path


def imports(path: Path) -> set[str]:
    """The modules that a file imports; `from a.b import c` gives `a.b` and `a.b.c`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def templates() -> Iterator[tuple[str, Path]]:
    """Our templates with their area."""
    for path in sorted(PACKAGE.glob("*/templates/**/*")):
        if path.is_file():
            yield path.relative_to(PACKAGE).parts[0], path


def views() -> Iterator[tuple[str, URLPattern]]:
    """Every named view of the site, by its full name (`rooms:console`)."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}", pattern


def tracked(*globs: str) -> list[Path]:
    """Files that git knows, by pattern."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", *globs], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
