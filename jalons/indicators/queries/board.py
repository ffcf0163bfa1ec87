"""All figures of a portrait at once: our territory, its references, the territories that resemble it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from jalons.indicators import comparison
from jalons.indicators.comparison import Figure, Knowledge, Spread
from jalons.indicators.models import ComparisonGroup, Indicator, IndicatorValue, Source
from jalons.initiatives.models import Initiative
from jalons.territories import queries as geography
from jalons.territories.enums import Level
from jalons.territories.models import LegalPopulation, Territory

POPULATION = "POP_TOT"
LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class Row:
    """A figure with what its reader must know."""

    figure: Figure
    source: Source
    geography_year: int
    note: str


@dataclass(slots=True)
class Board:
    """Figures by (indicator code, territory id), oldest first."""

    own: Territory
    departement: Territory | None
    region: Territory | None
    france: Territory | None
    similar: list[Territory]
    indicators: dict[str, Indicator]
    rows: dict[tuple[str, UUID], list[Row]] = field(default_factory=lambda: defaultdict(list))

    @property
    def references(self) -> list[Territory]:
        """Département, région, France, when they are known."""
        return [t for t in (self.departement, self.region, self.france) if t is not None]

    def series(self, indicator: str, territory: Territory | None) -> list[Figure]:
        if territory is None:
            return []
        return [row.figure for row in self.rows.get((indicator, territory.pk), [])]

    def latest(self, indicator: str, territory: Territory | None) -> Figure | None:
        known = [figure for figure in self.series(indicator, territory) if figure.value is not None]
        return known[-1] if known else None

    def at(self, indicator: str, territory: Territory | None, vintage: str) -> Figure | None:
        return next((f for f in self.series(indicator, territory) if f.vintage == vintage), None)

    def row_of(self, indicator: str, vintage: str) -> Row | None:
        rows = self.rows.get((indicator, self.own.pk), [])
        return next((row for row in rows if row.figure.vintage == vintage), None)

    def similar_spread(self, indicator: str, vintage: str) -> Spread | None:
        """Median and extremes of the similar territories at one vintage."""
        figures = [
            self.at(indicator, territory, vintage) or Figure(indicator, "", vintage, None, Knowledge.MISSING)
            for territory in self.similar
        ]
        return comparison.spread(figures)

    def rest_of_departement(self, indicator: str, vintage: str) -> Figure | None:
        """« Le reste du département »: only where counts are published at both levels."""
        whole = self.at(indicator, self.departement, vintage)
        part = self.at(indicator, self.own, vintage)
        if whole is None or part is None:
            return None
        if indicator == POPULATION and whole.value is not None and part.value is not None:
            return replace(whole, value=whole.value - part.value)
        return comparison.without(whole, part)

    def known_indicators(self) -> list[Indicator]:
        """Those that our territory has a figure for, in the catalogue's order."""
        return [i for code, i in self.indicators.items() if self.latest(code, self.own) is not None]


def group_of(initiative: Initiative) -> ComparisonGroup | None:
    return ComparisonGroup.objects.filter(initiative=initiative).first()


def board(initiative: Initiative) -> Board:
    """The whole portrait's figures, in a constant number of queries."""
    group = group_of(initiative)
    return board_of(initiative.territory, [member["code"] for member in group.members] if group else [])


def board_of(own: Territory, codes: Iterable[str]) -> Board:
    """The figures of any EPCI beside those of these SIREN; a constant number of queries."""
    similar = list(Territory.objects.filter(level=Level.EPCI, code__in=codes).order_by("name"))
    found = Board(
        own=own,
        departement=geography.department_of(own),
        region=geography.region_of(own),
        france=geography.france(),
        similar=similar,
        indicators={indicator.code: indicator for indicator in Indicator.objects.all()},
    )
    everybody = [own, *found.references, *similar]
    sources = {source.pk: source for source in Source.objects.all()}
    _add_populations(found, everybody, sources)
    _add_values(found, everybody, sources)
    return found


def _add_populations(found: Board, territories: Iterable[Territory], sources: dict[UUID, Source]) -> None:
    source = next((source for source in sources.values() if source.code == LEGAL), None)
    if source is None or POPULATION not in found.indicators:
        return
    unit = found.indicators[POPULATION].unit
    rows = LegalPopulation.objects.filter(territory__in=[t.pk for t in territories]).order_by("year")
    for population in rows:
        figure = Figure(POPULATION, unit, str(population.year), float(population.value), source=source.code)
        note = "Somme des communes d’aujourd’hui" if population.is_rebuilt else ""
        key = (POPULATION, population.territory_id)
        found.rows[key].append(Row(figure, source, geography_year=2026, note=note))


COLUMNS = (
    "indicator_id", "territory_id", "source_id", "geography_year", "vintage", "value", "status", "numerator",
    "denominator", "note",
)  # fmt: skip


def _add_values(found: Board, territories: Iterable[Territory], sources: dict[UUID, Source]) -> None:
    """Two thousand figures a portrait: read as rows, without building an object a figure."""
    indicators = {indicator.pk: indicator for indicator in found.indicators.values()}
    values = IndicatorValue.objects.filter(territory__in=[t.pk for t in territories]).order_by("vintage")
    for pk, place, origin, year, vintage, value, status, above, below, note in values.values_list(*COLUMNS):
        indicator, source = indicators[pk], sources[origin]
        figure = Figure(
            indicator=indicator.code,
            unit=indicator.unit,
            vintage=vintage,
            value=_float(value),
            knowledge=Knowledge(status),
            source=source.code,
            numerator=_float(above),
            denominator=_float(below),
        )
        found.rows[indicator.code, place].append(Row(figure, source, year, note))
    for key, rows in found.rows.items():
        found.rows[key] = one_a_vintage(rows)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def one_a_vintage(rows: Iterable[Row]) -> list[Row]:
    """One figure a vintage, oldest first: known, with counts, of the nearest geography, then by source."""

    def better(row: Row) -> tuple[object, ...]:
        figure = row.figure
        return (
            figure.value is None, not figure.has_counts, -row.geography_year, row.source.precedence,
            row.source.code,
        )  # fmt: skip

    best: dict[str, Row] = {}
    for row in sorted(rows, key=better):
        best.setdefault(row.figure.vintage, row)
    return [best[vintage] for vintage in sorted(best)]


def figure_of(value: IndicatorValue) -> Figure:
    """The kernel's figure for a stored value."""
    return Figure(
        indicator=value.indicator.code,
        unit=value.indicator.unit,
        vintage=value.vintage,
        value=None if value.value is None else float(value.value),
        knowledge=Knowledge(value.status),
        source=value.source.code,
        numerator=None if value.numerator is None else float(value.numerator),
        denominator=None if value.denominator is None else float(value.denominator),
    )
