import re
from datetime import date

import pytest
from django.test import Client

from jalons.accounts.enums import Role
from jalons.diagnosis.models import Cluster, ClusterMember
from jalons.home.doors import doors_for
from jalons.initiatives.enums import InitiativeStatus, StepKind
from jalons.initiatives.models import Initiative, Step
from tests import cast
from tests.home import build

pytestmark = pytest.mark.django_db

OPEN_PAGES = (
    "/",
    "/mentions-legales/",
    "/donnees-personnelles/",
    "/accessibilite/",
    "/aide/",
    "/composants/",
)


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_a_visitor_opens_the_pages_that_explain(client: Client, path: str) -> None:
    html = page(client, path)
    assert 'lang="fr"' in html
    assert html.count("<h1") == 1
    assert "style=" not in html


def test_the_landing_leads_a_visitor_to_sign_in_and_a_member_to_their_territories(client: Client) -> None:
    assert 'href="/mes-territoires/"' not in page(client, "/")
    client.force_login(cast.user())
    assert 'href="/mes-territoires/"' in page(client, "/")


def test_the_accessibility_page_claims_nothing(client: Client) -> None:
    html = page(client, "/accessibilite/")
    assert "non auditée" in html
    assert "conforme" not in html


def test_the_privacy_page_follows_the_settings_of_the_installation(client: Client, settings) -> None:
    assert "10 ans" in page(client, "/donnees-personnelles/")
    settings.RETENTION_MONTHS = {"invoices": 72}
    settings.PUBLISHER = {**settings.PUBLISHER, "dpo": "dpo@exemple.example"}
    html = page(client, "/donnees-personnelles/")
    assert "6 ans" in html
    assert "mailto:dpo@exemple.example" in html


def test_what_an_installation_has_not_filled_in_is_said(client: Client, settings) -> None:
    assert "À renseigner" in page(client, "/mentions-legales/")
    settings.PUBLISHER = {**settings.PUBLISHER, "name": "Communauté fictive"}
    assert "Communauté fictive" in page(client, "/mentions-legales/")


def test_a_theme_is_kept_by_a_plain_form(client: Client) -> None:
    response = client.post("/apparence/", {"theme": "sombre", "next": "/aide/"})
    assert (response.status_code, response["Location"]) == (302, "/aide/")
    assert 'data-theme="sombre"' in page(client, "/aide/").partition("<head>")[0]
    client.post("/apparence/", {"theme": "appareil", "next": "/"})
    assert "data-theme" not in page(client, "/aide/").partition("<head>")[0]


def test_a_theme_form_never_leads_elsewhere_nor_keeps_nonsense(client: Client) -> None:
    response = client.post("/apparence/", {"theme": "rose", "next": "https://ailleurs.example/"})
    assert response["Location"] == "/"
    assert "theme" not in response.cookies
    client.cookies["theme"] = "rose"
    assert "data-theme" not in page(client, "/aide/").partition("<head>")[0]


def test_my_territories_ask_to_sign_in(client: Client) -> None:
    response = client.get("/mes-territoires/")
    assert (response.status_code, "next=/mes-territoires/" in response["Location"]) == (302, True)


def test_an_empty_desk_says_what_comes_first(client: Client) -> None:
    client.force_login(cast.user())
    assert "doit vous donner un rôle" in page(client, "/mes-territoires/")
    client.force_login(cast.role(None, Role.TRAINING_BODY))
    html = page(client, "/mes-territoires/")
    assert "Créer une mission" in html
    assert "/missions/nouvelle/" in html


def test_my_territories_show_mine_only_through_the_mission_or_directly(client: Client) -> None:
    mine = build.territory("Élan", slug="elan")
    cousin = build.territory("Vassivière", slug="vassiviere", mission=mine.mission)
    build.territory("Ailleurs", slug="ailleurs")
    client.force_login(build.somebody(mine))
    assert _territories(page(client, "/mes-territoires/")) == ["elan"]
    client.force_login(build.somebody(mine.mission))
    html = page(client, "/mes-territoires/")
    assert _territories(html) == ["elan", cousin.slug]
    assert mine.mission.title in html


def _territories(html: str) -> list[str]:
    return re.findall(r'id="t-([\w-]+)"><a', html)


def test_a_scribe_finds_their_step(client: Client) -> None:
    initiative = build.territory()
    step = Step.objects.get(initiative=initiative, kind=StepKind.WORKSHOP, rank=2)
    client.force_login(cast.role(step, Role.TABLE_SCRIBE))
    html = page(client, "/mes-territoires/")
    assert f'href="/seances/{step.id}/"' in html
    assert _territories(html) == []


@pytest.mark.parametrize("count", [1, 30])
def test_my_territories_read_the_same_number_of_times_for_one_and_for_thirty(
    client: Client, count: int, django_assert_num_queries
) -> None:
    first = build.territory("Territoire 0")
    for n in range(1, count):
        build.territory(f"Territoire {n}", mission=first.mission)
    client.force_login(build.somebody(first.mission))
    with django_assert_num_queries(MY_TERRITORIES):
        assert len(_territories(page(client, "/mes-territoires/"))) == count


