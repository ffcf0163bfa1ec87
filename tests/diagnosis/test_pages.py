"""The pages as people meet them: who may come in, what is kept, how many queries."""

import pytest
from django.urls import reverse

from jalons.accounts.enums import Role
from jalons.core.ids import new_id
from jalons.diagnosis.actions import merging, urgencies, wall
from jalons.diagnosis.enums import Relation, UrgencyStatus
from jalons.diagnosis.models import Cluster, ClusterMember, CrossReading, SocialUrgency, WallMove
from tests import cast
from tests.diagnosis import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return cast.initiative(slug="vassiviere")


@pytest.fixture
def staff(client, home):
    client.force_login(cast.role(home, Role.COOPERATION_OFFICER))
    return client


def at(name, *args):
    return reverse(f"diagnosis:{name}", args=["vassiviere", *args])


def addresses(home):
    cluster, reading, urgency = build.cluster(home), build.cross_reading(home), build.urgency(home)
    move = wall.move(home, cards=build.placed(build.card(home)), to=cluster, by=build.BY).move
    get = [
        at("wall"), at("moves"), at("cluster", cluster.id), at("edit_cluster", cluster.id),
        at("cross_readings"), at("create_cross_reading"), at("edit_cross_reading", reading.id),
        at("urgencies"), at("create_urgency"), at("urgency_result"), at("put_to_vote"),
        at("urgency", urgency.id), at("edit_urgency", urgency.id), at("decide_urgency", urgency.id),
    ]  # fmt: skip
    post = [
        at("put"), at("refuse_suggestion"), at("undo", move.id), at("merge_cluster", cluster.id),
        at("delete_cluster", cluster.id), at("validate_cluster", cluster.id),
        at("retire_cross_reading", reading.id), at("restore_cross_reading", reading.id),
        at("reopen_urgency", urgency.id), at("move_urgency", urgency.id),
    ]  # fmt: skip
    return get, post


@pytest.mark.parametrize(
    "role", [Role.TRAINER, Role.CAF_REFERENT, Role.COOPERATION_OFFICER, Role.PROJECT_TEAM]
)
def test_the_territorys_staff_opens_every_page(client, home, role):
    client.force_login(cast.role(home, role))
    get, _ = addresses(home)
    assert [client.get(address).status_code for address in get] == [200] * len(get)


@pytest.mark.parametrize("role", [Role.SIGNATORY, Role.TABLE_SCRIBE, Role.DPO])
def test_roles_that_do_not_read_words_are_refused(client, home, role):
    client.force_login(cast.role(home, role))
    get, post = addresses(home)
    assert {client.get(address).status_code for address in get} == {403}
    assert {client.post(address).status_code for address in post} == {403}


def test_people_without_a_role_here_see_nothing(client, home):
    client.force_login(cast.role(cast.initiative(slug="ailleurs")))
    get, post = addresses(home)
    assert {client.get(address).status_code for address in get} == {404}
    assert {client.post(address).status_code for address in post} == {404}


def test_objects_of_another_territory_are_not_found_under_this_one(staff, home):
    away = cast.initiative(slug="ailleurs")
    cluster, reading, urgency = build.cluster(away), build.cross_reading(away), build.urgency(away)
    found = [at("cluster", cluster.id), at("edit_cross_reading", reading.id), at("urgency", urgency.id)]
    assert {staff.get(address).status_code for address in found} == {404}


def test_the_wall_says_how_much_is_covered(staff, home):
    build.cluster(home, "Ici", [build.card(home, "Une parole rangée")])
    build.card(home, "Une parole seule")
    page = staff.get(at("wall")).content.decode()
    assert "2 paroles sur 2" in page
    assert "1 sans regroupement" in page
    assert "Une parole seule" in page
    assert "Une parole rangée" not in page


def test_a_plain_form_moves_the_ticked_cards_and_offers_to_take_it_back(staff, home):
    first, second, there = build.card(home), build.card(home), build.cluster(home)
    data = {"card": [first.id, second.id], "seen": [f"{first.id}:", f"{second.id}:"], "to": there.id}
    answer = staff.post(at("put"), data | {"dans": "sans", "q": "bus"})
    move = WallMove.objects.get()
    assert answer.url == f"{at('wall')}?dans=sans&q=bus&fait={move.id}"
    assert there.members.count() == 2
    assert "Reprendre ce geste" in staff.get(answer.url).content.decode()
    staff.post(at("undo", move.id))
    assert not ClusterMember.objects.exists()


def test_the_button_of_a_regroupement_wins_over_the_list(staff, home):
    card, listed, pressed = build.card(home), build.cluster(home, "Liste"), build.cluster(home, "Bouton")
    staff.post(
        at("put"), {"card": card.id, "seen": f"{card.id}:", "to": listed.id, "into": pressed.id, "title": "x"}
    )
    assert ClusterMember.objects.get().cluster == pressed


