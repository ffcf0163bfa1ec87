from pathlib import Path

import pytest
from django import forms
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from jalons.territories import actions, queries
from jalons.territories.forms import EpciField
from tests import cast
from tests.territories import build

pytestmark = pytest.mark.django_db


class Choice(forms.Form):
    place = EpciField()


@pytest.fixture
def geography(tmp_path: Path) -> None:
    actions.load_geography(build.artefact(tmp_path))


@pytest.fixture
def staff() -> Client:
    client = Client()
    client.force_login(cast.user(), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_search_asks_to_sign_in(client: Client) -> None:
    assert client.get("/territoires-officiels/").status_code == 302


@pytest.mark.usefixtures("geography")
def test_search_lists_with_members_population_and_siren(staff: Client) -> None:
    page = staff.get("/territoires-officiels/", {"q": "vassiviere"}).content.decode()
    assert "Portes de Vassivière" in page
    assert "2 communes" in page
    assert "SIREN 248719353" in page


@pytest.mark.usefixtures("geography")
def test_a_commune_leads_to_its_epci(staff: Client) -> None:
    page = staff.get("/territoires-officiels/", {"q": "Nedde"}).content.decode()
    assert "Avec Nedde" in page


@pytest.mark.usefixtures("geography")
def test_the_fragment_offers_choices_for_a_field(staff: Client) -> None:
    page = staff.get("/territoires-officiels/", {"champ": "place", "place": "vassi"}).content.decode()
    assert '<input type="radio" name="place-choisi" value="248719353" checked>' in page
    assert "<html" not in page


def test_a_search_without_result_says_what_to_try(staff: Client) -> None:
    page = staff.get("/territoires-officiels/", {"q": "zzz"}).content.decode()
    assert "SIREN" in page


@pytest.mark.usefixtures("geography")
def test_the_page_of_an_epci_draws_its_communes_and_lists_them(staff: Client) -> None:
    page = staff.get("/territoires-officiels/248719353/").content.decode()
    assert page.count('fill-rule="evenodd"') == 2
    assert "somme des communes de 2026" in page
    assert staff.get("/territoires-officiels/999999999/").status_code == 404


@pytest.mark.usefixtures("geography")
def test_searching_costs_the_same_queries_for_one_or_two_results(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(6):
        assert len(queries.search_epci("vassiviere")) == 1
    with django_assert_num_queries(6):
        assert len(queries.search_epci("p")) == 2


@pytest.mark.usefixtures("geography")
@pytest.mark.parametrize("typed", ["248719353", "248 719 353", "portes de vassiviere", "vassivière"])
def test_a_field_takes_a_siren_or_a_name(typed: str) -> None:
    form = Choice({"place": typed})
    assert form.is_valid()
    assert form.cleaned_data["place"].code == "248719353"


@pytest.mark.usefixtures("geography")
def test_the_choice_in_the_list_wins_over_what_was_typed() -> None:
    form = Choice({"place": "pays", "place-choisi": "248719353"})
    assert form.is_valid()
    assert form.cleaned_data["place"].name == "Portes de Vassivière"


@pytest.mark.usefixtures("geography")
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "tapez son nom ou son SIREN"),
        ("zzzz", "Nous ne trouvons pas"),
        ("Nedde", "«\u00a0Portes de Vassivière\u00a0» (248719353)"),
        ("vasivière", "«\u00a0Portes de Vassivière\u00a0» (248719353)"),
        ("999999999", "Nous ne trouvons pas"),
        ("x" * 200, "120 caractères"),
    ],
)
def test_a_field_says_what_to_do_and_keeps_what_was_typed(typed: str, said: str) -> None:
    form = Choice({"place": typed})
    assert not form.is_valid()
    assert said in form.errors["place"][0]
    assert form["place"].value() == typed
