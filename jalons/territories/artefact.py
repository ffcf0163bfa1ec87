"""Reading `data/geography.json.xz`, made by `python -m tools.geography`. Pure Python."""

import hashlib
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

DEFAULT = Path(__file__).resolve().parent / "data" / "geography.json.xz"
Ring = list[list[float]]


@dataclass(frozen=True)
class Artefact:
    """The condensed geography: plain rows. A negative population is a sum made by the build step."""

    digest: str
    content: dict[str, Any]

    @property
    def perimeter_year(self) -> int:
        return int(self.content["perimeters"])

    @property
    def years(self) -> list[int]:
        return list(self.content["years"])

    @cached_property
    def _arcs(self) -> list[list[tuple[int, int]]]:
        return [_points(flat) for flat in self.content["outlines"]["arcs"]]

    def outlines(self) -> Iterator[tuple[str, list[Ring], float]]:
        """Code, rings in degrees and area in km² of each commune that has an outline."""
        outlines = self.content["outlines"]
        for code, rings in outlines["rings"].items():
            drawn = [self._ring(numbers, outlines["scale"]) for numbers in rings]
            yield code, drawn, outlines["areas"][code]

    def _ring(self, numbers: list[int], scale: int) -> Ring:
        ring: list[tuple[int, int]] = []
        for number in numbers:
            arc = self._arcs[number] if number >= 0 else self._arcs[~number][::-1]
            ring.extend(arc[1:] if ring else arc)
        return [[x / scale, y / scale] for x, y in ring]


def _points(flat: list[int]) -> list[tuple[int, int]]:
    x, y = flat[0], flat[1]
    points = [(x, y)]
    for dx, dy in zip(flat[2::2], flat[3::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def digest(path: Path = DEFAULT) -> str:
    """SHA-256 of the file. Raises FileNotFoundError."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read(path: Path = DEFAULT) -> Artefact:
    """Read the whole file. Raises FileNotFoundError when the build step was not run."""
    packed = path.read_bytes()
    return Artefact(hashlib.sha256(packed).hexdigest(), json.loads(lzma.decompress(packed)))
