"""Tables, heaps, paper grids, photos, common answers, messages, and what is erased."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from jalons.accounts.enums import Role
from jalons.core.errors import DomainError
from jalons.core.ids import new_id
from jalons.rooms import exports, pictures, report
from jalons.rooms.actions import (
    erasing,
    grids,
    rooms,
    runsheet,
    sequences,
    settling,
    tables,
    tickets,
    votes,
)
from jalons.rooms.kinds.heaps.result import heaps
from jalons.rooms.kinds.moving.result import count, moves
from jalons.rooms.kinds.pictures.album import by_picture
from jalons.rooms.kinds.rating.plot import quarters
from jalons.rooms.kinds.timeline.line import draw, line
from jalons.rooms.models import CommonAnswer, Contribution, PaperGrid, Photo, Room, Sequence, Ticket, Vote
from jalons.rooms.queries import mine
from jalons.rooms.queries.console import board
from jalons.rooms.rules import QuestionClosedError
from tests import cast
from tests.rooms import build
from tests.rooms.build import CLAIRE, NOW, later, say

pytestmark = pytest.mark.django_db
PAUL = type(CLAIRE)(label="Paul Lavergne", id=new_id())


@pytest.fixture
def room() -> Room:
    return build.room()


def vote(sequence: Sequence, option: Any, answers: dict[str, str], *, token: str) -> None:
    votes.cast(
        room=sequence.step.room, sequence_id=sequence.id, ballot=new_id(), token=token, now=NOW,
        answers={option.id: answers},
    )  # fmt: skip


# --- a table and its heaps


def carded(room: Room) -> tuple[Sequence, list[Contribution]]:
    """Three cards of table 1, and the sequence where tables heap them."""
    words = build.sequence(room)
    table = room.tables.get(number=1)
    for text in ("Le car", "Le covoiturage", "La crèche"):
        say(words, text, table=table)
    say(words, "Une carte d’à côté", table=room.tables.get(number=2), token="phone-2")
    sequences.close(sequence=words, by=CLAIRE, now=NOW)
    made = build.sequence(room, "heaps", title="Nos tas")
    return made, list(Contribution.objects.filter(table=table).order_by("number"))


def test_a_table_heaps_its_own_cards_names_them_and_says_yes(room: Room) -> None:
    sequence, cards = carded(room)
    table = room.tables.get(number=1)
    placed = {cards[0].id: 0, cards[1].id: 0}
    tables.arrange(sequence=sequence, table=table, titles=["Se déplacer", ""], cards=placed, now=NOW)
    tables.validate(sequence=sequence, table=table, now=NOW)
    found = heaps(sequence)
    assert [(one.work.table.number, one.is_validated) for one in found] == [(1, True)]
    assert [(heap.title, heap.numbers) for heap in found[0].heaps] == [("Se déplacer", (1, 2))]
    assert [t.is_validated for t in board(room.step, room, now=NOW).tables] == [True, False]


def test_a_table_never_moves_another_table_s_card_nor_after_it_validated(room: Room) -> None:
    sequence, cards = carded(room)
    table, other = room.tables.get(number=1), Contribution.objects.get(table__number=2)
    with pytest.raises(DomainError, match="n’est pas de cette table"):
        tables.arrange(sequence=sequence, table=table, titles=["X"], cards={other.id: 0}, now=NOW)
    with pytest.raises(DomainError, match="au moins un tas"):
        tables.validate(sequence=sequence, table=table, now=NOW)
    tables.arrange(sequence=sequence, table=table, titles=["X"], cards={cards[0].id: 0}, now=NOW)
    tables.validate(sequence=sequence, table=table, now=NOW)
    with pytest.raises(DomainError, match="a validé"):
        tables.arrange(sequence=sequence, table=table, titles=["Y"], cards={}, now=NOW)
    tables.reopen(sequence=sequence, table=table, now=NOW)
    tables.arrange(sequence=sequence, table=table, titles=["Y"], cards={}, now=NOW)
    sequences.close(sequence=sequence, by=CLAIRE, now=NOW)
    with pytest.raises(QuestionClosedError):
        tables.arrange(sequence=sequence, table=table, titles=["Z"], cards={}, now=later(minutes=5))


def test_the_table_s_tablet_works_with_plain_forms(room: Room) -> None:
    _, cards = carded(room)
    tablet = Client()
    tablet.post(reverse("rooms:seat", args=[room.code]), {"table": "1", "category": "", "is_scribe": "on"})
    page = reverse("rooms:heaps", args=[room.code])
    assert "La crèche" in tablet.get(page).content.decode()
    answer = tablet.post(
        page, {"tas-1": "Se déplacer", "tas-2": "", f"carte-{cards[0].id}": "1", "geste": "valider"}
    )
    assert answer.status_code == 302
    assert "Validé par la table" in tablet.get(page).content.decode()
    assert Client().get(page).status_code == 302
    assert Ticket.objects.filter(is_scribe=True, table__number=1).count() == 1


def test_heaps_made_on_the_cloth_are_typed_by_their_numbers(room: Room) -> None:
    sequence, _ = carded(room)
    scribe = Client()
    scribe.force_login(cast.role(room.step.initiative, Role.TABLE_SCRIBE))
    page = reverse("rooms:paper_heaps", args=[room.step_id, sequence.id])
    wrong = scribe.post(page, {"table": "1", "lines": "Se déplacer : 1, 4"})
    assert (wrong.status_code, "n° 4 n’est pas" in wrong.content.decode()) == (422, True)
    scribe.post(page, {"table": "1", "lines": "Se déplacer : 1, 2\nGarder : 3", "is_validated": "on"})
    assert [(h.title, h.numbers) for h in heaps(sequence)[0].heaps] == [
        ("Se déplacer", (1, 2)),
        ("Garder", (3,)),
    ]


def test_seats_say_who_is_without_a_phone(room: Room) -> None:
    tables.seat(table=room.tables.get(number=1), people=7, by=CLAIRE, now=NOW)
    tickets.describe(room=room, token="a", table=1)
    tickets.describe(room=room, token="b", table=1, is_scribe=True)
    first, second = board(room.step, room, now=NOW).tables
    assert (first.phones, first.without_phone, first.has_scribe) == (2, 5, True)
    assert (second.phones, second.without_phone, second.has_scribe) == (0, None, False)
    with pytest.raises(DomainError, match="entre 0 et 60"):
        tables.seat(table=room.tables.get(number=1), people=61, by=CLAIRE, now=NOW)


# --- kinds with a time of their own


def test_a_moving_debate_asks_before_then_arguments_then_after_and_shows_who_moved(room: Room) -> None:
    sequence = build.sequence(room, "moving")
    option = sequence.options.all()[0]
    with pytest.raises(QuestionClosedError, match="pas le moment"):
        say(sequence, "Trop tôt", facet="for", option=option.id)
    vote(sequence, option, {"before": "against"}, token="a")
    sequences.next_moment(sequence=sequence, by=CLAIRE, now=NOW)
    sequence.refresh_from_db()
    with pytest.raises(QuestionClosedError, match="autre chose"):
        vote(sequence, option, {"before": "for"}, token="b")
    say(sequence, "On y gagne du temps", facet="for", option=option.id)
    sequences.next_moment(sequence=sequence, by=CLAIRE, now=NOW)
    sequence.refresh_from_db()
    vote(sequence, option, {"after": "for"}, token="a")
    vote(sequence, option, {"after": "for"}, token="c")
    debate = moves(sequence)[0]
    assert debate.lines == [("D’accord", 0, 2), ("Au milieu", 0, 0), ("Pas d’accord", 1, 0)]
    assert (debate.move.moved, debate.move.both, len(debate.pros)) == (1, 1, 1)
    with pytest.raises(DomainError, match="dernier temps"):
        sequences.next_moment(sequence=sequence, by=CLAIRE, now=NOW)
    sequences.undo(room=room, by=CLAIRE, now=NOW)
    sequence.refresh_from_db()
    assert sequence.settings["moment"] == "arguments"


POSITIONS = st.sampled_from(["against", "river", "for", None])


@given(st.lists(st.tuples(POSITIONS, POSITIONS)))
def test_those_who_moved_and_those_who_stayed_are_all_who_answered_twice(pairs: list[Any]) -> None:
    move = count(pairs)
    assert move.both == sum(1 for start, end in pairs if start and end)
    assert move.moved == sum(1 for start, end in pairs if start and end and start != end)
    assert sum(move.before.values()) == sum(1 for start, _ in pairs if start)
    assert sum(move.after.values()) == sum(1 for _, end in pairs if end)


@given(st.lists(st.integers(1, 4), min_size=1))
def test_quarters_are_answers_that_were_given_in_order(weights: list[int]) -> None:
    found = quarters(weights)
    assert found is not None
    assert {found.first, found.middle, found.third} <= set(weights)
    assert min(weights) <= found.first <= found.middle <= found.third <= max(weights)


def test_an_event_has_a_year_and_the_line_is_drawn_in_order(room: Room) -> None:
    sequence = build.sequence(room, "timeline")
    for year in (None, 1850, 2050):
        with pytest.raises(DomainError, match="année"):
            say(sequence, "Sans année", year=year)
    say(sequence, "La gare ferme", year=1988, facet="hindered")
    say(sequence, "La crèche ouvre <b>", year=1979, facet="helped")
    found = line(sequence)
    assert [(event.year, event.facet) for event in found.events] == [(1979, "helped"), (1988, "hindered")]
    assert "&lt;b&gt;" in found.svg
    assert draw([]) == ""


def test_a_picture_is_chosen_with_its_reason(room: Room) -> None:
    sequence = build.sequence(room, "pictures")
    bridge, fork = sequence.options.all()[:2]
    with pytest.raises(DomainError, match="d’abord une image"):
        say(sequence, "Sans image")
    say(sequence, "Il faut se rejoindre", option=bridge.id)
    say(sequence, "On hésite", option=fork.id)
    say(sequence, "Encore un pont", option=bridge.id, token="phone-2")
    assert [(one.picture.key, len(one.words)) for one in by_picture(sequence)] == [("bridge", 2), ("fork", 1)]


def test_the_group_settles_after_seeing_the_spread_and_says_why(room: Room) -> None:
    sequence = build.sequence(room, "assessment")
    option = sequence.options.all()[0]
    vote(sequence, option, {"": "4"}, token="a")
    vote(sequence, option, {"": "nsp"}, token="b")
    with pytest.raises(DomainError, match="d’abord l’écart"):
        settling.settle(option=option, value="2", reason="Peu de relais", by=CLAIRE, now=NOW)
    sequences.close(sequence=sequence, by=CLAIRE, reveal_result=True, now=NOW)
    option = sequence.options.select_related("sequence__step").get(id=option.id)
    with pytest.raises(DomainError, match="pourquoi"):
        settling.settle(option=option, value="2", reason=" ", by=CLAIRE, now=NOW)
    settling.settle(option=option, value="2", reason="Peu de relais", by=CLAIRE, now=NOW)
    settling.settle(option=option, value="3", reason="Deux relais nouveaux", by=CLAIRE, now=NOW)
    assert CommonAnswer.objects.get().value == "3"
    table = report.blocks(sequence)[0]
    assert table.rows[0][1:6] == ("0", "0", "0", "1", "1")  # type: ignore[union-attr]


# --- paper grids, read by two people


def typed(room: Room, sequence: Sequence, value: str = "p") -> PaperGrid:
    answers = {option.id: {"": value} for option in sequence.options.all()}
    return grids.enter(
        room=room, sequence_id=sequence.id, ballot=new_id(), answers=answers, token=f"grid-{new_id().hex}",
        by=CLAIRE, now=NOW,
    )  # fmt: skip


def test_a_grid_gets_a_number_once_and_is_read_by_somebody_else(room: Room) -> None:
    sequence = build.sequence(room, "abaque")
    assert [typed(room, sequence).number, typed(room, sequence).number] == [1, 2]
    grid = PaperGrid.objects.get(number=1)
    same = {option.id: {"": "p"} for option in sequence.options.all()}
    with pytest.raises(DomainError, match="quelqu’un d’autre"):
        grids.check(grid=grid, answers=same, by=CLAIRE, now=NOW)
    assert grids.check(grid=grid, answers=same, by=PAUL, now=NOW) == []
    grid.refresh_from_db()
    assert (grid.checked_by, grid.corrections, grids.unchecked(sequence)) == ("Paul Lavergne", 0, 1)
    with pytest.raises(DomainError, match="déjà été relue"):
        grids.check(grid=grid, answers=same, by=PAUL, now=NOW)


def test_a_difference_is_shown_then_the_second_reading_counts_and_the_first_stays_in_the_log(
    room: Room,
) -> None:
    sequence = build.sequence(room, "abaque")
    grid = typed(room, sequence)
    first, second = sequence.options.all()
    again = {first.id: {"": "mm"}, second.id: {"": "p"}}
    found = grids.check(grid=grid, answers=again, by=PAUL, now=NOW)
    assert [(one.option, one.first, one.second) for one in found] == [(first.id, "p", "mm")]
    assert Vote.objects.get(option=first).value == "p"
    assert grids.check(grid=grid, answers=again, by=PAUL, accepts=True, now=NOW) == []
    grid.refresh_from_db()
    assert (Vote.objects.get(option=first).value, grid.corrections, Vote.objects.count()) == ("mm", 1, 2)


def test_the_entry_screen_gives_the_number_and_the_second_screen_the_differences(room: Room) -> None:
    sequence = build.sequence(room, "abaque")
    first, second = Client(), Client()
    for client in (first, second):
        client.force_login(cast.role(room.step.initiative, Role.TABLE_SCRIBE))
    names = [f"o:{option.id}:" for option in sequence.options.all()]
    page = reverse("rooms:paper_grid", args=[room.step_id, sequence.id])
    done = first.post(page, {"ballot": str(new_id()), names[0]: "4", names[1]: "4"}, follow=True)
    assert "écrivez n° 1 sur la feuille" in done.content.decode()
    check = reverse("rooms:paper_check", args=[room.step_id, sequence.id, 1])
    own = first.post(check, {"ballot": str(new_id()), names[0]: "4", names[1]: "4"})
    assert (own.status_code, "quelqu’un d’autre" in own.content.decode()) == (422, True)
    found = second.post(check, {"ballot": str(new_id()), names[0]: "1", names[1]: "4"})
    assert (found.status_code, "1 écart" in found.content.decode().replace("\xa0", " ")) == (422, True)


# --- photos


def camera(size: tuple[int, int] = (2400, 1200)) -> bytes:
    """A photo as a phone makes it: turned, with where it was taken."""
    picture, written = Image.new("RGB", size, "white"), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "A camera"
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(written, "JPEG", exif=exif)
    return written.getvalue()


def test_a_photo_is_encoded_again_upright_smaller_and_without_what_the_camera_wrote() -> None:
    kept = pictures.keep(camera())
    assert (kept.width, kept.height) == (1000, 2000)
    with Image.open(io.BytesIO(kept.jpeg)) as again:
        assert (again.format, dict(again.getexif()), "exif" in again.info) == ("JPEG", {}, False)
    assert b"A camera" not in kept.jpeg


@pytest.mark.parametrize("raw", [b"", b"not a picture", b"<svg/>", b"\xff\xd8\xff" + b"0" * 50])
def test_what_is_not_a_photo_is_refused_with_a_sentence(raw: bytes) -> None:
    with pytest.raises(pictures.PictureError, match="photo"):
        pictures.keep(raw)


def test_photos_are_seen_by_those_who_record_and_by_nobody_else(room: Room) -> None:
    page = reverse("rooms:photos", args=[room.step_id])
    scribe = Client()
    scribe.force_login(cast.role(room.step.initiative, Role.TABLE_SCRIBE))
    upload = io.BytesIO(camera((40, 30)))
    upload.name = "p.jpg"
    assert scribe.post(page, {"photo": upload, "table": "1", "description": ""}).status_code == 422
    upload.seek(0)
    scribe.post(page, {"photo": upload, "table": "1", "description": "Trois colonnes de cartes"})
    photo = Photo.objects.get()
    address = reverse("rooms:photo", args=[room.step_id, photo.id])
    assert scribe.get(address)["Content-Type"] == "image/jpeg"
    for role, status in ((Role.SIGNATORY, 403), (None, 404)):
        other = Client()
        other.force_login(cast.role(room.step.initiative, role) if role else cast.user())
        assert other.get(address).status_code == status
    scribe.post(reverse("rooms:photo_remove", args=[room.step_id, photo.id]))
    assert Photo.objects.count() == 0


# --- what a device sent, and what is erased


def test_a_device_takes_away_what_it_sent_and_only_that(room: Room) -> None:
    sequence = build.sequence(room)
    say(sequence, "À moi", token="mine")
    say(sequence, "À une autre", token="theirs")
    sequences.close(sequence=sequence, by=CLAIRE, now=NOW)
    voted = build.sequence(room, "statements")
    vote(voted, voted.options.all()[0], {"": "agree"}, token="mine")
    found = mine.sent(room, "mine")
    assert [word["texte"] for word in found["paroles"]] == ["À moi"]
    assert [(one["reponse"], one["sur"]) for one in found["avis"]] == [("D’accord", build.PHRASES[0])]
    assert mine.sent(room, None)["paroles"] == []


def test_forgetting_a_device_keeps_every_count_and_leaves_no_link(room: Room) -> None:
    sequence = build.sequence(room)
    say(sequence, "À moi", token="mine")
    sequences.close(sequence=sequence, by=CLAIRE, now=NOW)
    voted = build.sequence(room, "statements")
    vote(voted, voted.options.all()[0], {"": "agree"}, token="mine")
    assert erasing.forget_device(room=room, token="mine") is True
    assert erasing.forget_device(room=room, token="mine") is False
    assert (Contribution.objects.count(), Vote.objects.count()) == (1, 1)
    assert Contribution.objects.get().ticket is None
    assert mine.sent(room, "mine")["avis"] == []


def test_retention_erases_rooms_long_past_once_and_writes_it_down(room: Room, capsys: Any) -> None:
    sequence = build.sequence(room)
    say(sequence, token="mine")
    sequences.close(sequence=sequence, by=CLAIRE, now=NOW)
    rooms.close_room(room=room, by=CLAIRE, now=NOW)
    room.step.starts_on = NOW.date() - timedelta(days=800)
    room.step.save(update_fields=["starts_on"])
    call_command("retention", "--dry-run")
    assert Ticket.objects.get().token == "mine"
    call_command("retention")
    assert Ticket.objects.get().token.startswith("efface-")
    call_command("retention")
    said = capsys.readouterr().out
    assert "1 identifiants" in said
    assert said.rstrip().endswith("Rien à effacer.")
    assert Contribution.objects.count() == 1


# --- messages, choices typed in the runsheet, papers


def test_a_message_is_on_every_screen_until_it_is_taken_away(room: Room) -> None:
    officer = Client()
    officer.force_login(cast.role(room.step.initiative, Role.COOPERATION_OFFICER))
    page = reverse("rooms:message", args=[room.step_id])
    officer.post(page, {"message": "Le repas est servi."})
    phone = Client().get(reverse("rooms:room", args=[room.code])).content.decode()
    screen = officer.get(reverse("rooms:projector", args=[room.step_id])).content.decode()
    assert ("Le repas est servi." in phone, "Le repas est servi." in screen) == (True, True)
    with pytest.raises(DomainError, match="trop long"):
        rooms.show_message(room=room, message="a" * 201, by=CLAIRE, now=NOW)
    officer.post(page, {})
    assert "Le repas" not in Client().get(reverse("rooms:room", args=[room.code])).content.decode()


def test_choices_are_typed_one_a_line_and_stay_once_people_answered(room: Room) -> None:
    sequence = runsheet.add_sequence(room.step, kind="statements", title="Nos phrases", by=CLAIRE, now=NOW)
    runsheet.type_options(sequence=sequence, labels=["Un", " ", "Deux", "Un"], by=CLAIRE, now=NOW)
    assert [option.label for option in sequence.options.all()] == ["Un", "Deux"]
    sequences.open_sequence(sequence=sequence, by=CLAIRE, now=NOW)
    vote(sequence, sequence.options.all()[0], {"": "agree"}, token="a")
    runsheet.type_options(sequence=sequence, labels=["Un", "Deux"], by=CLAIRE, now=NOW)
    with pytest.raises(DomainError, match="déjà répondu"):
        runsheet.type_options(sequence=sequence, labels=["Un", "Trois"], by=CLAIRE, now=NOW)


@pytest.mark.parametrize(
    "kind",
    ["collect", "pictures", "timeline", "statements", "rating", "dots", "abaque", "assessment", "heaps",
     "moving", "sorting"],
)  # fmt: skip
def test_every_kind_prints_its_paper_with_the_rule_and_its_codes(room: Room, kind: str) -> None:
    sheet = exports.sheet(build.sequence(room, kind))
    first = sheet.blocks[0]
    assert "Ne nommez personne" in first.text  # type: ignore[union-attr]
    assert len(sheet.blocks) > 1
