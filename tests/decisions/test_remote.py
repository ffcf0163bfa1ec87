"""A round at a distance by the screens, the hall's screen, and pages that follow each other."""

from datetime import timedelta

import pytest
from django.urls import reverse

from jalons.accounts.enums import Role
from jalons.core import clock
from jalons.decisions import links
from jalons.decisions.actions import outcomes, rounds
from jalons.decisions.enums import ConsentState
from jalons.decisions.queries.screen import screen_of
from jalons.decisions.queries.wall import wall_of
from tests import cast
from tests.decisions import build

pytestmark = pytest.mark.django_db
RULES = {
    "layout": "fishbowl",
    "seats": "0",
    "seat_names": "Commune de Nedde\nPorte-parole des parents",
    "invited_organisations": "2",
    "quorum_percent": "50",
    "answer_days": "7",
    "silence_rule": "Qui n’a pas répondu au bout de sept jours n’a pas d’objection.",
}


@pytest.fixture
def consent():
    place = cast.initiative()
    return build.consent(initiative=place, step=build.room(place).step)


@pytest.fixture
def officer(client, consent):
    client.force_login(cast.role(consent.initiative))
    return client


@pytest.fixture
def asked(officer, consent):
    """The rules are said, the round at a distance is open; its two links."""
    officer.post(reverse("decisions:rules", args=[consent.id]), RULES)
    consent.refresh_from_db()
    build.brought_to("objection", consent)
    voices = consent.voices.filter(is_expected=True)
    addresses = [reverse("decisions:remote", args=[links.token_of(v.id, v.code_generation)]) for v in voices]
    officer.logout()
    return addresses


def test_each_voice_answers_by_its_own_link_without_an_account(client, consent, asked):
    page = client.get(asked[0]).content.decode()
    assert ("Commune de Nedde" in page, "Qui n’a pas répondu" in page) == (True, True)
    assert client.post(asked[0], {"says": "no_objection"}).status_code == 302
    assert list(consent.answers.values_list("voice__label", "says")) == [("Commune de Nedde", "no_objection")]
    assert "Bien reçu" in client.get(asked[0]).content.decode()
    assert "Bien reçu" not in client.get(asked[1]).content.decode()


def test_an_objection_by_link_is_argued_then_lifted_by_its_author_only(client, consent, asked):
    silent = client.post(asked[1], {"says": "objection", "argument": " "})
    assert (silent.status_code, consent.objections.count()) == (422, 0)
    client.post(asked[1], {"says": "objection", "argument": "le bus ne passe pas", "target": "sans voiture"})
    rounds.open_next(consent, by=build.BY, now=build.NOW)
    build.amended(consent)
    others = client.post(asked[0], {"says": "lift", "number": "1"})
    assert (others.status_code, consent.objections.get().is_open) == (422, True)
    page = client.get(asked[1]).content.decode()
    assert ("<ins>" in page, "La version 2 lève mon objection" in page) == (True, True)
    client.post(asked[1], {"says": "lift", "number": "1", "argument": "Cela, je peux le porter."})
    assert consent.objections.get().status == "lifted"


@pytest.mark.parametrize("spoiled", ["x", "a.b", "{}"])
def test_a_link_that_we_did_not_sign_leads_nowhere(client, asked, spoiled):
    assert client.get(reverse("decisions:remote", args=[spoiled])).status_code == 404


def test_a_link_dies_when_the_code_is_given_again(client, consent, asked):
    voice = consent.voices.filter(is_expected=True).first()
    voice.code_generation += 1
    voice.save()
    assert client.get(asked[0]).status_code == 404


def test_a_decision_taken_in_the_room_has_no_link(client, consent):
    voice = consent.voices.create(kind="table", label="Table 1", is_expected=True)
    address = reverse("decisions:remote", args=[links.token_of(voice.id, voice.code_generation)])
    assert client.get(address).status_code == 404


def test_whoever_leads_sees_the_links_and_nobody_else(client, consent, asked):
    page = reverse("decisions:consent", args=[consent.id])
    client.force_login(cast.role(consent.initiative))
    assert asked[0] in client.get(page).content.decode()
    client.force_login(cast.role(consent.initiative, Role.PROJECT_TEAM))
    assert asked[0] not in client.get(page).content.decode()


