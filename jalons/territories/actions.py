"""Loading the official geography. Nothing else ever writes these tables."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.db import models, transaction

from jalons.core.actors import SOFTWARE, Actor
from jalons.core.errors import DomainError
from jalons.journal.actions import record
from jalons.territories import artefact, naming
from jalons.territories.artefact import Artefact
from jalons.territories.enums import Level
from jalons.territories.models import Boundary, GeographyLoad, LegalPopulation, Membership, Territory

NAMESPACE = UUID("6f3f1e0e-3c0a-5a7e-9d0b-6a616c6f6e73")
"""Official territories have the same id in every installation: an archive finds its own again."""
BATCH = 2000
Ids = dict[tuple[str, str], UUID]
T = TypeVar("T")
Say = Callable[[str], None]


def territory_id(level: Level, code: str) -> UUID:
    return uuid5(NAMESPACE, f"{level.value}:{code}")


def load_geography(
    path: Path = artefact.DEFAULT, *, by: Actor = SOFTWARE, say: Say = lambda _: None, force: bool = False
) -> bool:
    """Load the artefact; returns False when this very file is already loaded.

    Raises DomainError when the file was not built. One transaction: readers see all or nothing.
    """
    if not path.exists():
        raise DomainError(
            "La géographie officielle n’est pas encore préparée : lancez d’abord « make geography »."
        )
    if not force and GeographyLoad.objects.filter(digest=artefact.digest(path)).exists():
        return False
    content = artefact.read(path)
    with transaction.atomic():
        counts = _load(content, say)
        GeographyLoad.objects.all().delete()
        GeographyLoad.objects.create(
            digest=content.digest, perimeter_year=content.perimeter_year, counts=counts
        )
        record(
            "geography.loaded",
            by=by,
            label="Géographie officielle",
            perimeters=content.perimeter_year,
            communes=counts["commune"],
            epci=counts["epci"],
        )
    return True


def _load(content: Artefact, say: Say) -> dict[str, int]:
    rows = list(_territories(content))
    _upsert(
        Territory,
        rows,
        unique=["level", "code"],
        update=[
            "name",
            "search_name",
            "kind",
            "geography_year",
            "is_current",
            "department_code",
            "region_code",
            "liaison",
        ],
    )
    _retire(rows)
    ids: Ids = {(level, code): pk for level, code, pk in Territory.objects.values_list("level", "code", "id")}
    _upsert(
        Territory,
        _former_communes(content, ids),
        unique=["level", "code"],
        update=[
            "name",
            "search_name",
            "geography_year",
            "is_current",
            "department_code",
            "region_code",
            "successor",
        ],
    )
    say(f"  {len(rows)} territoires et {len(content.content['former'])} anciennes communes")
    members = _load_members(content, ids)
    say(f"  {members} communes dans {len(content.content['epci'])} EPCI")
    populations = _upsert(
        LegalPopulation,
        _populations(content, ids),
        unique=["territory", "year"],
        update=["value", "is_rebuilt"],
    )
    say(f"  {populations} populations légales")
    outlines = _upsert(
        Boundary, _boundaries(content, ids), unique=["territory"], update=["rings", "area_km2"]
    )
    say(f"  {outlines} contours de communes")
    counts = {level.value: sum(row.level == level for row in rows) for level in Level}
    return counts | {"members": members, "populations": populations, "outlines": outlines}


def _territory(level: Level, code: str, name: str, content: Artefact, **fields: Any) -> Territory:
    return Territory(
        id=territory_id(level, code),
        level=level,
        code=code,
        name=name,
        search_name=naming.search_name(name),
        geography_year=content.perimeter_year,
        **fields,
    )


def _territories(content: Artefact) -> Iterator[Territory]:
    rows = content.content
    where = {code: (departement, region) for code, _, _, departement, region, _ in rows["communes"]}
    yield _territory(Level.FRANCE, "FR", "France", content, liaison=3)
    for code, name, liaison, _ in rows["regions"]:
        yield _territory(Level.REGION, code, name, content, liaison=liaison, region_code=code)
    for code, name, liaison, region, _ in rows["departements"]:
        yield _territory(
            Level.DEPARTEMENT, code, name, content, liaison=liaison, department_code=code, region_code=region
        )
    for code, official, kind, members, _ in rows["epci"]:
        name, liaison = naming.epci_name(official)
        departement, region = _most_of([where[c] for c in members])
        yield _territory(
            Level.EPCI,
            code,
            name,
            content,
            kind=kind,
            liaison=liaison,
            department_code=departement,
            region_code=region,
        )
    for code, name, liaison, departement, region, _ in rows["communes"]:
        yield _territory(
            Level.COMMUNE,
            code,
            name,
            content,
            liaison=liaison,
            department_code=departement,
            region_code=region,
        )


def _most_of(places: list[tuple[str, str]]) -> tuple[str, str]:
    """Département and région of most communes of an EPCI: some cross a border."""
    return max(set(places), key=lambda place: (places.count(place), place))


def _retire(rows: list[Territory]) -> None:
    """What the artefact no longer knows stays, for what points at it, but is no longer current."""
    for level in Level:
        codes = {row.code for row in rows if row.level == level}
        known = Territory.objects.filter(level=level, is_current=True).values_list("id", "code")
        gone = [pk for pk, code in known if code not in codes]
        for batch in _batches(gone, 500):
            Territory.objects.filter(id__in=batch).update(is_current=False)


def _former_communes(content: Artefact, ids: Ids) -> Iterator[Territory]:
    where = {
        code: (departement, region) for code, _, _, departement, region, _ in content.content["communes"]
    }
    for code, name, successor in content.content["former"]:
        departement, region = where[successor]
        yield _territory(
            Level.COMMUNE,
            code,
            name,
            content,
            is_current=False,
            department_code=departement,
            region_code=region,
            successor_id=ids[Level.COMMUNE, successor],
        )


def _load_members(content: Artefact, ids: Ids) -> int:
    year = content.perimeter_year
    links = [
        Membership(epci_id=ids[Level.EPCI, epci], commune_id=ids[Level.COMMUNE, code], year=year)
        for epci, _, _, members, _ in content.content["epci"]
        for code in members
    ]
    wanted = {link.commune_id for link in links}
    known = Membership.objects.filter(year=year).values_list("id", "commune_id")
    for batch in _batches([pk for pk, commune in known if commune not in wanted], 500):
        Membership.objects.filter(id__in=batch).delete()
    return _upsert(Membership, links, unique=["commune", "year"], update=["epci"])


def _populations(content: Artefact, ids: Ids) -> Iterator[LegalPopulation]:
    rows = content.content
    series = [
        (Level.FRANCE, "FR", rows["france"]),
        *((Level.REGION, row[0], row[-1]) for row in rows["regions"]),
        *((Level.DEPARTEMENT, row[0], row[-1]) for row in rows["departements"]),
        *((Level.EPCI, row[0], row[-1]) for row in rows["epci"]),
        *((Level.COMMUNE, row[0], row[-1]) for row in rows["communes"]),
    ]
    for level, code, values in series:
        for year, value in zip(content.years, values, strict=True):
            if value is not None:
                yield LegalPopulation(
                    territory_id=ids[level, code], year=year, value=abs(value), is_rebuilt=value < 0
                )


def _boundaries(content: Artefact, ids: Ids) -> Iterator[Boundary]:
    for code, rings, area in content.outlines():
        yield Boundary(territory_id=ids[Level.COMMUNE, code], rings=rings, area_km2=area)


def _upsert(
    model: type[models.Model], rows: Iterable[models.Model], *, unique: list[str], update: list[str]
) -> int:
    """Insert or update in batches, so that memory stays small. Returns how many rows went through."""
    count = 0
    for batch in _batches(rows, BATCH):
        model._default_manager.bulk_create(
            batch, update_conflicts=True, unique_fields=unique, update_fields=[*update, "updated_at"]
        )
        count += len(batch)
    return count


def _batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch
