"""« Ce que votre parole est devenue »: by a ticket's code, by the poster, years later."""

from datetime import timedelta
from io import BytesIO

import pypdf
import pytest

from jalons.accounts.enums import Role
from jalons.changes.enums import ChangeStatus
from jalons.changes.models import LastingChange
from jalons.core.errors import DomainError
from jalons.diagnosis.enums import Relation, UrgencyStatus
from jalons.diagnosis.models import Cluster, ClusterMember, CrossReading, SocialUrgency
from jalons.initiatives.enums import StepStatus
from jalons.rooms.actions import rooms as room_actions
from jalons.rooms.models import Contribution
from jalons.workshops.actions import returns as actions
from jalons.workshops.actions import seats
from jalons.workshops.models import SessionReturn
from jalons.workshops.queries import returns as queries
from tests import cast
from tests.rooms import build as rooms
from tests.workshops import build
from tests.workshops.build import CLAIRE

pytestmark = pytest.mark.django_db

DECIDED = {"decided_on": cast.LONG_AGO, "decided_by": "L’équipe"}


def spoken(*texts, tables=2):
    """A table held, its room closed; the first seat said these words."""
    step = cast.step(status=StepStatus.HELD)
    room = room_actions.open_room(step=step, by=CLAIRE, tables=tables)
    seat = seats.prepare(step, seats=1, by=CLAIRE)[0]
    sequence = rooms.sequence(room, is_open=False)
    words = [build.word(sequence, text, ticket=seat.ticket, table=seat.ticket.table) for text in texts]
    room_actions.close_room(room=room, by=CLAIRE)
    room.refresh_from_db()
    return step, seat, words


def led_to_a_change(word, *, urgency=UrgencyStatus.RETAINED, change=ChangeStatus.VALIDATED):
    initiative = word.room.step.initiative
    cluster = Cluster.objects.create(initiative=initiative, title="Se déplacer", is_validated=True)
    ClusterMember.objects.create(cluster=cluster, contribution=word)
    reading = CrossReading.objects.create(
        initiative=initiative, relation=Relation.CONFIRMS, analysis="Secret"
    )
    reading.clusters.add(cluster)
    found = SocialUrgency.objects.create(
        initiative=initiative, title="Sans voiture", status=urgency, reason="Huit tables l’ont dit.",
        **(DECIDED if urgency != UrgencyStatus.PROPOSED else {}),
    )  # fmt: skip
    reading.urgencies.add(found)
    made = LastingChange.objects.create(
        initiative=initiative,
        title="Y aller seuls",
        statement="Les jeunes y vont.",
        who="Les jeunes",
        starting_situation="Ils attendent.",
        status=change,
        position=1,
    )
    made.urgencies.add(found)
    return made


def test_a_word_alone_is_kept_and_said_not_grouped_yet():
    _, seat, _ = spoken("Le car passe trop tôt")
    (fate,) = queries.of_ticket(seat).own
    assert (fate.text, fate.said, fate.reached) == ("Le car passe trop tôt", (queries.NOT_GROUPED,), 1)


def test_a_word_is_followed_to_the_change_in_plain_words():
    _, seat, (word,) = spoken("Le car passe trop tôt")
    led_to_a_change(word)
    (fate,) = queries.of_ticket(seat).own
    assert [said.replace("\xa0", " ") for said in fate.said] == [
        "Rapprochée d’autres paroles, sous le titre « Se déplacer ».",
        "Comparée aux chiffres du territoire : ils disent la même chose.",
        "Retenue dans l’urgence « Sans voiture ». Voici pourquoi : Huit tables l’ont dit.",
        "Devenue, avec d’autres, un changement validé par les collectivités : « Y aller seuls ».",
    ]
    assert [stage.is_reached for stage in fate.stages] == [True, True, True, True, False, False]


@pytest.mark.parametrize("status", [ChangeStatus.DRAFT, ChangeStatus.PROPOSED])
def test_what_is_still_being_written_is_not_read_aloud(status):
    _, seat, (word,) = spoken("Le car")
    led_to_a_change(word, urgency=UrgencyStatus.PROPOSED, change=status)
    said = " ".join(queries.of_ticket(seat).own[0].said)
    for working in ("Secret", "Sans voiture", "Y aller"):
        assert working not in said


def test_a_regroupement_not_validated_keeps_its_title_to_itself():
    _, seat, (word,) = spoken("Le car")
    cluster = Cluster.objects.create(initiative=word.room.step.initiative, title="À revoir")
    ClusterMember.objects.create(cluster=cluster, contribution=word)
    assert queries.of_ticket(seat).own[0].said == (
        "L’équipe est en train de la rapprocher d’autres paroles.",
    )


def test_a_word_put_apart_says_why_and_nothing_else():
    _, seat, (word,) = spoken("Mme Unetelle ne fait rien")
    led_to_a_change(word)
    Contribution.objects.filter(pk=word.pk).update(
        masked_at=cast.timezone.now(), masked_reason="nomme quelqu’un"
    )
    (fate,) = queries.of_ticket(seat).own
    assert (fate.aside, fate.said, fate.reached) == ("nomme quelqu’un", (), 1)


