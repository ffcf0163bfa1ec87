"""Rewrite the figures of the demonstration: two EPCI, their references, and the EPCI that resemble them."""

import csv
import gzip
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jalons.indicators import similar
from jalons.territories import artefact, naming

ROOT = Path(__file__).resolve().parent.parent.parent
TARGET = ROOT / "jalons" / "indicators" / "data" / "demonstration_figures.csv"
CATALOGUE = ROOT / "jalons" / "indicators" / "data" / "catalogue.json"
OURS = ("200066512", "248719353")
DEPARTEMENT, REGION, FRANCE = "87", "75", "FR"
SMALL_COMMUNE = 200
POVERTY_FLOOR = 5.0  # Insee writes 5 for any rate below
COLUMNS = (
    "indicator", "level", "code", "name", "vintage", "value", "status", "numerator", "denominator",
    "source", "producer", "population", "geography_year", "note",
)  # fmt: skip
Row = dict[str, str]
METROPOLE = "France métropolitaine"


@dataclass(slots=True)
class Place:
    level: str
    code: str
    name: str


@dataclass(slots=True)
class Figures:
    """What is written, one row a figure."""

    places: dict[tuple[str, str], Place]
    catalogue: dict[str, dict[str, str]]
    producers: dict[str, str]
    rows: list[dict[str, object]] = field(default_factory=list)

    def add(
        self,
        indicator: str,
        place: Place,
        vintage: str,
        value: float | None,
        source: str,
        *,
        status: str = "published",
        counts: tuple[float, float] | None = None,
        geography_year: int = 2026,
        note: str = "",
    ) -> None:
        """A figure that the file does not give is left out: absent is not zero."""
        if value is None:
            return
        self.rows.append(
            {
                "indicator": indicator,
                "level": place.level,
                "code": place.code,
                "name": place.name,
                "vintage": vintage,
                "value": round(value, 4),
                "status": status,
                "numerator": round(counts[0], 1) if counts else "",
                "denominator": round(counts[1], 1) if counts else "",
                "source": source,
                "producer": self.producers[source],
                "population": self.catalogue[indicator]["population"],
                "geography_year": geography_year,
                "note": note,
            }
        )


def data_folder() -> Path:
    if "JALONS_DATA" not in os.environ:
        sys.exit("JALONS_DATA doit désigner le dossier des fichiers officiels.")
    return Path(os.environ["JALONS_DATA"])


def read(name: str, delimiter: str = ",") -> list[Row]:
    path = data_folder() / name
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if name.endswith(".gz") else packed).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=delimiter))


def number(text: str | None) -> float | None:
    """A value of any of these files; empty, masked and « non available » are None."""
    cleaned = (text or "").strip().replace(",", ".")
    try:
        return float(cleaned)
    except ValueError:
        return None


def profiles(rows: artefact.Artefact) -> list[similar.Profile]:
    """The criteria that the application itself reads from the geography, for every EPCI."""
    years, content = rows.years, rows.content
    population = {row[0]: abs(row[-1][years.index(2022)] or 0) for row in content["communes"]}
    areas = content["outlines"]["areas"]
    found = []
    for code, official, _, members, series in content["epci"]:
        then, now = (abs(series[years.index(year)] or 0) for year in (2016, 2022))
        area = sum(areas.get(c, 0) for c in members)
        values = similar.geography_values(
            then=then, now=now, area_km2=area, communes=[population[c] for c in members if population.get(c)]
        )
        found.append(similar.Profile(code, naming.epci_name(official)[0], values))
    return found


def choose_places(rows: artefact.Artefact) -> dict[tuple[str, str], Place]:
    """Our two EPCI, those that resemble them, and the reference ladder."""
    everybody = profiles(rows)
    by_code = {p.code: p for p in everybody}
    places = [
        Place("france", FRANCE, "France"),
        Place("region", REGION, "Nouvelle-Aquitaine"),
        Place("departement", DEPARTEMENT, "Haute-Vienne"),
    ]
    for code in OURS:
        places.append(Place("epci", code, by_code[code].name))
        near = similar.nearest(by_code[code], everybody, similar.GEOGRAPHY)
        print(f"{by_code[code].name} : {', '.join(n.name for n in near)}")
        places += [Place("epci", n.code, n.name) for n in near]
    return {(p.level, p.code): p for p in places}


class Census:
    """Communes of the census summed over any territory, from their counts."""

    def __init__(self, members: dict[str, list[str]]) -> None:
        self.rows = {r["code_commune"]: r for r in read("insee_rp/communes_rp_2011_2016_2022.csv.gz")}
        self.members = members

    def communes(self, place: Place) -> list[Row]:
        match place.level:
            case "epci":
                return [self.rows[c] for c in self.members[place.code] if c in self.rows]
            case "departement":
                return [r for r in self.rows.values() if r["dep"] == place.code]
            case "region":
                return [r for r in self.rows.values() if r["reg"] == place.code]
        return list(self.rows.values())

    def share(
        self, place: Place, columns: list[str], base: Callable[[Row], float | None]
    ) -> tuple[float, float] | None:
        """Counts of a share over a territory: published percentages times their base. None when one lacks."""
        numerator = denominator = 0.0
        for row in self.communes(place):
            whole = base(row)
            parts = [number(row[c]) for c in columns]
            if not whole:
                continue
            if None in parts:
                return None
            numerator += sum(p for p in parts if p is not None) * whole / 100
            denominator += whole
        return (numerator, denominator) if denominator else None


