"""One indicator commune by commune: the map, and the table that says the same."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from jalons.indicators import wording
from jalons.indicators.comparison import Figure, Knowledge
from jalons.indicators.models import Indicator, IndicatorValue, Source
from jalons.indicators.queries.board import LEGAL, POPULATION, figure_of
from jalons.indicators.rules import SMALL_COMMUNE
from jalons.territories import maps
from jalons.territories import queries as geography
from jalons.territories.enums import Level
from jalons.territories.models import Territory

SHARES = {"%", "%/an"}
TOO_SMALL = "non montré"


@dataclass(frozen=True, slots=True)
class Line:
    """One commune of the table. `text` says the figure, or why it is not shown."""

    commune: Territory
    population: int | None
    text: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class CommuneMap:
    indicator: Indicator
    vintage: str
    source: str
    drawing: maps.Drawing
    lines: list[Line]
    hidden: int

    @property
    def description(self) -> str:
        """The words that replace the drawing."""
        said = f"Carte des {len(self.lines)} communes : {self.indicator.label}, {self.vintage}."
        if self.hidden:
            said += f" {self.hidden} de moins de {SMALL_COMMUNE} habitants : {TOO_SMALL}."
        return f"{said} Le tableau à côté dit la même chose."


def indicators_by_commune(epci: Territory) -> list[Indicator]:
    """Population always, then what is known of this EPCI's communes."""
    known = IndicatorValue.objects.filter(
        territory__level=Level.COMMUNE, territory__epci_memberships__epci=epci
    ).values_list("indicator__code", flat=True)
    return list(Indicator.objects.filter(code__in={POPULATION, *known}))


def commune_map(epci: Territory, indicator: Indicator) -> CommuneMap:
    """Map and table of one indicator. A share of a very small commune is hidden, never pale (§1.13)."""
    communes = geography.members(epci)
    populations = geography.latest_populations(communes)
    if indicator.code == POPULATION:
        figures = _populations(communes, populations, indicator)
        source = Source.objects.filter(code=LEGAL).first()
    else:
        figures, source = _values(communes, indicator)
    lines = [
        _line(commune, populations.get(commune.pk), figures.get(commune.code), indicator)
        for commune in communes
    ]
    shown = {
        line.commune.code: maps.Shown(
            _number(figures.get(line.commune.code)) if line.is_shown else None, line.text
        )
        for line in lines
    }
    drawing = maps.draw(geography.outline(epci))
    vintages = {figure.vintage for figure in figures.values()}
    return CommuneMap(
        indicator=indicator,
        vintage=max(vintages, default=""),
        source=f"{source.producer}, {source.title}" if source else "",
        drawing=maps.colour(drawing, shown, partial(wording.say, unit=indicator.unit)),
        lines=sorted(lines, key=lambda line: -(line.population or 0)),
        hidden=sum(line.text == TOO_SMALL for line in lines),
    )


def _number(figure: Figure | None) -> float | None:
    return figure.value if figure else None


def _populations(
    communes: list[Territory], populations: dict[UUID, int], indicator: Indicator
) -> dict[str, Figure]:
    year = str(geography.LATEST_CENSUS)
    return {
        c.code: Figure(indicator.code, indicator.unit, year, float(populations[c.pk]))
        for c in communes
        if c.pk in populations
    }


def _values(communes: list[Territory], indicator: Indicator) -> tuple[dict[str, Figure], Source | None]:
    """The latest figure of each commune, all of one vintage."""
    values = list(
        IndicatorValue.objects.filter(indicator=indicator, territory__in=[c.pk for c in communes])
        .select_related("territory", "source", "indicator")
        .order_by("vintage")
    )
    if not values:
        return {}, None
    latest = values[-1].vintage
    kept = [value for value in values if value.vintage == latest]
    return {value.territory.code: figure_of(value) for value in kept}, kept[-1].source


def _line(commune: Territory, population: int | None, figure: Figure | None, indicator: Indicator) -> Line:
    is_small = population is not None and population < SMALL_COMMUNE
    if indicator.unit in SHARES and is_small:
        return Line(commune, population, TOO_SMALL, is_shown=False)
    if figure is None:
        return Line(commune, population, wording.NOT_SHOWN[Knowledge.MISSING], is_shown=False)
    text = wording.say_known(figure.value, indicator.unit, figure.knowledge)
    return Line(commune, population, text, is_shown=figure.value is not None)
