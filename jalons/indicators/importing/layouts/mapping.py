"""The mapping assistant: any CSV or XLSX that a Caf holds, once a person says which column is what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jalons.indicators.importing import cells
from jalons.indicators.importing.layouts.base import Line, Reader, Where, direct, place, ratio
from jalons.indicators.importing.records import Aside, FileError, Item, Options

TOTALS = ("total", "ensemble", "france")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column holds the territory, the value or its two counts, and what they measure.

    With `numerator` and `denominator`, a percentage is made from counts; `secrets` are the file's own codes.
    `vintage` is a year, or empty when `vintage_column` holds it.
    """

    indicator: str
    territory_column: str
    source: str
    value_column: str = ""
    numerator_column: str = ""
    denominator_column: str = ""
    vintage: str = ""
    vintage_column: str = ""
    level: str = ""
    secrets: tuple[str, ...] = ()
    code: str = "correspondance"
    label: str = "Tableau décrit colonne par colonne"
    how: str = "Tout CSV ou XLSX qui a une colonne de codes de communes ou de SIREN."
    sums: bool = False
    zero_when_absent: bool = False

    @property
    def columns(self) -> list[str]:
        named = (
            self.territory_column, self.value_column, self.numerator_column, self.denominator_column,
            self.vintage_column,
        )  # fmt: skip
        return [column for column in named if column]

    def recognises(self, header: Sequence[str], name: str) -> bool:
        return set(self.columns) <= {column.strip() for column in header}

    def reader(self, header: Sequence[str], name: str, options: Options) -> Reader:
        """Raises FileError when the description does not say enough."""
        counts = bool(self.numerator_column and self.denominator_column)
        if not counts and not self.value_column:
            raise FileError("Dites quelle colonne contient le chiffre, ou les deux effectifs qui le donnent.")
        if not (self.vintage or self.vintage_column):
            raise FileError(
                "Dites de quelle année sont ces chiffres : le millésime, ou la colonne qui le dit."
            )
        secrets = frozenset(code.strip().lower() for code in self.secrets)

        def read(line: int, row: Line) -> Iterator[Item]:
            text = row[self.territory_column].strip()
            if not text or text.lower().startswith(TOTALS):
                yield Aside("ligne de total")
                return
            code, level = place(text, self.level or options.level)
            vintage = (row[self.vintage_column].strip() if self.vintage_column else "") or self.vintage
            digits = "".join(c for c in vintage if c.isdigit())[-4:]
            geography = options.geography_year or int(digits or 0)
            where = Where(level, code, self.source, geography)
            if counts:
                above = cells.read(row[self.numerator_column], secrets=secrets)
                below = cells.read(row[self.denominator_column], secrets=secrets)
                yield from ratio(where, self.indicator, vintage, above, below)
            else:
                yield from direct(where, self.indicator, vintage, row[self.value_column], secrets=secrets)

        return read
