"""The report of a session: every sequence, every word accounted for, who was missing."""

import time
from io import BytesIO

import docx
import pypdf
import pytest

from jalons.accounts.enums import Role
from jalons.directory.enums import Category
from jalons.documents.tree import Table
from jalons.initiatives.enums import StepStatus
from jalons.rooms.actions import rooms as room_actions
from jalons.rooms.actions import runsheet, sequences
from jalons.rooms.enums import Channel
from jalons.rooms.kinds.base import OptionDraft
from jalons.rooms.models import Ticket, Vote
from jalons.stakeholders.enums import MobilisationStatus
from jalons.stakeholders.models import Actor as Stakeholder
from jalons.stakeholders.models import Mobilisation
from jalons.workshops import queries
from jalons.workshops.actions import attendance
from jalons.workshops.exports.report import report_of
from jalons.workshops.queries import report
from tests import cast
from tests.workshops import build
from tests.workshops.build import CLAIRE

pytestmark = pytest.mark.django_db


def held(words=3, votes=0):
    """A table held: one question heard, one abaque voted."""
    initiative = cast.initiative()
    for name in ("Nedde", "Augne"):
        cast.commune(name, epci=initiative.territory)
    step = cast.step(initiative, status=StepStatus.HELD, decisions="Cinq urgences.\nUne date.")
    room = room_actions.open_room(step=step, by=CLAIRE, tables=2)
    heard = runsheet.add_sequence(step, kind="collect", title="Ce que nous vivons", by=CLAIRE)
    voted = runsheet.add_sequence(step, kind="abaque", title="Où en sommes-nous", by=CLAIRE)
    runsheet.set_options(sequence=voted, options=[OptionDraft("x", voted.id, "Se déplacer")], by=CLAIRE)
    for sequence in (heard, voted):
        sequences.open_sequence(sequence=sequence, by=CLAIRE)
        sequences.close(sequence=sequence, by=CLAIRE)
    tables = list(room.tables.all())
    for number in range(words):
        build.word(heard, f"Parole {number}", table=tables[number % 2])
    for number in range(votes):
        ticket = Ticket.objects.create(room=room, token=f"t{number}")
        Vote.objects.create(option=voted.options.get(), ticket=ticket, value="pp", channel=Channel.PHONE)
    return step, heard


def call(step, label, category, status):
    actor = Stakeholder.objects.create(initiative=step.initiative, label=label, category=category)
    return Mobilisation.objects.create(actor=actor, step=step, status=status)


def test_every_word_is_in_one_count():
    step, heard = held(words=2)
    build.word(heard, "x", masked_at=cast.timezone.now(), masked_reason="nomme quelqu’un")
    build.word(heard, "y", withdrawn_at=cast.timezone.now())
    build.word(heard, "z", channel=Channel.PHONE)
    found = report.coverage(step)
    assert (found.received, found.published, found.put_apart, found.withdrawn) == (5, 3, 1, 1)
    assert found.apart == [("nomme quelqu’un", 1)]
    assert sum(count for _, count in found.by_channel) == found.published


def test_a_corrected_word_counts_once():
    step, heard = held(words=0)
    first = build.word(heard, "avant", withdrawn_at=cast.timezone.now())
    build.word(heard, "après", replaces=first)
    assert report.coverage(step).received == 1


def test_the_report_holds_sequences_words_votes_decisions_and_the_missing(client):
    step, _ = held(words=3, votes=6)
    attendance.count(step, by_category={Category.PARENT: 30}, by_commune={}, by=CLAIRE)
    client.force_login(cast.role(step.initiative, Role.PROJECT_TEAM))
    started = time.monotonic()
    answer = client.get(f"/seances/{step.id}/rapport.pdf")
    assert time.monotonic() - started < 60
    pages = pypdf.PdfReader(BytesIO(answer.content)).pages
    said = " ".join("".join(page.extract_text() for page in pages).split())
    for words in ("Ce que nous vivons", "Parole 2", "Se déplacer", "6 personnes ont répondu", "Une date."):
        assert words in said
    assert "Augne et Nedde" in said


def test_the_report_opens_in_word_too(client):
    step, _ = held(votes=1)
    client.force_login(cast.role(step.initiative))
    file = docx.Document(BytesIO(client.get(f"/seances/{step.id}/rapport.docx").content))
    assert any("Où en sommes-nous" in paragraph.text for paragraph in file.paragraphs)
    assert len(file.inline_shapes) == 2


def test_a_masked_word_is_not_in_the_report(client):
    step, heard = held(words=1)
    build.word(heard, "Mme Unetelle", masked_at=cast.timezone.now(), masked_reason="nomme quelqu’un")
    client.force_login(cast.role(step.initiative))
    file = docx.Document(BytesIO(client.get(f"/seances/{step.id}/rapport.docx").content))
    assert not any("Unetelle" in paragraph.text for paragraph in file.paragraphs)


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.PROJECT_TEAM, 200), (Role.SIGNATORY, 403), (Role.TRAINING_BODY, 403), (None, 404)],
)
def test_who_reads_the_report(client, role, status):
    step, _ = held(words=0)
    on = step.mission if role == Role.TRAINING_BODY else step.initiative
    client.force_login(cast.role(on, role) if role else cast.user())
    assert client.get(f"/seances/{step.id}/rapport/").status_code == status


def test_absences_name_aimed_categories_and_bodies_never_people():
    step, _ = held(words=0)
    call(step, "Mission locale", Category.YOUTH, MobilisationStatus.ABSENT)
    call(step, "Lycée", Category.YOUTH, MobilisationStatus.DECLINED)
    person = call(step, "Jeanne Lavaud", Category.SENIOR, MobilisationStatus.ABSENT)
    person.actor.shape = "person"
    person.actor.save()
    attendance.count(step, by_category={Category.PARENT: 30}, by_commune={}, by=CLAIRE)
    found = queries.absences(step)
    assert found.organisations == ("Mission locale",)
    assert found.aimed == (str(Category.YOUTH.label), str(Category.SENIOR.label))


def test_once_somebody_pointed_the_present_the_others_were_away():
    step, _ = held(words=0)
    call(step, "Caf", Category.INSTITUTION, MobilisationStatus.CONFIRMED)
    assert queries.absences(step).organisations == ()
    call(step, "École", Category.PROFESSIONAL, MobilisationStatus.PRESENT)
    assert queries.absences(step).organisations == ("Caf",)


def test_a_kind_with_results_of_its_own_tells_them_in_the_report():
    """Two agree, one does not: the numbers stand in the report, under the sentence."""
    step, _ = held(words=0)
    room = step.room
    asked = runsheet.add_sequence(step, kind="statements", title="Ce qui nous rassemble", by=CLAIRE)
    runsheet.set_options(
        sequence=asked, options=[OptionDraft("x", asked.id, "Le car du dimanche manque.")], by=CLAIRE
    )
    sequences.open_sequence(sequence=asked, by=CLAIRE)
    for number, value in enumerate(("agree", "agree", "disagree")):
        ticket = Ticket.objects.create(room=room, token=f"avis{number}")
        Vote.objects.create(option=asked.options.get(), ticket=ticket, value=value, channel=Channel.PHONE)
    sequences.close(sequence=asked, by=CLAIRE)
    tables = [block for block in report_of(step).blocks if isinstance(block, Table)]
    told = [table for table in tables if table.columns[-1].label == "Sans réponse"]
    assert [row[1:] for table in told for row in table.rows] == [("2", "1", "0", "0")]
