"""Trainees: checked before they are accepted, adaptations in confidence, each sees their own papers alone."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from jalons.accounts.enums import Role
from jalons.core.errors import DomainError
from jalons.directory.actions.people import Contact
from jalons.journal.models import Entry
from jalons.training.actions import enrolments, papers
from jalons.training.actions.enrolments import Trainee
from jalons.training.enums import CheckConclusion, CheckMode, EnrolmentStatus
from jalons.training.models import AdaptationRequest
from tests import cast
from tests.training import build

pytestmark = pytest.mark.django_db
NEED, ADAPTATION = "Je vois mal de loin", "Une place au premier rang"


@pytest.fixture
def mission():
    made = build.mission(territories=1)
    build.with_file(made)
    return made


def test_nobody_is_accepted_before_the_prerequisites_have_a_conclusion(mission):
    one = enrolments.enrol(mission, trainee=Trainee(Contact("Lucie Pradeau")), by=build.BY)
    with pytest.raises(DomainError, match="Vérifiez d’abord"):
        enrolments.accept(one, by=build.BY)
    with pytest.raises(DomainError, match="ce qui est à compléter"):
        enrolments.check(one, mode=CheckMode.INTERVIEW, conclusion=CheckConclusion.TO_COMPLETE, by=build.BY)
    enrolments.check(one, mode=CheckMode.QUESTIONNAIRE, conclusion=CheckConclusion.VALIDATED, by=build.BY)
    assert enrolments.accept(one, by=build.BY).is_accepted


def test_one_person_is_enrolled_once_and_leaves_with_a_reason(mission):
    one = build.trainee(mission, email="lucie@exemple.example")
    with pytest.raises(DomainError, match="déjà inscrite"):
        enrolments.enrol(
            mission, trainee=Trainee(Contact("L. Pradeau", email="lucie@exemple.example")), by=build.BY
        )
    with pytest.raises(DomainError, match="motif"):
        enrolments.leave(one, status=EnrolmentStatus.DROPPED, reason=" ", by=build.BY)
    left = enrolments.leave(one, status=EnrolmentStatus.DROPPED, reason="Mutation", by=build.BY)
    assert left.status == EnrolmentStatus.DROPPED


def asked(mission):
    one = build.trainee(mission, email="lucie@exemple.example")
    return enrolments.ask_adaptation(one, need=NEED, by=build.BY)


def test_the_journal_says_neither_who_asks_nor_what(mission):
    request = asked(mission)
    enrolments.decide_adaptation(request, adaptation=ADAPTATION, by=build.BY)
    written = str(list(Entry.objects.filter(verb__startswith="adaptation").values()))
    assert Entry.objects.filter(verb__startswith="adaptation").count() == 2
    for secret in (NEED, ADAPTATION, "Lucie", str(mission.id)):
        assert secret not in written


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.DISABILITY_REFERENT, Role.TABLE_SCRIBE}])
def test_the_handicap_referent_alone_reads_a_request(client, mission, role):
    request = asked(mission)
    client.force_login(cast.role(mission, role))
    for address in (
        reverse("training:adaptations", args=[mission.slug]),
        reverse("training:adaptation", args=[mission.slug, request.id]),
    ):
        assert client.get(address).status_code in {403, 404}


def test_the_referent_reads_it_and_says_the_adaptation(client, mission):
    request = asked(mission)
    client.force_login(cast.role(mission, Role.DISABILITY_REFERENT))
    address = reverse("training:adaptation", args=[mission.slug, request.id])
    assert NEED in client.get(address).content.decode()
    client.post(address, {"adaptation": ADAPTATION})
    assert AdaptationRequest.objects.get().adaptation == ADAPTATION


def test_the_trainer_reads_the_adaptation_and_nothing_else(client, mission):
    enrolments.decide_adaptation(asked(mission), adaptation=ADAPTATION, by=build.BY)
    client.force_login(cast.role(mission, Role.TRAINER))
    page = client.get(reverse("training:mission", args=[mission.slug])).content.decode()
    assert ADAPTATION in page
    assert NEED not in page
    assert "Lucie" not in page


@pytest.mark.parametrize("role", [Role.TRAINING_BODY, Role.TRAINING_MANAGER, Role.CAF_REFERENT])
def test_nobody_else_reads_even_the_adaptation(client, mission, role):
    enrolments.decide_adaptation(asked(mission), adaptation=ADAPTATION, by=build.BY)
    client.force_login(cast.role(mission, role))
    page = client.get(reverse("training:mission", args=[mission.slug])).content.decode()
    assert ADAPTATION not in page


def test_requests_are_forgotten_three_months_after_the_training(mission):
    asked(mission)
    last = max(step.starts_on for step in mission.steps.all() if step.half_days)
    AdaptationRequest.objects.all()
    assert enrolments.forget_adaptations(today=last + timedelta(days=80)) == 0
    assert enrolments.forget_adaptations(today=last + timedelta(days=100)) == 1


def test_a_trainee_sees_their_own_papers_and_nobody_elses(client, mission):
    lucie = build.trainee(mission, email="lucie@exemple.example")
    paul = build.trainee(mission, "Paul Mazaud", email="paul@exemple.example")
    made = papers.convoke(mission, by=build.BY, now=build.moment(date(2026, 8, 20)))
    by_person = {paper.enrolment_id: paper for paper in made}
    client.force_login(lucie.person.account)
    page = client.get(reverse("training:own")).content.decode()
    assert str(by_person[lucie.id].document) in page
    assert str(by_person[paul.id].document) not in page
    assert client.get(reverse("training:own_paper", args=[by_person[lucie.id].id])).status_code == 200
    assert client.get(reverse("training:own_paper", args=[by_person[paul.id].id])).status_code == 404
    assert (
        client.get(reverse("training:paper", args=[mission.slug, by_person[paul.id].id])).status_code == 403
    )
    for name in ("mission", "trainees", "papers", "evaluations", "complaints"):
        assert client.get(reverse(f"training:{name}", args=[mission.slug])).status_code == 403
    for name in ("questionnaire", "position", "need"):
        assert client.get(reverse(f"training:{name}", args=[paul.id])).status_code == 404
        assert client.get(reverse(f"training:{name}", args=[lucie.id])).status_code == 200


def test_convocations_leave_by_mail_with_the_paper(mission, django_capture_on_commit_callbacks):
    build.trainee(mission, email="lucie@exemple.example")
    build.trainee(mission, "Paul Mazaud")
    with django_capture_on_commit_callbacks(execute=True):
        papers.convoke(mission, by=build.BY, now=build.moment(date(2026, 8, 20)))
    (message,) = mail.outbox
    assert message.to == ["lucie@exemple.example"]
    assert message.attachments[0].filename == "convocation-2026-001.pdf"


def test_a_trainee_is_enrolled_checked_and_accepted_from_the_pages(client, mission):
    client.force_login(cast.role(mission, Role.TRAINING_MANAGER))
    client.post(reverse("training:enrol", args=[mission.slug]), {"name": "Lucie Pradeau"})
    one = mission.enrolments.get()
    assert client.get(reverse("training:trainee", args=[mission.slug, one.id])).status_code == 200
    refused = client.post(
        reverse("training:check_trainee", args=[mission.slug, one.id]),
        {"mode": "interview", "conclusion": "to_complete"},
    )
    assert refused.status_code == 422
    client.post(
        reverse("training:check_trainee", args=[mission.slug, one.id]),
        {"mode": "interview", "conclusion": "validated"},
    )
    client.post(reverse("training:accept_trainee", args=[mission.slug, one.id]))
    one.refresh_from_db()
    assert one.is_accepted
    assert "Lucie Pradeau" in client.get(reverse("training:trainees", args=[mission.slug])).content.decode()


def test_the_training_body_reads_no_word_of_a_territory(client, mission):
    step = mission.steps.get(kind="workshop", rank=1)
    client.force_login(cast.role(mission, Role.TRAINING_BODY))
    for name in ("words", "console", "paper"):
        assert client.get(reverse(f"rooms:{name}", args=[step.id])).status_code in {403, 404}
    assert client.get(reverse("training:mission", args=[mission.slug])).status_code == 200


def test_the_page_of_what_is_due_asks_a_constant_number_of_queries(
    client, mission, django_assert_max_num_queries
):
    user = cast.role(mission, Role.TRAINING_MANAGER)
    client.force_login(user)
    address = reverse("training:mission", args=[mission.slug])
    for number in range(3):
        build.trainee(mission, f"Stagiaire {number}")
    with django_assert_max_num_queries(40):
        client.get(address)
