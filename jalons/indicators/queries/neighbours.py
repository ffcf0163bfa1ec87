"""What the kernel of likeness needs, for every EPCI, in three queries."""

from collections import defaultdict
from uuid import UUID

from jalons.indicators import similar
from jalons.indicators.similar import Profile
from jalons.territories.enums import Level
from jalons.territories.models import Boundary, LegalPopulation, Membership, Territory
from jalons.territories.queries import FIRST_CENSUS, LATEST_CENSUS


def profiles() -> list[Profile]:
    """Size, density, growth, communes and weight of the centre, of every current EPCI."""
    epcis = Territory.objects.filter(level=Level.EPCI, is_current=True).values_list("id", "code", "name")
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
            ),
        )
        for pk, code, name in epcis
    ]
