"""The group of comparison as a table: what brings these territories together."""

from collections.abc import Mapping
from dataclasses import dataclass

from jalons.core.typography import euros, number, percent
from jalons.indicators.models import ComparisonGroup

HEADS = (
    "Habitants", "Habitants au km²", "Évolution 2016–2022", "Communes", "Part de la plus grande commune",
    "65 ans et plus", "Niveau de vie médian",
)  # fmt: skip
CODES = ("population", "density", "growth", "communes", "centre", "age", "income")
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
        case "age":
            return percent(value)
        case "income":
            return euros(round(value))
    return number(round(value))


def lines(group: ComparisonGroup) -> list[Line]:
    """One line a territory, by name."""
    return [Line(m["code"], m["name"], cells(m["values"]), m["apart"]) for m in group.members]
