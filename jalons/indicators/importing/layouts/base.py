"""What every layout has in common: recognising a header, naming columns, reading cells."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from jalons.indicators.comparison import Knowledge
from jalons.indicators.importing import cells
from jalons.indicators.importing.records import (
    COMMUNE,
    DEPARTEMENT,
    EPCI,
    FRANCE,
    REGION,
    Aside,
    Item,
    Options,
    Record,
    Refusal,
    tidy_code,
)  # fmt: skip

Line = Mapping[str, str]
Reader = Callable[[int, Line], Iterator[Item]]
PERCENT = (0.0, 100.0)


class Layout(Protocol):
    """A known form of file. `how` says where its producer publishes it, for the help of the screen."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def how(self) -> str: ...
    @property
    def sums(self) -> bool:
        """Whether EPCI, département, région and France are rebuilt from its communes."""

    @property
    def zero_when_absent(self) -> bool:
        """An exhaustive count: a territory without line has none."""

    def recognises(self, header: Sequence[str], name: str) -> bool: ...

    def reader(self, header: Sequence[str], name: str, options: Options) -> Reader: ...


@dataclass(frozen=True, slots=True)
class Where:
    """A line's territory and what is the same for all of its figures."""

    level: str
    code: str
    source: str
    geography_year: int
    note: str = ""


def level_of_name(name: str) -> str:
    """The level that the name of an official file tells, or nothing."""
    stem = PurePath(name).name.upper()
    for word, level in (
        ("METROPOLE", FRANCE), ("FRANCE", FRANCE), ("NATIONAL", FRANCE), ("EPCI", EPCI),
        ("DEPARTEMENT", DEPARTEMENT), ("DPT", DEPARTEMENT), ("_DEP", DEPARTEMENT), ("DEP_", DEPARTEMENT),
        ("REGION", REGION), ("_REG", REGION), ("REG_", REGION), ("COMMUNE", COMMUNE), ("_COM", COMMUNE),
    ):  # fmt: skip
        if word in stem:
            return level
    return ""


def direct(
    where: Where,
    indicator: str,
    vintage: str,
    text: str,
    *,
    secrets: frozenset[str] = frozenset(),
    base: float | None = None,
    scale: float = 100,
    status: Knowledge = Knowledge.PUBLISHED,
    floor: float | None = None,
    bounds: tuple[float, float] | None = None,
) -> Iterator[Item]:
    """The figure that one cell holds. `base` is the count under a rate: it gives the numerator.

    An empty cell is left aside; a secret is a figure without value; a rate at the producer's `floor` is
    censored; a cell that is not a number, or out of its bounds, is refused and the others of its line stay.
    """
    try:
        cell = cells.read(text, secrets=secrets)
    except cells.CellError as wrong:
        yield Refusal(0, f"{indicator}, {vintage} : {wrong}")
        return
    if cell.value is None and cell.status == Knowledge.MISSING:
        yield Aside("cellule vide")
        return
    if cell.value is not None and bounds and not bounds[0] <= cell.value <= bounds[1]:
        yield Refusal(0, f"{indicator}, {vintage} : {text} n’est pas entre {bounds[0]:g} et {bounds[1]:g}.")
        return
    known = cell.value is not None
    if known and floor is not None and cell.value == floor:
        status = Knowledge.CENSORED
    yield Record(
        indicator,
        where.level,
        where.code,
        vintage,
        cell.value,
        where.source,
        where.geography_year,
        status if known else cell.status,
        None if cell.value is None or base is None else cell.value * base / scale,
        base,
        where.note,
    )


def ratio(where: Where, indicator: str, vintage: str, above: cells.Cell, below: cells.Cell) -> Iterator[Item]:
    """A percentage from two counts of the same line."""
    if Knowledge.MASKED in (above.status, below.status):
        yield _record(where, indicator, vintage, cells.MASKED, (None, below.value))
        return
    if above.value is None or below.value is None:
        yield Aside("cellule vide")
        return
    if below.value <= 0:
        yield Aside("aucune personne concernée")
        return
    if not 0 <= above.value <= below.value * 1.0001:
        yield Refusal(0, f"{indicator}, {vintage} : {above.value:g} n’est pas une part de {below.value:g}.")
        return
    value = 100 * above.value / below.value
    yield _record(
        where, indicator, vintage, cells.Cell(value, Knowledge.PUBLISHED), (above.value, below.value)
    )


def _record(
    where: Where,
    indicator: str,
    vintage: str,
    cell: cells.Cell,
    counts: tuple[float | None, float | None],
) -> Record:
    return Record(
        indicator, where.level, where.code, vintage, cell.value, where.source, where.geography_year,
        cell.status, *counts, where.note,
    )  # fmt: skip


def place(text: str, level: str = "") -> tuple[str, str]:
    """Code and level of a line. Raises ValueError, as `tidy_code` does."""
    return tidy_code(text, level)


def lower(header: Sequence[str]) -> dict[str, str]:
    """Column by its name in small letters: producers change capitals from year to year."""
    return {column.strip().lower(): column for column in header}
