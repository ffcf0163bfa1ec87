"""The official geography as an importer needs it: whose id a code has today, and who belongs to whom."""

from dataclasses import dataclass, field
from uuid import UUID

from jalons.territories.enums import Level
from jalons.territories.models import Membership, Territory

OVERSEAS = "97"


@dataclass(frozen=True, slots=True)
class Home:
    """Where a commune belongs today. `epci` is None for the four islands without one."""

    epci: UUID | None
    departement: str
    region: str


@dataclass(slots=True)
class Index:
    """Ids by (level, code); `successors` are communes nouvelles by the code of what they took in."""

    ids: dict[tuple[str, str], UUID] = field(default_factory=dict)
    successors: dict[str, str] = field(default_factory=dict)
    homes: dict[str, Home] = field(default_factory=dict)
    sizes: dict[UUID, int] = field(default_factory=dict)
    predecessors: dict[str, int] = field(default_factory=dict)

    def find(self, level: str, code: str) -> UUID | None:
        return self.ids.get((level, code))


def index() -> Index:
    """Everything in three queries; a few megabytes, whatever the file."""
    found = Index()
    rows = Territory.objects.values_list(
        "id", "level", "code", "is_current", "successor__code", "department_code", "region_code"
    )
    homes = dict(Membership.objects.order_by("year").values_list("commune_id", "epci_id"))
    for pk, level, code, is_current, successor, departement, region in rows.iterator():
        if level == Level.COMMUNE and successor:
            found.successors[code] = successor
            found.predecessors[successor] = found.predecessors.get(successor, 0) + 1
        elif is_current:
            found.ids[level, code] = pk
            if level == Level.COMMUNE:
                epci = homes.get(pk)
                found.homes[code] = Home(epci, departement, region)
                if epci:
                    found.sizes[epci] = found.sizes.get(epci, 0) + 1
    return found
