import pytest
from django.db import IntegrityError, transaction

from jalons.indicators import exports
from jalons.indicators.enums import ValueStatus
from jalons.indicators.models import Indicator
from jalons.indicators.queries import board as boards
from jalons.indicators.queries import communes, tables
from jalons.territories.models import LegalPopulation
from tests import cast
from tests.indicators import build

pytestmark = pytest.mark.django_db


def test_a_masked_value_is_null_in_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        build.value(cast.epci(), "0", status=ValueStatus.MASKED)
    with pytest.raises(IntegrityError), transaction.atomic():
        build.value(cast.epci(), None, status=ValueStatus.PUBLISHED)


def test_a_line_compares_in_points_and_recomputes_the_rest() -> None:
    initiative = cast.initiative()
    build.value(initiative.territory, "34.9", numerator=1990, denominator=5698)
    build.value(build.departement(), "25.8", numerator=96000, denominator=372438)
    (line,) = tables.comparisons(boards.board(initiative))
    assert line.own.text == "34,9\u202f%"
    assert [(c.text, c.gap) for c in line.references] == [("25,8\u202f%", "+9,1\u00a0points")]
    assert line.rest.text == "25,6\u202f%"


def test_another_vintage_is_written_beside_the_figure_and_flagged() -> None:
    initiative = cast.initiative()
    build.value(initiative.territory, "34.9")
    build.value(build.departement(), "21.2", vintage="2011")
    (line,) = tables.comparisons(boards.board(initiative))
    assert line.references[0].text == "21,2\u202f% en 2011"
    assert "pas le même millésime" in line.flags


def test_what_is_masked_says_so_and_is_not_compared() -> None:
    initiative = cast.initiative()
    build.value(initiative.territory, "34.9")
    build.value(build.departement(), None)
    (line,) = tables.comparisons(boards.board(initiative))
    assert (line.references[0].text, line.references[0].gap) == ("secret statistique", "")
    assert line.rest.text == "non disponible"


def test_the_spreadsheet_leaves_a_masked_value_empty_with_its_status() -> None:
    initiative = cast.initiative()
    build.value(initiative.territory, "34.9")
    build.value(build.departement(), None)
    lines = [
        dict(zip(tables.CSV_HEAD, row, strict=True)) for row in tables.csv_rows(boards.board(initiative))
    ]
    assert [(line["territoire"], line["valeur"], line["statut"], line["producteur"]) for line in lines] == [
        ("Portes de Vassivière", "34,9", "published", "Insee"),
        ("Haute-Vienne", "", "masked", "Insee"),
    ]


def test_a_share_of_a_very_small_commune_is_not_shown_even_when_we_have_it() -> None:
    epci = cast.epci()
    for name, population, amount in (
        ("Eymoutiers", 2067, "35.3"),
        ("Domps", 99, "50.0"),
        ("Nedde", 455, None),
    ):
        commune = cast.commune(name, epci=epci)
        LegalPopulation.objects.create(territory=commune, year=2022, value=population)
        build.value(commune, amount)
    shown = communes.commune_map(epci, Indicator.objects.get(code="AGE_65P"))
    assert [(line.commune.name, line.text) for line in shown.lines] == [
        ("Eymoutiers", "35,3\u202f%"),
        ("Nedde", "secret statistique"),
        ("Domps", "non montré"),
    ]
    assert shown.hidden == 1
    assert "1 de moins de 200 habitants" in shown.description


def test_the_paper_carries_facts_tables_and_sources() -> None:
    initiative = cast.initiative(is_fictitious=True)
    build.fact(initiative, indicator=build.indicator())
    build.value(initiative.territory, "34.9")
    document = exports.portrait(initiative)
    kinds = [block.node for block in document.blocks]
    assert kinds == ["heading", "paragraph", "figure", "table", "paragraph"]
    assert document.is_fictitious is True