def test_cards_of_the_table_are_found_by_those_who_sat_there_and_by_them_alone():
    step, seat, _ = spoken("Dit sur le téléphone")
    sequence = step.sequences.get()
    here, elsewhere = step.room.tables.order_by("number")
    build.word(sequence, "Écrit sur une carte", table=here)
    build.word(sequence, "Écrit à côté", table=elsewhere)
    build.word(sequence, "Mis à part", table=here, masked_at=cast.timezone.now(), masked_reason="insulte")
    assert [fate.text for fate in queries.of_ticket(seat).table] == ["Écrit sur une carte"]


def test_the_ticket_opens_years_later_without_an_account(client):
    _, seat, (word,) = spoken("Le car passe trop tôt")
    led_to_a_change(word)
    long_ago = cast.timezone.now() - timedelta(days=365 * 4)
    Contribution.objects.filter(pk=word.pk).update(created_at=long_ago)
    assert client.get(f"/b/{seat.code}/").url == f"/b/{seat.code}/retour/"
    page = client.get(f"/b/{seat.code}/retour/").content.decode()
    assert "Le car passe trop tôt" in page
    assert "Y aller seuls" in page
    assert "/territoires/" not in page


def test_the_code_is_typed_as_one_likes(client):
    _, seat, _ = spoken("x")
    typed = f"{seat.code[:4].lower()} - {seat.code[4:]}"
    assert client.post("/b/", {"code": typed}).url == f"/b/{seat.code}/retour/"
    assert client.post("/b/", {"code": "ZZZZZZZZ"}).status_code == 422
    assert client.post("/b/", {"code": "trop court"}).status_code == 422
    assert client.get("/b/ZZZZZZZZ/").status_code == 404


def test_a_ticket_whose_link_was_erased_still_opens_the_words_of_its_table():
    _, seat, _ = spoken("Le car")
    Contribution.objects.filter(ticket=seat.ticket).update(ticket=None)
    found = queries.of_ticket(seat)
    assert (list(found.own), [fate.text for fate in found.table]) == ([], ["Le car"])


def test_the_hall_reads_where_words_went_and_never_a_word(client):
    step, _, words = spoken("Le car passe trop tôt", "Personne ne m’a demandé")
    led_to_a_change(words[0])
    opened = actions.open_return(step, message="Merci à toutes et tous.", by=CLAIRE)
    found = queries.of_hall(step)
    assert (found.received, found.ungrouped) == (2, 1)
    assert [(place.said, place.words) for place in found.by_stage[0][1]] == [("Se déplacer", 1)]
    page = client.get(f"/retour/{opened.token}/").content.decode()
    assert "Merci à toutes et tous." in page
    assert "Sans voiture" in page
    for verbatim in ("Le car passe", "Personne ne m’a"):
        assert verbatim not in page


def test_one_word_is_followed_by_its_number_without_its_text(client):
    step, _, (word,) = spoken("Le car passe trop tôt")
    led_to_a_change(word)
    opened = actions.open_return(step, message="", by=CLAIRE)
    page = client.get(f"/retour/{opened.token}/?numero={word.number}").content.decode()
    assert f"Parole n° {word.number}" in page
    assert "Le car passe" not in page
    assert client.get(f"/retour/{opened.token}/?numero=999").status_code == 422


def test_a_return_waits_for_the_table_and_keeps_its_address_when_it_opens_again(client):
    with pytest.raises(DomainError, match="pas encore eu lieu"):
        actions.open_return(cast.step(), message="", by=CLAIRE)
    step, _, _ = spoken("x")
    opened = actions.open_return(step, message="", by=CLAIRE)
    actions.close_return(opened, by=CLAIRE)
    assert client.get(f"/retour/{opened.token}/").status_code == 404
    again = actions.open_return(step, message="De retour.", by=CLAIRE)
    assert (again.token, SessionReturn.objects.count()) == (opened.token, 1)


def test_the_team_opens_the_return_and_prints_its_poster(client):
    step, _, _ = spoken("x")
    client.force_login(cast.role(step.initiative))
    address = f"/seances/{step.id}/restitution/"
    assert client.get(address + "affiche.pdf").status_code == 404
    client.post(address, {"message": "Merci."})
    poster = pypdf.PdfReader(BytesIO(client.get(address + "affiche.pdf").content))
    assert "Ce que votre parole est devenue" in " ".join(poster.pages[0].extract_text().split())
    client.post(address + "fermer/")
    assert SessionReturn.objects.get().closed_at is not None


@pytest.mark.parametrize(("role", "status"), [(Role.TRAINER, 200), (Role.PROJECT_TEAM, 403), (None, 404)])
def test_who_opens_the_return(client, role, status):
    step, _, _ = spoken("x")
    client.force_login(cast.role(step.initiative, role) if role else cast.user())
    assert client.get(f"/seances/{step.id}/restitution/").status_code == status


def test_a_ticket_reads_as_often_for_one_word_as_for_three(django_assert_num_queries):
    _, one, (word,) = spoken("un")
    led_to_a_change(word)
    _, three, words = spoken("un", "deux", "trois")
    for each in words:
        led_to_a_change(each)
    with django_assert_num_queries(16):
        queries.of_ticket(queries.by_code(one.code))
    with django_assert_num_queries(16):
        queries.of_ticket(queries.by_code(three.code))
