"""EPCI, départements, régions and France rebuilt from the communes of a file, while it is read."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

from jalons.indicators.comparison import Knowledge
from jalons.indicators.importing.records import COMMUNE, Record
from jalons.indicators.queries.geography import OVERSEAS, Index
from jalons.indicators.sums import Part, Total
from jalons.territories.enums import Level

METROPOLE = "France métropolitaine"
MOST_MISSING = 0.01
"""Of the communes of a département or more: beyond, no total. An EPCI misses none."""
COUNTS = frozenset({"POP_TOT", "EAJE_NB"})
SCALES = {"APL_INF": 100_000, "APL_DENT": 100_000, "APL_SF": 100_000, "APL_MED": 1}
Key = tuple[str, str, str, int]


@dataclass(slots=True)
class Totals:
    """Running sums by (indicator, vintage, source, geography) and territory: as many as there are EPCI."""

    index: Index
    sums: dict[Key, dict[tuple[str, str], Total]] = field(default_factory=dict)
    overseas: bool = False
    epci_codes: dict[UUID, str] = field(default_factory=dict)
    communes: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.epci_codes = {pk: code for (level, code), pk in self.index.ids.items() if level == Level.EPCI}
        for code in self.index.homes:
            for place in self._places(code):
                self.communes[place] = self.communes.get(place, 0) + 1

    def _places(self, commune: str) -> list[tuple[str, str]]:
        home = self.index.homes[commune]
        found = [(Level.DEPARTEMENT.value, home.departement), (Level.REGION.value, home.region)]
        if home.epci:
            found.append((Level.EPCI.value, self.epci_codes[home.epci]))
        return [*found, (Level.FRANCE.value, "FR")]

    def add(self, record: Record) -> None:
        """Count one commune in. A figure without counts cannot be summed and is not."""
        is_count = record.indicator in COUNTS
        if record.level != COMMUNE or (record.denominator is None and not is_count):
            return
        if record.code not in self.index.homes:
            return
        self.overseas = self.overseas or record.code.startswith(OVERSEAS)
        denominator = 1.0 if is_count and record.value is not None else record.denominator
        numerator = record.value if is_count else record.numerator
        part = Part(record.code, numerator, denominator)
        sums = self.sums.setdefault(
            (record.indicator, record.vintage, record.source, record.geography_year), {}
        )
        for place in self._places(record.code):
            sums.setdefault(place, Total()).add(part)

    def records(self, *, zero_when_absent: bool = False) -> Iterator[Record]:
        """The rebuilt figures: exact, bounded where something is hidden, absent where a commune lacks."""
        for key, sums in self.sums.items():
            if zero_when_absent:
                for place in self.communes:
                    sums.setdefault(place, Total())
            for place, found in sums.items():
                record = self._record(key, place, found, zero_when_absent=zero_when_absent)
                if record:
                    yield record

    def _record(
        self, key: Key, place: tuple[str, str], found: Total, *, zero_when_absent: bool
    ) -> Record | None:
        indicator, vintage, source, geography = key
        level, code = place
        missing = 0 if zero_when_absent else self._expected(place) - found.parts
        if missing > 0 and (level == Level.EPCI or missing > MOST_MISSING * self._expected(place)):
            return None
        note = METROPOLE if level == Level.FRANCE and not self.overseas else ""
        blank = Record(indicator, level, code, vintage, None, source, geography, Knowledge.MASKED, note=note)
        if indicator in COUNTS:
            if found.hidden or found.unknown:
                return replace(blank, note="Somme refusée : une commune est sous secret")
            return replace(blank, value=found.numerator, status=Knowledge.PUBLISHED)
        scale = SCALES.get(indicator, 100)
        bounds = found.bounds(scale)
        if bounds:
            within = f"Entre {_say(bounds.low)} et {_say(bounds.high)}"
            return replace(blank, note=f"{within} : communes sous secret, {len(found.hidden)}")
        value = found.rate(scale)
        if value is None:
            return None
        return replace(
            blank,
            value=value,
            status=Knowledge.PUBLISHED,
            numerator=found.numerator,
            denominator=found.denominator,
        )

    def _expected(self, place: tuple[str, str]) -> int:
        """Communes that must be there; those overseas only when the file has any."""
        if place[0] == Level.FRANCE and not self.overseas:
            return sum(1 for code in self.index.homes if not code.startswith(OVERSEAS))
        return self.communes[place]


def _say(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
