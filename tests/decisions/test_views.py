"""The screens of a decision, by role, with what is typed kept when a move is refused."""

import re
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from jalons.accounts.enums import Role
from jalons.core.ids import new_id
from jalons.core.typography import day
from jalons.decisions.actions import outcomes, rounds, voices
from jalons.decisions.enums import ConsentState, Layout
from jalons.decisions.models import Objection
from jalons.initiatives.models import Signatory
from jalons.rooms import cookies
from jalons.stakeholders.models import Actor, Mobilisation
from tests import cast
from tests.decisions import build

pytestmark = pytest.mark.django_db


def url(name, consent, *args):
    return reverse(f"decisions:{name}", args=[consent.id, *args])


@pytest.fixture
def consent():
    place = cast.initiative()
    room = build.room(place, tables=2)
    return build.consent(initiative=place, step=room.step, layout=Layout.TABLES)


@pytest.fixture
def officer(client, consent):
    client.force_login(cast.role(consent.initiative))
    return client


def messages_of(response):
    return [str(m) for m in response.context["messages"]]


@pytest.mark.parametrize("name", ["consent", "texts", "amend", "rules", "leave", "adopt", "raise"])
def test_people_without_a_role_see_nothing(client, consent, name):
    client.force_login(cast.user())
    assert client.get(url(name, consent)).status_code == 404


@pytest.mark.parametrize(
    ("role", "name", "status"),
    [
        (Role.PROJECT_TEAM, "amend", 403),
        (Role.PROJECT_TEAM, "raise", 200),
        (Role.TABLE_SCRIBE, "raise", 200),
        (Role.TABLE_SCRIBE, "adopt", 403),
        (Role.SIGNATORY, "raise", 403),
        (Role.SIGNATORY, "consent", 200),
        (Role.TRAINER, "adopt", 200),
        (Role.CAF_REFERENT, "leave", 200),
    ],
)
def test_each_role_does_its_part(client, consent, role, name, status):
    client.force_login(cast.role(consent.initiative, role))
    assert client.get(url(name, consent)).status_code == status


def test_a_signatory_reads_the_text_only_once_it_is_adopted(client, consent):
    client.force_login(cast.role(consent.initiative, Role.SIGNATORY))
    assert "près de chez soi" not in client.get(url("consent", consent)).content.decode()
    assert "près de chez soi" not in client.get(url("texts", consent)).content.decode()
    build.brought_to("objection", consent)
    for voice in consent.voices.all():
        build.objections.say_none(consent, voice=voice, by=build.BY, now=build.NOW)
    build.adopt(consent)
    assert "près de chez soi" in client.get(url("consent", consent)).content.decode()
    assert "près de chez soi" in client.get(url("texts", consent)).content.decode()


def test_the_page_leads_from_round_to_round_with_one_button(officer, consent):
    for expected in ("Présentée", "En clarification", "En réaction", "En amélioration"):
        officer.post(url("next", consent), follow=True)
        consent.refresh_from_db()
        assert consent.get_state_display() == expected
    page = officer.get(url("consent", consent)).content.decode()
    assert "Garder ce texte et écouter les objections" in page


def test_a_refused_move_says_why_and_moves_nothing(officer, consent):
    build.brought_to("objection", consent)
    response = officer.post(url("next", consent), follow=True)
    assert messages_of(response) == ["Aucune objection n’est ouverte\u202f: le texte peut être adopté."]


def test_an_objection_typed_gives_a_code_once_and_its_page_asks_for_it(officer, consent):
    build.brought_to("objection", consent)
    response = officer.post(
        url("raise", consent), {"argument": "le bus ne passe pas", "target": "sans voiture"}, follow=True
    )
    found = Objection.objects.get()
    (said,) = messages_of(response)
    assert voices.code(found.voice) in said
    again = officer.get(url("objection", consent, found.number))
    assert voices.code(found.voice) not in again.content.decode()


def test_a_wrong_code_keeps_what_was_typed(officer, consent):
    build.brought_to("objection", consent)
    found = build.objection(consent)
    response = officer.post(
        url("author", consent, found.number), {"says": "withdraw", "code": "ZZZZZ", "note": "Vu ensemble."}
    )
    page = response.content.decode()
    assert (response.status_code, "ZZZZZ" in page, "Vu ensemble." in page) == (422, True, True)
    found.refresh_from_db()
    assert found.is_open