MY_TERRITORIES = 23
"""Session, account, roles; missions, steps, démarches with seventeen reads of where they stand; geography."""


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.COOPERATION_OFFICER, 200),
        (Role.CAF_REFERENT, 200),
        (Role.TRAINER, 200),
        (Role.PROJECT_TEAM, 200),
        (Role.SIGNATORY, 200),
        (Role.DPO, 403),
        (Role.TRAINEE, 403),
        (Role.TRAINING_BODY, 403),
        (None, 404),
    ],
)
def test_a_territory_opens_by_role(client: Client, role: Role | None, status: int) -> None:
    initiative = build.territory(slug="vassiviere")
    client.force_login(cast.role(initiative, role) if role else cast.user())
    assert client.get("/territoires/vassiviere/").status_code == status


def _with_words(initiative: Initiative) -> None:
    table = Step.objects.get(initiative=initiative, kind=StepKind.WORKSHOP, rank=1)
    cluster = Cluster.objects.create(initiative=initiative, title="Se déplacer")
    for card in build.words(table, 2):
        ClusterMember.objects.create(cluster=cluster, contribution=card)


def test_the_first_screen_says_where_what_next_and_what_there_is(client: Client) -> None:
    initiative = build.territory(slug="vassiviere", is_fictitious=True)
    _with_words(initiative)
    client.force_login(build.somebody(initiative))
    html = page(client, "/territoires/vassiviere/")
    assert html.count('aria-current="step"') == 1
    assert "Croiser les chiffres et les paroles" in html
    assert "Le car de 7 h est complet" in html
    assert "exemple fictif" in html
    assert "style=" not in html


def test_who_may_not_read_words_sees_none_and_is_offered_no_work(client: Client) -> None:
    initiative = build.territory(slug="vassiviere")
    _with_words(initiative)
    client.force_login(build.somebody(initiative, Role.SIGNATORY))
    html = page(client, "/territoires/vassiviere/")
    assert "Le car de 7 h est complet" not in html
    assert "Croiser les chiffres et les paroles" in html
    assert "btn-light" not in html


def test_a_new_territory_says_where_to_begin(client: Client) -> None:
    initiative = cast.initiative(slug="neuf")
    client.force_login(build.somebody(initiative))
    assert "Poser les étapes de la démarche" in page(client, "/territoires/neuf/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_screen_reads_the_same_number_of_times(
    client: Client, count: int, django_assert_num_queries
) -> None:
    initiative = build.territory(slug="vassiviere")
    for _ in range(count):
        _with_words(initiative)
    client.force_login(build.somebody(initiative))
    with django_assert_num_queries(FIRST_SCREEN):
        page(client, "/territoires/vassiviere/")


FIRST_SCREEN = 30
"""Session, account, roles, the démarche; where it stands; its land; voices, urgencies, who is missing."""


def test_in_pilotage_the_changes_come_first_and_the_thread_below(client: Client) -> None:
    initiative = _in_pilotage("vassiviere", 4)
    client.force_login(build.somebody(initiative, Role.SIGNATORY))
    html = page(client, "/territoires/vassiviere/")
    assert "Quatre changements, où en sont-ils" in html
    assert html.index('id="c4"') < html.index("Le fil, depuis le début")
    assert "Changement visible chez une partie" in html
    assert "Pas encore apprécié" in html
    assert "Deux hameaux s’organisent." in html
    assert "An 1" in html
    assert html.count('aria-current="step"') == 1


def _in_pilotage(slug: str, count: int) -> Initiative:
    """A démarche whose first review, published, spoke of its first change; the second review is planned."""
    initiative = build.territory(slug=slug, closed=9, status=InitiativeStatus.RUNNING)
    past = build.review(initiative, published=True)
    build.review(initiative, on=date(2027, 1, 14))
    for n in range(count):
        change = build.change(initiative, f"Changement {n + 1}")
        if n == 0:
            build.said(past, change)
    build.validated(initiative)
    return initiative


@pytest.mark.parametrize("count", [1, 6])
def test_pilotage_reads_the_same_number_of_times(
    client: Client, count: int, django_assert_num_queries
) -> None:
    initiative = _in_pilotage("vassiviere", count)
    client.force_login(build.somebody(initiative))
    with django_assert_num_queries(PILOTAGE):
        page(client, "/territoires/vassiviere/")


PILOTAGE = 35
"""The first screen's, with the ratings, words, signs, hypotheses and notes of every change."""


def test_every_door_of_a_territory_opens_for_who_carries_it(client: Client) -> None:
    initiative = build.territory(slug="vassiviere")
    person = build.somebody(initiative)
    client.force_login(person)
    doors = doors_for(person, initiative)
    assert len(doors) >= 20
    assert [door.url for door in doors if client.get(door.url).status_code != 200] == []


def test_no_door_shows_that_would_stay_shut(client: Client) -> None:
    initiative = build.territory(slug="vassiviere")
    mayor = build.somebody(initiative, Role.SIGNATORY)
    client.force_login(mayor)
    labels = [door.label for door in doors_for(mayor, initiative)]
    assert "Paroles" not in labels
    assert [d.url for d in doors_for(mayor, initiative) if client.get(d.url).status_code != 200] == []
