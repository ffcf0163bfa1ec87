"""Files by commune of the BPE and of the Drees, and series of the Observatoire des territoires."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jalons.indicators.comparison import Knowledge
from jalons.indicators.importing import cells
from jalons.indicators.importing.layouts.base import Line, Reader, Where, direct, level_of_name, lower, place
from jalons.indicators.importing.records import COMMUNE, FRANCE, Aside, FileError, Item, Options, Record

TYPES = {"D502": "EAJE_NB"}
YEAR = re.compile(r"(20\d\d)")


def _year(name: str, options: Options, what: str) -> str:
    """The vintage that a person gave, else the year in the file’s name."""
    found = YEAR.search(name)
    if options.vintage or found:
        return options.vintage or (found[1] if found else "")
    raise FileError(f"L’année de ce fichier ({what}) n’est écrite nulle part : donnez le millésime.")


@dataclass(frozen=True, slots=True)
class Equipment:
    """BPE by commune and type. A commune without line has none: the count is exhaustive."""

    code: str = "insee-bpe"
    label: str = "Insee, base permanente des équipements, par commune et par type"
    source: str = "bpe"
    how: str = "insee.fr, « Base permanente des équipements », fichier dénombrement par commune."
    sums: bool = True
    zero_when_absent: bool = True

    def recognises(self, header: Sequence[str], name: str) -> bool:
        return _columns(header) is not None

    def reader(self, header: Sequence[str], name: str, options: Options) -> Reader:
        columns = _columns(header)
        if columns is None:
            raise FileError("Ce n’est pas un fichier de la BPE.")
        commune, kind, number, when = columns
        fixed = "" if when else _year(name, options, "BPE")

        def read(line: int, row: Line) -> Iterator[Item]:
            indicator = TYPES.get(row[kind].strip().upper())
            if indicator is None or row.get("GEO_OBJECT", "COM") != "COM":
                yield Aside("type d’équipement que le portrait ne montre pas")
                return
            year = row[when][:4] if when else fixed
            code, _ = place(row[commune], COMMUNE)
            where = Where(COMMUNE, code, self.source, options.geography_year or int(year))
            yield from direct(where, indicator, year, row[number])

        return read


def _columns(header: Sequence[str]) -> tuple[str, str, str, str] | None:
    """Columns of the commune, the type, the number and the year, in the three forms of the BPE."""
    names = lower(header)
    for commune in ("code_commune", "depcom", "codgeo", "geo"):
        for kind, number in (
            ("type_equipement", "nb"), ("typequ", "nb_equip"), ("typequ", "nb"),
            ("facility_type", "obs_value"),
        ):  # fmt: skip
            if {commune, kind, number} <= set(names):
                year = names.get("an") or names.get("time_period") or ""
                return names[commune], names[kind], names[number], year
    return None


APL_HOW = "data.drees.solidarites-sante.gouv.fr, « L’accessibilité potentielle localisée (APL) »."
PROFESSIONS = {
    "infirmiers": ("APL_INF", 100_000), "infirmières": ("APL_INF", 100_000),
    "chirurgiens-dentistes": ("APL_DENT", 100_000), "sages-femmes": ("APL_SF", 100_000),
    "médecins généralistes": ("APL_MED", 1), "medecins generalistes": ("APL_MED", 1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Access:
    """APL of the Drees: a supply within reach, with the standardised population that makes sums right."""

    code: str = "drees-apl"
    label: str = "Drees, accessibilité potentielle localisée par commune"
    source: str = "drees-apl"
    how: str = APL_HOW
    sums: bool = True
    zero_when_absent: bool = False

    def recognises(self, header: Sequence[str], name: str) -> bool:
        return {"code_commune", "profession", "apl", "pop_standardisee"} <= set(header)

    def reader(self, header: Sequence[str], name: str, options: Options) -> Reader:
        def read(line: int, row: Line) -> Iterator[Item]:
            known = PROFESSIONS.get(row["profession"].strip().lower())
            if known is None:
                yield Aside("profession que le portrait ne montre pas")
                return
            code, _ = place(row["code_commune"], COMMUNE)
            where = Where(COMMUNE, code, self.source, options.geography_year or 2026)
            weight = cells.read(row["pop_standardisee"]).value
            yield from direct(where, known[0], row["annee"], row["apl"], base=weight, scale=known[1])

        return read


@dataclass(frozen=True, slots=True)
class AccessSheets:
    """The official workbook of the Drees: one profession a file, one year a sheet, titles above the table."""

    code: str = "drees-apl-xlsx"
    label: str = "Drees, APL, classeur officiel (une feuille par année)"
    source: str = "drees-apl"
    how: str = APL_HOW
    sums: bool = True
    zero_when_absent: bool = False

    def recognises(self, header: Sequence[str], name: str) -> bool:
        names = [column.strip().lower() for column in header]
        return any(n.startswith("code commune") for n in names) and any(
            n.startswith("apl aux") for n in names
        )

    def reader(self, header: Sequence[str], name: str, options: Options) -> Reader:
        commune, rate, weight = (
            next(column for column in header if column.strip().lower().startswith(start))
            for start in ("code commune", "apl aux", "population standardisée")
        )
        profession = rate.strip().lower().removeprefix("apl aux ")
        known = next((found for word, found in PROFESSIONS.items() if profession.startswith(word)), None)
        year = _year(name.rpartition("feuille")[2] or name, options, "APL")

        def read(line: int, row: Line) -> Iterator[Item]:
            if known is None or not row[commune].strip()[:2].isalnum():
                yield Aside("ligne de titre ou d’unité")
                return
            code, _ = place(row[commune], COMMUNE)
            where = Where(COMMUNE, code, self.source, options.geography_year or 2026)
            base = cells.read(row[weight]).value
            yield from direct(where, known[0], year, row[rate], base=base, scale=known[1])

        return read


SERIES = {
    "part_non_inseres": ("NEET", "ot"),
    "tx_morta": ("TX_MORTA", "ot-etat-civil"),
    "tx_natal": ("TX_NATAL", "ot-etat-civil"),
    "tx_var_pop_nat": ("POP_SOLDE_NAT", "ot-etat-civil"),
    "tx_var_pop_mig": ("POP_SOLDE_MIG", "ot-etat-civil"),
}
TWO_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Series:
    """codgeo; libgeo; an; one variable: what the Observatoire des territoires lets people download."""

    code: str = "observatoire-territoires"
    label: str = "Observatoire des territoires, une variable par territoire et par année"
    source: str = "ot"
    how: str = "observatoire-des-territoires.gouv.fr, téléchargement d’un indicateur en CSV."
    sums: bool = False
    zero_when_absent: bool = False

    def recognises(self, header: Sequence[str], name: str) -> bool:
        names = lower(header)
        return {"codgeo", "an"} <= set(names) and any(variable in names for variable in SERIES)

    def reader(self, header: Sequence[str], name: str, options: Options) -> Reader:
        names = lower(header)
        variables = [(names[v], *found) for v, found in SERIES.items() if v in names]
        level = options.level or level_of_name(name)
        named = YEAR.findall(name)
        geography = options.geography_year or (int(named[-1]) if named else 2018)

        def read(line: int, row: Line) -> Iterator[Item]:
            text = row[names["codgeo"]].strip()
            if not level and len(text) <= TWO_LETTERS:
                raise FileError(
                    "Ces codes peuvent être des départements ou des régions : dites lesquels "
                    "(option --level, ou le nom d’origine du fichier)."
                )
            code, found = ("FR", FRANCE) if level == FRANCE else place(text, level)
            for column, indicator, source in variables:
                where = Where(found, code, source, geography)
                yield from direct(where, indicator, row[names["an"]].replace("-", "–"), row[column])

        return read


@dataclass(frozen=True, slots=True)
class RsaShares:
    """Share of households with RSA by commune, rounded. A zero, nil or unpublished, is never a zero here."""

    code: str = "rsa-communes"
    label: str = "Part des ménages au RSA par commune (arrondie)"
    source: str = "cnaf-rsa"
    how: str = "Tableau dérivé de data.caf.fr ; les valeurs y sont arrondies à l’unité."
    sums: bool = False
    zero_when_absent: bool = False

    def recognises(self, header: Sequence[str], name: str) -> bool:
        return {"code", "rsaShareAmongHouseholdsPercent", "vintage"} <= set(header)

    def reader(self, header: Sequence[str], name: str, options: Options) -> Reader:
        def read(line: int, row: Line) -> Iterator[Item]:
            code, _ = place(row["code"], COMMUNE)
            where = Where(COMMUNE, code, self.source, options.geography_year or int(row["vintage"]))
            text = row["rsaShareAmongHouseholdsPercent"]
            if cells.read(text).value == 0:
                note = "Le fichier écrit 0 : nul ou non publié, rien ne permet de trancher"
                yield Record(
                    "RSA", COMMUNE, code, row["vintage"], None, self.source, where.geography_year,
                    Knowledge.MISSING, note=note,
                )  # fmt: skip
                return
            yield from direct(where, "RSA", row["vintage"], text, status=Knowledge.BLURRED)

        return read
