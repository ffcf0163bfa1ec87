"""The screens, by role, and what is typed is kept when a move is refused."""

import pytest
from django.urls import reverse

from jalons.accounts.enums import Role
from jalons.changes import narrative, queries
from jalons.changes.actions import ideal
from jalons.changes.models import FormalValidation, LastingChange
from tests import cast
from tests.changes import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return build.territory()


@pytest.fixture
def officer(client, place):
    client.force_login(cast.role(place))
    return client


def page(response):
    return response.content.decode()


def said(response):
    return [str(m) for m in response.context["messages"]]


TERRITORY_PAGES = ["ideal_future", "changes", "write", "merge", "actors", "validation"]


@pytest.mark.parametrize("name", TERRITORY_PAGES)
def test_people_without_a_role_see_nothing(client, place, name):
    client.force_login(cast.user())
    assert client.get(reverse(f"changes:{name}", args=[place.slug])).status_code == 404


@pytest.mark.parametrize("name", TERRITORY_PAGES)
def test_empty_pages_say_what_to_do_first(officer, place, name):
    assert officer.get(reverse(f"changes:{name}", args=[place.slug])).status_code == 200


@pytest.mark.parametrize(
    ("role", "name", "status"),
    [
        (Role.SIGNATORY, "changes", 200),
        (Role.SIGNATORY, "ideal_future", 200),
        (Role.SIGNATORY, "validation", 200),
        (Role.SIGNATORY, "write", 403),
        (Role.SIGNATORY, "actors", 403),
        (Role.TABLE_SCRIBE, "write", 403),
        (Role.PROJECT_TEAM, "write", 200),
    ],
)
def test_each_role_does_its_part(client, place, role, name, status):
    client.force_login(cast.role(place, role))
    assert client.get(reverse(f"changes:{name}", args=[place.slug])).status_code == status


def test_a_signatory_reads_what_is_decided_and_no_verbatim(client, place):
    client.force_login(cast.role(place, Role.SIGNATORY))
    draft, cards = build.lineage(place)
    address = draft.get_absolute_url()
    assert build.STATEMENT not in page(client.get(address))
    assert draft.title not in page(client.get(reverse("changes:changes", args=[place.slug])))
    build.choosing.retain(draft, by=build.BY, now=build.NOW)
    shown = page(client.get(address))
    assert (build.STATEMENT in shown, cards[0].text in shown) == (True, False)


def test_a_signatory_does_not_read_the_draft_of_the_futur_ideal(client, place):
    ideal.write_draft(
        ideal.begin(place), text="Un brouillon secret.", easy_text="", author="X", by=build.BY, now=build.NOW
    )
    client.force_login(cast.role(place, Role.SIGNATORY))
    assert "Un brouillon secret." not in page(client.get(reverse("changes:ideal_future", args=[place.slug])))


def test_the_page_of_a_change_shows_the_very_cards(officer, place):
    change, cards = build.lineage(place)
    shown = page(officer.get(change.get_absolute_url()))
    assert all(card.text in shown for card in cards)


def test_writing_a_change_keeps_what_was_typed_when_it_is_refused(officer, place):
    address = reverse("changes:write", args=[place.slug])
    response = officer.post(address, {"title": "", "statement": build.STATEMENT, "who": "Les jeunes"})
    assert (build.STATEMENT in page(response), LastingChange.objects.count()) == (True, 0)
    officer.post(address, {"title": "Se déplacer", "statement": build.STATEMENT})
    assert LastingChange.objects.get().title == "Se déplacer"


def test_reading_the_wording_again_asks_questions_and_saves_nothing(officer, place):
    address = reverse("changes:write", args=[place.slug])
    response = officer.post(address, {"title": "", "statement": "Créer un café des parents", "relire": "oui"})
    assert ("Cela ressemble à une action" in page(response), LastingChange.objects.count()) == (True, 0)


def test_a_badly_worded_change_is_saved_all_the_same(officer, place):
    address = reverse("changes:write", args=[place.slug])
    officer.post(address, {"title": "Café", "statement": "Créer un café des parents"})
    assert LastingChange.objects.get().statement == "Créer un café des parents"


def test_retaining_without_what_rule_19_asks_says_what_lacks(officer, place):
    change = build.change(place, who="")
    response = officer.post(reverse("changes:retain", args=[change.id]), follow=True)
    assert "Dites qui change." in said(response)[-1]
    officer.post(reverse("changes:retain", args=[change.id]), {"reason": "La table y tient."})
    change.refresh_from_db()
    assert change.status == "retained"


def test_the_road_from_draft_to_submission_by_the_screens(officer, place):
    build.signatory(place, "Commune", contact_email="mairie@exemple.example")
    for _ in range(4):
        officer.post(reverse("changes:retain", args=[build.change(place).id]))
    response = officer.post(reverse("changes:submit", args=[place.slug]), follow=True)
    assert queries.current_change_set(place).number == 1
    assert "La version est figée" in said(response)[-1]
    officer.post(reverse("changes:send_links", args=[place.slug, 1]))
    assert officer.get(reverse("changes:change_set", args=[place.slug, 1])).status_code == 200


def test_three_changes_are_not_submitted_and_the_page_says_why(officer, place):
    build.retained(place, 3)
    response = officer.post(reverse("changes:submit", args=[place.slug]), follow=True)
    assert "de quatre à six" in said(response)[-1]


def test_editing_after_submission_warns_before_and_says_after(officer, place):
    build.submitted(place)
    change = LastingChange.objects.first()
    address = reverse("changes:edit", args=[change.id])
    assert "chez les signataires" in page(officer.get(address))
    typed = {"title": "Autre titre", "statement": change.statement, "who": "X", "starting_situation": "Y"}
    urgencies = [str(u.id) for u in change.urgencies.all()]
    response = officer.post(address, typed | {"urgencies": urgencies}, follow=True)
    assert any("se prononcer de nouveau" in message for message in said(response))
    assert queries.current_change_set(place).number == 2


