"""Console, projector, paper entry, runsheet and words: by role, by keyboard, without JavaScript."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from jalons.accounts.enums import Role
from jalons.accounts.models import User
from jalons.core.ids import new_id
from jalons.directory.enums import Category
from jalons.initiatives.enums import StepStatus
from jalons.rooms import traces
from jalons.rooms.actions import contributions, runsheet, sequences
from jalons.rooms.models import Contribution, Room, Sequence, Ticket, Vote
from jalons.rooms.queries import words as word_queries
from jalons.rooms.traces import Trace
from tests import cast
from tests.rooms import build
from tests.rooms.build import CLAIRE, NOW, say

pytestmark = pytest.mark.django_db
OFFICER, SCRIBE, SIGNATORY = Role.COOPERATION_OFFICER, Role.TABLE_SCRIBE, Role.SIGNATORY
STAFF_PAGES = ("console", "projector", "runsheet")


def signed_in(role: Role | None, on: Any) -> Client:
    client = Client()
    client.force_login(cast.role(on, role) if role else cast.user())
    return client


@pytest.fixture
def room() -> Room:
    return build.room()


@pytest.fixture
def officer(room: Room) -> Client:
    return signed_in(OFFICER, room.step.initiative)


def url(room: Room, name: str, *more: Any) -> str:
    return reverse(f"rooms:{name}", args=[room.step.id, *more])


def open_now(room: Room, kind: str = "collect", **fields: Any) -> Sequence:
    sequence = build.sequence(room, kind, is_open=False, **fields)
    return sequences.open_sequence(sequence=sequence, by=CLAIRE)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (OFFICER, (200, 200, 200, 200)),
        (SCRIBE, (403, 403, 403, 200)),
        (SIGNATORY, (403, 403, 403, 403)),
        (None, (404, 404, 404, 404)),
    ],
)
def test_who_may_open_the_pages_of_a_room(room: Room, role: Role | None, expected: tuple[int, ...]) -> None:
    client = signed_in(role, room.step.initiative)
    assert tuple(client.get(url(room, name)).status_code for name in (*STAFF_PAGES, "paper")) == expected


def test_the_scribe_of_one_table_types_for_that_session_only(room: Room) -> None:
    other = build.room(room.step.initiative)
    client = signed_in(SCRIBE, room.step)
    assert [client.get(url(r, "paper")).status_code for r in (room, other)] == [200, 404]


@pytest.mark.parametrize(("role", "expected"), [(OFFICER, 200), (SIGNATORY, 403), (SCRIBE, 403), (None, 404)])
def test_who_may_read_the_words(room: Room, role: Role | None, expected: int) -> None:
    say(build.sequence(room))
    client = signed_in(role, room.step.initiative)
    slug, word = room.step.initiative.slug, Contribution.objects.get().id
    assert client.get(reverse("rooms:words", args=[slug])).status_code == expected
    assert client.get(reverse("rooms:word", args=[word])).status_code == expected


def test_nobody_moves_a_room_without_the_right_to(room: Room) -> None:
    sequence = build.sequence(room, is_open=False)
    client = signed_in(SCRIBE, room.step.initiative)
    response = client.post(url(room, "move", "ouvrir"), {"sequence": sequence.id})
    sequence.refresh_from_db()
    assert (response.status_code, sequence.state) == (403, "planned")


def test_the_big_button_leads_from_opening_the_room_to_closing_it(room: Room, officer: Client) -> None:
    words, votes = (
        build.sequence(room, is_open=False, title="Paroles"),
        build.sequence(room, "abaque", is_open=False, title="Avis"),
    )
    steps = [
        ("Ouvrir «\u202fParoles\u202f»", "ouvrir", words),
        ("Fermer les réponses", "clore", words),
        ("Ouvrir «\u202fAvis\u202f»", "ouvrir", votes),
        ("Clore et montrer le résultat", "clore", votes),
    ]
    for label, move, sequence in steps:
        assert label in officer.get(url(room, "console")).text
        assert officer.post(url(room, "move", move), {"sequence": sequence.id}).status_code == 302
    assert "Fermer la salle" in officer.get(url(room, "console")).text
    votes.refresh_from_db()
    assert (votes.state, votes.is_revealed) == ("closed", True)


def test_a_refused_move_says_why_on_the_console(room: Room, officer: Client) -> None:
    build.sequence(room)
    second = build.sequence(room, is_open=False, title="Une autre")
    response = officer.post(url(room, "move", "ouvrir"), {"sequence": second.id}, follow=True)
    assert "est encore ouverte" in response.text


def test_an_unknown_move_or_a_sequence_of_another_step_is_not_found(room: Room, officer: Client) -> None:
    other = build.sequence(build.room(), is_open=False)
    assert officer.post(url(room, "move", "danser"), {"sequence": other.id}).status_code == 404
    assert officer.post(url(room, "move", "ouvrir"), {"sequence": other.id}).status_code == 404
    assert officer.post(url(room, "move", "ouvrir"), {"sequence": "x"}).status_code == 404


def test_pause_more_time_and_undo_by_plain_posts(room: Room, officer: Client) -> None:
    sequence = open_now(room)
    for move in ("pause", "reprendre", "plus"):
        officer.post(url(room, "move", move), {"sequence": sequence.id})
    before = Sequence.objects.get().closes_at
    officer.post(url(room, "undo"))
    after = Sequence.objects.get()
    assert before is not None
    assert after.closes_at is not None
    assert (before - after.closes_at).total_seconds() == 300
    assert "trop tard" in officer.post(url(room, "undo"), follow=True).text


def test_a_room_is_opened_from_the_console_with_its_tables(officer: Client, room: Room) -> None:
    step = cast.step(room.step.initiative, status=StepStatus.HELD, held_at=NOW, starts_on=NOW.date())
    assert "La salle n’est pas encore ouverte" in officer.get(reverse("rooms:console", args=[step.id])).text
    officer.post(reverse("rooms:open", args=[step.id]), {"tables": "6"})
    assert Room.objects.get(step=step).tables.count() == 6


def test_the_console_says_when_the_step_is_not_held(officer: Client, room: Room) -> None:
    step = cast.step(room.step.initiative)
    officer.post(reverse("rooms:open", args=[step.id]), {"tables": "2"})
    html = officer.get(reverse("rooms:console", args=[step.id])).text
    assert "La séance n’est pas encore ouverte" in html


def test_counts_stand_by_table_and_a_quiet_table_is_said(room: Room, officer: Client) -> None:
    sequence = open_now(room)
    table = room.tables.get(number=1)
    for _ in range(9):
        say(sequence, table=table)
    html = officer.get(url(room, "console")).text
    assert html.count("peu de paroles") == 1
    assert '<span class="con-n">9</span> paroles reçues' in html


def test_a_word_is_put_apart_in_one_tap_and_back(room: Room, officer: Client) -> None:
    sequence = open_now(room)
    say(sequence, "Le maire de Nulle-Part s’en fiche.")
    officer.post(url(room, "moderate", 1), {"reason": "Nomme une personne"})
    assert Contribution.objects.get().masked_reason == "Nomme une personne"
    assert "Nulle-Part" not in officer.get(url(room, "projector")).text
    officer.post(url(room, "moderate", 1), {"geste": "remettre"})
    assert "Nulle-Part" in officer.get(url(room, "projector")).text


def test_moderation_never_sends_elsewhere(room: Room, officer: Client) -> None:
    say(open_now(room))
    response = officer.post(url(room, "moderate", 1), {"reason": "x", "retour": "https://ailleurs.example/"})
    assert response.headers["Location"] == url(room, "console")


def test_the_console_costs_the_same_with_one_word_and_three(
    room: Room, officer: Client, django_assert_num_queries: Any
) -> None:
    # On PostgreSQL the live cursor also asks which writers are still at work.
    queries = 12 if connection.vendor == "postgresql" else 11
    sequence = open_now(room)
    say(sequence)
    officer.get(url(room, "console"))
    with django_assert_num_queries(queries):
        officer.get(url(room, "console"))
    say(sequence)
    say(sequence)
    with django_assert_num_queries(queries):
        officer.get(url(room, "console"))


def test_the_hall_s_screen_goes_from_joining_to_words_to_the_result(room: Room, officer: Client) -> None:
    screen = url(room, "projector")
    assert "Prenez votre téléphone" in officer.get(screen).text
    words = open_now(room, prompt="Que vivez-vous ?")
    assert "Les premières paroles vont s’afficher" in officer.get(screen).text
    say(words, "Le bus passe trop tôt.")
    assert "Le bus passe trop tôt." in officer.get(screen).text
    assert "Prenez votre téléphone" in officer.get(screen + "?scene=rejoindre").text
    sequences.close(sequence=words, by=CLAIRE)
    votes = open_now(room, "abaque")
    option = votes.options.all()[0]
    from jalons.rooms.actions.votes import cast as vote

    vote(room=room, sequence_id=votes.id, ballot=new_id(), answers={option.id: {"": "pp"}}, token="a")
    hidden = officer.get(screen).text
    assert "pas avant" in hidden
    assert "Tout à fait d’accord" not in hidden
    sequences.close(sequence=votes, by=CLAIRE, reveal_result=True)
    assert "Tout à fait d’accord" in officer.get(screen).text


@pytest.mark.parametrize("kind", ["rating", "quiz", "abaque", "dots"])
def test_every_kind_of_vote_shows_its_result_once_revealed(room: Room, officer: Client, kind: str) -> None:
    sequence = open_now(room, kind)
    sequences.close(sequence=sequence, by=CLAIRE, reveal_result=True)
    response = officer.get(url(room, "projector"))
    assert (response.status_code, "Le résultat s’affichera" in response.text) == (200, False)


def test_a_word_is_never_cut_on_the_hall_s_screen(room: Room, officer: Client) -> None:
    long = "Ici, " + "tout est loin, et " * 30
    say(open_now(room), long)
    assert long.strip() in officer.get(url(room, "projector")).text


def card(room: Room, sequence: Sequence, **fields: Any) -> dict[str, Any]:
    return {
        "id": str(new_id()),
        "sequence": str(sequence.id),
        "channel": "paper",
        "text": "une carte",
    } | fields


def test_cards_are_typed_one_a_line_and_what_was_chosen_stays(room: Room, officer: Client) -> None:
    sequence = open_now(room)
    eymoutiers = cast.commune("Eymoutiers", epci=room.step.initiative.territory)
    chosen = {"table": "2", "category": "parent", "commune": str(eymoutiers.id), "happened_on": "2026-10-05"}
    response = officer.post(url(room, "paper"), card(room, sequence, **chosen))
    assert response.status_code == 302
    html = officer.get(response.headers["Location"]).text
    assert "Carte n° 1 enregistrée" in html
    assert '<option value="parent" selected>' in html
    assert f'<option value="{eymoutiers.id}" selected>' in html
    assert 'value="2026-10-05"' in html
    word = Contribution.objects.get()
    assert (word.channel, word.category, word.commune, word.table.number, word.ticket) == (
        "paper", "parent", eymoutiers, 2, None,
    )  # fmt: skip
    assert word.entered_by == "Claire Aubert"


def test_cards_and_phones_share_one_stream_of_numbers(room: Room, officer: Client) -> None:
    sequence = open_now(room)
    say(sequence, token="a")
    officer.post(url(room, "paper"), card(room, sequence))
    say(sequence, token="a")
    assert list(Contribution.objects.values_list("number", "channel")) == [
        (1, "phone"), (2, "paper"), (3, "phone"),
    ]  # fmt: skip


def test_the_same_card_sent_twice_counts_once(room: Room, officer: Client) -> None:
    same = card(room, open_now(room))
    for _ in range(2):
        officer.post(url(room, "paper"), same)
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " "}, "Écrivez votre idée"),
        ({"happened_on": "demain"}, "Donnez une date"),
        ({"happened_on": "2000-01-01"}, "deux ans"),
        ({"text": "a" * 601}, "trop long"),
    ],
)
def test_a_wrong_card_says_what_to_do_and_keeps_what_was_typed(
    room: Room, officer: Client, fields: dict[str, str], sentence: str
) -> None:
    response = officer.post(url(room, "paper"), card(room, open_now(room), category="parent", **fields))
    assert (response.status_code, sentence in response.text) == (422, True)
    assert '<option value="parent" selected>' in response.text
    assert Contribution.objects.count() == 0


def test_a_typed_card_is_taken_back(room: Room, officer: Client) -> None:
    officer.post(url(room, "paper"), card(room, open_now(room)))
    officer.post(url(room, "undo_entry", 1))
    assert Contribution.objects.get().withdrawn_at is not None


def test_before_any_question_the_paper_page_says_what_will_come(room: Room, officer: Client) -> None:
    assert "Aucune question n’a encore été posée" in officer.get(url(room, "paper")).text


def test_paper_grids_are_one_person_each(room: Room, officer: Client) -> None:
    sequence = open_now(room, "abaque")
    sequences.close(sequence=sequence, by=CLAIRE)
    one, two = list(sequence.options.all())
    grid = url(room, "paper_grid", sequence.id)
    for keys in (("5", "-"), ("++", "?")):
        fields = {"ballot": str(new_id()), f"o:{one.id}:": keys[0], f"o:{two.id}:": keys[1]}
        assert officer.post(grid, fields).status_code == 302
    assert Ticket.objects.count() == 2
    assert sorted(Vote.objects.values_list("option__position", "value")) == [
        (1, "pp"), (1, "pp"), (2, "blanc"), (2, "m"),
    ]  # fmt: skip


def test_a_key_that_means_nothing_is_said_and_the_grid_stays(room: Room, officer: Client) -> None:
    sequence = open_now(room, "abaque")
    one, two = list(sequence.options.all())
    fields = {"ballot": str(new_id()), f"o:{one.id}:": "9", f"o:{two.id}:": "5"}
    response = officer.post(url(room, "paper_grid", sequence.id), fields)
    assert (response.status_code, "ne veut rien dire ici" in response.text) == (422, True)
    assert 'value="9"' in response.text
    assert Vote.objects.count() == 0


def test_a_runsheet_is_composed_by_plain_forms(room: Room, officer: Client) -> None:
    page = url(room, "runsheet")
    officer.post(page, {"kind": "information", "title": "Accueil", "minutes": "30"})
    officer.post(page, {"kind": "quiz", "title": "Quiz", "deck": "action_or_change"})
    officer.post(page, {"kind": "dots", "title": "Choix", "dots": "2", "stacking": "on"})
    parts = list(room.step.sequences.order_by("position"))
    assert [(p.title, p.minutes) for p in parts] == [("Accueil", 30), ("Quiz", 30), ("Choix", 10)]
    assert (parts[1].options.count(), parts[2].settings) == (6, {"dots": 2, "stacking": True})
    officer.post(url(room, "sequence_move", parts[2].id), {"geste": "monter"})
    officer.post(url(room, "sequence_move", parts[0].id), {"geste": "retirer"})
    assert list(room.step.sequences.order_by("position").values_list("title", flat=True)) == ["Choix", "Quiz"]
    assert "40 min en tout" in officer.get(page).text


def test_a_wrong_part_keeps_what_was_typed(room: Room, officer: Client) -> None:
    fields = {"kind": "collect", "title": "", "prompt": "Que vivez-vous ?", "minutes": "0"}
    response = officer.post(url(room, "runsheet"), fields)
    assert response.status_code == 422
    assert "Donnez un titre" in response.text
    assert ">\nQue vivez-vous ?</textarea>" in response.text


def test_a_part_is_edited(room: Room, officer: Client) -> None:
    part = runsheet.add_sequence(room.step, kind="collect", title="Paroles", by=CLAIRE)
    page = url(room, "sequence", part.id)
    assert "Paroles" in officer.get(page).text
    officer.post(page, {"title": "Mieux dit", "minutes": "20", "prompt": "Quoi ?", "intention": "écouter"})
    part.refresh_from_db()
    assert (part.title, part.minutes, part.intention) == ("Mieux dit", 20, "écouter")


def words_page(room: Room) -> str:
    return reverse("rooms:words", args=[room.step.initiative.slug])


def test_words_are_listed_without_those_put_apart_or_taken_back(room: Room, officer: Client) -> None:
    sequence = open_now(room)
    for text in ("gardée", "retirée", "masquée"):
        say(sequence, text, token="mine", now=sequence.opened_at)
    contributions.withdraw(room=room, number=2, token="mine", now=sequence.opened_at)
    officer.post(url(room, "moderate", 3), {"reason": "Insulte ou menace"})
    html = officer.get(words_page(room)).text
    assert [text in html for text in ("gardée", ">retirée<", ">masquée<")] == [True, False, False]


def test_words_are_filtered_by_question_channel_and_text(room: Room, officer: Client) -> None:
    sequence = open_now(room)
    say(sequence, "Le bus")
    officer.post(url(room, "paper"), card(room, sequence, text="La crèche"))
    found = [
        "Le bus" in officer.get(words_page(room), query).text
        for query in (
            {"canal": "phone"},
            {"canal": "paper"},
            {"mots": "BUS"},
            {"mots": "train"},
            {"sequence": "x"},
        )
    ]
    assert found == [True, False, True, False, True]


@pytest.mark.parametrize("count", [1, 3])
def test_the_words_page_costs_the_same_for_one_and_three(
    room: Room, officer: Client, django_assert_num_queries: Any, count: int
) -> None:
    sequence = open_now(room)
    for _ in range(count):
        say(sequence)
    officer.get(words_page(room))
    with django_assert_num_queries(WORDS_QUERIES):
        officer.get(words_page(room))


WORDS_QUERIES = 17


def test_category_and_place_stand_together_from_five_people_on(room: Room) -> None:
    sequence = build.sequence(room)
    epci = room.step.initiative.territory
    augne, eymoutiers = cast.commune("Augne", epci=epci), cast.commune("Eymoutiers", epci=epci)
    for number in range(6):
        for place in (augne, eymoutiers):
            for category in (Category.PARENT, Category.SENIOR):
                if (place, category) == (augne, Category.SENIOR) and number > 1:
                    continue
                token = f"{place}-{category}-{number}"
                say(sequence, token=token, category=category, commune=place)
    shown = {(w.category, w.place) for w in word_queries.words(room.step.initiative)}
    # two seniors of Augne are hidden, and so are the cells that would give them back
    assert shown == {("Parent", ""), ("Personne de plus de 75 ans", "")}


def test_five_cards_of_a_table_may_be_one_person(room: Room) -> None:
    sequence = build.sequence(room)
    augne = cast.commune("Augne", epci=room.step.initiative.territory)
    for _ in range(6):
        contributions.enter(
            room=room, sequence_id=sequence.id, by=CLAIRE, now=NOW,
            words=build.words(category="parent", commune=augne, table=room.tables.get(number=1)),
        )  # fmt: skip
    assert {w.place for w in word_queries.words(room.step.initiative)} == {""}


def test_from_a_word_to_what_it_led_to(room: Room, officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    say(build.sequence(room))
    word = Contribution.objects.get()
    monkeypatch.setattr(traces, "_TRACERS", [])
    far, near = Trace("Changement", "Être gardé", "/c/", 4), Trace("Regroupement", "Horaires", "/r/", 1)
    traces.register(lambda ids: {word.id: [far, near]} if word.id in ids else {})
    assert [t.kind for t in traces.of([word.id])[word.id]] == ["Regroupement", "Changement"]
    assert "Regroupement : Horaires" in officer.get(words_page(room)).text.replace("\u202f:", " :")
    html = officer.get(reverse("rooms:word", args=[word.id])).text
    assert html.index('href="/r/"') < html.index('href="/c/"')


def test_a_word_without_trace_says_so(room: Room, officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "_TRACERS", [])
    say(build.sequence(room))
    html = officer.get(reverse("rooms:word", args=[Contribution.objects.get().id])).text
    assert "dans aucun regroupement" in html


def test_counts_of_a_territory(room: Room) -> None:
    sequence = build.sequence(room)
    for number in range(6):
        say(sequence, token=f"p{number}", category="parent")
    say(sequence, token="s", category="senior")
    found = word_queries.counts(room.step.initiative)
    assert (found.total, found.apart, found.by_channel) == (7, 0, {"phone": 7, "paper": 0, "scribe": 0})
    assert found.by_category == {"parent": 6}  # one senior is not told apart


def test_the_author_of_an_account_is_not_kept_with_a_phone_s_words(room: Room) -> None:
    say(build.sequence(room))
    assert (Contribution.objects.get().entered_by, User.objects.count()) == ("", 0)