def test_a_new_title_forms_a_regroupement_with_the_ticked_cards(staff, home):
    card = build.card(home)
    staff.post(at("put"), {"card": card.id, "seen": f"{card.id}:", "title": "Le bus"})
    assert ClusterMember.objects.get().cluster.title == "Le bus"


def test_a_refused_move_keeps_the_ticks_and_the_title_and_says_why(staff, home):
    card = build.card(home)
    build.cluster(home, "Le bus")
    answer = staff.post(at("put"), {"card": card.id, "seen": f"{card.id}:", "title": "Le bus"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "porte déjà ce titre" in page
    assert 'value="Le bus"' in page
    assert 'aria-label="Cocher la parole n° 1" checked' in page


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Choisissez où ranger"),
        ({"to": "sans"}, "Cochez au moins une parole"),
        ({"to": "n’importe quoi"}, "vient d’être défait"),
        ({"to": "sans", "card": "pas-un-identifiant"}, "rechargez la page"),
        ({"title": "x" * 121}, "120 signes"),
    ],
)
def test_bad_moves_are_answered_with_what_to_do(staff, home, data, said):
    build.card(home)
    assert said in staff.post(at("put"), data).content.decode()


def test_a_card_moved_meanwhile_is_said_on_the_next_page(staff, home):
    card, mine = build.card(home), build.cluster(home, "Mien")
    theirs = build.cluster(home, "Leur", [card])
    answer = staff.post(at("put"), {"card": card.id, "seen": f"{card.id}:", "to": mine.id}, follow=True)
    assert "Quelqu’un vient de ranger la parole n° 1" in answer.content.decode()
    assert ClusterMember.objects.get().cluster == theirs


def test_a_suggestion_is_accepted_or_refused_in_one_press(staff, home):
    there = build.cluster(home, "Se déplacer", [build.card(home, "Le bus du matin")])
    kept, refused = build.card(home, "Un bus le soir"), build.card(home, "Un bus à midi")
    page = staff.get(at("wall")).content.decode()
    assert "Mots proches" in page
    seen = [f"{kept.id}:", f"{refused.id}:"]
    staff.post(at("put"), {"seen": seen, "suggested": f"{kept.id}:{there.id}", "title": "ignoré"})
    staff.post(at("refuse_suggestion"), {"seen": seen, "refused": f"{refused.id}:{there.id}"})
    assert there.members.count() == 2
    assert f'value="{refused.id}:{there.id}"' not in staff.get(at("wall")).content.decode()


@pytest.mark.parametrize("source", ["suggestions", "doublons", "toutes"])
def test_every_side_of_the_wall_has_its_address(staff, home, source):
    for text in ("Le bus du matin", "Un bus le soir", "Le bus est plein", "Le bus est plein !"):
        build.card(home, text)
    assert "Le bus est plein" in staff.get(at("wall"), {"dans": source}).content.decode()


def test_an_opened_regroupement_shows_its_cards_and_lets_them_out(staff, home):
    card = build.card(home)
    there = build.cluster(home, "Ici", [card])
    assert "Le bus passe trop tôt." in staff.get(at("wall"), {"dans": there.id}).content.decode()
    staff.post(at("put"), {"card": card.id, "seen": f"{card.id}:{there.id}", "into": "sans"})
    assert not ClusterMember.objects.exists()


def test_editing_keeps_what_was_typed_when_it_is_refused(staff, home):
    there = build.cluster(home, "Ici")
    build.cluster(home, "Pris")
    answer = staff.post(at("edit_cluster", there.id), {"title": "Pris", "summary": "Une phrase gardée"})
    assert answer.status_code == 422
    assert "Une phrase gardée" in answer.content.decode()


def test_merging_deleting_and_validating_from_the_pages(staff, home):
    card = build.card(home)
    here, there = build.cluster(home, "Ici", [card]), build.cluster(home, "Là")
    assert staff.post(at("merge_cluster", here.id), {}).status_code == 422
    staff.post(at("merge_cluster", here.id), {"into": there.id})
    staff.post(at("validate_cluster", there.id))
    assert Cluster.objects.get().is_validated
    staff.post(at("delete_cluster", there.id))
    assert not Cluster.objects.exists()


def three_of_each(home, count):
    rating = build.sequence(home, "rating")
    found = []
    for number in range(count):
        cards = [build.card(home, f"Parole {number} {index} du bus", table=index + 1) for index in range(2)]
        cluster = build.cluster(home, f"Groupe {number}", cards)
        build.card(home, f"Seule {number}")
        fact = build.fact(home, f"Fait {number}")
        reading = build.cross_reading(home, relation=Relation.CONFIRMS, facts=[fact], clusters=[cluster])
        found.append(build.urgency(home, f"Urgence {number}", cross_readings=[reading]))
    urgencies.put_to_vote(rating, urgencies=found, by=build.BY)
    for urgency in found:
        build.votes(rating, urgency, [{"gravity": 3, "will": 4}] * 6)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_wall_costs_the_same_queries_whatever_the_cards(staff, home, rows, django_assert_num_queries):
    three_of_each(home, rows)
    with django_assert_num_queries(13):
        staff.get(at("wall"))