def census_shares(figures: Figures, census: Census) -> None:
    def people(year: str) -> Callable[[Row], float | None]:
        return lambda row: number(row[f"P{year}_POP"])

    def households(year: str) -> Callable[[Row], float | None]:
        return lambda row: number(row[f"men_tot_{year}"])

    def adults(row: Row) -> float | None:
        inhabitants, children = number(row["P22_POP"]), number(row["dm_0014_pct_22"])
        return None if inhabitants is None or children is None else inhabitants * (100 - children) / 100

    asked: list[tuple[str, list[str], str, Callable[[Row], float | None]]] = [
        ("AGE_0_14", ["dm_0014_pct_22"], "22", people("22")),
        ("AGE_15_24", ["dm_1524_pct_22"], "22", people("22")),
        ("CSP_AGRI", ["dsp_csp_agri_pct_22"], "22", adults),
    ]
    for year in ("11", "16", "22"):
        asked += [
            ("AGE_65P", [f"dmv_65p_pct_{year}"], year, people(year)),
            ("AGE_75P", [f"dmv_75p_pct_{year}"], year, people(year)),
            ("MEN_SEUL", [f"men_seul_pct_{year}"], year, households(year)),
            ("FAM_MONO", [f"men_mono_pct_{year}"], year, households(year)),
            ("PROP", [f"log_prop_pct_{year}"], year, households(year)),
        ]
    for place in figures.places.values():
        for indicator, columns, year, base in asked:
            counts = census.share(place, columns, base)
            if counts:
                note = METROPOLE if place.level == "france" else ""
                value = 100 * counts[0] / counts[1]
                figures.add(indicator, place, f"20{year}", value, "rp", counts=counts, note=note)


def communes_of_ours(figures: Figures, census: Census) -> None:
    """Shares by commune for the maps: never under 200 inhabitants, where they are noise."""
    for siren in OURS:
        for code in census.members[siren]:
            row = census.rows[code]
            inhabitants = number(row["P22_POP"]) or 0
            if inhabitants < SMALL_COMMUNE:
                continue
            place = Place("commune", code, row["libelle"] or code)
            for indicator, column, base in (
                ("AGE_65P", "dmv_65p_pct_22", inhabitants),
                ("AGE_0_14", "dm_0014_pct_22", inhabitants),
                ("MEN_SEUL", "men_seul_pct_22", number(row["men_tot_22"]) or 0),
            ):
                value = number(row[column])
                if value is not None:
                    figures.add(indicator, place, "2022", value, "rp", counts=(value * base / 100, base))


def published_rates(figures: Figures) -> None:
    """Rates that Insee publishes at each level, without their counts."""
    rows = {
        "epci": {r["code"]: r for r in read("insee_rp/epci_indicateurs_ptod_2026-01.csv.gz")},
        "departement": {r["code"]: r for r in read("insee_rp/dep_indicateurs_ptod_2026-03.csv.gz")},
        "region": {r["code"]: r for r in read("insee_rp/reg_indicateurs_ptod_2026-03.csv.gz")},
    }
    rows["france"] = {FRANCE: rows["region"]["00FR"]}
    direct = (
        ("POP_SOLDE_NAT", "dm_sn_vtcam_1116", "2011–2016"),
        ("POP_SOLDE_NAT", "dm_sn_vtcam_1622", "2016–2022"),
        ("POP_SOLDE_MIG", "dm_sma_vtcam_1116", "2011–2016"),
        ("POP_SOLDE_MIG", "dm_sma_vtcam_1622", "2016–2022"),
        ("CHOM_RP", "soc_txchom_1564_22", "2022"),
        ("TX_EMPLOI", "eco_txemp_1564_16", "2016"),
        ("TX_EMPLOI", "eco_txemp_1564_22", "2022"),
        ("DIPL_INFBAC", "dsp_dipl_infbac_pct_22", "2022"),
        ("LOG_VAC", "log_vac_pct_22", "2022"),
        ("LOG_RESSEC", "log_ressec_pct_22", "2022"),
    )
    for place in figures.places.values():
        row = rows[place.level].get(place.code)
        if row is None:
            continue
        for indicator, column, vintage in direct:
            figures.add(indicator, place, vintage, number(row.get(column)), "rp-ptod")
        for indicator, stem in (("LOG_VAC", "log_vac"), ("LOG_RESSEC", "log_ressec")):
            last = number(row[f"{stem}_pct_22"])
            for vintage, columns in (("2016", ["1622"]), ("2011", ["1622", "1116"])):
                changes = [number(row.get(f"{stem}_vdifp_{c}")) for c in columns]
                if last is not None and None not in changes:
                    before = last - sum(c for c in changes if c is not None)
                    note = "Retrouvée à partir de l’écart publié"
                    figures.add(indicator, place, vintage, before, "rp-ptod", status="estimated", note=note)
        poverty = number(row.get("rev_txpauv_19"))
        figures.add(
            "TX_PAUV",
            place,
            "2019",
            poverty,
            "filosofi",
            status="censored" if poverty == POVERTY_FLOOR else "published",
        )


