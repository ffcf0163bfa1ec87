"""Importing on screen, the calendar of maturity, likeness on chosen criteria."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from jalons.accounts.enums import Role
from jalons.core.actors import SOFTWARE
from jalons.indicators.actions import catalogue, group, uploads
from jalons.indicators.enums import ImportStatus
from jalons.indicators.models import DataImport, IndicatorValue
from jalons.indicators.queries import calendar
from jalons.initiatives.models import Initiative
from tests import cast
from tests.indicators import build
from tests.indicators.test_pages import client_of

pytestmark = pytest.mark.django_db
KNOWN = "CODGEO;P22_POP;P22_POP0014\n{code};2000;300\n99999;10;1\n"
UNKNOWN = "Commune;Foyers au QF bas;Foyers\n{code};35;140\n"


@pytest.fixture
def place(settings: Settings, tmp_path: Path) -> Initiative:
    settings.MEDIA_ROOT = tmp_path
    catalogue.load(by=SOFTWARE)
    initiative = cast.initiative(slug="vassiviere")
    cast.commune("Eymoutiers", epci=initiative.territory, code="87064")
    return initiative


@pytest.fixture
def client(place: Initiative) -> Client:
    return client_of(cast.role(place, Role.PROJECT_TEAM))


def address(page: str = "") -> str:
    return f"/territoires/vassiviere/portrait/donnees/{page}"


def give(client: Client, name: str, text: str) -> DataImport:
    page = client.post(address(), {"file": SimpleUploadedFile(name, text.encode())})
    assert page.status_code == 302, page.content.decode()
    return DataImport.objects.get()


def test_a_known_file_is_shown_then_imported_and_the_file_deleted(client: Client, tmp_path: Path) -> None:
    run = give(client, "base-cc.csv", KNOWN.format(code="87064"))
    page = client.get(address(f"{run.pk}/")).content.decode()
    assert "Ce qui serait lu" in page
    assert "15,0\u202f%" in page
    client.post(address(f"{run.pk}/importer/"))
    run.refresh_from_db()
    assert run.status == ImportStatus.RUNNING
    assert "Lecture en cours" in client.get(address(f"{run.pk}/")).content.decode()
    uploads.perform(run)
    page = client.get(address(f"{run.pk}/")).content.decode()
    assert "La commune 99999 n’existe pas" in page
    assert IndicatorValue.objects.filter(territory__code="87064").count() == 2
    assert list((tmp_path / "imports").iterdir()) == []


def test_an_unknown_table_is_described_on_screen(client: Client) -> None:
    run = give(client, "qf.csv", UNKNOWN.format(code="87064"))
    assert "Un tableau que Jalons ne connaît pas" in client.get(address(f"{run.pk}/")).content.decode()
    told = {"indicator": "QF_TRANCHES", "territory_column": "Commune", "source": "caf-locale"}
    page = client.post(address(f"{run.pk}/"), told)
    assert page.status_code == 422
    assert "Dites de quelle année sont ces chiffres." in page.content.decode()
    told |= {"numerator_column": "Foyers au QF bas", "denominator_column": "Foyers", "vintage": "2024"}
    assert client.post(address(f"{run.pk}/"), told).status_code == 302
    assert "25,0\u202f%" in client.get(address(f"{run.pk}/")).content.decode()
    run.refresh_from_db()
    uploads.perform(run)
    value = IndicatorValue.objects.get(indicator__code="QF_TRANCHES")
    assert (value.value, value.source.code, value.vintage) == (25, "caf-locale", "2024")


def test_a_file_only_looked_at_is_forgotten(client: Client, tmp_path: Path) -> None:
    run = give(client, "qf.csv", UNKNOWN.format(code="87064"))
    client.post(address(f"{run.pk}/oublier/"))
    assert not DataImport.objects.exists()
    assert list((tmp_path / "imports").iterdir()) == []


def test_a_file_of_another_person_is_shown_to_nobody(place: Initiative, client: Client) -> None:
    run = give(client, "qf.csv", UNKNOWN.format(code="87064"))
    other = client_of(cast.role(place, Role.COOPERATION_OFFICER))
    for page in ("", "importer/", "oublier/"):
        answer = other.post(address(f"{run.pk}/{page}"))
        assert answer.status_code == 404, page


def test_a_picture_is_refused_with_a_sentence(client: Client) -> None:
    page = client.post(address(), {"file": SimpleUploadedFile("x.png", b"x")})
    assert page.status_code == 422
    assert "Ce format ne se lit pas ici" in page.content.decode()


def test_awaited_indicators_say_how_to_get_them(client: Client) -> None:
    page = client.get(address()).content.decode()
    assert "Demandez-le à la Caf de votre département" in page
    assert "Sans les familles de la MSA" in page


def test_a_figure_says_it_is_too_early_to_conclude(place: Initiative) -> None:
    Initiative.objects.filter(pk=place.pk).update(ctg_starts_on=date(2026, 1, 1))
    place.refresh_from_db()
    found = {r.indicator.code: r for r in calendar.ripenings(place, today=date(2027, 1, 1))}
    assert found["AGE_65P"].sentence == (
        "Trop tôt pour conclure : le premier millésime qui décrit la CTG est 2028, attendu vers 2031."
    )
    later = {r.indicator.code: r for r in calendar.ripenings(place, today=date(2032, 1, 1))}
    assert not later["AGE_65P"].is_too_early


def test_the_calendar_costs_the_same_whatever_is_known(
    place: Initiative, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Initiative.objects.filter(pk=place.pk).update(ctg_starts_on=date(2026, 1, 1))
    place.refresh_from_db()
    with django_assert_num_queries(2):
        calendar.ripenings(place)


def test_likeness_is_looked_for_on_the_criteria_that_the_team_keeps() -> None:
    initiative = cast.initiative()
    build.peopled(initiative.territory)
    for number in range(4):
        build.peopled(cast.epci(f"Voisine {number}"), population=5000 + 100 * number, area=300 + number)
    found = group.suggest(initiative, by=SOFTWARE, criteria=["population"], same_kind=True, count=3)
    assert found.criteria == ["le nombre d’habitants", "la nature juridique"]
    assert len(found.members) == 3
