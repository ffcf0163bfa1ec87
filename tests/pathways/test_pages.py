"""Pages of the chemins: who may open them, what they keep, how many queries they cost."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from jalons.accounts.enums import Role
from jalons.pathways.actions import versions
from jalons.pathways.models import ActionSheet, Link, PathNode, Pathway
from tests import cast
from tests.pathways.build import CLAIRE, action, card, change, goal, intermediate, pathway, sound

pytestmark = pytest.mark.django_db


def signed_in(drawn: Pathway, role: Role = Role.COOPERATION_OFFICER) -> Client:
    client = Client()
    client.force_login(cast.role(drawn.change.initiative, role))
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"pathways:{name}", args=args)


def pages(drawn: Pathway) -> list[str]:
    node = PathNode.objects.get(kind="intermediate")
    return [
        url("index", drawn.change.initiative.slug),
        url("pathway", drawn.id),
        url("poster", drawn.id),
        url("svg", drawn.id),
        url("versions", drawn.id),
        url("version", drawn.id, 1),
        url("reopen", drawn.id),
        url("add", drawn.id),
        url("place", drawn.id),
        url("node", drawn.id, node.id),
        url("merge", drawn.id, node.id),
        url("connect", drawn.id),
        url("link", Link.objects.get(kind="hypothesis").id),
        url("revise", Link.objects.get(kind="hypothesis").id),
        url("actions", drawn.change.initiative.slug),
        url("action_new", drawn.change.initiative.slug),
        url("action", ActionSheet.objects.get().id),
        url("action_edit", ActionSheet.objects.get().id),
        url("simplify", drawn.id),
    ]


@pytest.fixture
def frozen() -> Pathway:
    drawn = sound()
    card(drawn.change)
    versions.freeze(drawn, by=CLAIRE)
    return Pathway.objects.select_related("change__initiative").get(pk=drawn.pk)


def test_the_team_opens_every_page_frozen_or_not(frozen: Pathway) -> None:
    client = signed_in(frozen, Role.PROJECT_TEAM)
    for address in pages(frozen):
        assert client.get(address).status_code == 200, address
    versions.reopen(frozen, by=CLAIRE, reason="pour voir")
    for address in pages(frozen):
        assert client.get(address).status_code == 200, address


def test_people_without_a_role_here_see_nothing(frozen: Pathway) -> None:
    client = Client()
    client.force_login(cast.role(cast.initiative()))
    assert {client.get(address).status_code for address in pages(frozen)} == {404}


def test_nobody_comes_in_without_signing_in(frozen: Pathway) -> None:
    assert {Client().get(address).status_code for address in pages(frozen)} == {302}


def test_a_signatory_reads_what_is_decided_and_draws_nothing(frozen: Pathway) -> None:
    client = signed_in(frozen, Role.SIGNATORY)
    addresses = pages(frozen)
    readable = [*addresses[:6], addresses[14], addresses[16]]
    assert {client.get(address).status_code for address in readable} == {200}
    assert {client.get(address).status_code for address in addresses if address not in readable} == {403}
    page = client.get(url("pathway", frozen.id)).content.decode()
    assert "Ce que les tables ont apporté" not in page
    assert "Que les parents se rencontrent" not in page


def test_a_signatory_never_reads_a_draft() -> None:
    drawn = sound()
    client = signed_in(drawn, Role.SIGNATORY)
    assert "encore à l’ouvrage" in client.get(url("pathway", drawn.id)).content.decode()
    assert client.get(url("poster", drawn.id)).status_code == 404
    assert client.get(url("svg", drawn.id)).status_code == 404


def test_moves_want_the_right_to_draw(frozen: Pathway) -> None:
    client = signed_in(frozen, Role.SIGNATORY)
    node = PathNode.objects.get(kind="intermediate")
    link = Link.objects.get(kind="hypothesis")
    moves = [
        url("open_all", frozen.change.initiative.slug),
        url("freeze", frozen.id),
        url("tidy", frozen.id),
        url("remove", frozen.id, node.id),
        url("attach", frozen.id, node.id),
        url("cut", link.id),
        url("learn", link.id),
        url("action_status", ActionSheet.objects.get().id),
        url("action_off_path", ActionSheet.objects.get().id),
    ]
    assert {client.post(address).status_code for address in moves} == {403}


def test_the_drawing_and_the_list_say_the_same(frozen: Pathway) -> None:
    page = signed_in(frozen).get(url("pathway", frozen.id)).content.decode()
    drawing, rest = page.split("</svg></div>", 1)
    for text in ("Les parents se connaissent", "Rencontres mensuelles"):
        assert text in drawing
        assert text in rest


def test_a_card_becomes_an_element_and_stays_attached() -> None:
    drawn = sound()
    said = card(drawn.change, "Que les voisins osent sonner")
    client = signed_in(drawn)
    page = client.get(url("add", drawn.id), {"parole": said.id}).content.decode()
    assert "Cette parole restera attachée" in page
    text = "Les voisins osent sonner"
    given = {"before": goal(drawn).id, "kind": "intermediate", "text": text, "cards": said.id}
    answer = client.post(url("add", drawn.id), given)
    node = PathNode.objects.get(text="Les voisins osent sonner")
    assert answer.headers["Location"] == f"{drawn.get_absolute_url()}#n-{node.id}"
    assert list(node.contributions.all()) == [said]


def test_a_wrong_form_says_what_to_do_and_keeps_what_was_typed() -> None:
    drawn = sound()
    bad = {"before": goal(drawn).id, "kind": "intermediate", "text": "", "because": "ils osent"}
    page = signed_in(drawn).post(url("add", drawn.id), bad).content.decode()
    assert "ils osent" in page
    assert "est gardé" in page


def test_a_conflict_shows_the_sentence_and_keeps_the_words() -> None:
    drawn = sound()
    node = PathNode.objects.get(kind="intermediate")
    seen = node.updated_at.isoformat()
    client = signed_in(drawn)
    client.post(url("node", drawn.id, node.id), {"text": "Une version", "seen_at": seen})
    page = client.post(url("node", drawn.id, node.id), {"text": "Ma version", "seen_at": seen}).content
    page = page.decode()
    assert "Rien n’a été écrasé" in page
    assert "Ma version" in page
    node.refresh_from_db()
    assert node.text == "Une version"


def test_removing_then_undoing_from_the_page() -> None:
    drawn = sound()
    node = PathNode.objects.get(kind="intermediate")
    client = signed_in(drawn)
    client.post(url("remove", drawn.id, node.id))
    edit = drawn.edits.order_by("-made_at").first()
    assert edit is not None
    assert str(edit.id) in client.get(url("pathway", drawn.id)).content.decode()
    client.post(url("undo", drawn.id, edit.id))
    assert drawn.placements.filter(node=node).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_chemins_costs_the_same_whatever_their_number(
    count: int, django_assert_num_queries: Any
) -> None:
    first = sound()
    for index in range(count - 1):
        sound(change(first.change.initiative, title=f"Autre {index}"))
    client = signed_in(first)
    with django_assert_num_queries(11):
        client.get(url("index", first.change.initiative.slug))


@pytest.mark.parametrize("count", [1, 8])
def test_a_chemin_costs_the_same_whatever_its_size(count: int, django_assert_num_queries: Any) -> None:
    drawn = sound()
    for index in range(count):
        action(drawn, intermediate(drawn, f"Étape {index}"), f"Action {index}")
        card(drawn.change, f"Parole {index}")
    client = signed_in(drawn)
    more = connection.vendor == "postgresql"  # the live cursor asks once more there
    with django_assert_num_queries(12 + more):
        client.get(url("pathway", drawn.id))


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_of_actions_costs_the_same(count: int, django_assert_num_queries: Any) -> None:
    drawn = pathway()
    for index in range(count):
        action(drawn, goal(drawn), f"Action {index}")
    client = signed_in(drawn)
    with django_assert_num_queries(8):
        client.get(url("actions", drawn.change.initiative.slug))


def test_a_chemin_in_a_loop_is_shown_and_reported() -> None:
    drawn = sound()
    first = PathNode.objects.get(kind="intermediate")
    other = intermediate(drawn, "Les voisins osent sonner", before=first)
    Link.objects.create(pathway=drawn, source=first, target=other, kind="hypothesis", because="retour")
    page = signed_in(drawn).get(url("pathway", drawn.id)).content.decode()
    assert "Une boucle passe par" in page


def test_a_link_that_somebody_else_said_better_is_not_overwritten(frozen: Pathway) -> None:
    versions.reopen(frozen, by=CLAIRE, reason="pour voir")
    client, link = signed_in(frozen), Link.objects.get(kind="hypothesis")
    seen = link.updated_at.isoformat()
    client.post(url("link", link.id), {"because": "ils se parlent", "seen_at": seen})
    page = client.post(url("link", link.id), {"because": "ils se voient", "seen_at": seen}).content.decode()
    assert "Rien n’a été écrasé" in page
    assert "ils se voient" in page
    assert "ils se parlent" in page
    link.refresh_from_db()
    assert link.because == "ils se parlent"


def test_a_fiche_that_somebody_else_completed_is_not_overwritten(frozen: Pathway) -> None:
    client, sheet = signed_in(frozen), ActionSheet.objects.get()
    seen = sheet.updated_at.isoformat()
    client.post(url("action_edit", sheet.id), {"pilot": "Relais", "seen_at": seen})
    page = client.post(url("action_edit", sheet.id), {"pilot": "Mairie", "seen_at": seen}).content.decode()
    assert "Rien n’a été écrasé" in page
    assert 'value="Mairie"' in page
    sheet.refresh_from_db()
    assert sheet.pilot == "Relais"
