"""The group of comparison as a table: what brings these territories together."""

from collections.abc import Mapping
from dataclasses import dataclass

from jalons.core.typography import number, percent
from jalons.indicators.models import ComparisonGroup

HEADS = ("Habitants", "Habitants au km²", "Évolution 2016–2022", "Communes", "Part de la plus grande commune")
CODES = ("population", "density", "growth", "communes", "centre")
UNKNOWN = "non disponible"


@dataclass(frozen=True, slots=True)
class Line:
    code: str
    name: str
    cells: list[str]
    apart: list[str]


def cells(values: Mapping[str, float]) -> list[str]:
    """The criteria in words, in the order of HEADS."""
    return [_say(code, values.get(code)) for code in CODES]


def _say(code: str, value: float | None) -> str:
    if value is None:
        return UNKNOWN
    match code:
        case "growth":
            return f"{'+' if value > 0 else ''}{percent(value)}"
        case "centre":
            return percent(value, 0)
    return number(round(value))


def lines(group: ComparisonGroup) -> list[Line]:
    """One line a territory, by name."""
    return [Line(m["code"], m["name"], cells(m["values"]), m["apart"]) for m in group.members]
