"""Communes, EPCI, départements, régions and legal populations, out of the npm packages.

The year of a population is that of its census, not of the package it comes in (docs/architecture.md):

- 2016 from `communes.json` of 0.7.0, and 2017, EPCI only, from `epci.json` of 0.8.0;
- 2018 to 2022 from `membres[].populationMunicipale` of 1.1.1, 2.3.1, 3.1.1, 4.1.0 and 5.3.0;
- four islands belong to no EPCI: theirs come from the `communes.json` whose every other commune
  carries exactly the figure of a known census (2019: 1.1.1, 2020: 2.3.1, 2022: 4.1.0). Nothing for
  2018 and 2021: their département, région and France stay without a total in those years.
- Mayotte repeats its census of 2017 in all packages: it is stored once, under 2017.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]
PERIMETER_YEAR = 2026
CURRENT = "decoupage-6-0"
VERSIONS = (
    "decoupage-0-7",
    "decoupage-0-8",
    "decoupage-1-1",
    "decoupage-2-3",
    "decoupage-3-1",
    "decoupage-4-1",
    "decoupage-5-3",
    CURRENT,
)
CENSUS_OF_MEMBERS = {
    2018: "decoupage-1-1",
    2019: "decoupage-2-3",
    2020: "decoupage-3-1",
    2021: "decoupage-4-1",
    2022: "decoupage-5-3",
}
CENSUS_OF_COMMUNES = {
    2016: "decoupage-0-7",
    2019: "decoupage-1-1",
    2020: "decoupage-2-3",
    2022: "decoupage-4-1",
}
YEARS = (2016, 2017, 2018, 2019, 2020, 2021, 2022)
CENSUS_BEFORE_MEMBERS, EPCI_ONLY = 2016, 2017
MAYOTTE = "976"
FORMER_TYPES = {"commune-deleguee", "commune-associee"}

# Communes merged without leaving a commune déléguée behind, so that no package names their successor.
# Found by adding census figures: what the successor gained is what the merged commune had.
SIMPLE_MERGERS = {
    "02311": "02589",  # Filain, Pargny-Filain
    "08300": "08439",  # Le Mont-Dieu, Tannay-le-Mont-Dieu
    "16238": "16023",  # Moutonneau, Aunac-sur-Charente
    "18131": "18173",  # Lugny-Bourbonnais, Osmery
    "19092": "19143",  # Le Jardin, Montaignac-sur-Doustre
    "25134": "25185",  # Châtillon-sur-Lison, Cussey-sur-Lison
    "25297": "25364",  # Le Gratteris, Mamirolle
    "25628": "25375",  # Villers-sous-Montrond, Les Monts-Ronds
    "26371": "26289",  # Véronne, Saillans
    "42072": "42217",  # La Côte-en-Couzan, La Côte-Saint-Didier
    "45287": "45307",  # Saint-Loup-de-Gonois, La Selle-sur-le-Bied
    "71131": "71566",  # Ciel, Verdun-Ciel
    "72287": "72155",  # Saint-Gervais-en-Belin, Laigné-Saint-Gervais
    "95282": "95169",  # Gouzangrez, Commeny
}


@dataclass(slots=True)
class Packages:
    """The JSON files of every version, read once each."""

    root: Path
    _read: dict[tuple[str, str], list[Row]] = field(default_factory=dict)
    _epci: dict[str, dict[str, Row]] = field(default_factory=dict)

    def rows(self, version: str, name: str) -> list[Row]:
        key = (version, name)
        if key not in self._read:
            path = self.root / version / "data" / f"{name}.json"
            self._read[key] = json.loads(path.read_text(encoding="utf-8"))
        return self._read[key]

    def epci(self, version: str, siren: str) -> Row | None:
        if version not in self._epci:
            self._epci[version] = {e["code"]: e for e in self.rows(version, "epci")}
        return self._epci[version].get(siren)

    def communes(self, version: str) -> dict[str, Row]:
        return {r["code"]: r for r in self.rows(version, "communes") if r["type"] == "commune-actuelle"}


def _typographic(name: str) -> str:
    return name.replace("'", "’")


def _former_communes(packages: Packages, current: dict[str, Row]) -> dict[str, tuple[str, str]]:
    """Code of each former commune → (its name, code of the current commune that holds it)."""
    found: dict[str, tuple[str, str]] = {}
    for version in VERSIONS:
        for row in packages.rows(version, "communes"):
            code = row["code"]
            if code in current:
                continue
            if row["type"] in FORMER_TYPES and row["chefLieu"] in current:
                found[code] = (row["nom"], row["chefLieu"])
            elif row["type"] == "commune-actuelle" and code in SIMPLE_MERGERS:
                found[code] = (row["nom"], SIMPLE_MERGERS[code])
    gone = {c for v in VERSIONS for c in packages.communes(v)} - set(current) - set(found)
    if gone:
        raise ValueError(f"communes without a known successor: {sorted(gone)}")
    return found


def _mothers(packages: Packages, current: dict[str, Row]) -> dict[str, str]:
    """Communes that were part of a commune nouvelle and came back: their code → that commune's."""
    return {
        row["code"]: row["chefLieu"]
        for version in VERSIONS
        for row in packages.rows(version, "communes")
        if row["type"] in FORMER_TYPES and row["code"] in current and row["chefLieu"] != row["code"]
    }


