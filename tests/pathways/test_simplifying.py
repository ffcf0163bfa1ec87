"""The afternoon: proposals answered by people, kept in mind, undone; and its screen."""

import pytest
from django.test import Client
from django.urls import reverse

from jalons.core.errors import DomainError
from jalons.pathways import queries
from jalons.pathways.actions import links, nodes, simplifying, snapshots, versions
from jalons.pathways.models import Link, PathNode, Pathway, SimplificationAnswer
from tests.pathways.build import CLAIRE, action, card, goal, intermediate, sound
from tests.pathways.test_pages import signed_in

pytestmark = pytest.mark.django_db


def offer(drawn: Pathway, code: str) -> str:
    return next(o.subject for o in queries.offers_for(drawn).waiting if o.code == code)


@pytest.fixture
def heavy() -> Pathway:
    """A double, an implied link, an orphan, a step nobody explained."""
    drawn = sound()
    first = PathNode.objects.get(kind="intermediate")
    twin = intermediate(drawn, "Des parents se connaissent", because="on ose demander")
    twin.contributions.set([card(drawn.change, "Se connaître")])
    helping = PathNode.objects.get(kind="action")
    links.connect(drawn, helping, goal(drawn), by=CLAIRE)
    bare = intermediate(drawn, "Les horaires conviennent", before=first, because="")
    action(drawn, bare, "Garde partagée")
    lone = intermediate(drawn, "Les élus y croient")
    links.cut(Link.objects.select_related("source", "target", "pathway__change").get(source=lone), by=CLAIRE)
    return Pathway.objects.select_related("change__initiative__mission").get(pk=drawn.pk)


@pytest.mark.parametrize("code", ["double", "implied_link", "orphan"])
def test_accepting_makes_the_move_and_undo_restores_exactly(heavy: Pathway, code: str) -> None:
    before = snapshots.take(heavy)
    simplifying.accept(heavy, offer(heavy, code), by=CLAIRE)
    assert snapshots.take(heavy) != before
    edit = queries.last_edit(heavy)
    assert edit is not None
    versions.undo(heavy, edit, by=CLAIRE)
    assert snapshots.take(heavy) == before
    assert offer(heavy, code)


def test_an_element_made_of_two_keeps_who_said_what(heavy: Pathway) -> None:
    simplifying.accept(heavy, offer(heavy, "double"), by=CLAIRE)
    kept = PathNode.objects.get(placements__pathway=heavy, text="Les parents se connaissent")
    assert [c.text for c in kept.contributions.all()] == ["Se connaître"]
    link = Link.objects.get(source=kept, target=goal(heavy))
    assert link.because == "le lien naît du service rendu ; on ose demander"


def test_a_refusal_is_remembered_and_may_be_taken_back(heavy: Pathway) -> None:
    subject = offer(heavy, "double")
    answer = simplifying.refuse(heavy, subject, reason="ce n’est pas pareil", by=CLAIRE)
    assert subject not in {o.subject for o in queries.offers_for(heavy).waiting}
    with pytest.raises(DomainError, match="a changé"):
        simplifying.accept(heavy, subject, by=CLAIRE)
    simplifying.reconsider(answer, by=CLAIRE)
    assert offer(heavy, "double") == subject


def test_a_proposal_that_the_chemin_outran_is_not_made(heavy: Pathway) -> None:
    subject = offer(heavy, "orphan")
    nodes.remove(heavy, PathNode.objects.get(text="Les élus y croient"), by=CLAIRE)
    with pytest.raises(DomainError, match="a changé"):
        simplifying.accept(heavy, subject, by=CLAIRE)
    assert SimplificationAnswer.objects.count() == 0


def test_a_step_passed_over_ties_what_came_before_to_what_followed() -> None:
    drawn = sound()
    last = PathNode.objects.get(kind="intermediate")
    middle = intermediate(drawn, "Les horaires conviennent", before=last, because="")
    first = intermediate(drawn, "Les employeurs écoutent", before=middle, because="ils perdent des bras")
    before = snapshots.take(drawn)
    nodes.pass_over(drawn, middle, by=CLAIRE)
    link = Link.objects.get(source=first)
    assert (link.target, link.because, link.kind) == (last, "ils perdent des bras", "hypothesis")
    edit = queries.last_edit(drawn)
    assert edit is not None
    versions.undo(drawn, edit, by=CLAIRE)
    assert snapshots.take(drawn) == before


def test_the_screen_proposes_shows_and_answers(heavy: Pathway) -> None:
    client: Client = signed_in(heavy)
    address = reverse("pathways:simplify", args=[heavy.id])
    subject = offer(heavy, "double")
    page = client.get(address, {"voir": subject}).content.decode()
    assert "disent presque la même chose" in page
    assert "Le chemin, si vous acceptez" in page
    assert "À faire" in page
    client.post(reverse("pathways:refuse", args=[heavy.id]), {"subject": subject})
    answer = SimplificationAnswer.objects.get()
    client.post(reverse("pathways:reconsider", args=[heavy.id, answer.id]))
    client.post(reverse("pathways:accept", args=[heavy.id]), {"subject": subject})
    assert SimplificationAnswer.objects.get().is_accepted
    again = client.post(reverse("pathways:accept", args=[heavy.id]), {"subject": subject}, follow=True)
    assert "le chemin a changé depuis" in again.content.decode()
