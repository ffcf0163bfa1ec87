"""Ready-made runsheets of the tables (domain.md §5.6), read from data files. Pure: no Django here."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

TEXTS = (
    "intention",
    "instructions",
    "method",
    "material",
    "animator",
    "grouping",
    "expected",
    "fallback",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One sequence of a ready-made runsheet. `texts` are the other fields of §5.6 that it fills."""

    kind: str
    title: str
    minutes: int
    prompt: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Runsheet:
    """A whole run. The length is that of its parts, in minutes."""

    key: str
    title: str
    parts: tuple[Part, ...]

    @property
    def minutes(self) -> int:
        return sum(part.minutes for part in self.parts)

    @property
    def length_in_words(self) -> str:
        """« 6 h 20 »."""
        hours, minutes = divmod(self.minutes, 60)
        return f"{hours} h {minutes:02d}" if minutes else f"{hours} h"


@cache
def catalogue() -> dict[str, Runsheet]:
    """Every runsheet shipped, by the key of the step it fits: « workshop-1 », « technical-half-1 »."""
    folder = resources.files("jalons.workshops") / "data" / "runsheets"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=str)
    found = {}
    for file in files:
        key = file.name.removesuffix(".toml")
        found[key] = _runsheet(key, tomllib.loads(file.read_text(encoding="utf-8")))
    return found


def key_of(kind: str, rank: int) -> str:
    """The key of the runsheet that fits a step."""
    return f"{kind}-{rank}".replace("_", "-")


def _runsheet(key: str, content: dict[str, Any]) -> Runsheet:
    return Runsheet(
        key=key,
        title=content["title"],
        parts=tuple(
            Part(
                kind=part["kind"],
                title=part["title"],
                minutes=part["minutes"],
                prompt=part.get("prompt", ""),
                texts={name: part[name] for name in TEXTS if name in part},
                settings=part.get("settings", {}),
            )
            for part in content["sequences"]
        ),
    )