def _census(packages: Packages, year: int) -> dict[str, int]:
    """Population by commune code of that year's perimeters. Mayotte stands apart."""
    found: dict[str, int | None] = {}
    in_epci = {m["code"] for e in packages.rows(CURRENT, "epci") for m in e["membres"]}
    if year in CENSUS_OF_COMMUNES:
        alone = set(packages.communes(CURRENT)) - in_epci
        for code, row in packages.communes(CENSUS_OF_COMMUNES[year]).items():
            if year == CENSUS_BEFORE_MEMBERS or code in alone:
                found[code] = row.get("population")
    if year in CENSUS_OF_MEMBERS:
        for epci in packages.rows(CENSUS_OF_MEMBERS[year], "epci"):
            found.update({m["code"]: m["populationMunicipale"] for m in epci["membres"]})
    if year == EPCI_ONLY:
        members = (m for e in packages.rows(CURRENT, "epci") for m in e["membres"])
        return {m["code"]: m["populationMunicipale"] for m in members if m["code"].startswith(MAYOTTE)}
    return {c: p for c, p in found.items() if p is not None and not c.startswith(MAYOTTE)}


class Populations:
    """Populations by current commune and year, then summed upwards, each with whether it was rebuilt."""

    def __init__(
        self, packages: Packages, current: dict[str, Row], former: dict[str, tuple[str, str]]
    ) -> None:
        self.mother = _mothers(packages, current)
        self.successor = {code: to for code, (_, to) in former.items()}
        self.current = current
        self.parts: dict[int, dict[str, list[tuple[str, int]]]] = {}
        for year in YEARS:
            by_commune: dict[str, list[tuple[str, int]]] = defaultdict(list)
            for code, population in _census(packages, year).items():
                home = code if code in current else self.successor.get(code)
                if home:
                    by_commune[home].append((code, population))
            self.parts[year] = by_commune

    def _still_merged(self, year: int) -> set[str]:
        """Communes whose figure of that year also holds communes that came back since."""
        parts = self.parts[year]
        return {mother for child, mother in self.mother.items() if child not in parts and mother in parts}

    def of_commune(self, code: str, year: int) -> tuple[int, bool] | None:
        """Population on today's perimeter and whether it is a sum. None when nobody can say."""
        parts = self.parts[year].get(code)
        if not parts or code in self._still_merged(year):
            return None
        return sum(p for _, p in parts), [c for c, _ in parts] != [code]

    def total(self, codes: Iterable[str], year: int) -> int | None:
        """Sum over communes, None as soon as one is missing (a missing value is never summed)."""
        members = set(codes)
        parts = self.parts[year]
        for code in (c for c in members if c not in parts):
            if self.mother.get(code) not in members or self.mother[code] not in parts:
                return None
        merged = {c for c, m in self.mother.items() if m in members and c not in parts and m in parts}
        if merged - members:
            return None
        return sum(p for code in members for _, p in parts.get(code, ()))

    def former_members(self, codes: Iterable[str]) -> set[str]:
        """Past codes translated into today's."""
        return {c if c in self.current else self.successor.get(c, c) for c in codes}


