"""Evaluations: questionnaires of the room engine, counts with their n, the Caf’s own tool never computed."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from jalons.accounts.enums import Role
from jalons.core.errors import DomainError
from jalons.core.ids import new_id
from jalons.rooms.enums import Channel
from jalons.rooms.models import Room, Ticket, Vote
from jalons.training.actions import evaluations
from jalons.training.actions.evaluations import Grievance, Imported
from jalons.training.enums import AssessedBy, ComplaintSource, Mastery, Moment
from jalons.training.models import Complaint
from jalons.training.queries import due, results, satisfaction
from jalons.training.queries.catalogue import current
from tests import cast
from tests.training import build

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 2)


@pytest.fixture
def mission():
    made = build.mission(territories=1)
    build.with_file(made)
    return made


def answered(mission, values):
    """Prepare the questionnaire à chaud and answer its overall item."""
    step = build.training_day(mission)
    rows = evaluations.prepare(step, moment=Moment.HOT, by=build.TRAINER)
    overall = next(row for row in rows if row.part == satisfaction.OVERALL)
    room = Room.objects.create(step=step, code="123456")
    for value in values:
        ticket = Ticket.objects.create(room=room, token=new_id().hex)
        Vote.objects.create(
            option=overall.sequence.options.get(), ticket=ticket, value=str(value), channel=Channel.PAPER
        )
    return rows


def test_a_questionnaire_is_made_of_sequences_of_the_room_engine(mission):
    step = build.training_day(mission)
    before = evaluations.prepare(step, moment=Moment.BEFORE, by=build.TRAINER)
    assert [(row.sequence.kind, row.sequence.options.count()) for row in before] == [("positioning", 6)]
    hot = evaluations.prepare(step, moment=Moment.HOT, by=build.TRAINER)
    assert [(row.sequence.kind, row.sequence.options.count()) for row in hot] == [
        ("positioning", 6), ("satisfaction", 1), ("satisfaction", 5), ("collect", 0),
    ]  # fmt: skip
    with pytest.raises(DomainError, match="déjà au déroulé"):
        evaluations.prepare(step, moment=Moment.HOT, by=build.TRAINER)
    with pytest.raises(DomainError, match="pas de questionnaire"):
        evaluations.prepare(step, moment=Moment.COLD, by=build.TRAINER)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([], "Nouveau programme"),
        ([4, 4], "Nouveau programme (2 réponses, le 1er septembre 2026 : effectif insuffisant)"),
        ([4, 4, 3, 2, 1], "60 % de personnes satisfaites (5 réponses, le 1er septembre 2026)"),
    ],
)
def test_satisfaction_is_shown_with_its_n_and_period_or_not_at_all(mission, values, words):
    answered(mission, values)
    said = satisfaction.in_words(satisfaction.of_mission(mission))
    assert said.replace("\u202f", " ").replace("\u00a0", " ") == words
    assert satisfaction.of_programme(current()).n == len(values)


def test_an_example_never_counts_in_the_satisfaction_of_a_programme(mission):
    answered(mission, [4, 4, 4, 4, 4])
    mission.is_fictitious = True
    mission.save()
    assert satisfaction.of_programme(current()).is_new


def test_under_five_answers_a_line_tells_only_how_many(client, mission):
    answered(mission, [4, 1])
    client.force_login(cast.role(mission, Role.CAF_REFERENT))
    page = client.get(reverse("training:evaluations", args=[mission.slug])).content.decode()
    line = next(one for q in results.of_mission(mission).questionnaires for one in q.lines if one.n)
    assert (line.n, line.is_shown) == (2, False)
    assert "Dans l’ensemble, je suis satisfaite" in page


def test_each_objective_is_assessed_by_the_trainer_and_by_the_trainee_apart(mission):
    one = build.trainee(mission)
    evaluations.assess(one, levels={1: Mastery.ACQUIRED}, assessed_by=AssessedBy.TRAINER, by=build.TRAINER)
    evaluations.assess(one, levels={1: Mastery.IN_PROGRESS}, assessed_by=AssessedBy.SELF, by=build.BY)
    evaluations.assess(
        one, levels={1: Mastery.NOT_ACQUIRED}, assessed_by=AssessedBy.TRAINER, by=build.TRAINER
    )
    assert {(row.assessed_by, row.mastery) for row in one.assessments.all()} == {
        ("trainer", "not_acquired"), ("self", "in_progress"),
    }  # fmt: skip
    (line,) = results.of_mission(mission).acquired
    assert [count for _, count in line.cells] == [0, 0, 1]
    with pytest.raises(DomainError, match="pas de ce programme"):
        evaluations.assess(one, levels={7: Mastery.ACQUIRED}, assessed_by=AssessedBy.SELF, by=build.BY)


def test_the_cold_evaluation_is_tracked_and_imported_never_computed(mission):
    with pytest.raises(DomainError, match="envoyée"):
        evaluations.follow_cold(mission, planned_on=DAY, done_on=DAY, by=build.BY)
    with pytest.raises(DomainError, match="Joignez un fichier"):
        evaluations.follow_cold(mission, planned_on=DAY, attachment=Imported("x.exe", b"MZ"), by=build.BY)
    kept = evaluations.follow_cold(
        mission, planned_on=DAY, sent_on=DAY, done_on=DAY, synthesis="9,4 sur 10", by=build.BY,
        attachment=Imported("bilan.pdf", b"%PDF-1.7"),
    )  # fmt: skip
    assert (kept.synthesis, satisfaction.of_mission(mission).n) == ("9,4 sur 10", 0)


def test_a_complaint_is_due_in_fifteen_days_answered_then_closed(mission):
    grievance = Grievance(DAY, ComplaintSource.TRAINEE, "Les horaires")
    complaint = evaluations.complain(mission, grievance=grievance, by=build.BY)
    late = {one.what: one.is_late for one in due.of_mission(mission, today=date(2026, 9, 18))}
    assert late["Répondre à la réclamation : Les horaires"]
    with pytest.raises(DomainError, match="précéder"):
        evaluations.answer_complaint(
            complaint, answer="Oui", action="", answered_on=date(2026, 9, 1), is_closed=False, by=build.BY
        )
    closed = evaluations.answer_complaint(
        complaint, answer="Oui", action="9 h 30", answered_on=date(2026, 9, 5), is_closed=True, by=build.BY
    )
    assert closed.closed_on is not None
    with pytest.raises(DomainError, match="close"):
        evaluations.answer_complaint(
            closed, answer="Non", action="", answered_on=date(2026, 9, 6), is_closed=False, by=build.BY
        )


def test_everything_is_done_from_the_pages_and_read_on_paper(client, mission):
    one = build.trainee(mission)
    day = build.training_day(mission)
    client.force_login(cast.role(mission, Role.TRAINER))
    go = lambda name, *more: reverse(f"training:{name}", args=[mission.slug, *more])  # noqa: E731 - shorter here
    client.post(go("prepare_evaluation"), {"step": str(day.id), "moment": "before"})
    client.post(go("note_oral"), {"held_on": "2026-09-02", "text": "On garde les exercices."})
    client.post(go("assess", one.id), {"objective_1": "acquired"})
    assert client.get(go("assess", one.id)).status_code == 200
    client.force_login(cast.role(mission, Role.TRAINING_MANAGER))
    file = SimpleUploadedFile("bilan.pdf", b"%PDF-1.7")
    client.post(go("follow_cold"), {"planned_on": "2027-03-01", "attachment": file})
    assert client.get(go("cold_file")).content == b"%PDF-1.7"
    client.post(go("complain"), {"received_on": "2026-09-02", "source": "client", "subject": "Salle froide"})
    complaint = Complaint.objects.get()
    client.post(go("complaint", complaint.id), {"answer": "Chauffage réglé", "answered_on": "2026-09-03"})
    client.post(
        go("improve"),
        {"what": "Visiter la salle avant", "who": "Inès", "due_on": "2026-12-01", "origin": "Réclamation"},
    )
    action = mission.improvements.get()
    client.post(go("improvement", action.id), {"done_on": "2026-11-20", "result": "Fait"})
    page = client.get(go("complaints")).content.decode()
    for words in ("Salle froide", "Chauffage réglé", "Visiter la salle avant", "fait le"):
        assert words in page
    assert "On garde les exercices." in client.get(go("evaluations")).content.decode()
    paper = PdfReader(io.BytesIO(client.get(go("results_pdf")).content))
    assert "On garde les exercices." in " ".join(page.extract_text() for page in paper.pages)


def test_the_training_body_cannot_assess_nor_the_trainer_follow_complaints(client, mission):
    one = build.trainee(mission)
    client.force_login(cast.role(mission, Role.TRAINING_BODY))
    assert client.get(reverse("training:assess", args=[mission.slug, one.id])).status_code == 403
    client.force_login(cast.role(mission, Role.TRAINER))
    assert client.post(reverse("training:complain", args=[mission.slug])).status_code == 403
