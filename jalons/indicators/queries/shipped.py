"""The table of figures that ships with Jalons, read without any database: a few territories, real figures."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jalons.indicators import similar
from jalons.indicators.comparison import Figure, Knowledge
from jalons.indicators.models import Indicator, Source
from jalons.indicators.queries.board import Board, Row, one_a_vintage
from jalons.territories import artefact, naming
from jalons.territories.enums import Level
from jalons.territories.models import Territory

DATA = Path(__file__).resolve().parent.parent / "data"
POPULATION = "POP_TOT"


def board(siren: str) -> Board | None:
    """The figures of one EPCI of the table beside its references and its neighbours; None when not in it."""
    with (DATA / "demonstration_figures.csv").open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    places = {(line["level"], line["code"]): line["name"] for line in lines}
    if (Level.EPCI.value, siren) not in places:
        return None
    written = json.loads((DATA / "catalogue.json").read_text(encoding="utf-8"))
    sources = {row["code"]: Source(**row) for row in written["sources"]}
    indicators = {
        row["code"]: Indicator(**row, position=position)
        for position, row in enumerate(written["indicators"], start=1)
    }
    territories = {key: _territory(*key, name) for key, name in places.items() if key[0] != Level.COMMUNE}
    own = territories[Level.EPCI.value, siren]
    geography = artefact.read() if artefact.DEFAULT.exists() else None
    found = Board(
        own=own,
        departement=territories.get((Level.DEPARTEMENT.value, "87")),
        region=territories.get((Level.REGION.value, "75")),
        france=territories.get((Level.FRANCE.value, "FR")),
        similar=[],
        indicators=indicators,
    )
    if geography:
        _likeness(found, geography, territories)
        _populations(found, geography, sources, [own, *found.similar])
    _values(found, lines, territories, sources)
    return found


def _territory(level: str, code: str, name: str) -> Territory:
    articles = {Level.DEPARTEMENT: 3, Level.REGION: 3}
    kind = "CC" if level == Level.EPCI else ""
    return Territory(
        level=level,
        code=code,
        name=name,
        kind=kind,
        geography_year=2026,
        liaison=articles.get(Level(level), 0),
    )


def _likeness(
    found: Board, geography: artefact.Artefact, territories: dict[tuple[str, str], Territory]
) -> None:
    """The EPCI nearest to ours among those of the table, from the official geography."""
    profiles = _profiles(geography)
    target = next((p for p in profiles if p.code == found.own.code), None)
    if target is None:
        return
    near = similar.nearest(target, profiles, similar.GEOGRAPHY)
    found.similar = [
        territories[Level.EPCI.value, n.code] for n in near if (Level.EPCI.value, n.code) in territories
    ]


def _profiles(geography: artefact.Artefact) -> list[similar.Profile]:
    years, content = geography.years, geography.content
    population = {row[0]: abs(row[-1][years.index(2022)] or 0) for row in content["communes"]}
    areas = content["outlines"]["areas"]
    found = []
    for code, official, _, members, series in content["epci"]:
        then, now = (abs(series[years.index(year)] or 0) for year in (2016, 2022))
        values = similar.geography_values(
            then=then,
            now=now,
            area_km2=sum(areas.get(c, 0) for c in members),
            communes=[population[c] for c in members if population.get(c)],
        )
        found.append(similar.Profile(code, naming.epci_name(official)[0], values))
    return found


def _populations(
    found: Board, geography: artefact.Artefact, sources: dict[str, Source], places: Sequence[Territory]
) -> None:
    series: dict[str, Any] = {row[0]: row[-1] for row in geography.content["epci"]}
    for territory in places:
        rows = [
            Row(
                Figure(POPULATION, "hab.", str(year), float(abs(value)), source="legal"),
                sources["legal"],
                2026,
                "",
            )
            for year, value in zip(geography.years, series.get(territory.code, []), strict=False)
            if value
        ]
        found.rows[POPULATION, territory.pk] = rows


def _values(
    found: Board,
    lines: Sequence[dict[str, str]],
    territories: dict[tuple[str, str], Territory],
    sources: dict[str, Source],
) -> None:
    for line in lines:
        territory = territories.get((line["level"], line["code"]))
        if territory is None:
            continue
        figure = Figure(
            indicator=line["indicator"],
            unit=found.indicators[line["indicator"]].unit,
            vintage=line["vintage"],
            value=float(line["value"]) if line["value"] else None,
            knowledge=Knowledge(line["status"]),
            source=line["source"],
            numerator=float(line["numerator"]) if line["numerator"] else None,
            denominator=float(line["denominator"]) if line["denominator"] else None,
        )
        row = Row(figure, sources[line["source"]], int(line["geography_year"]), line["note"])
        found.rows[line["indicator"], territory.pk].append(row)
    for key, rows in found.rows.items():
        found.rows[key] = one_a_vintage(rows)
