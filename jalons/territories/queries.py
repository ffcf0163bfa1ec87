"""Reading the official geography."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from jalons.territories import naming, search
from jalons.territories.enums import Level
from jalons.territories.maps import Outline
from jalons.territories.models import Boundary, LegalPopulation, Membership, Territory
from jalons.territories.search import Candidate

LATEST_CENSUS = 2022
FIRST_CENSUS = 2016
SEARCH_LIMIT = 8


@dataclass(frozen=True, slots=True)
class Found:
    """An EPCI that answers a search.

    `via` is the commune that was typed, when that is how it was found; `is_approximate`: a near name.
    """

    territory: Territory
    population: int | None
    commune_count: int
    departement: str
    via: str = ""
    is_approximate: bool = False


@dataclass(frozen=True, slots=True)
class PopulationPoint:
    """Population municipale at one census. `is_rebuilt`: a sum of communes on today's perimeter."""

    year: int
    value: int
    is_rebuilt: bool


def members(epci: Territory, year: int | None = None) -> list[Territory]:
    """Communes of an EPCI, by name, in the perimeter of `year` (by default the latest known)."""
    links = Membership.objects.filter(epci=epci)
    chosen = year or links.order_by("-year").values_list("year", flat=True).first() or 0
    communes = Territory.objects.filter(epci_memberships__epci=epci, epci_memberships__year=chosen)
    return sorted(communes, key=lambda commune: naming.fold(commune.name))


def epci_of(commune: Territory) -> Territory | None:
    """The EPCI that a commune belongs to today, or None (four islands)."""
    link = commune.epci_memberships.select_related("epci").order_by("-year").first()
    return link.epci if link else None


def current_commune(code: str) -> Territory | None:
    """The commune of this code today: itself, or the commune nouvelle that took it in."""
    found = Territory.objects.select_related("successor").filter(level=Level.COMMUNE, code=code).first()
    return (found.successor or found) if found else None


def search_epci(query: str, limit: int = SEARCH_LIMIT) -> list[Found]:
    """EPCI by name, SIREN, or one of their communes; accents, articles, hyphens, small typos forgiven."""
    candidates = _candidates()
    digits = search.siren(query)
    if digits:
        return _found(search.by_siren(candidates, digits)[:limit], {})
    named = search.by_name(candidates, query)[:limit]
    via = _by_commune(query, limit) if len(named) < limit else {}
    by_id = {candidate.id: candidate for candidate in candidates}
    known = {candidate.id for candidate in named}
    named += [by_id[pk] for pk in via if pk in by_id and pk not in known]
    if named:
        return _found(named[:limit], {pk: name for pk, name in via.items() if pk not in known})
    near = search.with_typos(candidates, query) or search.by_most_words(candidates, query)
    return [replace(found, is_approximate=True) for found in _found(near[:limit], {})]


def find_epci(text: str) -> Territory | None:
    """The one EPCI that a text names without doubt: its SIREN, or its whole name when nobody shares it."""
    digits = search.siren(text)
    current = Territory.objects.filter(level=Level.EPCI, is_current=True)
    if digits:
        return current.filter(code=digits).first()
    exact = list(current.filter(search_name=naming.search_name(text))[:2]) if text.strip() else []
    return exact[0] if len(exact) == 1 else None


def _candidates() -> list[Candidate]:
    rows = Territory.objects.filter(level=Level.EPCI, is_current=True)
    return [Candidate(*row) for row in rows.values_list("id", "code", "name", "search_name")]


def _by_commune(query: str, limit: int) -> dict[UUID, str]:
    """Ids of EPCI whose commune, present or former, begins like the query → that commune's name."""
    wanted = naming.search_name(query)
    if not wanted:
        return {}
    communes = (
        Territory.objects.filter(level=Level.COMMUNE, search_name__startswith=wanted)
        .order_by("search_name", "code")
        .values_list("name", "epci_memberships__epci_id", "successor__epci_memberships__epci_id")[: 4 * limit]
    )
    found: dict[UUID, str] = {}
    for name, own, successors in communes:
        epci = own or successors
        if epci:
            found.setdefault(epci, name)
    return found


def _found(chosen: list[Candidate], via: dict[UUID, str]) -> list[Found]:
    """Fill what a list shows, in a constant number of queries."""
    ids = [candidate.id for candidate in chosen]
    territories = Territory.objects.in_bulk(ids)
    populations = latest_populations(territories.values())
    counts: dict[UUID, int] = {}
    for epci_id in Membership.objects.filter(epci__in=ids).values_list("epci_id", flat=True):
        counts[epci_id] = counts.get(epci_id, 0) + 1
    codes = {territory.department_code for territory in territories.values()}
    departements = dict(
        Territory.objects.filter(level=Level.DEPARTEMENT, code__in=codes).values_list("code", "name")
    )
    return [
        Found(
            territory=territories[pk],
            population=populations.get(pk),
            commune_count=counts.get(pk, 0),
            departement=departements.get(territories[pk].department_code, ""),
            via=via.get(pk, ""),
        )
        for pk in ids
    ]


def latest_populations(territories: Iterable[Territory], year: int = LATEST_CENSUS) -> dict[UUID, int]:
    """Population by territory id at one census; a territory without figure is absent, never zero."""
    rows = LegalPopulation.objects.filter(territory__in=[t.pk for t in territories], year=year)
    return dict(rows.values_list("territory_id", "value"))


def population(territory: Territory, year: int = LATEST_CENSUS) -> int | None:
    """Population municipale at the census of `year`; None when unknown on today's perimeter."""
    return territory.populations.filter(year=year).values_list("value", flat=True).first()


def population_series(territory: Territory) -> list[PopulationPoint]:
    """Every known census of a territory, oldest first."""
    rows = territory.populations.order_by("year").values_list("year", "value", "is_rebuilt")
    return [PopulationPoint(*row) for row in rows]


def department_of(territory: Territory) -> Territory | None:
    """The département of a commune, or of most communes of an EPCI."""
    return Territory.objects.filter(level=Level.DEPARTEMENT, code=territory.department_code).first()


def region_of(territory: Territory) -> Territory | None:
    """The région of a commune, an EPCI or a département."""
    return Territory.objects.filter(level=Level.REGION, code=territory.region_code).first()


def france() -> Territory | None:
    """France as Insee counts it in these series: métropole and overseas départements, without Mayotte."""
    return Territory.objects.filter(level=Level.FRANCE).first()


def outline(epci: Territory) -> list[Outline]:
    """Outlines of the communes of an EPCI, ready for `maps.draw`; without rings where none is known."""
    communes = members(epci)
    rings = dict(
        Boundary.objects.filter(territory__in=[c.pk for c in communes]).values_list("territory_id", "rings")
    )
    return [Outline(commune.code, commune.name, rings.get(commune.pk, [])) for commune in communes]


def area_km2(epci: Territory) -> float | None:
    """Area of an EPCI, lakes included, measured on outlines; None when a commune has none."""
    areas = list(Membership.objects.filter(epci=epci).values_list("commune__boundary__area_km2", flat=True))
    return None if not areas or None in areas else sum(areas)
