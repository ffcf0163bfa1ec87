"""Ready-made runsheets of the tables (domain.md §5.6), read from data files. Pure: no Django here."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

NBSP = "\u00a0"

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
    begins_half: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """The part as JSON values, for a tool of the toolbox."""
        return {
            "kind": self.kind,
            "title": self.title,
            "minutes": self.minutes,
            "prompt": self.prompt,
            "texts": dict(self.texts),
            "settings": dict(self.settings),
            "begins_half": self.begins_half,
        }


def part_of(data: Mapping[str, Any]) -> Part:
    """The part that `as_data` wrote."""
    return Part(
        kind=data["kind"],
        title=data["title"],
        minutes=data["minutes"],
        prompt=data.get("prompt", ""),
        texts={name: data["texts"][name] for name in TEXTS if data.get("texts", {}).get(name)},
        settings=data.get("settings", {}),
        begins_half=data.get("begins_half", False),
    )


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
        """« 6 h 20 »."""
        return length_in_words(self.minutes)


def length_in_words(minutes: int) -> str:
    """« 6 h 20 », « 45 min »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NBSP}min"
    return f"{hours}{NBSP}h{NBSP}{rest:02d}" if rest else f"{hours}{NBSP}h"


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
    """The key of the runsheet that fits a step: its own, else the one that every step of its kind shares."""
    own = f"{kind}-{rank}".replace("_", "-")
    return own if own in catalogue() else kind.replace("_", "-")


def fitting(kind: str, rank: int) -> "Runsheet | None":
    """The runsheet that we ship for a step, if there is one."""
    return catalogue().get(key_of(kind, rank))


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
                begins_half=part.get("begins_half", False),
                texts={name: part[name] for name in TEXTS if name in part},
                settings=part.get("settings", {}),
            )
            for part in content["sequences"]
        ),
    )
