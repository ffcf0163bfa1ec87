"""Census of Insee: the files « base-cc » by commune, and the tables at hand drawn from them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jalons.indicators.comparison import Knowledge
from jalons.indicators.importing import cells
from jalons.indicators.importing.layouts.base import PERCENT, Line, Reader, Where, direct, place, ratio
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
)  # fmt: skip

GEOGRAPHY = 2026

# indicator, columns of the numerator, columns of the denominator, without their year (« P22_ »)
RATIOS: tuple[tuple[str, str, str], ...] = (
    ("AGE_0_14", "POP0014", "POP"),
    ("AGE_15_24", "POP1524", "POP"),
    ("AGE_65P", "POP65P", "POP"),
    ("AGE_75P", "POP75P", "POP"),
    ("AGE_0_2", "POP0002", "POP"),
    ("AGE_3_5", "POP0305", "POP"),
    ("AGE_6_11", "POP0610", "POP"),
    ("AGE_12_17", "POP1117", "POP"),
    ("AGE_18_24", "POP1824", "POP"),
    ("MEN_SEUL", "MENPSEUL", "MEN"),
    ("FAM_MONO", "MENFAMMONO", "MEN"),
    ("FAM_MONO_ENF", "FAMMONO", "COUPAENF+FAMMONO"),
    ("FAM_NOMB", "NE24F3+NE24F4P", "COUPAENF+FAMMONO"),
    ("CHOM_RP", "CHOM1564", "ACT1564"),
    ("TX_EMPLOI", "ACTOCC1564", "POP1564"),
    ("EMPL_PREC", "SAL15P_CDD+SAL15P_INTERIM+SAL15P_EMPAID+SAL15P_APPR", "SAL15P"),
    ("DIPL_SANS", "NSCOL15P_DIPLMIN", "NSCOL15P"),
    ("SCOL_2", "SCOL0205", "POP0205"),
    ("SCOL_16_24", "SCOL1824", "POP1824"),
    ("LOG_VAC", "LOGVAC", "LOG"),
    ("LOG_RESSEC", "RSECOCC", "LOG"),
    ("PROP", "RP_PROP", "RP"),
    ("LOG_SOC", "RP_LOCHLMV", "RP"),
    ("MOTOR_0", "RP-RP_VOIT1P", "RP"),
)
LETTERS = ("P", "C")
YEAR = re.compile(r"^[PC](\d\d)_(\w+)$")


@dataclass(frozen=True, slots=True)
class BaseCC:
    """Insee’s complete files by commune: counts, so that every sum is right."""

    code: str = "insee-base-cc"
    label: str = "Insee, recensement, fichier complet par commune (base-cc-…)"
    source: str = "rp-cc"
    how: str = "insee.fr, « Bases de données » du recensement : base-cc-…_csv.zip, tel quel."
    sums: bool = True
    zero_when_absent: bool = False

    def recognises(self, header: Sequence[str], name: str) -> bool:
        columns = {column.strip().upper() for column in header}
        return "CODGEO" in columns and bool(_found(columns))

    def reader(self, header: Sequence[str], name: str, options: Options) -> Reader:
        columns = {column.strip().upper(): column for column in header}
        asked = _found(set(columns))
        populations = sorted(c for c in columns if re.fullmatch(r"P\d\d_POP", c))
        geography = options.geography_year or GEOGRAPHY

        def read(line: int, row: Line) -> Iterator[Item]:
            code, level = place(row[columns["CODGEO"]], options.level)
            where = Where(level, code, self.source, geography)
            for column in populations:
                yield from direct(where, "POP_TOT", f"20{column[1:3]}", row[columns[column]])
            for indicator, year, above, below in asked:
                parts = _total(above, columns, row), _total(below, columns, row)
                yield from ratio(where, indicator, f"20{year}", *parts)
            yield from _sixty_five(where, columns, row)

        return read


Signed = tuple[tuple[int, str], ...]


def _found(columns: set[str]) -> list[tuple[str, str, Signed, Signed]]:
    """Ratios that these columns allow, for each year that they hold."""
    years = sorted({match[1] for column in columns if (match := YEAR.match(column))})
    found = []
    for indicator, above, below in RATIOS:
        for year in years:
            top, bottom = _signed(above, year, columns), _signed(below, year, columns)
            if top and bottom:
                found.append((indicator, year, top, bottom))
    return found


def _signed(wording: str, year: str, columns: set[str]) -> Signed:
    """« RP-RP_VOIT1P » of a year as signed columns; nothing when one of them is not in the file."""
    found = []
    for sign, stem in re.findall(r"([+-]?)(\w+)", wording):
        column = next((f"{x}{year}_{stem}" for x in LETTERS if f"{x}{year}_{stem}" in columns), "")
        if not column:
            return ()
        found.append((-1 if sign == "-" else 1, column))
    return tuple(found)


def _total(parts: Signed, columns: dict[str, str], row: Line) -> cells.Cell:
    """The sum of several cells; hidden as soon as one of them is."""
    read = [(sign, cells.read(row[columns[column]])) for sign, column in parts]
    for _, cell in read:
        if cell.value is None:
            return cell
    return cells.Cell(sum(sign * (cell.value or 0) for sign, cell in read), Knowledge.PUBLISHED)


def _sixty_five(where: Where, columns: dict[str, str], row: Line) -> Iterator[Item]:
    """65 and over, 75 and over: in files that only cut at 60, 75 and 90, the second alone can be made."""
    for name, column in columns.items():
        match = re.fullmatch(r"P(\d\d)_POP7589", name)
        if match and f"P{match[1]}_POP75P" not in columns and f"P{match[1]}_POP90P" in columns:
            parts = [cells.read(row[column]), cells.read(row[columns[f"P{match[1]}_POP90P"]])]
            whole = cells.read(row[columns[f"P{match[1]}_POP"]])
            hidden = next((part for part in parts if part.value is None), None)
            above = hidden or cells.Cell(sum(part.value or 0 for part in parts), Knowledge.PUBLISHED)
            yield from ratio(where, "AGE_75P", f"20{match[1]}", above, whole)


PEOPLE, HOUSEHOLDS, ADULTS, NO_BASE = "people", "households", "adults", ""
# indicator, stem of the column, years, which count is under it
SHARES: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("AGE_0_14", "dm_0014_pct", ("22",), PEOPLE),
    ("AGE_15_24", "dm_1524_pct", ("22",), PEOPLE),
    ("AGE_65P", "dmv_65p_pct", ("11", "16", "22"), PEOPLE),
    ("AGE_75P", "dmv_75p_pct", ("11", "16", "22"), PEOPLE),
    ("CSP_AGRI", "dsp_csp_agri_pct", ("22",), ADULTS),
    ("MEN_SEUL", "men_seul_pct", ("11", "16", "22"), HOUSEHOLDS),
    ("FAM_MONO", "men_mono_pct", ("11", "16", "22"), HOUSEHOLDS),
    ("PROP", "log_prop_pct", ("11", "16", "22"), HOUSEHOLDS),
    ("CHOM_RP", "soc_txchom_1564", ("11", "16", "22"), NO_BASE),
    ("LOG_SOC", "log_lochlm_pct", ("22",), HOUSEHOLDS),
)
INCOMES = (("REV_MED", "rev_med", ("19", "21")), ("TX_PAUV", "rev_txpauv", ("19", "21")))
POVERTY_FLOOR = 5.0


def _base(kind: str, year: str, row: Line) -> float | None:
    if not kind:
        return None
    people = cells.read(row[f"P{year}_POP"]).value
    if kind == PEOPLE:
        return people
    if kind == HOUSEHOLDS:
        return cells.read(row[f"men_tot_{year}"]).value
    children = cells.read(row["dm_0014_pct_22"]).value
    return None if people is None or children is None else people * (100 - children) / 100


def _shares(where: Where, row: Line) -> Iterator[Item]:
    for year in ("11", "16", "22"):
        if f"P{year}_POP" in row:
            yield from direct(where, "POP_TOT", f"20{year}", row[f"P{year}_POP"])
    for indicator, stem, years, kind in SHARES:
        for year in years:
            column = f"{stem}_{year}"
            if column in row:
                base = _base(kind, year, row)
                if base == 0:
                    yield Aside("aucune personne concernée")
                else:
                    yield from direct(where, indicator, f"20{year}", row[column], base=base, bounds=PERCENT)


@dataclass(frozen=True, slots=True)
class CommuneShares:
    """Shares by commune at 2011, 2016 and 2022 with the counts they rest on."""

    code: str = "rp-communes"
    label: str = "Recensement par commune, 2011, 2016, 2022 (parts et effectifs)"
    source: str = "rp"
    how: str = "Tableau dérivé des fichiers complets du recensement."
    sums: bool = True
    zero_when_absent: bool = False

    def recognises(self, header: Sequence[str], name: str) -> bool:
        return {"code_commune", "P22_POP", "men_tot_22", "dmv_65p_pct_22"} <= set(header)

    def reader(self, header: Sequence[str], name: str, options: Options) -> Reader:
        def read(line: int, row: Line) -> Iterator[Item]:
            code, _ = place(row["code_commune"], COMMUNE)
            where = Where(COMMUNE, code, self.source, options.geography_year or GEOGRAPHY)
            yield from _shares(where, row)
            incomes = Where(COMMUNE, code, "filosofi", options.geography_year or GEOGRAPHY)
            yield from _incomes(incomes, row)

        return read


def _incomes(where: Where, row: Line) -> Iterator[Item]:
    for indicator, stem, years in INCOMES:
        floor = POVERTY_FLOOR if indicator == "TX_PAUV" else None
        for year in years:
            if f"{stem}_{year}" in row:
                yield from direct(where, indicator, f"20{year}", row[f"{stem}_{year}"], floor=floor)


@dataclass(frozen=True, slots=True)
class EpciShares:
    """The same by EPCI, already summed: kept beside our own sums, to check them."""

    code: str = "rp-epci"
    label: str = "Recensement par EPCI, 2011, 2016, 2022"
    source: str = "rp-epci"
    how: str = "Tableau dérivé des fichiers complets du recensement."
    sums: bool = False
    zero_when_absent: bool = False

    def recognises(self, header: Sequence[str], name: str) -> bool:
        return {"epci_siren", "couverture", "P22_POP"} <= set(header) and "code_commune" not in header

    def reader(self, header: Sequence[str], name: str, options: Options) -> Reader:
        def read(line: int, row: Line) -> Iterator[Item]:
            code, _ = place(row["epci_siren"], EPCI)
            coverage = cells.read(row["couverture"]).value
            if coverage is not None and round(coverage, 2) < 1:
                share = f"{100 * coverage:.1f}".replace(".", ",")
                yield Refusal(
                    line, f"Le fichier ne couvre que {share} % de cet EPCI : il ne peut pas servir.", code
                )
                return
            yield from _shares(Where(EPCI, code, self.source, options.geography_year or GEOGRAPHY), row)

        return read


# indicator, column, vintage, source
PUBLISHED: tuple[tuple[str, str, str, str], ...] = (
    ("POP_EVOL", "dm_pop_vtcam_1116", "2011–2016", "rp-ptod"),
    ("POP_EVOL", "dm_pop_vtcam_1622", "2016–2022", "rp-ptod"),
    ("POP_SOLDE_NAT", "dm_sn_vtcam_1116", "2011–2016", "rp-ptod"),
    ("POP_SOLDE_NAT", "dm_sn_vtcam_1622", "2016–2022", "rp-ptod"),
    ("POP_SOLDE_MIG", "dm_sma_vtcam_1116", "2011–2016", "rp-ptod"),
    ("POP_SOLDE_MIG", "dm_sma_vtcam_1622", "2016–2022", "rp-ptod"),
    ("IND_VIEIL", "dmv_iv_ind_11", "2011", "rp-ptod"),
    ("IND_VIEIL", "dmv_iv_ind_16", "2016", "rp-ptod"),
    ("IND_VIEIL", "dmv_iv_ind_22", "2022", "rp-ptod"),
    ("AGE_75P", "dmv_75p_pct_22", "2022", "rp-ptod"),
    ("FAM_MONO", "men_mono_pct_22", "2022", "rp-ptod"),
    ("PROP", "log_prop_pct_22", "2022", "rp-ptod"),
    ("CHOM_RP", "soc_txchom_1564_22", "2022", "rp-ptod"),
    ("TX_EMPLOI", "eco_txemp_1564_16", "2016", "rp-ptod"),
    ("TX_EMPLOI", "eco_txemp_1564_22", "2022", "rp-ptod"),
    ("DIPL_INFBAC", "dsp_dipl_infbac_pct_22", "2022", "rp-ptod"),
    ("LOG_VAC", "log_vac_pct_22", "2022", "rp-ptod"),
    ("LOG_RESSEC", "log_ressec_pct_22", "2022", "rp-ptod"),
    ("REV_MED", "rev_med_19", "2019", "filosofi"),
    ("REV_MED", "rev_med_21", "2021", "filosofi"),
    ("TX_PAUV", "rev_txpauv_19", "2019", "filosofi"),
    ("TX_PAUV", "rev_txpauv_21", "2021", "filosofi"),
)
FROM_GAPS = (("LOG_VAC", "log_vac"), ("LOG_RESSEC", "log_ressec"))


@dataclass(frozen=True, slots=True)
class PublishedRates:
    """Rates published by EPCI, département and région, without counts. Composite indices are not read."""

    code: str = "rp-ptod"
    label: str = "Indicateurs publiés par EPCI, département et région (recensement, état civil, Filosofi)"
    source: str = "rp-ptod"
    how: str = "Tableau dérivé des publications de l’Insee ; les indices composites ne sont pas repris."
    sums: bool = False
    zero_when_absent: bool = False

    def recognises(self, header: Sequence[str], name: str) -> bool:
        return {"code", "libelle", "n_communes", "dm_sn_vtcam_1622"} <= set(header)

    def reader(self, header: Sequence[str], name: str, options: Options) -> Reader:
        level = EPCI if "type_epci" in header else DEPARTEMENT if "regdep" in header else REGION
        geography = options.geography_year or GEOGRAPHY

        def read(line: int, row: Line) -> Iterator[Item]:
            if row["code"] == "00FR":
                # its population is a mean, not a total: never read; the same rates stand in three files
                if level != REGION:
                    yield Aside("ligne de la France, lue dans le fichier des régions")
                    return
                where = Where(FRANCE, "FR", self.source, geography)
            else:
                code, _ = place(row["code"], level)
                where = Where(level, code, self.source, geography)
            yield from _published(where, row)

        return read


def _published(where: Where, row: Line) -> Iterator[Item]:
    for indicator, column, vintage, source in PUBLISHED:
        if column in row:
            there = Where(where.level, where.code, source, where.geography_year)
            floor = POVERTY_FLOOR if indicator == "TX_PAUV" else None
            yield from direct(there, indicator, vintage, row[column], floor=floor)
    for indicator, stem in FROM_GAPS:
        last = cells.read(row[f"{stem}_pct_22"]).value
        for vintage, columns in (("2016", ("1622",)), ("2011", ("1622", "1116"))):
            gaps = [cells.read(row.get(f"{stem}_vdifp_{column}", "")).value for column in columns]
            if last is not None and all(gap is not None for gap in gaps):
                value = last - sum(gap for gap in gaps if gap is not None)
                yield Record(
                    indicator, where.level, where.code, vintage, round(value, 4), where.source,
                    where.geography_year, Knowledge.ESTIMATED, note="Retrouvée à partir de l’écart publié",
                )  # fmt: skip
