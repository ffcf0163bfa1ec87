"""No figure without its source and vintage, in the facts, tables, downloads and command line."""

import json

import pytest
from django.core.management import CommandError, call_command

from jalons.core.actors import SOFTWARE
from jalons.indicators.actions import catalogue
from jalons.indicators.queries import portraits, shipped, tables

ELAN, VASSIVIERE = "200066512", "248719353"


@pytest.mark.parametrize("siren", [ELAN, VASSIVIERE])
def test_every_figure_that_ships_has_its_source_and_vintage(siren: str) -> None:
    board = shipped.board(siren)
    assert board is not None
    data = portraits.as_data(board)
    assert set(data) == {"territory", "indicators", "facts"}
    assert len(data["indicators"]) > 40
    for line in data["indicators"]:
        assert line["vintage"], line["code"]
        assert line["source"]["producer"], line["code"]
        assert line["source"]["licence"], line["code"]
        assert (line["value"] is None) == (line["status"] in {"masked", "not_available"})
    for row in tables.csv_rows(board):
        named = dict(zip(tables.CSV_HEAD, row, strict=True))
        assert named["producteur"], named
        assert named["millésime"], named
    for row in tables.comparisons(board):
        assert row.vintage in row.source


def test_facts_say_where_the_msa_is_missing() -> None:
    content = json.loads((catalogue.DATA / "catalogue.json").read_text(encoding="utf-8"))
    for indicator in content["indicators"]:
        if indicator["misses_msa"]:
            assert "MSA" in indicator["caveat"], indicator["code"]
            assert "MSA" in indicator["population"] or "MSA" in indicator["caveat"]


@pytest.mark.django_db
def test_the_command_prints_json_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("portrait", VASSIVIERE, "--json", "--indicator", "AGE_65P")
    data = json.loads(capsys.readouterr().out)
    assert data["territory"]["name"] == "Portes de Vassivière"
    assert [(line["vintage"], round(line["value"], 1)) for line in data["indicators"]] == [
        ("2011", 32.0),
        ("2016", 33.2),
        ("2022", 34.9),
    ]
    assert {fact["indicator"] for fact in data["facts"]} <= {"AGE_65P"}
    for fact in data["facts"]:
        assert set(fact) == {"indicator", "sentence", "gap", "unit", "caveat", "reason"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["999999999"], "Aucune intercommunalité connue n’a le SIREN 999999999"),
        (["Eymoutiers"], "n’est pas un SIREN"),
        ([VASSIVIERE, "--indicator", "XXX"], "n’est pas au catalogue"),
    ],
)
def test_an_unknown_word_is_answered_in_french(arguments: list[str], said: str) -> None:
    catalogue.load(by=SOFTWARE)
    with pytest.raises(CommandError, match=said):
        call_command("portrait", *arguments)