def test_the_whole_road_of_an_objection_by_the_screens(officer, consent):
    build.brought_to("objection", consent)
    officer.post(url("raise", consent), {"argument": "le bus ne passe pas", "target": "sans voiture"})
    found = Objection.objects.select_related("voice").get()
    code = voices.code(found.voice)
    officer.post(url("author", consent, 1), {"says": "confirm", "code": code})
    officer.post(url("test", consent, 1), {"verdict": "retained", "kind": "limit", "reason": "À main levée."})
    officer.post(url("propose", consent, 1), {"proposal": "sans dépendre d’une seule voiture"})
    officer.post(url("next", consent))
    for name in ("consent", "texts", "amend"):
        assert officer.get(url(name, consent)).status_code == 200
    officer.post(
        url("amend", consent), {"text": build.BETTER, "reason": "Moins promettre.", "author": "Équipe"}
    )
    officer.post(url("author", consent, 1), {"says": "lift", "code": code})
    for voice in consent.voices.filter(kind="table"):
        officer.post(url("no_objection", consent, voice.id))
    officer.post(
        url("adopt", consent), {"review_on": "2030-05-20", "others": "Foyer ; 2", "waiver": "Neige."}
    )
    consent.refresh_from_db()
    found.refresh_from_db()
    assert (consent.state, consent.adopted_version, found.status) == ("adopted", 2, "lifted")
    page = officer.get(url("consent", consent)).content.decode()
    assert re.search(r"<ins>dépendre d’une seule\s*</ins>", page)
    assert "Levée par la version 2" in page


def test_the_preview_of_an_amendment_writes_nothing(officer, consent):
    build.brought_to("improvement", consent)
    response = officer.post(url("amend", consent), {"text": build.BETTER, "apercu": "oui"})
    assert "<ins>" in response.content.decode()
    assert consent.versions.count() == 1


def test_an_amendment_refused_keeps_the_text_that_was_typed(officer, consent):
    build.brought_to("improvement", consent)
    response = officer.post(url("amend", consent), {"text": build.BETTER, "reason": "", "author": "Équipe"})
    assert "dépendre" in response.content.decode()
    assert consent.versions.count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"review_on": "2020-01-01"}, "La relecture se fixe à une date à venir."),
        ({"review_on": "2030-01-01", "others": "Foyer"}, "écrivez le nom, un point-virgule"),
        ({"review_on": "2030-01-01", "others": "Foyer ; 2"}, "Le quorum n’y est pas"),
        ({"review_on": "pas une date"}, "date"),
    ],
)
def test_an_adoption_refused_says_what_to_do(officer, consent, fields, sentence):
    build.brought_to("objection", consent)
    for voice in consent.voices.all():
        build.objections.say_none(consent, voice=voice, by=build.BY, now=build.NOW)
    response = officer.post(url("adopt", consent), fields)
    assert sentence in response.content.decode()
    consent.refresh_from_db()
    assert consent.state == "objection"


def test_an_exit_shows_its_reason_and_its_date(officer, consent):
    build.brought_to("objection", consent)
    officer.post(
        url("leave", consent),
        {"state": "postponed", "reason": "Trop tard ce soir.", "returns_on": "2030-01-15"},
    )
    page = officer.get(url("consent", consent)).content.decode()
    assert ("Trop tard ce soir." in page, day(date(2030, 1, 15)) in page) == (True, True)


def test_words_of_the_rounds_are_kept_and_a_second_reaction_is_refused(officer, consent):
    build.brought_to("reaction", consent)
    table = consent.voices.first()
    typed = {"kind": "reaction", "voice": str(table.id), "text": "Cela nous parle.", "answer": ""}
    officer.post(url("note", consent), typed)
    again = officer.post(url("note", consent), typed | {"text": "Encore."})
    page = again.content.decode()
    assert ("chacun parle une fois" in page, "Encore." in page) == (True, True)
    assert consent.contributions.count() == 1


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_the_same_whatever_the_number_of_objections(
    officer, consent, many, django_assert_num_queries
):
    build.brought_to("objection", consent)
    for _ in range(many):
        build.objection(consent)
    more = connection.vendor == "postgresql"  # the live cursor asks once more there
    with django_assert_num_queries(QUERIES + more):
        officer.get(url("consent", consent))


QUERIES = 21


# Phones ------------------------------------------------------------------------------------------


def phone_post(client, consent, token, **fields):
    room = consent.step.room
    signed = cookies.sign(room.code, token)
    return client.post(url("phone", consent), {"jeton": signed, **fields})


def test_two_phones_are_two_voices(client, consent):
    build.brought_to("objection", consent)
    build.open_sequence(consent.step.room)
    phone_post(client, consent, "a" * 24, says="no_objection")
    phone_post(client, consent, "b" * 24, says="objection", argument="le bus ne passe pas", id=str(new_id()))
    assert sorted(consent.answers.values_list("says", flat=True)) == ["no_objection", "objection"]
    assert Objection.objects.get().is_confirmed


