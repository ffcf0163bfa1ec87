"""Pages of steering: who may open them, what they keep, what they cost; papers that come out."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jalons.accounts.enums import Role
from jalons.changes.models import LastingChange
from jalons.documents.tree import Table
from jalons.pathways import exports as pathway_exports
from jalons.pathways.actions import versions
from jalons.pathways.models import Pathway
from jalons.steering import exports
from jalons.steering.actions import decisions, log, markers, reviews
from jalons.steering.models import ChangeLogEntry, ChangeReview
from tests import cast
from tests.pathways.build import sound
from tests.steering.build import CLAIRE, a_note, change, held, say_all, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def steered() -> LastingChange:
    """A change with its chemin, signs, notes, a published review, an open one."""
    drawn = sound()
    versions.freeze(drawn, by=CLAIRE)
    home = drawn.change.initiative
    sign = markers.propose(drawn.change, level="expected", text="Ils échangent", by=CLAIRE)
    markers.observe(sign, scale=2, observed_on=today(), evidence="vu", by=CLAIRE)
    entry = a_note(home, change=drawn.change)
    log.ask(entry, verifier="Une voisine", asked_on=today(), by=CLAIRE)
    review = held(home)
    say_all(review, drawn.change)
    decisions.take(home, review=review, change=drawn.change, kind="adapt", text="Changer", by=CLAIRE)
    reviews.publish(review, by=CLAIRE)
    held(home)
    return drawn.change


def signed_in(about: LastingChange, role: Role = Role.COOPERATION_OFFICER) -> Client:
    client = Client()
    client.force_login(cast.role(about.initiative, role))
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"steering:{name}", args=args)


def readable(about: LastingChange) -> list[str]:
    slug = about.initiative.slug
    return [
        url("index", slug),
        url("change", about.id),
        url("log", slug),
        url("entry", ChangeLogEntry.objects.get().id),
        url("reviews", slug),
        url("review", ChangeReview.objects.get(status="published").id),
    ]


def for_the_team(about: LastingChange) -> list[str]:
    slug, draft = about.initiative.slug, ChangeReview.objects.get(status="held")
    sign = about.markers.get()
    return [
        url("marker_new", about.id),
        url("marker", sign.id),
        url("marker_edit", sign.id),
        url("entry_new", slug),
        url("entry_edit", ChangeLogEntry.objects.get().id),
        url("answer", ChangeLogEntry.objects.get().substantiations.get().id),
        url("review_plan", slug),
        url("review_edit", draft.id),
        url("review_hold", draft.id),
        url("review_change", draft.id, about.id),
        url("decision", about.steering_decisions.get().id),
    ]


def test_the_team_opens_every_page(steered: LastingChange) -> None:
    client = signed_in(steered, Role.PROJECT_TEAM)
    draft = url("review", ChangeReview.objects.get(status="held").id)
    for address in [*readable(steered), *for_the_team(steered), draft]:
        assert client.get(address).status_code == 200, address


def test_a_signatory_reads_what_is_published_and_writes_nothing(steered: LastingChange) -> None:
    client = signed_in(steered, Role.SIGNATORY)
    assert {client.get(address).status_code for address in readable(steered)} == {200}
    assert {client.get(address).status_code for address in for_the_team(steered)} == {403}
    assert client.get(url("review", ChangeReview.objects.get(status="held").id)).status_code == 404


def test_people_without_a_role_here_see_nothing(steered: LastingChange) -> None:
    client = Client()
    client.force_login(cast.role(cast.initiative()))
    addresses = [*readable(steered), *for_the_team(steered)]
    assert {client.get(address).status_code for address in addresses} == {404}
    assert {Client().get(address).status_code for address in addresses} == {302}


def test_a_note_from_the_form_to_the_page(steered: LastingChange) -> None:
    given = {
        "statement": "Deux assistantes maternelles ont cessé",
        "who_changed": "deux assistantes maternelles",
        "observed_on": today().isoformat(),
        "is_positive": "non",
        "is_expected": "non",
        "change": steered.id,
    }
    client = signed_in(steered)
    client.post(url("entry_new", steered.initiative.slug), given)
    entry = ChangeLogEntry.objects.get(is_positive=False)
    page = client.get(entry.get_absolute_url()).content.decode()
    assert "défavorable" in page
    assert "inattendu" in page
    assert steered.title in page


def test_a_note_with_a_hole_says_what_to_do_and_keeps_the_rest(steered: LastingChange) -> None:
    given = {"statement": "Deux ont cessé", "observed_on": today().isoformat(), "our_part": "le samedi"}
    page = signed_in(steered).post(url("entry_new", steered.initiative.slug), given).content.decode()
    assert "le samedi" in page
    assert "est gardé" in page


def test_a_rating_without_other_explanations_comes_back_at_its_field(steered: LastingChange) -> None:
    draft = ChangeReview.objects.get(status="held")
    given = {"part": "contribution", "contribution-answer": "3", "contribution-evidence": "trois sources"}
    client = signed_in(steered)
    page = client.post(url("review_change", draft.id, steered.id), given).content.decode()
    assert "autres explications" in page
    assert "trois sources" in page
    given["contribution-other_explanations"] = "une classe a ouvert"
    client.post(url("review_change", draft.id, steered.id), given)
    assert draft.ratings.get().value == 3


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 3),
        ({"signe": "defavorable"}, 1),
        ({"attente": "inattendu"}, 1),
        ({"verifie": "oui"}, 0),
        ({"changement": "aucun"}, 2),
        ({"mots": "scierie"}, 1),
        ({"changement": "n’importe quoi"}, 3),
    ],
)
def test_the_log_is_filtered(steered: LastingChange, query: dict[str, str], found: int) -> None:
    a_note(steered.initiative, is_positive=False)
    a_note(steered.initiative, is_expected=False, statement="La scierie embauche plus tard")
    page = signed_in(steered).get(url("log", steered.initiative.slug), query).content.decode()
    assert page.count('class="log-line"') == found


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_costs_the_same_whatever_the_number_of_changes(
    steered: LastingChange, count: int, django_assert_num_queries: Any
) -> None:
    for index in range(count - 1):
        change(steered.initiative, title=f"Autre {index}")
    client = signed_in(steered)
    with django_assert_num_queries(20):
        client.get(url("index", steered.initiative.slug))


@pytest.mark.parametrize("count", [1, 6])
def test_the_log_costs_the_same_whatever_its_length(
    steered: LastingChange, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        a_note(steered.initiative, change=steered)
    client = signed_in(steered)
    with django_assert_num_queries(10):
        client.get(url("log", steered.initiative.slug))


def test_the_papers_say_what_was_published_and_no_score(steered: LastingChange) -> None:
    home = steered.initiative
    said = " ".join(str(block) for block in exports.changes(home))
    assert "Premiers signes" in said
    assert "Plausible, pas encore étayée" in said
    assert exports.log(home).rows[0][3] == "favorable, attendu"
    assert "Changer" in " ".join(str(block) for block in exports.reviews(home))
    drawn = pathway_exports.chemins(home)
    assert [type(block).__name__ for block in drawn] == ["Heading", "Paragraph", "Figure", "Outline"]
    assert isinstance(pathway_exports.actions(home), Table)
    assert Pathway.objects.get().change.title in pathway_exports.actions(home).rows[0][4]
