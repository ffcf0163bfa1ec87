"""What is printed for a room: seats without a name, cards, grids, posters, the sign-in sheet."""

import re
from io import BytesIO

import docx
import pypdf
import pytest

from jalons.accounts.enums import Role
from jalons.core.errors import DomainError
from jalons.documents import docx as word_documents
from jalons.documents import pdf
from jalons.documents.tree import from_json, to_json
from jalons.rooms import cookies
from jalons.rooms.actions import rooms as room_actions
from jalons.rooms.actions import runsheet
from jalons.rooms.kinds.base import OptionDraft
from jalons.rooms.models import Ticket
from jalons.workshops.actions import seats as actions
from jalons.workshops.exports import papers
from jalons.workshops.models import SeatCode
from jalons.workshops.queries import papers as queries
from tests import cast
from tests.workshops.build import CLAIRE

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[2-9A-HJ-NP-Z]{4} [2-9A-HJ-NP-Z]{4}")


def hall(tables=2):
    step = cast.step()
    room_actions.open_room(step=step, by=CLAIRE, tables=tables)
    return step


def read(answer):
    return pypdf.PdfReader(BytesIO(answer.content))


def words_of(answer):
    return "\n".join(page.extract_text() for page in read(answer).pages)


def test_each_seat_of_each_table_has_one_ticket_and_one_code():
    step = hall(tables=2)
    made = actions.prepare(step, seats=3, by=CLAIRE)
    assert [(one.ticket.table.number, one.seat) for one in queries.seats(step)] == [
        (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3),
    ]  # fmt: skip
    assert len({one.code for one in made}) == len({one.ticket.token for one in made}) == 6


def test_preparing_again_only_adds_what_is_missing():
    step = hall(tables=2)
    before = {one.code for one in actions.prepare(step, seats=2, by=CLAIRE)}
    assert actions.prepare(step, seats=2, by=CLAIRE) == []
    actions.prepare(step, seats=3, by=CLAIRE)
    codes = {one.code for one in queries.seats(step)}
    assert (len(codes), before <= codes) == (6, True)


@pytest.mark.parametrize("seats", [0, 15])
def test_a_table_holds_a_reasonable_number_of_seats(seats):
    with pytest.raises(DomainError, match="entre 1 et 14"):
        actions.prepare(hall(), seats=seats, by=CLAIRE)


def test_seats_wait_for_the_tables():
    with pytest.raises(DomainError, match="Placez d’abord les tables"):
        actions.prepare(cast.step(), seats=8, by=CLAIRE)


def test_erasing_a_ticket_erases_its_code():
    step = hall()
    actions.prepare(step, seats=1, by=CLAIRE)
    Ticket.objects.filter(room__step=step).delete()
    assert SeatCode.objects.count() == 0


def test_tickets_print_ten_a_page_with_code_and_square_and_no_name(client):
    step = hall(tables=2)
    actions.prepare(step, seats=6, by=CLAIRE)
    client.force_login(cast.role(step.initiative))
    answer = client.get(f"/seances/{step.id}/papiers/tickets.pdf")
    assert len(read(answer).pages) == 2
    assert len(CODE.findall(words_of(answer).replace("\xa0", " "))) == 12


def question(step, kind, **fields):
    part = runsheet.add_sequence(step, kind=kind, title="La question", by=CLAIRE, **fields)
    return part, next(one for one in queries.questions(step) if one.sequence == part)


def test_cards_say_the_question_its_letter_and_to_name_nobody(client):
    step = hall()
    part, _ = question(step, "collect", prompt="Qu’est-ce qui vous pèse ?")
    client.force_login(cast.role(step.initiative))
    answer = client.get(f"/seances/{step.id}/papiers/questions/{part.id}.pdf")
    said = " ".join(words_of(answer).split())
    assert said.count("Qu’est-ce qui vous pèse") == 8
    assert said.count("question A") == 8
    assert said.count("Ne nommez personne") == 8