def _official_epci_total(
    packages: Packages, populations: Populations, siren: str, members: set[str], year: int
) -> int | None:
    """What the package of that census said of the EPCI, if its perimeter was the same as today's."""
    version = {2016: "decoupage-0-7", 2017: "decoupage-0-8"} | CENSUS_OF_MEMBERS
    epci = packages.epci(version[year], siren)
    if epci is None or populations.former_members(m["code"] for m in epci["membres"]) != members:
        return None
    return int(epci["populationMunicipale"])


def _series(values: list[tuple[int, bool] | None]) -> list[int | None]:
    """One number a year; negative when the figure is a sum that we made."""
    return [None if v is None else -v[0] if v[1] else v[0] for v in values]


def _sum_series(populations: Populations, codes: list[str]) -> list[int | None]:
    totals = [populations.total(codes, year) for year in YEARS]
    return _series([None if total is None else (total, True) for total in totals])


def _epci_series(packages: Packages, populations: Populations, epci: Row) -> list[int | None]:
    members = {m["code"] for m in epci["membres"]}
    in_mayotte = all(code.startswith(MAYOTTE) for code in members)
    values: list[tuple[int, bool] | None] = []
    for year in YEARS:
        total = populations.total(members, year)
        official = None
        if not in_mayotte:
            official = _official_epci_total(packages, populations, epci["code"], members, year)
        if official is not None:
            values.append((official, False))
        else:
            values.append(None if total is None else (total, True))
    return _series(values)


def condense(root: Path) -> dict[str, Any]:
    """Everything but the outlines, as rows short enough to ship. `root` holds the npm packages."""
    packages = Packages(root)
    current = packages.communes(CURRENT)
    former = _former_communes(packages, current)
    populations = Populations(packages, current, former)
    departements = packages.rows(CURRENT, "departements")
    by_departement: dict[str, list[str]] = defaultdict(list)
    by_region: dict[str, list[str]] = defaultdict(list)
    for code, row in current.items():
        by_departement[row.get("departement") or code[:3]].append(code)
        by_region[row.get("region") or code[:3]].append(code)
    france = [c for c, row in current.items() if row.get("zone") != "com" and not c.startswith(MAYOTTE)]
    return {
        "perimeters": PERIMETER_YEAR,
        "years": list(YEARS),
        "france": _sum_series(populations, france),
        "regions": [
            [
                r["code"],
                _typographic(r["nom"]),
                r["typeLiaison"],
                _sum_series(populations, by_region[r["code"]]),
            ]
            for r in packages.rows(CURRENT, "regions")
        ],
        "departements": [
            [
                d["code"],
                _typographic(d["nom"]),
                d["typeLiaison"],
                d["region"],
                _sum_series(populations, by_departement[d["code"]]),
            ]
            for d in departements
        ],
        "epci": [
            [
                e["code"],
                _typographic(e["nom"]),
                e["type"],
                [m["code"] for m in e["membres"]],
                _epci_series(packages, populations, e),
            ]
            for e in packages.rows(CURRENT, "epci")
        ],
        "communes": [
            [
                code,
                _typographic(row["nom"]),
                row.get("typeLiaison", 0),
                row.get("departement") or code[:3],
                row.get("region") or code[:3],
                _series([populations.of_commune(code, year) for year in YEARS]),
            ]
            for code, row in current.items()
        ],
        "former": [[code, _typographic(name), to] for code, (name, to) in sorted(former.items())],
    }
