"""Figures for tests: one indicator, one territory and its département, a retained fact."""

from decimal import Decimal
from typing import Any

from jalons.indicators.actions.facts import Wording
from jalons.indicators.enums import FactStatus, Polarity, ValueStatus
from jalons.indicators.models import ComparisonGroup, Indicator, IndicatorValue, SalientFact, Source
from jalons.initiatives.models import Initiative
from jalons.territories.enums import Level
from jalons.territories.models import Boundary, LegalPopulation, Territory
from tests import cast


def source(code: str = "rp") -> Source:
    found, _ = Source.objects.get_or_create(
        code=code, defaults={"producer": "Insee", "title": "Recensement", "licence": "Licence Ouverte 2.0"}
    )
    return found


def indicator(code: str = "AGE_65P", **fields: Any) -> Indicator:
    defaults: dict[str, Any] = {
        "label": "Part des 65 ans et plus",
        "short_label": "65 ans et plus",
        "phrase": "{value} des habitants ont 65 ans ou plus",
        "heading": "{value} d’habitants de 65 ans ou plus",
        "unit": "%",
        "population": "Tous les habitants",
        "polarity": Polarity.NEUTRAL,
        "lowest_level": Level.COMMUNE,
        "caveat": "À lire avec soin.",
    }
    found, _ = Indicator.objects.get_or_create(code=code, defaults=defaults | fields)
    return found


def value(
    territory: Territory, amount: str | None, *, vintage: str = "2022", **fields: Any
) -> IndicatorValue:
    defaults: dict[str, Any] = {
        "indicator": fields.pop("indicator", None) or indicator(),
        "source": source(),
        "geography_year": 2026,
        "status": ValueStatus.PUBLISHED if amount is not None else ValueStatus.MASKED,
    }
    amounts = {"value": None if amount is None else Decimal(amount)}
    return IndicatorValue.objects.create(territory=territory, vintage=vintage, **amounts, **defaults | fields)


def departement() -> Territory:
    found, _ = Territory.objects.get_or_create(
        level=Level.DEPARTEMENT,
        code="87",
        defaults={
            "name": "Haute-Vienne",
            "search_name": "haute vienne",
            "geography_year": 2026,
            "department_code": "87",
            "region_code": "75",
            "liaison": 3,
        },
    )
    return found


def fact(initiative: Initiative, title: str = "Un habitant sur trois", **fields: Any) -> SalientFact:
    defaults: dict[str, Any] = {
        "sentence": "34,9 % des habitants ont 65 ans ou plus.",
        "source_label": "Insee, Recensement",
        "vintage": "2022",
        "status": FactStatus.RETAINED,
        "position": SalientFact.objects.filter(initiative=initiative).count() + 1,
    }
    return SalientFact.objects.create(initiative=initiative, title=title, **defaults | fields)


def wording(**fields: Any) -> Wording:
    defaults: dict[str, Any] = {
        "title": "Trente enfants gardés loin d’ici",
        "sentence": "Trente enfants de moins de 3 ans sont gardés hors du territoire.",
        "source_label": "Caf de la Haute-Vienne, enquête",
        "vintage": "2025",
    }
    return Wording(**defaults | fields)


def group(initiative: Initiative, *territories: Territory) -> ComparisonGroup:
    from jalons.core import clock

    members = [
        {"code": t.code, "name": t.name, "values": {"population": 6000}, "apart": []} for t in territories
    ]
    return ComparisonGroup.objects.create(
        initiative=initiative,
        members=members,
        criteria=["le nombre d’habitants"],
        own_values={"population": 5698},
        decided_by="Claire Aubert",
        decided_at=clock.now(),
    )


def peopled(epci: Territory, population: int = 5698, before: int = 5610, area: float = 370) -> Territory:
    """Give an EPCI one commune with an area, and populations in 2016 and 2022."""
    home = cast.commune(f"Bourg de {epci.name}", epci=epci)
    Boundary.objects.create(territory=home, rings=[], area_km2=area)
    for territory in (epci, home):
        LegalPopulation.objects.create(territory=territory, year=2016, value=before)
        LegalPopulation.objects.create(territory=territory, year=2022, value=population)
    return home