# Signing -----------------------------------------------------------------------------------------


@pytest.fixture
def asked(place):
    return build.submitted(place).validations.filter(signatory__is_authority=True).first()


TYPED = {"decision": "favourable", "decided_on": "2026-06-12", "deliberation_reference": "2026-41"}


@pytest.fixture
def in_june(monkeypatch):
    monkeypatch.setattr("jalons.core.clock.now", lambda: build.LATER)


def test_a_signatory_reads_the_frozen_version_and_decides_once_without_an_account(client, asked, in_june):
    address = reverse("changes:sign", args=[asked.token])
    assert build.STATEMENT in page(client.get(address))
    response = client.post(address, TYPED, follow=True)
    assert "Décision enregistrée" in page(response)
    asked.refresh_from_db()
    assert (asked.is_favourable, asked.recorded_by.endswith("(lien personnel)")) == (True, True)
    again = client.post(address, TYPED | {"decision": "refused", "reserves": "Non."})
    assert "déjà enregistrée" in page(again)
    asked.refresh_from_db()
    assert asked.decision == "favourable"


def test_a_wrong_link_leads_nowhere(client, asked):
    assert client.get(reverse("changes:sign", args=["nimporte-quoi"])).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"decided_on": "12 juin peut-être"}, "Écrivez une date"),
        ({"decided_on": "2027-01-01"}, "Cette date est à venir"),
        ({"decided_on": "2026-01-01"}, "précède l’envoi"),
        ({"deliberation_reference": ""}, "référence de la délibération"),
        ({"decision": "refused"}, "motif du refus"),
    ],
)
def test_a_bad_decision_gets_a_sentence_and_keeps_what_was_typed(client, asked, in_june, wrong, sentence):
    response = client.post(reverse("changes:sign", args=[asked.token]), TYPED | wrong)
    shown = page(response)
    kept = (TYPED | wrong)["deliberation_reference"]
    assert (response.status_code, sentence in shown, kept in shown) == (422, True, True)
    assert not FormalValidation.objects.get(id=asked.id).is_recorded


def test_the_officer_types_and_the_caf_referent_confirms(client, place, asked, in_june):
    officer, referent = cast.role(place), cast.role(place, Role.CAF_REFERENT)
    client.force_login(officer)
    address = reverse("changes:record", args=[place.slug, asked.id])
    assert "preuve" in page(client.post(address, TYPED))
    client.post(address, TYPED | {"proof": "Procès-verbal."})
    confirm = reverse("changes:confirm", args=[place.slug, asked.id])
    assert "Vous avez saisi" in said(client.post(confirm, follow=True))[-1]
    client.force_login(referent)
    client.post(confirm)
    asked.refresh_from_db()
    assert asked.is_favourable
    assert client.get(address).status_code == 200


def test_a_signatory_account_speaks_for_its_own_collectivity_only(client, place, in_june):
    account = cast.role(place, Role.SIGNATORY)
    mine = build.signatory(place, "Mienne", contact_email=account.email.upper())
    build.signatory(place, "Autre", contact_email="autre@exemple.example")
    frozen = build.submitted(place)
    client.force_login(account)
    for row in frozen.validations.all():
        client.post(reverse("changes:record", args=[place.slug, row.id]), TYPED | {"proof": "Procès-verbal."})
    confirmed = {row.signatory_id for row in frozen.validations.all() if row.is_confirmed}
    assert confirmed == {mine.id}


def test_a_project_team_member_does_not_record_a_validation(client, place, asked):
    client.force_login(cast.role(place, Role.PROJECT_TEAM))
    assert client.get(reverse("changes:record", args=[place.slug, asked.id])).status_code == 403


def test_a_validation_is_found_in_its_own_territory_only(client, asked):
    elsewhere = build.territory()
    client.force_login(cast.role(elsewhere))
    assert client.get(reverse("changes:record", args=[elsewhere.slug, asked.id])).status_code == 404


# Costs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_with_one_or_three_changes(officer, place, many, django_assert_num_queries):
    build.retained(place, many)
    for _ in range(many):
        build.change(place)
    with django_assert_num_queries(LIST_QUERIES):
        officer.get(reverse("changes:changes", args=[place.slug]))


@pytest.mark.parametrize("many", [1, 3])
def test_the_validation_page_costs_the_same_with_one_or_three_signatories(
    officer, place, many, django_assert_num_queries
):
    for n in range(many):
        build.signatory(place, f"Commune {n}")
    build.submitted(place)
    with django_assert_num_queries(VALIDATION_QUERIES):
        officer.get(reverse("changes:validation", args=[place.slug]))


LIST_QUERIES = 10
VALIDATION_QUERIES = 14


# Reading aloud -----------------------------------------------------------------------------------


def test_a_draft_is_read_as_it_will_be_heard():
    text = "\n".join(["Chacun sait à qui parler près de chez soi, et les enfants jouent dehors."] * 6)
    reading = narrative.read(text)
    assert (reading.words, reading.lines, reading.remarks) == (6 * 14, 6, ())
    assert reading.spoken == "34 secondes"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Chacun sait.", "court"),
        ("Les gens se parlent.\n" * 20, "long"),
        ("Les enfants joueront dehors.\n" * 6, "au futur"),
        ("Le taux atteint 80 % des familles.\n" * 6, "mesures"),
    ],
)
def test_remarks_are_soft_and_say_why(text, word):
    assert any(word in remark for remark in narrative.read(text).remarks)
