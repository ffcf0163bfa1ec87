"""What the kernel of likeness needs, for every EPCI, in a constant number of queries."""

from collections import defaultdict
from uuid import UUID

from jalons.indicators import similar
from jalons.indicators.models import IndicatorValue
from jalons.indicators.similar import Profile
from jalons.territories.enums import Level
from jalons.territories.models import Boundary, LegalPopulation, Membership, Territory
from jalons.territories.queries import FIRST_CENSUS, LATEST_CENSUS

FIGURES = {"AGE_65P": "age", "REV_MED": "income"}


def profiles() -> list[Profile]:
    """Size, density, growth, communes, weight of the centre, age and income, of every current EPCI."""
    epcis = Territory.objects.filter(level=Level.EPCI, is_current=True).values_list(
        "id", "code", "name", "kind"
    )
    figures = _figures()
    population: dict[tuple[UUID, int], int] = {
        (pk, year): value
        for pk, year, value in LegalPopulation.objects.filter(
            territory__level=Level.EPCI, year__in=[FIRST_CENSUS, LATEST_CENSUS]
        ).values_list("territory_id", "year", "value")
    }
    sizes = dict(
        LegalPopulation.objects.filter(territory__level=Level.COMMUNE, year=LATEST_CENSUS).values_list(
            "territory_id", "value"
        )
    )
    areas = dict(Boundary.objects.values_list("territory_id", "area_km2"))
    members: dict[UUID, list[UUID]] = defaultdict(list)
    for epci, commune in Membership.objects.values_list("epci_id", "commune_id"):
        members[epci].append(commune)
    return [
        Profile(
            code,
            name,
            similar.geography_values(
                then=population.get((pk, FIRST_CENSUS), 0),
                now=population.get((pk, LATEST_CENSUS), 0),
                area_km2=sum(areas.get(c, 0) for c in members[pk]),
                communes=[sizes[c] for c in members[pk] if c in sizes],
            )
            | figures.get(pk, {}),
            kind,
        )
        for pk, code, name, kind in epcis
    ]


def _figures() -> dict[UUID, dict[str, float]]:
    """The latest known figure of age and income of each EPCI: one vintage for everybody."""
    rows = IndicatorValue.objects.filter(
        indicator__code__in=FIGURES, territory__level=Level.EPCI, value__isnull=False
    ).values_list("indicator__code", "vintage", "territory_id", "value")
    by_vintage: dict[tuple[str, str], dict[UUID, float]] = defaultdict(dict)
    for code, vintage, place, amount in rows:
        by_vintage[code, vintage][place] = float(amount or 0)
    found: dict[UUID, dict[str, float]] = defaultdict(dict)
    for code, criterion in FIGURES.items():
        # the vintage that most territories know, the latest of equals: never two years side by side
        known = [(len(places), vintage) for (c, vintage), places in by_vintage.items() if c == code]
        if known:
            for place, value in by_vintage[code, max(known)[1]].items():
                found[place][criterion] = value
    return found
