"""Controls on the artefact that ships: architecture.md gives the figures."""

import os

import pytest

from jalons.territories import artefact

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif("JALONS_DATA" not in os.environ, reason="JALONS_DATA: official files"),
]


@pytest.fixture(scope="module")
def rows() -> dict[str, object]:
    assert artefact.DEFAULT.exists(), "run « make geography » first"
    return artefact.read().content


def by_code(rows: dict, name: str) -> dict[str, list]:
    return {row[0]: row for row in rows[name]}


def test_perimeters_of_2026_hold_1255_epci(rows: dict) -> None:
    assert len(rows["epci"]) == 1255
    epci = by_code(rows, "epci")
    assert len(epci["200066512"][3]) == 24
    assert len(epci["248719353"][3]) == 12


def test_populations_carry_the_year_of_their_census(rows: dict) -> None:
    years = rows["years"]
    assert by_code(rows, "communes")["87064"][-1][years.index(2022)] == 2067
    vassiviere = dict(zip(years, by_code(rows, "epci")["248719353"][-1], strict=True))
    assert (vassiviere[2016], vassiviere[2022]) == (5610, 5698)
    assert None not in vassiviere.values()
    elan = dict(zip(years, by_code(rows, "epci")["200066512"][-1], strict=True))
    assert (elan[2016], elan[2022]) == (27888, 27459)


def test_france_is_what_insee_published(rows: dict) -> None:
    france = dict(zip(rows["years"], rows["france"], strict=True))
    assert abs(france[2019]) == 66_988_403
    assert abs(france[2022]) == 67_760_573
    assert france[2018] is None  # four islands have no figure that year: no total rather than a wrong one


def test_members_add_up_to_their_epci_in_2022(rows: dict) -> None:
    communes, at = by_code(rows, "communes"), rows["years"].index(2022)
    for siren, _, _, members, series in rows["epci"]:
        if series[at] is not None:
            assert sum(abs(communes[c][-1][at]) for c in members) == abs(series[at]), siren


def test_codes_are_text_and_corsica_is_right(rows: dict) -> None:
    codes = {row[0] for row in rows["communes"]}
    assert {"01004", "2A004", "2B033", "97411"} <= codes
    assert all(isinstance(code, str) and len(code) == 5 for code in codes)


def test_a_commune_nouvelle_sums_its_parts_and_they_lead_to_it(rows: dict) -> None:
    former = by_code(rows, "former")
    assert former["25628"][2] == "25375"
    monts_ronds = dict(zip(rows["years"], by_code(rows, "communes")["25375"][-1], strict=True))
    assert monts_ronds[2016] < 0  # a sum that we made
    assert monts_ronds[2022] > 0


def test_almost_every_commune_has_an_outline(rows: dict) -> None:
    metropole = {row[0] for row in rows["communes"] if row[3] < "98" and row[3] not in {"975", "977", "978"}}
    missing = metropole - set(rows["outlines"]["rings"])
    assert missing <= {"12218", "14581", "15031", "15035", "15047", "15171", "49126", "69114"}
    members = by_code(rows, "epci")["248719353"][3]
    assert sum(rows["outlines"]["areas"][c] for c in members) == pytest.approx(372, abs=1)