@pytest.mark.parametrize("rows", [1, 3])
def test_croisements_cost_the_same_queries_whatever_the_rows(staff, home, rows, django_assert_num_queries):
    three_of_each(home, rows)
    with django_assert_num_queries(15):
        staff.get(at("cross_readings"))


@pytest.mark.parametrize("rows", [1, 3])
def test_urgencies_cost_the_same_queries_whatever_the_rows(staff, home, rows, django_assert_num_queries):
    three_of_each(home, rows)
    with django_assert_num_queries(15):
        staff.get(at("urgencies"))
    with django_assert_num_queries(13):
        staff.get(at("urgency_result"))


def test_croisements_are_filtered_by_relation_and_read_as_a_table(staff, home):
    build.cross_reading(home)
    page = staff.get(at("cross_readings"), {"relation": "nuance", "vue": "tableau"}).content.decode()
    assert "Les croisements, en tableau" in page
    empty = staff.get(at("cross_readings"), {"relation": "confirms"}).content.decode()
    assert "Aucun croisement de ce type" in empty


def test_the_form_of_a_croisement_refuses_wrong_sides_and_keeps_the_words(staff, home):
    cluster = build.cluster(home)
    data = {"relation": "confirms", "clusters": [cluster.id], "analysis": "Des mots gardés"}
    answer = staff.post(at("create_cross_reading"), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "choisissez aussi au moins un fait" in page
    assert "Des mots gardés" in page
    fact = build.fact(home)
    assert staff.post(at("create_cross_reading"), data | {"facts": [fact.id]}).status_code == 302
    assert CrossReading.objects.get().facts.get() == fact


def test_a_croisement_is_edited_retired_and_put_back(staff, home):
    reading = build.cross_reading(home)
    data = {"relation": "nuance", "clusters": [reading.clusters.get().id], "analysis": "Relu ensemble."}
    seen = reading.updated_at.isoformat()
    assert staff.post(at("edit_cross_reading", reading.id), data | {"seen": seen}).status_code == 302
    assert staff.post(at("edit_cross_reading", reading.id), data | {"seen": seen}).status_code == 422
    answer = staff.post(at("retire_cross_reading", reading.id))
    assert "Le remettre" in staff.get(answer.url).content.decode()
    staff.post(at("restore_cross_reading", reading.id))
    assert CrossReading.objects.get().analysis == "Relu ensemble."


def test_an_urgency_is_proposed_from_a_croisement_and_retained_with_a_reason(staff, home):
    reading = build.cross_reading(home)
    form = staff.get(at("create_urgency"), {"croisement": reading.id}).content.decode()
    assert f'value="{reading.id}" id="id_cross_readings_0" checked' in form.replace("  ", " ")
    staff.post(at("create_urgency"), {"title": "Se déplacer", "cross_readings": [reading.id]})
    urgency = SocialUrgency.objects.get()
    refused = staff.post(at("decide_urgency", urgency.id), {"status": "retained", "reason": ""})
    assert refused.status_code == 422
    staff.post(at("decide_urgency", urgency.id), {"status": "retained", "reason": "Dit partout."})
    urgency.refresh_from_db()
    assert (urgency.status, urgency.reason) == (UrgencyStatus.RETAINED, "Dit partout.")
    staff.post(at("reopen_urgency", urgency.id))
    urgency.refresh_from_db()
    assert urgency.status == UrgencyStatus.PROPOSED


def test_the_page_of_an_urgency_reaches_the_very_cards(staff, home):
    card = build.card(home, "Le bus de sept heures dix")
    reading = build.cross_reading(home, clusters=[build.cluster(home, "Bus", [card])])
    urgency = build.urgency(home, cross_readings=[reading])
    assert "Le bus de sept heures dix" in staff.get(at("urgency", urgency.id)).content.decode()


def test_under_five_voters_there_is_no_picture(staff, home):
    rating, urgency = build.sequence(home, "rating"), build.urgency(home)
    staff.post(at("put_to_vote"), {"sequence": rating.id, "urgencies": [urgency.id]})
    build.votes(rating, urgency, [{"gravity": 4, "will": 1}] * 4)
    page = staff.get(at("urgency_result")).content.decode()
    assert "two-axes" not in page
    assert "Moins de cinq personnes" in page
    build.votes(rating, urgency, [{"gravity": 4, "will": 1}])
    assert "two-axes" in staff.get(at("urgency_result")).content.decode()


def test_the_list_of_urgencies_keeps_the_chosen_order(staff, home):
    first, second = build.urgency(home, "Premier"), build.urgency(home, "Second")
    staff.post(at("move_urgency", second.id), {"sens": "haut"})
    assert list(SocialUrgency.objects.all()) == [second, first]


def test_unknown_addresses_of_moves_are_harmless(staff, home):
    build.card(home)
    merging.delete(build.cluster(home), by=build.BY)
    for done in ("rien", str(new_id())):
        assert staff.get(at("wall"), {"fait": done}).status_code == 200
