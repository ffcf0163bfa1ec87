"""Open data of the Cnaf, by EPCI and by commune (domain.md §1.12, traps 1 to 5 and 8).

Its counts are blurred against re-identification; a zero there may be a small number. The first lines of some
files are totals. `DTREF` is the month observed: December of a year.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jalons.indicators.comparison import Knowledge
from jalons.indicators.importing import cells
from jalons.indicators.importing.layouts.base import Line, Reader, Where, lower, place
from jalons.indicators.importing.records import (
    COMMUNE,
    DEPARTEMENT,
    EPCI,
    REGION,
    Aside,
    FileError,
    Item,
    Options,
    Record,
)  # fmt: skip

HOW = "data.caf.fr : le jeu « par EPCI » ou « par commune », exporté en CSV."
PLACES = (
    ("numepci", EPCI), ("num_epci", EPCI), ("siren_epci", EPCI),
    ("numcom", COMMUNE), ("num_com", COMMUNE), ("code_insee", COMMUNE), ("codcom", COMMUNE),
    ("comdom", COMMUNE),
)  # fmt: skip
COUNTS = {
    "nb_allocataires": "ALLOC_NB", "nb_foyers": "ALLOC_NB", "alloc": "ALLOC_NB", "all": "ALLOC_NB",
    "nb_pers_par_foyer_alloc": "POP_COUV", "nb_pers_couv": "POP_COUV", "nb_enfants": "ENF_COUV",
    "nb_rsa": "RSA_NB", "rsa": "RSA_NB", "nb_ppa": "PPA_NB", "ppa": "PPA_NB", "nb_aah": "AAH_NB",
    "aah": "AAH_NB", "nb_aeeh": "AEEH_NB", "aeeh": "AEEH_NB", "nb_al": "AL_NB", "nb_asf": "ASF_NB",
    "asf": "ASF_NB",
}  # fmt: skip
DATE = re.compile(r"(20\d\d)")
BLURRED_ZERO = "Zéro du fichier : les effectifs y sont brouillés, il peut cacher un petit nombre"


@dataclass(frozen=True, slots=True)
class Counts:
    """Foyers allocataires and beneficiaries: counts, never a share of households or of people (trap 1)."""

    code: str = "cnaf-allocataires"
    label: str = "Cnaf, foyers allocataires par EPCI ou par commune (DTREF)"
    source: str = "cnaf"
    how: str = HOW
    sums: bool = False
    zero_when_absent: bool = False

    def recognises(self, header: Sequence[str], name: str) -> bool:
        names = lower(header)
        return "dtref" in names and _place(names) is not None and bool(set(names) & set(COUNTS))

    def reader(self, header: Sequence[str], name: str, options: Options) -> Reader:
        names = lower(header)
        found = _place(names)
        if found is None:
            raise FileError("Ce fichier de la Cnaf ne dit pas de quels territoires il parle.")
        column, level = found
        counts = [(names[c], indicator) for c, indicator in COUNTS.items() if c in names]

        def read(line: int, row: Line) -> Iterator[Item]:
            text = row[column].strip()
            if not any(c.isdigit() for c in text) or not text.strip("0") or not text.strip("9"):
                yield Aside("ligne de total")
                return
            code, _ = place(text, level)
            match = DATE.search(row[names["dtref"]])
            if match is None:
                raise cells.CellError(f"DTREF ne dit pas l’année : « {row[names['dtref']]} ».")
            where = Where(level, code, self.source, options.geography_year or int(match[1]))
            for name_, indicator in counts:
                yield from _count(where, indicator, match[1], row[name_])

        return read


def _place(names: dict[str, str]) -> tuple[str, str] | None:
    return next(((names[n], level) for n, level in PLACES if n in names), None)


def _count(where: Where, indicator: str, year: str, text: str) -> Iterator[Item]:
    cell = cells.read(text)
    if cell.status == Knowledge.MISSING:
        yield Aside("cellule vide")
        return
    value, status, note = cell.value, Knowledge.BLURRED if cell.value is not None else cell.status, ""
    if value == 0:
        value, status, note = None, Knowledge.MASKED, BLURRED_ZERO
    if value is not None and (value < 0 or value != int(value)):
        raise cells.CellError(f"« {text} » n’est pas un nombre de foyers.")
    yield Record(
        indicator, where.level, where.code, year, value, where.source, where.geography_year, status, note=note
    )


COVERAGE = {
    "epci": ("numepci", EPCI),
    "com": ("numcom", COMMUNE),
    "dep": ("numdep", DEPARTEMENT),
    "reg": ("numregi", REGION),
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """Taux de couverture of the under-threes: theoretical places for a hundred children."""

    code: str = "cnaf-couverture"
    label: str = "Cnaf, taux de couverture de l’accueil du jeune enfant (txcouv_pe_…)"
    source: str = "cnaf-onape"
    how: str = "data.caf.fr : txcouv_pe_epci, txcouv_pe_dep, txcouv_pe_reg, exportés en CSV."
    sums: bool = False
    zero_when_absent: bool = False

    def recognises(self, header: Sequence[str], name: str) -> bool:
        return _coverage(lower(header)) is not None

    def reader(self, header: Sequence[str], name: str, options: Options) -> Reader:
        names = lower(header)
        found = _coverage(names)
        if found is None:
            raise FileError("Ce fichier ne contient pas de taux de couverture.")
        rate, column, level, year_column = found

        def read(line: int, row: Line) -> Iterator[Item]:
            if not row[column].strip():
                yield Aside("ligne de total")
                return
            code, _ = place(row[column], level)
            if level == COMMUNE:
                yield Aside("taux par commune : trompeur, les familles passent les limites")
                return
            match = DATE.search(row[year_column])
            if match is None:
                raise cells.CellError(f"L’année ne se lit pas : « {row[year_column]} ».")
            cell = cells.read(row[rate])
            if cell.status == Knowledge.MISSING:
                yield Aside("cellule vide")
                return
            yield Record(
                "TC_AJE", level, code, match[1], cell.value, self.source,
                options.geography_year or int(match[1]), cell.status,
            )  # fmt: skip

        return read


def _coverage(names: dict[str, str]) -> tuple[str, str, str, str] | None:
    year = names.get("annee") or names.get("année") or names.get("dtref")
    for suffix, (column, level) in COVERAGE.items():
        rate = names.get(f"txcouv_{suffix}")
        if rate and year and column in names:
            return rate, names[column], level, year
    return None
