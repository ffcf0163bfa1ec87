"""Attendance: signed once, countersigned, locked; hours never exceed what was countersigned."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from jalons.accounts.enums import Role
from jalons.core.errors import DomainError
from jalons.core.ids import new_id
from jalons.training import rules
from jalons.training.actions import attendance, papers
from jalons.training.enums import PaperKind, Presence
from jalons.training.models import Emargement, HeldSignature, Rectification
from jalons.training.models.attendance import LockedSheetError
from jalons.training.queries import attendance as queries
from tests import cast
from tests.training import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission():
    made = build.mission(territories=1)
    build.with_file(made)
    return made


@pytest.fixture
def lucie(mission):
    return build.trainee(mission)


@pytest.fixture
def paul(mission):
    return build.trainee(mission, "Paul Mazaud")


@pytest.fixture
def slot(mission, lucie, paul):
    return build.slots(build.training_day(mission))[0]


half_days = st.lists(
    st.builds(
        rules.Attended,
        hours=st.decimals("0.5", "7", places=1),
        is_countersigned=st.booleans(),
        is_there=st.booleans(),
    ),
    max_size=40,
)


@given(half_days, st.one_of(st.none(), st.decimals("0", "100", places=1)))
def test_an_attestation_never_gives_more_than_what_was_countersigned_nor_agreed(rows, agreed):
    hours = rules.attended_hours(rows, agreed=agreed)
    assert 0 <= hours <= sum((row.hours for row in rows if row.is_countersigned), Decimal(0))
    if agreed is not None:
        assert hours <= agreed


def test_a_day_has_two_half_days_at_its_hours_and_a_half_day_one(mission):
    day = build.slots(build.training_day(mission))
    assert [(slot.half, slot.starts_at.hour, slot.hours) for slot in day] == [("am", 9, 3.5), ("pm", 14, 3.5)]
    afternoon = build.slots(mission.steps.get(kind="technical_half"))
    assert [slot.half for slot in afternoon] == ["pm"]
    assert build.slots(build.training_day(mission)) == day


def test_a_session_without_the_provider_has_no_sheet(mission):
    with pytest.raises(DomainError, match="on n’y émarge pas"):
        build.slots(mission.steps.get(kind="framing"))


def test_a_trainee_of_another_territory_is_not_expected():
    made = build.mission(territories=2)
    build.with_file(made)
    first, second = made.initiatives.order_by("created_at", "id")
    build.trainee(made, initiative=first)
    build.trainee(made, "Paul Mazaud")
    table = made.steps.get(kind="workshop", rank=1, initiative=second)
    assert [one.person.name for one in queries.expected(table)] == ["Paul Mazaud"]


def test_a_signature_sent_twice_is_kept_once(slot, lucie):
    sent = new_id()
    first = build.sign(slot, lucie.person, client_id=sent)
    assert build.sign(slot, lucie.person, client_id=sent) == first
    assert Emargement.objects.count() == 1


def test_nobody_signs_before_the_day_nor_without_drawing_nor_uninvited(slot, lucie):
    eve = attendance.Signature(lucie.person, new_id(), build.STROKE, build.moment(slot.on))
    with pytest.raises(DomainError, match="on n’émarge pas d’avance"):
        attendance.sign(slot, signature=eve, now=build.moment(slot.on - timedelta(days=1)))
    with pytest.raises(DomainError, match="Signez dans le cadre"):
        build.sign(slot, lucie.person, strokes=[[[1, 1]]])
    with pytest.raises(DomainError, match="n’a pas pu être lue"):
        build.sign(slot, lucie.person, strokes=[[[1, 1], [5000, 2]]])
    with pytest.raises(DomainError, match="n’est pas attendue"):
        build.sign(slot, cast.person("Quelqu’un d’autre"))


def test_a_second_word_for_a_place_taken_is_kept_apart_and_never_merged(slot, lucie):
    attendance.note(
        slot, person=lucie.person, presence=Presence.ABSENT, by=build.TRAINER, now=build.moment(slot.on, 12)
    )
    late = build.sign(slot, lucie.person, is_offline=True)
    assert isinstance(late, HeldSignature)
    assert Emargement.objects.get(person=lucie.person).presence == Presence.ABSENT
    assert [held.person for held in queries.sheet(slot).held] == [lucie.person]
    attendance.settle(late, by=build.TRAINER)
    assert queries.sheet(slot).held == []


def test_a_sheet_is_countersigned_only_once_everybody_has_a_presence_and_the_trainer_was_there(
    slot, lucie, paul
):
    build.sign(slot, lucie.person)
    with pytest.raises(DomainError, match="Paul Mazaud, Hélène Vauzelle"):
        attendance.countersign(slot, by=build.TRAINER)
    attendance.note(
        slot, person=paul.person, presence=Presence.ABSENT, by=build.TRAINER, now=build.moment(slot.on, 12)
    )
    trainer = build.trainer_person(slot.step.mission)
    attendance.note(
        slot, person=trainer, presence=Presence.ABSENT, by=build.TRAINER, now=build.moment(slot.on, 12)
    )
    with pytest.raises(DomainError, match="n’était pas là"):
        attendance.countersign(slot, by=build.TRAINER)


def test_a_locked_sheet_takes_no_change_but_a_dated_rectification(slot, lucie, paul):
    build.countersigned(slot, [lucie], [paul])
    row = Emargement.objects.get(person=paul.person)
    with pytest.raises(DomainError, match="rectification datée"):
        attendance.note(slot, person=paul.person, presence=Presence.PRESENT, by=build.TRAINER)
    row.presence = Presence.PRESENT
    with pytest.raises(LockedSheetError):
        row.save()
    with pytest.raises(LockedSheetError):
        row.delete()
    with pytest.raises(DomainError, match="pourquoi"):
        attendance.rectify(row, presence=Presence.PRESENT, reason=" ", by=build.TRAINER)
    made = attendance.rectify(
        row, presence=Presence.LATE, reason="Train en retard, arrivé à 10 h.", by=build.TRAINER
    )
    row.refresh_from_db()
    assert (row.presence, made.presence_before, made.presence_after) == ("absent", "absent", "late")
    line = next(one for one in queries.sheet(slot).lines if one.person == paul.person)
    assert line.presence == Presence.LATE
    with pytest.raises(DomainError, match="déjà ce que dit"):
        attendance.rectify(row, presence=Presence.LATE, reason="Encore", by=build.TRAINER)


def test_the_database_itself_refuses_to_change_a_locked_line_or_a_rectification(slot, lucie, paul):
    build.countersigned(slot, [lucie], [paul])
    row = Emargement.objects.get(person=paul.person)
    made = attendance.rectify(row, presence=Presence.PRESENT, reason="Oubli", by=build.TRAINER)
    for rows in (
        Emargement.objects.filter(pk=row.pk),
        Emargement.objects.filter(pk=row.pk).exclude(presence="present"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(presence="present")
    with pytest.raises(DatabaseError), transaction.atomic():
        Rectification.objects.filter(pk=made.pk).update(reason="Autre")


def test_an_offline_signature_that_comes_after_the_lock_is_kept_and_shown(slot, lucie, paul):
    build.countersigned(slot, [lucie], [paul])
    late = build.sign(slot, paul.person, is_offline=True)
    assert isinstance(late, HeldSignature)


def test_hours_count_countersigned_half_days_where_the_person_was_there(mission, lucie, paul):
    morning, afternoon = build.slots(build.training_day(mission))
    build.countersigned(morning, [lucie], [paul])
    build.sign(afternoon, lucie.person)
    hours = queries.hours_of(mission)
    assert hours[lucie.person_id].counted == Decimal("3.5")
    assert hours[paul.person_id].counted == 0
    row = Emargement.objects.get(slot=morning, person=paul.person)
    attendance.rectify(row, presence=Presence.PRESENT, reason="Erreur de ligne", by=build.TRAINER)
    assert queries.hours_of(mission)[paul.person_id].counted == Decimal("3.5")


def test_attestations_and_certificates_say_the_hours_attended_and_leave_together(
    client, mission, lucie, paul
):
    for slot, absent in zip(build.slots(build.training_day(mission)), ([paul], []), strict=True):
        build.countersigned(slot, [one for one in (lucie, paul) if one not in absent], absent)
    made = papers.issue_completion(
        mission, kind=PaperKind.ATTESTATION, by=build.BY, now=build.moment(date(2026, 9, 3))
    )
    said = {
        paper.enrolment.person.name: json.dumps(paper.document.tree, ensure_ascii=False) for paper in made
    }
    assert "7\\u00a0h sur 7" in said["Lucie Pradeau"].replace("\u00a0", "\\u00a0")
    assert "3,5\u00a0h sur 7\u00a0h" in said["Paul Mazaud"]
    assert "Faire décider un groupe par consentement" in said["Paul Mazaud"]
    again = papers.issue_completion(mission, kind=PaperKind.ATTESTATION, by=build.BY)
    assert [paper.document.supersedes_id for paper in again] == [paper.document_id for paper in made]
    client.force_login(cast.role(mission, Role.TRAINING_MANAGER))
    pack = client.get(reverse("training:archive", args=[mission.slug, "attestations"]))
    assert (pack["Content-Type"], pack.content[:2]) == ("application/zip", b"PK")


def test_the_sheet_is_issued_once_locked_and_again_after_a_rectification(mission, lucie, paul):
    step = build.training_day(mission)
    morning, afternoon = build.slots(step)
    build.countersigned(morning, [lucie, paul])
    with pytest.raises(DomainError, match="Contresignez d’abord"):
        papers.issue_sheet(step, by=build.BY)
    build.countersigned(afternoon, [lucie], [paul])
    first = papers.issue_sheet(step, by=build.BY, now=build.moment(date(2026, 9, 3)))
    row = Emargement.objects.get(slot=afternoon, person=paul.person)
    attendance.rectify(row, presence=Presence.PRESENT, reason="Oubli", by=build.TRAINER)
    second = papers.issue_sheet(step, by=build.BY, now=build.moment(date(2026, 9, 4)))
    assert "Rectifiée le" in json.dumps(second.document.tree, ensure_ascii=False)
    assert "Rectifiée le" not in json.dumps(first.document.tree, ensure_ascii=False)
    assert second.document.supersedes_id == first.document_id


# ---- pages ----


def sent(person, **fields):
    return {"id": str(new_id()), "person": str(person.pk), "strokes": json.dumps(build.STROKE)} | fields


@pytest.fixture
def today(monkeypatch, slot):
    moment = datetime(slot.on.year, slot.on.month, slot.on.day, 9, 30, tzinfo=UTC)
    monkeypatch.setattr("jalons.core.clock.now", lambda: moment)
    monkeypatch.setattr("jalons.core.clock.today", lambda: slot.on)
    return slot


def test_one_signs_on_ones_own_phone_without_account_the_day_itself(client, today, lucie):
    page = client.get(reverse("training:own_phone", args=[today.key])).content.decode()
    assert "Lucie Pradeau" in page
    data = sent(lucie.person, signed_at="2026-09-01T09:20:00.000Z", is_offline="on")
    address = reverse("training:sign_on_phone", args=[today.key])
    for _ in range(2):
        received = client.post(address, data, headers={"Accept": "application/json"})
        assert (received.status_code, received.json()["id"]) == (200, data["id"])
    row = Emargement.objects.get()
    assert (row.mode, row.is_offline, row.recorded_by) == ("phone", True, "")
    refused = client.post(address, sent(lucie.person), headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json()["reason"]) == (409, "held")
    assert "Lucie" not in client.get(reverse("training:own_phone", args=[today.key])).content.decode()


def test_another_day_the_square_shows_no_name(client, slot):
    page = client.get(reverse("training:own_phone", args=[slot.key])).content.decode()
    assert "Lucie Pradeau" not in page
    assert client.get(reverse("training:own_phone", args=["inconnue"])).status_code == 404


@pytest.mark.parametrize("strokes", ["", "[]", "{}", "pas du json", "[[[1]]]", '[["a"]]', "[" * 5000])
def test_a_malformed_signature_is_refused_with_a_sentence(client, today, lucie, strokes):
    address = reverse("training:sign_on_phone", args=[today.key])
    refused = client.post(
        address, sent(lucie.person, strokes=strokes), headers={"Accept": "application/json"}
    )
    assert refused.status_code == 422
    assert refused.json()["erreur"]


def test_the_trainer_countersigns_and_rectifies_and_the_training_body_cannot(client, today, lucie, paul):
    client.force_login(cast.role(today.step.mission, Role.TRAINING_MANAGER))
    note = reverse("training:note_presence", args=[today.id])
    for person in (lucie.person, paul.person, build.trainer_person(today.step.mission)):
        client.post(note, {"person": str(person.pk), "presence": "present"})
    assert client.post(reverse("training:countersign", args=[today.id])).status_code == 403
    client.force_login(cast.role(today.step.mission, Role.TRAINER))
    assert client.get(reverse("training:slot", args=[today.id])).status_code == 200
    client.post(reverse("training:countersign", args=[today.id]))
    today.refresh_from_db()
    assert today.is_locked
    row = Emargement.objects.get(person=paul.person)
    rectify = reverse("training:rectify", args=[today.id])
    assert client.post(rectify, {"emargement": str(row.id), "presence": "absent"}).status_code == 422
    client.post(rectify, {"emargement": str(row.id), "presence": "absent", "reason": "Malade"})
    page = client.get(reverse("training:slot", args=[today.id])).content.decode()
    assert "Malade" in page
    step = reverse("training:attendance", args=[today.step_id])
    assert client.get(step).status_code == 200
    assert client.get(reverse("training:sheet_pdf", args=[today.step_id])).content[:4] == b"%PDF"


def test_the_worker_is_served_with_the_scope_of_the_attendance_pages(client):
    response = client.get("/emargement/travailleur.js")
    assert response["Content-Type"].startswith("text/javascript")