def test_a_phone_lifts_its_own_objection_and_not_anothers(client, consent):
    build.brought_to("objection", consent)
    build.open_sequence(consent.step.room)
    phone_post(client, consent, "b" * 24, says="objection", argument="le bus ne passe pas")
    rounds.open_next(consent, by=build.BY, now=build.NOW)
    build.amended(consent)
    stolen = phone_post(client, consent, "a" * 24, says="lift", number="1")
    assert (stolen.status_code, Objection.objects.get().is_open) == (409, True)
    mine = phone_post(client, consent, "b" * 24, says="lift", number="1")
    assert (mine.status_code, Objection.objects.get().status) == (302, "lifted")


def test_a_closed_question_keeps_what_the_phone_typed(client, consent):
    build.brought_to("objection", consent)
    response = phone_post(client, consent, "a" * 24, says="objection", argument="le bus ne passe pas")
    assert (response.status_code, "le bus ne passe pas" in response.content.decode()) == (409, True)
    assert Objection.objects.count() == 0


def test_an_empty_objection_is_sent_back_with_a_sentence(client, consent):
    build.brought_to("objection", consent)
    build.open_sequence(consent.step.room)
    response = phone_post(client, consent, "a" * 24, says="objection", argument="  ")
    assert "parce que" in response.content.decode()
    assert Objection.objects.count() == 0


def test_without_a_ticket_nothing_is_taken(client, consent):
    build.brought_to("objection", consent)
    build.open_sequence(consent.step.room)
    assert client.post(url("phone", consent), {"says": "no_objection"}).status_code == 409
    assert consent.answers.count() == 0


def test_an_exit_closes_the_phones_too(client, consent):
    build.brought_to("objection", consent)
    build.open_sequence(consent.step.room)
    outcomes.leave(
        consent,
        state=ConsentState.POSTPONED,
        reason="Tard.",
        returns_on=build.REVIEW,
        by=build.BY,
        now=build.NOW,
    )
    assert phone_post(client, consent, "a" * 24, says="no_objection").status_code == 409


def test_the_phones_page_shows_the_text_its_answer_and_nobody_elses(client, consent):
    build.brought_to("objection", consent)
    build.open_sequence(consent.step.room)
    room_url = f"/r/{consent.step.room.code}/"
    page = client.get(room_url).content.decode()
    assert ("près de chez soi" in page, "Votre réponse sur" in page) == (True, False)
    client.post(url("phone", consent), {"says": "objection", "argument": "le bus ne passe pas"})
    mine = client.get(room_url).content.decode()
    assert ("Votre réponse sur" in mine, "le bus ne passe pas" in mine) == (True, True)
    client.cookies.clear()
    other = client.get(room_url).content.decode()
    assert ("Votre réponse sur" in other, "le bus ne passe pas" in other) == (False, False)


def test_the_adoption_counts_those_who_were_invited_by_name(officer, consent):
    actor = Actor.objects.create(
        initiative=consent.initiative, label="Foyer rural", category="association", shape="organisation"
    )
    Mobilisation.objects.create(actor=actor, step=consent.step, status="confirmed", invited_at=build.NOW)
    caf = cast.organisation("Caf", "caf")
    Signatory.objects.create(initiative=consent.initiative, organisation=caf, is_authority=False)
    build.brought_to("objection", consent)
    for voice in consent.voices.all():
        build.objections.say_none(consent, voice=voice, by=build.BY, now=build.NOW)
    page = officer.get(url("adopt", consent)).content.decode()
    assert page.index("people_0") < page.index("Foyer rural")
    typed = {"review_on": "2030-01-01", "people_0": "2", "people_1": "3", "waiver": "Sans EPCI."}
    officer.post(url("adopt", consent), typed)
    assert set(consent.presences.values_list("label", "people", "is_invited")) == {
        ("Caf", 2, True),
        ("Foyer rural", 3, True),
    }


def test_an_adopted_decision_offers_its_record_and_one_under_way_has_none(officer, consent):
    assert officer.get(reverse("decisions:record", args=[consent.id, "pdf"])).status_code == 404
    build.brought_to("objection", consent)
    for voice in consent.voices.all():
        build.objections.say_none(consent, voice=voice, by=build.BY, now=build.NOW)
    build.adopt(consent)
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        address = reverse("decisions:record", args=[consent.id, kind])
        assert address in officer.get(url("consent", consent)).content.decode()
        assert officer.get(address).content.startswith(start)
    stranger = cast.role(cast.initiative(territory=cast.epci("Ailleurs")))
    officer.force_login(stranger)
    assert officer.get(reverse("decisions:record", args=[consent.id, "pdf"])).status_code == 404
