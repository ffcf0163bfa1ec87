"""The participant's phone, without JavaScript first."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jalons.core.ids import new_id
from jalons.rooms import cookies
from jalons.rooms.actions import rooms, runsheet, sequences
from jalons.rooms.models import Contribution, Room, Sequence, Ticket, Vote
from tests import cast
from tests.rooms import build
from tests.rooms.build import CLAIRE

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def room() -> Room:
    return build.room()


def open_now(room: Room, kind: str = "collect", **fields: Any) -> Sequence:
    """Open for real, since views read the clock."""
    sequence = build.sequence(room, kind, is_open=False, **fields)
    return sequences.open_sequence(sequence=sequence, by=CLAIRE)


def page(room: Room) -> str:
    return reverse("rooms:room", args=[room.code])


def post_words(client: Client, sequence: Sequence, text: str, **fields: Any) -> Any:
    extra = fields.pop("headers", {})
    data = {"id": str(new_id()), "sequence": str(sequence.id), "text": text} | fields
    return client.post(reverse("rooms:say", args=[sequence.step.room.code]), data, **extra)


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return found.group(1)


def test_a_code_leads_to_its_room_spaces_forgiven(client: Client, room: Room) -> None:
    typed = f" {room.code[:3]} {room.code[3:]} "
    assert client.post(reverse("rooms:join"), {"code": typed}).headers["Location"] == page(room)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("", "Tapez les six chiffres"), ("000000", "n’existe pas"), ("abc", "n’existe pas")],
)
def test_a_wrong_code_says_so_and_stays_in_the_field(client: Client, code: str, sentence: str) -> None:
    response = client.post(reverse("rooms:join"), {"code": code})
    assert (response.status_code, sentence in response.text) == (422, True)
    assert not code or f'value="{code}"' in response.text


def test_a_qr_code_of_no_room_asks_for_the_code(client: Client) -> None:
    assert client.get("/r/000000/").headers["Location"] == "/rejoindre/?code=000000"


def test_a_closed_room_says_so(client: Client, room: Room) -> None:
    rooms.close_room(room=room, by=CLAIRE)
    assert "Cette salle est fermée" in client.get(page(room)).text


def test_before_the_first_question_the_phone_waits(client: Client, room: Room) -> None:
    response = client.get(page(room))
    assert "s’affichera ici toute seule" in response.text
    assert response.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert Ticket.objects.count() == 0


def test_a_plain_form_is_received_with_its_number(client: Client, room: Room) -> None:
    sequence = open_now(room)
    html = client.get(page(room)).text
    assert sequence.prompt in html
    fields = {name: hidden(html, name) for name in ("id", "sequence", "jeton")}
    response = client.post(
        reverse("rooms:say", args=[room.code]), fields | {"text": "Le bus passe trop tôt."}
    )
    assert response.headers["Location"] == f"{page(room)}?recu=1"
    html = client.get(response.headers["Location"]).text
    assert re.search(r"Bien reçu, .*n° <span data-number>1</span>", html)
    assert "Le bus passe trop tôt." in html
    assert Contribution.objects.get().ticket.token == cookies.read(room.code, fields["jeton"])


def test_the_same_form_sent_twice_counts_once(client: Client, room: Room) -> None:
    sequence = open_now(room)
    same = str(new_id())
    answers = [post_words(client, sequence, "Le bus", id=same).headers["Location"] for _ in range(2)]
    assert answers == [f"{page(room)}?recu=1"] * 2
    assert Contribution.objects.count() == 1


def test_the_page_of_the_browser_s_memory_sent_again_with_other_words_keeps_them(
    client: Client, room: Room
) -> None:
    sequence = open_now(room)
    same = str(new_id())
    post_words(client, sequence, "Le bus", id=same)
    response = post_words(client, sequence, "La crèche", id=same)
    assert response.status_code == 409
    assert "déjà envoyé un autre texte" in response.text
    assert ">La crèche</textarea>" in response.text
    assert hidden(response.text, "id") != same


def test_invalid_then_resubmitted_changes_nothing_of_what_was_typed(client: Client, room: Room) -> None:
    sequence = open_now(room, "chain")
    long = "a" * 601
    refused = post_words(client, sequence, long, facet="action", for_somebody="on")
    assert refused.status_code == 422
    assert "trop long" in refused.text
    assert f">{long}</textarea>" in refused.text
    assert re.search(r'value="action" checked', refused.text)
    assert re.search(r'name="for_somebody" value="on" checked', refused.text)
    post_words(client, sequence, "a" * 600, facet="action", for_somebody="on")
    word = Contribution.objects.get()
    assert (len(word.text), word.facet, word.channel) == (600, "action", "scribe")


@pytest.mark.parametrize("text", ["", "   "])
def test_empty_words_get_a_sentence(client: Client, room: Room, text: str) -> None:
    response = post_words(client, open_now(room), text)
    assert (response.status_code, "Écrivez votre idée" in response.text) == (422, True)


@pytest.mark.parametrize(
    ("field", "value"),
    [("id", "pas-un-id"), ("id", "7f3e8e7a-36c5-4a8e-9d3e-0a1b2c3d4e5f"), ("sequence", "x")],
)
def test_a_damaged_page_says_to_reload(client: Client, room: Room, field: str, value: str) -> None:
    sent = {"id": str(new_id()), "sequence": str(open_now(room).id), "text": "Le bus"} | {field: value}
    response = client.post(reverse("rooms:say", args=[room.code]), sent)
    assert (response.status_code, "abîmée" in response.text, ">Le bus</textarea>" in response.text) == (
        422, True, True,
    )  # fmt: skip


def test_an_expired_question_keeps_the_text_on_the_screen(client: Client, room: Room) -> None:
    sequence = build.sequence(room)  # opened and closed long ago
    sequences.close(sequence=sequence, by=CLAIRE, now=build.NOW)
    response = post_words(client, sequence, "Ma dernière idée")
    assert response.status_code == 409
    assert "pas perdu" in response.text
    assert "readonly>Ma dernière idée</textarea>" in response.text


def test_a_question_of_another_room_is_not_at_the_programme(client: Client, room: Room) -> None:
    open_now(room)
    other = open_now(build.room())
    response = client.post(
        reverse("rooms:say", args=[room.code]),
        {"id": str(new_id()), "sequence": str(other.id), "text": "Le bus"},
    )
    assert (response.status_code, "plus au programme" in response.text) == (409, True)


def test_the_script_gets_a_receipt_201_then_200(client: Client, room: Room) -> None:
    sequence = open_now(room)
    same = str(new_id())
    first = post_words(client, sequence, "Le bus", id=same, headers=JSON)
    again = post_words(client, sequence, "Le bus", id=same, headers=JSON)
    assert (first.status_code, again.status_code) == (201, 200)
    assert json.loads(first.text) == json.loads(again.text)
    assert {name: json.loads(first.text)[name] for name in ("id", "number")} == {"id": same, "number": 1}


def test_the_script_is_told_what_it_may_do(client: Client, room: Room) -> None:
    sequence = open_now(room)
    same = str(new_id())
    post_words(client, sequence, "Le bus", id=same, headers=JSON)
    other = post_words(client, sequence, "La crèche", id=same, headers=JSON)
    empty = post_words(client, sequence, "", headers=JSON)
    sequences.pause(sequence=sequence, by=CLAIRE)
    paused = post_words(client, sequence, "La crèche", headers=JSON)
    told = [(r.status_code, json.loads(r.text)["reason"]) for r in (other, empty, paused)]
    assert told == [(409, "again"), (422, "wrong"), (409, "closed")]


def test_two_phones_are_two_people(room: Room) -> None:
    sequence = open_now(room)
    for phone in (Client(), Client()):
        phone.get(page(room))
        post_words(phone, sequence, "Le bus")
        post_words(phone, sequence, "La crèche")
    assert Ticket.objects.count() == 2
    assert sorted(t.contribution_set.count() for t in Ticket.objects.all()) == [2, 2]


def test_the_next_person_on_a_shared_tablet_is_somebody_else_at_the_same_table(
    client: Client, room: Room
) -> None:
    sequence = open_now(room)
    client.post(reverse("rooms:seat", args=[room.code]), {"table": "2", "category": "parent"})
    post_words(client, sequence, "Le bus")
    client.post(reverse("rooms:next", args=[room.code]))
    post_words(client, sequence, "La crèche")
    said = Contribution.objects.order_by("number").values_list("ticket__token", "table__number", "category")
    assert [row[1:] for row in said] == [(2, "parent"), (2, "")]
    assert said[0][0] != said[1][0]


def test_a_text_kept_by_the_tablet_belongs_to_who_wrote_it(client: Client, room: Room) -> None:
    sequence = open_now(room)
    mine = hidden(client.get(page(room)).text, "jeton")
    client.post(reverse("rooms:next", args=[room.code]))
    post_words(client, sequence, "Écrit avant", jeton=mine)
    assert Contribution.objects.get().ticket.token == cookies.read(room.code, mine)


def test_a_ticket_of_another_room_or_a_forged_one_is_not_believed(client: Client, room: Room) -> None:
    sequence = open_now(room)
    other = build.room()
    for jeton in (cookies.sign(other.code, "stolen"), "n’importe quoi"):
        post_words(client, sequence, "Le bus", jeton=jeton)
    assert Ticket.objects.filter(token="stolen").count() == 0


def test_a_wrong_category_is_refused_and_none_is_required(client: Client, room: Room) -> None:
    assert client.post(reverse("rooms:seat", args=[room.code]), {"category": "roi"}).status_code == 422
    assert (
        client.post(reverse("rooms:seat", args=[room.code]), {"category": "", "table": ""}).status_code == 302
    )


def test_a_phone_takes_its_word_back_or_corrects_it(client: Client, room: Room) -> None:
    sequence = open_now(room)
    post_words(client, sequence, "Un buss")
    own = reverse("rooms:own_word", args=[room.code, 1])
    assert ">Un buss</textarea>" in client.get(own).text
    fields = {"geste": "corriger", "id": str(new_id()), "sequence": str(sequence.id), "text": "Un bus"}
    assert client.post(own, fields).headers["Location"] == f"{page(room)}?recu=2"
    client.post(reverse("rooms:own_word", args=[room.code, 2]), {"geste": "retirer"})
    assert Contribution.objects.filter(withdrawn_at__isnull=True).count() == 0


def test_another_phone_cannot_touch_it(client: Client, room: Room) -> None:
    sequence = open_now(room)
    post_words(client, sequence, "Un bus")
    own = reverse("rooms:own_word", args=[room.code, 1])
    assert Client().get(own).status_code == 404
    refused = Client().post(own, {"geste": "retirer"})
    assert "Seul le téléphone" in refused.text
    assert Contribution.objects.get().withdrawn_at is None


def test_a_page_kept_too_long_gets_a_sentence_and_its_text_back(room: Room) -> None:
    sequence = open_now(room)
    strict = Client(enforce_csrf_checks=True)
    strict.get(page(room))
    response = post_words(strict, sequence, "Le bus", csrfmiddlewaretoken="x" * 64)
    assert response.status_code == 403
    assert "restée ouverte trop longtemps" in response.text
    assert ">Le bus</textarea>" in response.text
    token = hidden(response.text, "csrfmiddlewaretoken")
    assert post_words(strict, sequence, "Le bus", csrfmiddlewaretoken=token).status_code == 302


def test_the_script_is_told_that_its_token_is_old(room: Room) -> None:
    sequence = open_now(room)
    response = post_words(Client(enforce_csrf_checks=True), sequence, "Le bus", headers=JSON)
    assert (response.status_code, json.loads(response.text)["reason"]) == (403, "token")


def test_phrases_come_one_by_one_and_the_last_vote_counts(client: Client, room: Room) -> None:
    sequence = open_now(room, "abaque")
    one, two = list(sequence.options.all())
    vote = reverse("rooms:vote", args=[room.code])

    def send(option: Any, value: str) -> Any:
        fields = {"ballot": str(new_id()), "sequence": str(sequence.id), "position": str(option.position)}
        return client.post(vote, fields | {f"o:{option.id}:": value})

    html = client.get(page(room)).text
    assert one.label in html
    assert "Je préfère ne pas répondre" in html
    after = send(one, "mm").headers["Location"]
    assert two.label in client.get(after).text
    send(one, "pp")
    after = send(two, "noir").headers["Location"]
    assert "Vous avez répondu à tout" in client.get(after).text
    assert dict(Vote.objects.values_list("option__position", "value")) == {1: "pp", 2: "noir"}
    assert 'value="pp" checked' in client.get(page(room) + "?phrase=1").text


def test_a_vote_without_answer_gets_a_sentence(client: Client, room: Room) -> None:
    sequence = open_now(room, "rating")
    fields = {"ballot": str(new_id()), "sequence": str(sequence.id)}
    response = client.post(reverse("rooms:vote", args=[room.code]), fields)
    assert (response.status_code, "Choisissez une réponse" in response.text) == (422, True)


def test_the_quiz_teaches_after_each_answer(client: Client, room: Room) -> None:
    sequence = open_now(room, "quiz")
    option = sequence.options.all()[0]
    fields = {
        "ballot": str(new_id()),
        "sequence": str(sequence.id),
        "position": "1",
        f"o:{option.id}:": "impact",
    }
    after = client.post(reverse("rooms:vote", args=[room.code]), fields).headers["Location"]
    html = client.get(after).text
    assert "qui se déplace autrement" in html
    assert "Phrase suivante" in html


@pytest.mark.parametrize(
    "kind",
    [
        "collect",
        "fragments",
        "rating",
        "quiz",
        "abaque",
        "dots",
        "chain",
        "information",
        "pictures",
        "timeline",
        "statements",
        "assessment",
        "moving",
        "sorting",
        "heaps",
    ],
)
def test_every_kind_has_a_page_that_names_its_question(client: Client, room: Room, kind: str) -> None:
    sequence = open_now(room, kind, prompt="Que voyez-vous ?")
    response = client.get(page(room))
    assert response.status_code == 200
    assert "Que voyez-vous ?" in response.text
    assert f'data-sequence="{sequence.id}"' in response.text


def test_dots_are_placed_in_one_go(client: Client, room: Room) -> None:
    sequence = open_now(room, "dots")
    one, two = list(sequence.options.all())
    fields = {"ballot": str(new_id()), "sequence": str(sequence.id), f"o:{one.id}:": "1", f"o:{two.id}:": "0"}
    assert client.post(reverse("rooms:vote", args=[room.code]), fields).status_code == 302
    assert dict(Vote.objects.values_list("option__position", "value")) == {1: "1", 2: "0"}


def test_no_name_is_ever_asked(client: Client, room: Room) -> None:
    open_now(room)
    html = client.get(page(room)).text
    assert "Ne nommez personne" in html
    assert not re.search(r'name="(nom|name|email|telephone|phone)"', html)


def test_a_training_day_has_a_room_too(client: Client) -> None:
    from jalons.initiatives.enums import StepKind
    from jalons.initiatives.models import Step

    mission = cast.mission()
    step = Step.objects.create(
        mission=mission,
        kind=StepKind.TRAINING_DAY,
        rank=1,
        position=1,
        title="Jour 1",
        half_days=2,
        status="held",
        held_at=build.NOW,
        starts_on=build.NOW.date(),
    )
    made = rooms.open_room(step=step, by=CLAIRE)
    sequences.open_sequence(
        sequence=runsheet.add_sequence(step, kind="quiz", title="Quiz", by=CLAIRE), by=CLAIRE
    )
    assert mission.title in client.get(page(made)).text
