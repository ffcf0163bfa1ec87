"""What ships: the catalogue, and the demonstration's figures against the controls of the data's notice."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jalons.core.actors import SOFTWARE
from jalons.core.errors import DomainError
from jalons.indicators.actions import catalogue
from jalons.indicators.enums import Polarity, ValueStatus
from jalons.indicators.models import Indicator, IndicatorValue, Source
from jalons.journal.models import Entry
from jalons.territories.enums import Level
from jalons.territories.models import Territory
from tests import cast

FIGURES = catalogue.DATA / "demonstration_figures.csv"
ELAN, VASSIVIERE = "200066512", "248719353"


def rows(path: Path = FIGURES) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def values(indicator: str, code: str) -> dict[str, float]:
    return {
        r["vintage"]: float(r["value"]) for r in rows() if (r["indicator"], r["code"]) == (indicator, code)
    }


@pytest.mark.django_db
def test_the_catalogue_loads_once() -> None:
    assert catalogue.load(by=SOFTWARE) is True
    assert catalogue.load(by=SOFTWARE) is False
    assert Entry.objects.filter(verb="catalogue.loaded").count() == 1
    assert Indicator.objects.get(code="AGE_65P").polarity == Polarity.NEUTRAL


@pytest.mark.django_db
def test_figures_load_once_and_mend_what_differs() -> None:
    catalogue.load(by=SOFTWARE)
    cast.epci(code=VASSIVIERE)
    first = catalogue.load_figures(by=SOFTWARE)
    assert first > 50
    assert catalogue.load_figures(by=SOFTWARE) == 0
    IndicatorValue.objects.filter(indicator__code="AGE_65P", vintage="2022").update(value=1)
    assert catalogue.load_figures(by=SOFTWARE) == 1
    kept = IndicatorValue.objects.get(indicator__code="AGE_65P", vintage="2022")
    assert round(float(kept.value or 0), 1) == 34.9
    assert kept.status == ValueStatus.PUBLISHED


@pytest.mark.django_db
def test_figures_without_geography_say_what_to_do() -> None:
    with pytest.raises(DomainError, match="Chargez d’abord"):
        catalogue.load_figures(by=SOFTWARE)
    assert not Territory.objects.exists()
    assert not Source.objects.exists()


def test_every_figure_has_producer_source_vintage_population_and_status() -> None:
    needed = ("indicator", "level", "code", "vintage", "source", "producer", "population", "status")
    assert [row for row in rows() if not all(row[name] for name in needed)] == []
    assert {row["level"] for row in rows()} == {level.value for level in Level}


def test_every_indicator_of_the_catalogue_is_defined_with_its_words() -> None:
    content = json.loads((catalogue.DATA / "catalogue.json").read_text(encoding="utf-8"))
    codes = {source["code"] for source in content["sources"]}
    for indicator in content["indicators"]:
        assert "{value}" in indicator["phrase"], indicator["code"]
        assert "{value}" in indicator["heading"], indicator["code"]
        assert indicator["polarity"] in Polarity.values
        assert indicator["definition"]
        assert indicator["population"]
    assert {row["source"] for row in rows()} <= codes
    assert {row["indicator"] for row in rows()} <= {i["code"] for i in content["indicators"]}


def test_no_share_of_a_commune_under_200_inhabitants_ships() -> None:
    small = [r for r in rows() if r["level"] == "commune" and float(r["denominator"] or 0) < 50]
    assert small == []


@pytest.mark.real_data
@pytest.mark.skipif("JALONS_DATA" not in os.environ, reason="JALONS_DATA: official files")
class TestAgainstOfficialFiles:
    def test_the_controls_of_the_notice_hold(self) -> None:
        assert round(values("AGE_65P", ELAN)["2011"], 1) == 20.2
        assert round(values("AGE_65P", ELAN)["2022"], 1) == 24.7
        assert round(values("AGE_65P", VASSIVIERE)["2011"], 1) == 32.0
        assert round(values("AGE_65P", VASSIVIERE)["2022"], 1) == 34.9
        assert values("REV_MED", ELAN)["2016"] == 20270
        assert values("REV_MED", ELAN)["2019"] == 21400
        assert values("REV_MED", VASSIVIERE)["2016"] == 18170
        assert values("REV_MED", VASSIVIERE)["2019"] == 19230
        assert values("TX_PAUV", ELAN) == {"2016": 10.7, "2019": 10.5}
        assert values("TX_PAUV", VASSIVIERE) == {"2016": 20.3, "2019": 21.2}
        assert values("NEET", ELAN) == {"2008": 12.7, "2013": 14.0, "2018": 14.2}
        assert values("NEET", VASSIVIERE) == {"2008": 11.4, "2013": 17.0, "2018": 16.0}
        assert values("EAJE_NB", ELAN) == {"2018": 5}
        assert values("EAJE_NB", VASSIVIERE) == {"2018": 2}

    def test_what_ships_is_what_the_extraction_gives(self, tmp_path: Path) -> None:
        kept = tmp_path / "kept.csv"
        shutil.copy(FIGURES, kept)
        try:
            subprocess.run([sys.executable, "-m", "tools.figures"], check=True, capture_output=True)
            assert rows(FIGURES) == rows(kept)
        finally:
            shutil.copy(kept, FIGURES)
