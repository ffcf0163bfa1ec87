from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from jalons.core.errors import DomainError
from jalons.journal.models import Entry
from jalons.territories import actions, queries
from jalons.territories.enums import Level
from jalons.territories.models import Boundary, GeographyLoad, LegalPopulation, Membership, Territory
from tests.territories import build

pytestmark = pytest.mark.django_db


def test_loading_brings_every_level_with_codes_as_text(tmp_path: Path) -> None:
    assert actions.load_geography(build.artefact(tmp_path)) is True
    counts = {level: Territory.objects.filter(level=level, is_current=True).count() for level in Level}
    assert counts == {
        Level.COMMUNE: 4,
        Level.EPCI: 2,
        Level.DEPARTEMENT: 2,
        Level.REGION: 2,
        Level.FRANCE: 1,
    }
    ajaccio = Territory.objects.get(level=Level.COMMUNE, code="2A004")
    assert (ajaccio.department_code, ajaccio.region_code) == ("2A", "94")


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    path = build.artefact(tmp_path)
    actions.load_geography(path)
    before = sorted(Territory.objects.values_list("id", "updated_at"))
    assert actions.load_geography(path) is False
    assert sorted(Territory.objects.values_list("id", "updated_at")) == before
    assert Entry.objects.filter(verb="geography.loaded").count() == 1


def test_reloading_by_force_keeps_identities_and_counts(tmp_path: Path) -> None:
    path = build.artefact(tmp_path)
    actions.load_geography(path)

    def state() -> tuple[list[object], int, int, int]:
        ids = sorted(Territory.objects.values_list("id", flat=True))
        return (
            ids,
            Membership.objects.count(),
            LegalPopulation.objects.count(),
            Boundary.objects.count(),
        )

    before = state()
    assert actions.load_geography(path, force=True) is True
    assert state() == before


def test_a_new_artefact_moves_a_commune_and_retires_what_is_gone(tmp_path: Path) -> None:
    actions.load_geography(build.artefact(tmp_path))
    rows = build.content()
    rows["epci"][0][3] = ["87064"]
    rows["epci"][1][3] = ["2A004", "87104"]
    rows["communes"] = [row for row in rows["communes"] if row[0] != "22016"]
    actions.load_geography(build.artefact(tmp_path, epci=rows["epci"], communes=rows["communes"]))
    ajaccien = Territory.objects.get(code="242000495")
    assert [c.name for c in queries.members(ajaccien)] == ["Ajaccio", "Nedde"]
    assert Territory.objects.get(code="22016").is_current is False
    assert GeographyLoad.objects.count() == 1


def test_a_former_commune_leads_to_the_one_that_holds_it(tmp_path: Path) -> None:
    actions.load_geography(build.artefact(tmp_path))
    former = Territory.objects.get(code="87999")
    assert former.is_current is False
    assert str(queries.current_commune("87999")) == "Nedde"
    assert str(queries.current_commune("87064")) == "Eymoutiers"
    assert queries.current_commune("99999") is None


def test_a_sum_is_told_from_an_official_figure_and_a_missing_one_is_absent(tmp_path: Path) -> None:
    actions.load_geography(build.artefact(tmp_path))
    epci = Territory.objects.get(code="248719353")
    series = queries.population_series(epci)
    assert [(p.year, p.value, p.is_rebuilt) for p in series][3:5] == [(2019, 2510, False), (2020, 2512, True)]
    island = Territory.objects.get(code="22016")
    assert [p.year for p in queries.population_series(island)] == [2016, 2019, 2020, 2022]
    assert queries.population(island, 2018) is None


def test_neighbours_share_exactly_the_same_border(tmp_path: Path) -> None:
    actions.load_geography(build.artefact(tmp_path))
    outlines = queries.outline(Territory.objects.get(code="248719353"))
    corners = [{tuple(point) for point in outline.rings[0]} for outline in outlines]
    assert corners[0] & corners[1] == {(1.8, 45.7), (1.8, 45.8)}


def test_the_command_says_what_it_did_and_what_to_do_when_the_file_is_missing(tmp_path: Path) -> None:
    out = StringIO()
    call_command("geography", "load", file=build.artefact(tmp_path), stdout=out)
    call_command("geography", "load", file=build.artefact(tmp_path), stdout=out)
    assert "2 EPCI" in out.getvalue()
    assert "déjà à jour" in out.getvalue()
    with pytest.raises(CommandError, match="make geography"):
        call_command("geography", "load", file=tmp_path / "nowhere.xz")


def test_a_missing_artefact_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="make geography"):
        actions.load_geography(tmp_path / "nowhere.xz")
