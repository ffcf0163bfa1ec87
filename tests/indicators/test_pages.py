import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from jalons.accounts.enums import Role
from jalons.accounts.models import User
from jalons.core.actors import Actor
from jalons.indicators.actions import profile
from jalons.indicators.enums import FactStatus
from jalons.indicators.models import SalientFact
from jalons.initiatives.models import Initiative
from tests import cast
from tests.indicators import build

pytestmark = pytest.mark.django_db
PAGES = ["", "communes/", "tableaux/", "methode/", "semblables/", "calendrier/", "chiffres.csv"]
EDITS = ["composer/", "composer/ajouter/", "semblables/changer/", "semblables/chercher/", "donnees/"]


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def place() -> Initiative:
    initiative = cast.initiative(slug="vassiviere")
    build.value(initiative.territory, "34.9")
    build.value(build.departement(), "25.8")
    build.fact(initiative, indicator=build.indicator(), caveat="Attention", reason="Parce que")
    return initiative


def address(page: str) -> str:
    return f"/territoires/vassiviere/portrait/{page}"


@pytest.mark.parametrize("page", [*PAGES, *EDITS])
@pytest.mark.parametrize(
    ("role", "reads", "edits"),
    [
        (Role.COOPERATION_OFFICER, 200, 200),
        (Role.PROJECT_TEAM, 200, 200),
        (Role.SIGNATORY, 200, 403),
        (Role.TABLE_SCRIBE, 200, 403),
    ],
)
def test_a_role_on_the_territory_reads_and_the_team_edits(
    place: Initiative, page: str, role: Role, reads: int, edits: int
) -> None:
    client = client_of(cast.role(place, role))
    assert client.get(address(page)).status_code == (edits if page in EDITS else reads)


@pytest.mark.parametrize("page", [*PAGES, *EDITS])
def test_without_a_role_there_is_nothing_to_see(place: Initiative, page: str) -> None:
    assert place.slug == "vassiviere"
    assert client_of(cast.user()).get(address(page)).status_code == 404


@pytest.mark.parametrize("move", ["retenir", "ecarter", "proposer", "monter", "descendre"])
def test_only_the_team_of_this_territory_moves_a_fact(place: Initiative, move: str) -> None:
    fact = SalientFact.objects.get()
    url = address(f"composer/{fact.id}/{move}/")
    assert client_of(cast.role(place, Role.SIGNATORY)).post(url).status_code == 403
    elsewhere = cast.initiative()
    foreign = client_of(cast.role(elsewhere))
    assert foreign.post(url).status_code == 404
    stolen = f"/territoires/{elsewhere.slug}/portrait/composer/{fact.id}/{move}/"
    assert foreign.post(stolen).status_code == 404
    assert client_of(cast.role(place)).get(url).status_code == 405


def test_a_fact_stands_with_its_chart_caveat_reason_source_and_table(place: Initiative) -> None:
    page = client_of(cast.role(place)).get(address("")).content.decode()
    for said in (
        "Un habitant sur trois",
        "Attention",
        "Parce que",
        "Insee, Recensement, 2022",
        "Le même, en tableau",
    ):
        assert said in page
    assert '<svg class="chart"' in page


def test_an_empty_portrait_says_what_to_do_first() -> None:
    initiative = cast.initiative(slug="vassiviere")
    page = client_of(cast.role(initiative)).get(address("")).content.decode()
    assert "Aucun fait n’est encore retenu" in page
    assert "Composer le portrait" in page


def test_the_team_retains_orders_rewords_adds_sets_aside_and_freezes(place: Initiative) -> None:
    client = client_of(cast.role(place))
    idea = build.fact(place, "Une idée", status=FactStatus.SUGGESTED)
    client.post(address(f"composer/{idea.id}/retenir/"))
    client.post(address(f"composer/{idea.id}/monter/"))
    form = {"title": "Mieux dit", "sentence": "Une phrase.", "source_label": "Caf", "vintage": "2025"}
    client.post(address(f"composer/{idea.id}/reecrire/"), form)
    client.post(address("composer/ajouter/"), form | {"title": "À nous"})
    names = list(SalientFact.objects.filter(status=FactStatus.RETAINED).values_list("title", flat=True))
    assert names == ["Mieux dit", "Un habitant sur trois", "À nous"]
    frozen = client.post(address("composer/figer/"), follow=True)
    assert "Version 1" in frozen.content.decode()
    client.post(address(f"composer/{idea.id}/ecarter/"))
    assert "Mieux dit" in client.get(address("versions/1/")).content.decode()
    assert client.get(address("versions/2/")).status_code == 404


def test_a_refused_form_says_why_and_keeps_what_was_typed(place: Initiative) -> None:
    client = client_of(cast.role(place))
    page = client.post(address("composer/ajouter/"), {"title": "Sans source", "sentence": "Une phrase."})
    text = page.content.decode()
    assert "Dites d’où vient ce chiffre" in text
    assert "Dites de quelle année" in text
    assert 'value="Sans source"' in text
    assert SalientFact.objects.filter(title="Sans source").count() == 0


def test_a_thirteenth_fact_is_refused_with_a_sentence(place: Initiative) -> None:
    client = client_of(cast.role(place))
    for number in range(11):
        build.fact(place, f"Fait {number}")
    form = {"title": "De trop", "sentence": "Une phrase.", "source_label": "Caf", "vintage": "2025"}
    page = client.post(address("composer/ajouter/"), form).content.decode()
    assert "Écartez-en un" in page
    assert 'value="De trop"' in page
    idea = build.fact(place, "Une idée", status=FactStatus.SUGGESTED)
    page = client.post(address(f"composer/{idea.id}/retenir/"), follow=True).content.decode()
    assert "Écartez-en un" in page


def test_proposing_without_geography_says_what_to_do(place: Initiative) -> None:
    page = client_of(cast.role(place)).post(address("composer/proposer/"), follow=True).content.decode()
    assert "chargez d’abord la géographie" in page


def test_changing_the_group_asks_a_reason_and_keeps_the_choice(place: Initiative) -> None:
    build.peopled(place.territory)
    others = [cast.epci(f"EPCI {n}") for n in range(4)]
    for other in others:
        build.peopled(other)
    build.group(place, *others)
    client = client_of(cast.role(place))
    kept = [other.code for other in others[:3]]
    page = client.post(address("semblables/changer/"), {"sirens": kept, "added": "", "reason": ""})
    assert "Dites pourquoi" in page.content.decode()
    page = client.post(address("semblables/changer/"), {"sirens": kept[:2], "reason": "Trop peu"})
    assert "Gardez de 3 à 20" in page.content.decode()
    page = client.post(
        address("semblables/changer/"), {"sirens": kept, "reason": "Même bassin"}, follow=True
    ).content.decode()
    assert "Motif\u00a0: Même bassin" in page
    assert "EPCI 3" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_portrait_costs_the_same_queries_with_one_or_three_facts(
    place: Initiative, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count - 1):
        build.fact(place, f"Fait {number}", indicator=build.indicator())
    profile.freeze(place, by=Actor(label="Claire"))
    client = client_of(cast.role(place))
    with django_assert_num_queries(14):
        client.get(address(""))
