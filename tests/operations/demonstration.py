"""The demonstration as tests see it: its own words and moves, on the official geography of the Limousin."""

import json
import lzma
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from jalons.operations.demo import seed
from jalons.operations.demo.world import World
from jalons.territories import actions, artefact

NOW = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC)
LIMOUSIN = {"19", "23", "87"}


def geography() -> None:
    """The communes of the three départements and the EPCI that lie wholly in them: a second, not a minute."""
    content = _nearby(artefact.read().content)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "geography.json.xz"
        path.write_bytes(lzma.compress(json.dumps(content).encode(), preset=0))
        actions.load_geography(path)


def _nearby(content: dict[str, Any]) -> dict[str, Any]:
    communes = [row for row in content["communes"] if row[3] in LIMOUSIN]
    kept = {row[0] for row in communes}
    outlines = content["outlines"]
    return content | {
        "communes": communes,
        "departements": [row for row in content["departements"] if row[0] in LIMOUSIN],
        "epci": [row for row in content["epci"] if set(row[3]) <= kept],
        "former": [row for row in content["former"] if row[2] in kept],
        "outlines": outlines
        | {part: {c: v for c, v in outlines[part].items() if c in kept} for part in ("rings", "areas")},
    }


def build() -> World:
    """Both territories, all areas."""
    geography()
    return seed.seed(now=NOW, say=lambda _line: None, rng=Random(87))


def said_words(key: str) -> list[str]:
    """The 312 verbatims of the first table, from the file of the demonstration."""
    text = files("jalons.operations.demo").joinpath("data", f"table1_{key}.json").read_text(encoding="utf-8")
    return [word["text"] for word in json.loads(text)["words"]]