def test_silence_adopts_at_the_end_of_the_announced_time_and_not_before(consent, asked, client):
    client.post(asked[0], {"says": "no_objection"})
    end = screen_of(consent).answers_until
    with pytest.raises(Exception, match="délai"):
        build.adopt(consent, now=end - timedelta(minutes=1))
    build.adopt(consent, now=end)
    assert consent.state == ConsentState.ADOPTED


def test_an_adjourned_decision_comes_back_at_a_distance(officer, consent):
    build.brought_to("objection", consent)
    outcomes.leave(
        consent,
        state=ConsentState.POSTPONED,
        reason="Le temps manque.",
        returns_on=build.REVIEW,
        by=build.BY,
        now=build.NOW,
    )
    officer.post(reverse("decisions:rules", args=[consent.id]), RULES)
    outcomes.resume(consent, by=build.BY, now=clock.now())
    consent.refresh_from_db()
    assert (consent.state, consent.answer_days) == (ConsentState.OBJECTION, 7)
    refused = officer.post(reverse("decisions:rules", args=[consent.id]), RULES | {"answer_days": "1"})
    assert "avant le tour des objections" in refused.content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"seat_names": "Nedde\nNedde"}, "deux fois"),
        ({"seat_names": "x" * 81}, "80 signes"),
        ({"quorum_percent": "101"}, "100"),
        ({"answer_days": "61"}, "60"),
    ],
)
def test_rules_that_do_not_stand_are_sent_back_with_what_was_typed(officer, consent, wrong, sentence):
    page = officer.post(reverse("decisions:rules", args=[consent.id]), RULES | wrong).content.decode()
    assert (sentence in page, RULES["silence_rule"] in page) == (True, True)


def test_the_quorum_is_a_share_that_the_rules_say(officer, consent):
    officer.post(reverse("decisions:rules", args=[consent.id]), RULES | {"quorum_percent": "100"})
    consent.refresh_from_db()
    assert screen_of(consent).quorum_needed == 2


# The hall's screen -------------------------------------------------------------------------------


def test_the_wall_says_what_the_round_asks_and_never_a_count(officer, consent):
    build.brought_to("objection", consent)
    build.say_none(consent)
    build.objection(consent)
    page = officer.get(reverse("decisions:wall", args=[consent.id])).content.decode()
    assert ("une raison sérieuse" in page, "bus est à six" in page) == (True, False)
    rounds.open_next(consent, by=build.BY, now=build.NOW)
    assert wall_of(consent).objection == consent.objections.get()
    build.amended(consent)
    wall = wall_of(consent)
    texts = ["".join(s.text for s in paragraph) for paragraph in wall.paragraphs]
    assert ("\n".join(texts), wall.has_news) == (build.BETTER, True)


def test_the_room_shows_the_wall_while_the_sequence_runs(officer, consent):
    build.brought_to("clarification", consent)
    build.open_sequence(consent.step.room)
    page = officer.get(reverse("rooms:projector", args=[consent.step_id])).content.decode()
    assert ("consent-wall" in page, "près de chez soi" in page) == (True, True)


def test_a_scribe_does_not_open_the_halls_screen(client, consent):
    client.force_login(cast.role(consent.initiative, Role.TABLE_SCRIBE))
    assert client.get(reverse("decisions:wall", args=[consent.id])).status_code == 403


def test_the_story_of_a_decision_is_told_in_order(consent):
    build.brought_to("objection", consent)
    build.retained(consent)
    rounds.open_next(consent, by=build.BY, now=build.NOW + timedelta(minutes=10))
    rounds.amend(
        consent,
        text=build.BETTER,
        reason="La voiture.",
        author="Équipe",
        by=build.BY,
        now=build.NOW + timedelta(minutes=20),
    )
    told = screen_of(consent).timeline
    assert [m.at for m in told] == sorted(m.at for m in told)
    labels = [m.label for m in told]
    assert labels.index("Objection 1 entendue, une personne") < labels.index("Version 2 écrite")