def test_a_grid_waits_to_know_what_people_vote_on(client):
    step = hall()
    part, _ = question(step, "abaque")
    client.force_login(cast.role(step.initiative))
    address = f"/seances/{step.id}/papiers/questions/{part.id}.pdf"
    assert client.get(address).status_code == 404
    runsheet.set_options(sequence=part, options=[OptionDraft("x", part.id, "Se déplacer")], by=CLAIRE)
    said = words_of(client.get(address))
    assert "1. Se déplacer" in said
    assert "Tout à fait d’accord" in said


def test_signs_on_a_grid_are_those_that_typing_understands():
    step = hall()
    part, _ = question(step, "abaque")
    runsheet.set_options(sequence=part, options=[OptionDraft("x", part.id, "x")], by=CLAIRE)
    asked = queries.questions(step)[0]
    criterion = asked.kind.questions(part.settings, 1)[0]
    signs = [papers.sign(choice) for choice in criterion.choices]
    assert [criterion.read(sign) for sign in signs] == [choice.value for choice in criterion.choices]


def test_the_joining_poster_has_the_code_in_big(client):
    step = hall()
    client.force_login(cast.role(step.initiative))
    said = words_of(client.get(f"/seances/{step.id}/papiers/affiche.pdf"))
    assert step.room.code in said.replace("\xa0", "").replace(" ", "")


def test_the_sign_in_sheet_says_that_it_stays_apart_and_has_no_code(client):
    step = hall()
    actions.prepare(step, seats=2, by=CLAIRE)
    client.force_login(cast.role(step.initiative))
    said = words_of(client.get(f"/seances/{step.id}/papiers/presence.pdf"))
    assert "ne rejoint jamais" in said
    assert not CODE.search(said)
    assert step.room.code not in said


@pytest.mark.parametrize("render", [pdf.render, word_documents.render])
def test_slips_and_posters_survive_storage_and_render_in_both_forms(render):
    step = hall()
    actions.prepare(step, seats=2, by=CLAIRE)
    for document in (
        papers.tickets(step, queries.seats(step), "https://jalons.example/b/"),
        papers.joining_poster(step, step.room, "https://jalons.example/r/1/", "https://jalons.example/"),
    ):
        assert from_json(to_json(document)) == document
        assert len(render(document, now=cast.timezone.now())) > 1000


def test_a_ticket_in_word_keeps_its_code():
    step = hall(tables=1)
    (seat,) = actions.prepare(step, seats=1, by=CLAIRE)
    made = papers.tickets(step, [seat], "https://jalons.example/b/")
    file = docx.Document(BytesIO(word_documents.render(made, now=cast.timezone.now())))
    assert seat.in_print in file.tables[0].rows[0].cells[0].text


@pytest.mark.parametrize(
    ("role", "status"), [(Role.TRAINER, 200), (Role.PROJECT_TEAM, 403), (Role.SIGNATORY, 403), (None, 404)]
)
def test_who_prints(client, role, status):
    step = hall()
    client.force_login(cast.role(step.initiative, role) if role else cast.user())
    assert client.get(f"/seances/{step.id}/papiers/").status_code == status
    assert client.get(f"/seances/{step.id}/papiers/guide.pdf").status_code == status


def test_the_page_makes_the_seats(client):
    step = hall()
    client.force_login(cast.role(step.initiative))
    client.post(f"/seances/{step.id}/papiers/", {"seats": "4"})
    assert "8 tickets" in client.get(f"/seances/{step.id}/papiers/").content.decode()
    assert client.post(f"/seances/{step.id}/papiers/", {"seats": "40"}).status_code == 422


def test_the_square_of_a_ticket_lets_the_phone_in_with_its_seat_known(client):
    step = hall()
    seat = actions.prepare(step, seats=1, by=CLAIRE)[1]
    answer = client.get(f"/b/{seat.code}/")
    code = step.room.code
    assert answer.url == f"/r/{code}/"
    assert cookies.read(code, client.cookies[cookies.cookie_name(code)].value) == seat.ticket.token
    assert seat.ticket.table.number == 2