def incomes(figures: Figures) -> None:
    """Filosofi, 2016 to 2019: median standard of living and shares of disposable income."""
    suffix = {"departement": "DEP", "region": "REG", "france": "METROPOLE"}
    for year in ("16", "17", "18", "19"):
        tables: dict[str, dict[str, Row]] = {
            "epci": {r["CODGEO"]: r for r in read(f"insee_filosofi/FILO20{year}_DISP_EPCI.csv.gz", ";")}
        }
        for level, name in suffix.items():
            table = read(f"insee_filosofi/comparaison/FILO20{year}_DISP_{name}.csv", ";")
            tables[level] = {FRANCE if level == "france" else r["CODGEO"]: r for r in table}
        for place in figures.places.values():
            row = tables[place.level].get(place.code)
            if row is None:
                continue
            note = METROPOLE if place.level == "france" else ""
            for indicator, column in (("REV_MED", "Q2"), ("REV_MINIMA", "PPMINI"), ("REV_FAM", "PPFAM")):
                value = number(row[f"{column}{year}"])
                figures.add(
                    indicator,
                    place,
                    f"20{year}",
                    value,
                    "filosofi",
                    geography_year=2000 + int(year),
                    note=note,
                )
    poverty = {r["CODGEO"]: number(r["TP6016"]) for r in read("insee_filosofi/cc_filosofi_2016_EPCI.csv.gz")}
    for place in figures.places.values():
        if place.level == "epci":
            value = poverty.get(place.code)
            status = "censored" if value == POVERTY_FLOOR else "published"
            figures.add("TX_PAUV", place, "2016", value, "filosofi", status=status, geography_year=2016)


def young_people(figures: Figures) -> None:
    for level, name in (("epci", "epci"), ("departement", "dpt"), ("region", "region")):
        for row in read(f"observatoire_territoires/neet_{name}_2018.csv", ";"):
            place = figures.places.get((level, row["codgeo"]))
            if place and row["an"] in {"2008", "2013", "2018"}:
                figures.add(
                    "NEET", place, row["an"], number(row["part_non_inseres"]), "ot", geography_year=2018
                )


def services(figures: Figures, census: Census) -> None:
    nurseries: dict[str, int] = defaultdict(int)
    for row in read("insee_bpe/bpe_2018_communes_types.csv.gz"):
        if row["type_equipement"] == "D502":
            nurseries[row["code_commune"]] += int(row["nb"])
    access: dict[tuple[str, str], tuple[float, float]] = {}
    for row in read("drees_apl/apl_communes_2022_2023.csv.gz"):
        level, weight = number(row["apl"]), number(row["pop_standardisee"])
        if row["annee"] == "2023" and level is not None and weight:
            access[row["profession"], row["code_commune"]] = (level * weight, weight)
    for place in figures.places.values():
        codes = [r["code_commune"] for r in census.communes(place)]
        if place.level != "france":
            found = sum(nurseries[c] for c in codes)
            figures.add("EAJE_NB", place, "2018", found, "bpe", geography_year=2018)
        for indicator, profession in (("APL_INF", "infirmieres"), ("APL_DENT", "chirurgiens-dentistes")):
            pairs = [access[profession, c] for c in codes if (profession, c) in access]
            if pairs and len(pairs) >= 0.99 * len(codes):
                counts = (sum(p[0] for p in pairs) / 100_000, sum(p[1] for p in pairs))
                note = METROPOLE if place.level == "france" else ""
                figures.add(
                    indicator,
                    place,
                    "2023",
                    100_000 * counts[0] / counts[1],
                    "drees-apl",
                    counts=counts,
                    note=note,
                )


def ordered(rows: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    levels = ("france", "region", "departement", "epci", "commune")
    yield from sorted(
        rows,
        key=lambda r: (str(r["indicator"]), levels.index(str(r["level"])), str(r["code"]), str(r["vintage"])),
    )


def main() -> None:
    catalogue = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    rows = artefact.read()
    figures = Figures(
        places=choose_places(rows),
        catalogue={i["code"]: i for i in catalogue["indicators"]},
        producers={s["code"]: s["producer"] for s in catalogue["sources"]},
    )
    census = Census({row[0]: row[3] for row in rows.content["epci"]})
    census_shares(figures, census)
    communes_of_ours(figures, census)
    published_rates(figures)
    incomes(figures)
    young_people(figures)
    services(figures, census)
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(ordered(figures.rows))
    print(
        f"{len(figures.rows)} chiffres, {len(figures.places)} territoires, {TARGET.stat().st_size // 1000} ko"
    )


if __name__ == "__main__":
    main()
