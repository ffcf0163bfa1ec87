"""Filosofi of Insee: incomes and poverty, in the three forms that its files took."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jalons.indicators.importing.layouts.base import Line, Reader, Where, direct, level_of_name, place
from jalons.indicators.importing.records import COMMUNE, FRANCE, Aside, FileError, Item, Options

SECRETS = frozenset({"s", "ns", "nd"})
POVERTY_FLOOR = 5.0
YEAR_FIRST = re.compile(r"^(?:NBMENFISC|NBMEN)(\d\d)$")
HOW = "insee.fr, « Revenus et pauvreté des ménages » (Filosofi) : le ZIP, tel quel."


def _year(header: Sequence[str]) -> str:
    return next((match[1] for column in header if (match := YEAR_FIRST.match(column.strip()))), "")


@dataclass(frozen=True, slots=True)
class Distribution:
    """FILO20xx_DISP_…: quartiles, deciles and structure of disposable income."""

    code: str = "filosofi-disp"
    label: str = "Insee, Filosofi, distribution des revenus disponibles (FILO…_DISP_…)"
    source: str = "filosofi"
    how: str = HOW
    sums: bool = False
    zero_when_absent: bool = False

    def recognises(self, header: Sequence[str], name: str) -> bool:
        year = _year(header)
        return bool(year) and f"Q2{year}" in {column.strip() for column in header}

    def reader(self, header: Sequence[str], name: str, options: Options) -> Reader:
        year = _year(header)
        level = options.level or level_of_name(name)
        geography = options.geography_year or 2000 + int(year)
        asked = [
            (indicator, f"{stem}{year}")
            for indicator, stem in (
                ("REV_MED", "Q2"), ("REV_MINIMA", "PPMINI"), ("REV_FAM", "PPFAM"), ("REV_LOGT", "PPLOGT")
            )
            if f"{stem}{year}" in header
        ]  # fmt: skip

        def read(line: int, row: Line) -> Iterator[Item]:
            code, found = ("FR", FRANCE) if level == FRANCE else _place(row["CODGEO"], level)
            note = "France métropolitaine" if found == FRANCE else ""
            where = Where(found, code, self.source, geography, note)
            for indicator, column in asked:
                yield from direct(where, indicator, f"20{year}", row[column], secrets=SECRETS)

        return read


def _place(text: str, level: str) -> tuple[str, str]:
    """Two characters are a département or a région: the name of the file, or a person, must say which."""
    if not level and len(text.strip()) <= len("2A"):
        raise FileError(
            "Ces codes à deux caractères peuvent être des départements ou des régions : dites lesquels "
            "(option --level, ou le nom d’origine du fichier)."
        )
    return place(text, level)


COMPLETE = (
    ("TX_PAUV", "TP60"),
    ("TX_PAUV_30", "TP60AGE1"),
    ("TX_PAUV_LOC", "TP60TOL2"),
)


@dataclass(frozen=True, slots=True)
class Complete:
    """cc_filosofi_20xx_…: poverty, by age and tenure, one line a territory."""

    code: str = "filosofi-cc"
    label: str = "Insee, Filosofi, indicateurs de pauvreté (cc_filosofi_…)"
    source: str = "filosofi"
    how: str = HOW
    sums: bool = False
    zero_when_absent: bool = False

    def recognises(self, header: Sequence[str], name: str) -> bool:
        year = _year(header)
        return bool(year) and f"TP60{year}" in {column.strip() for column in header}

    def reader(self, header: Sequence[str], name: str, options: Options) -> Reader:
        year = _year(header)
        level = options.level or level_of_name(name)
        geography = options.geography_year or 2000 + int(year)

        def read(line: int, row: Line) -> Iterator[Item]:
            code, found = _place(row["CODGEO"], level)
            where = Where(found, code, self.source, geography)
            for indicator, stem in COMPLETE:
                if f"{stem}{year}" in row:
                    text = row[f"{stem}{year}"]
                    yield from direct(
                        where, indicator, f"20{year}", text, secrets=SECRETS, floor=POVERTY_FLOOR
                    )
            # by EPCI, the other file gives the median: one source for one figure
            if found == COMMUNE and f"MED{year}" in row:
                yield from direct(where, "REV_MED", f"20{year}", row[f"MED{year}"], secrets=SECRETS)

        return read


MEASURES = {
    "MED_SL": "REV_MED",
    "PR_MD60": "TX_PAUV",
    "S_MIN_SOC_BEN_DI": "REV_MINIMA",
    "S_FAM_BEN_DI": "REV_FAM",
}
OBJECTS = {"COM": COMMUNE, "EPCI": "epci", "DEP": "departement", "REG": "region", "FRANCE": FRANCE}


@dataclass(frozen=True, slots=True)
class Long:
    """FILOSOFI_CC since 2021: one line a figure, secrecy said by CONF_STATUS and OBS_STATUS."""

    code: str = "filosofi-long"
    label: str = "Insee, Filosofi, une ligne par chiffre (FILOSOFI_CC)"
    source: str = "filosofi"
    how: str = HOW
    sums: bool = False
    zero_when_absent: bool = False

    def recognises(self, header: Sequence[str], name: str) -> bool:
        return {"GEO", "GEO_OBJECT", "FILOSOFI_MEASURE", "TIME_PERIOD", "OBS_VALUE"} <= set(header)

    def reader(self, header: Sequence[str], name: str, options: Options) -> Reader:
        def read(line: int, row: Line) -> Iterator[Item]:
            indicator = MEASURES.get(row["FILOSOFI_MEASURE"])
            level = OBJECTS.get(row["GEO_OBJECT"])
            if indicator is None or level is None:
                yield Aside("mesure ou découpage que le portrait ne montre pas")
                return
            code = "FR" if level == FRANCE else place(row["GEO"], level)[0]
            year = row["TIME_PERIOD"]
            where = Where(level, code, self.source, options.geography_year or int(year))
            text = row["OBS_VALUE"]
            if row.get("CONF_STATUS", "F") not in {"F", ""}:
                text = "s"
            elif row.get("OBS_STATUS", "A") in {"M", "O", "L"}:
                text = "nd"
            floor = POVERTY_FLOOR if indicator == "TX_PAUV" else None
            yield from direct(where, indicator, year, text, secrets=frozenset({"s"}), floor=floor)

        return read
