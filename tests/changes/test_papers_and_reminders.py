"""Letter and draft deliberation, reminders of the signatories, the doors of the steps, who to call."""

import io
from datetime import timedelta

import docx
import pytest
from django.conf import settings as settings_of_django
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jalons.accounts.enums import Role
from jalons.changes import doors, papers, rings
from jalons.changes.actions import actors, drafts, reminding, validation
from jalons.changes.enums import Sphere
from jalons.changes.models import LastingChange
from jalons.changes.queries.spheres import board_of
from jalons.initiatives.enums import StepKind
from jalons.stakeholders.models import Actor, Mobilisation
from tests import cast
from tests.changes import build
from tests.changes.build import BY, NOW

DAY = timedelta(days=1)


@pytest.fixture
def place(db):
    return build.territory()


@pytest.fixture
def asked(place):
    build.signatory(place, "Commune", contact_email="mairie@exemple.example", representative="Jeanne Lavaud")
    build.signatory(place, "Muette")
    frozen = build.submitted(place)
    return frozen.validations.get(signatory__contact_email="mairie@exemple.example")


def words(content: bytes) -> str:
    paper = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


# Papers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["courrier", "deliberation"])
def test_the_papers_hold_the_frozen_words_and_who_is_asked(client, place, asked, paper):
    client.force_login(cast.role(place))
    response = client.get(reverse("changes:paper", args=[place.slug, asked.id, paper, "docx"]))
    said = words(response.content)
    assert f"{paper}-commune" in response["Content-Disposition"]
    assert (build.STATEMENT in said, asked.change_set.content_hash in said) == (True, True)
    assert "Jeanne Lavaud" in said


def test_the_letter_carries_the_link_of_this_signatory_and_no_other(asked):
    link = validation.link_of(asked)
    told = str(papers.letter(asked, link=link).blocks)
    others = asked.change_set.validations.exclude(id=asked.id)
    assert link in told
    assert not any(one.token in told for one in others)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_signatory_takes_its_own_papers_without_an_account(client, asked, kind):
    response = client.get(reverse("changes:own_paper", args=[asked.token, "deliberation", kind]))
    assert response.content.startswith({"pdf": b"%PDF", "docx": b"PK"}[kind])
    assert client.get(reverse("changes:own_paper", args=["autre", "deliberation", kind])).status_code == 404


@pytest.mark.parametrize(("role", "status"), [(Role.SIGNATORY, 403), (Role.CAF_REFERENT, 200)])
def test_letters_are_for_those_who_write_to_the_signatories(client, place, asked, role, status):
    client.force_login(cast.role(place, role))
    address = reverse("changes:paper", args=[place.slug, asked.id, "courrier", "docx"])
    assert client.get(address).status_code == status


def test_whoever_records_by_the_link_says_who_they_are(client, asked, monkeypatch):
    monkeypatch.setattr("jalons.core.clock.now", lambda: build.LATER)
    address = reverse("changes:sign", args=[asked.token])
    assert "Jeanne Lavaud" in client.get(address).content.decode()
    typed = {"decision": "favourable", "decided_on": "2026-06-12", "deliberation_reference": "2026-41"}
    client.post(address, typed | {"signed_by": "Paul Arnaud, premier adjoint"})
    asked.refresh_from_db()
    assert asked.recorded_by == "Paul Arnaud, premier adjoint (lien personnel)"


# Reminders ---------------------------------------------------------------------------------------


def test_a_signatory_is_reminded_every_fortnight_and_four_times_at_most(asked):
    validation.send_links(asked.change_set, by=BY, now=NOW)
    assert reminding.remind(now=NOW + 13 * DAY) == 0
    left = [reminding.remind(now=NOW + 14 * n * DAY) for n in range(1, 7)]
    assert left == [1, 1, 1, 1, 0, 0]
    assert (len(mail.outbox), "Rappel" in mail.outbox[1].subject) == (5, True)
    asked.refresh_from_db()
    assert asked.reminder_count == 4


def test_nobody_is_reminded_twice_the_same_day(asked):
    validation.send_links(asked.change_set, by=BY, now=NOW)
    assert [reminding.remind(now=NOW + 14 * DAY), reminding.remind(now=NOW + 14 * DAY)] == [1, 0]


def test_whoever_was_never_written_to_answered_or_was_replaced_is_left_in_peace(asked):
    assert reminding.remind(now=NOW + 30 * DAY) == 0
    validation.send_links(asked.change_set, by=BY, now=NOW)
    build.record(asked)
    assert reminding.remind(now=NOW + 30 * DAY) == 0


def test_a_replaced_version_reminds_nobody(asked):
    validation.send_links(asked.change_set, by=BY, now=NOW)
    drafts.edit(LastingChange.objects.first(), sheet=build.sheet(title="Autre"), by=BY, now=NOW + DAY)
    assert reminding.remind(now=NOW + 30 * DAY) == 0


def test_a_message_that_cannot_leave_is_tried_again_the_next_day(asked, monkeypatch):
    validation.send_links(asked.change_set, by=BY, now=NOW)
    monkeypatch.setattr(settings_of_django, "EMAIL_BACKEND", "tests.changes.build.BrokenMail")
    assert reminding.remind(now=NOW + 14 * DAY) == 0
    asked.refresh_from_db()
    assert asked.reminder_count == 0


def test_the_command_says_how_many_left(asked, capsys):
    call_command("validations")
    assert capsys.readouterr().out == "0 relance envoyée.\n"


# Doors -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "rank", "role", "labels"),
    [
        (StepKind.VALIDATION, 1, Role.SIGNATORY, ["La validation"]),
        (StepKind.WORKSHOP, 2, Role.COOPERATION_OFFICER, ["Le futur idéal", "Les changements durables"]),
        (StepKind.PREPARATION, 3, Role.COOPERATION_OFFICER, ["Qui appeler", "La validation"]),
        (StepKind.WORKSHOP, 2, Role.SIGNATORY, []),
        (StepKind.WORKSHOP, 1, Role.COOPERATION_OFFICER, []),
    ],
)
def test_each_step_opens_what_is_done_there(place, kind, rank, role, labels):
    step = cast.step(place, kind=kind, rank=rank)
    assert [link.label for link in doors.of_step(step, cast.role(place, role))] == labels


# Who to call -------------------------------------------------------------------------------------


@pytest.fixture
def called(place):
    """A change that calls three actors, one of whom came to the first table."""
    first, third = cast.step(place, kind="workshop", rank=1), cast.step(place, kind="workshop", rank=3)
    change = build.retained(place)[0]
    known, driver, youth = (
        Actor.objects.create(initiative=place, label=label, category="company")
        for label in ("Anciens du bourg", "Bus du pays", "Club des jeunes")
    )
    Mobilisation.objects.create(actor=known, step=first, status="present")
    spheres = {known.id: Sphere.INTEREST, driver.id: Sphere.CONTROL, youth.id: Sphere.INFLUENCE}
    actors.call(change, spheres=spheres, by=BY, now=NOW)
    Mobilisation.objects.filter(actor=driver, step=third).update(status="invited")
    return change


def test_the_board_says_who_was_not_there_and_who_is_to_invite(place, called):
    board = board_of(place)
    assert [line.actor.label for line in board.newcomers] == ["Bus du pays", "Club des jeunes"]
    assert [line.actor.label for line in board.to_invite] == ["Anciens du bourg", "Club des jeunes"]
    drawn = next(p for p in board.pictures if p.change == called)
    assert sorted(dot.number for dot in drawn.dots) == [1, 2, 3]


def test_the_page_draws_the_spheres_and_says_the_same_in_a_table(client, place, called):
    client.force_login(cast.role(place))
    page = client.get(reverse("changes:actors", args=[place.slug])).content.decode()
    assert page.count('class="dot"') == 3
    assert ("Peut agir directement" in page, "Les invitations à la table 3" in page) == (True, True)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a loaded machine is no failure
@given(st.tuples(st.integers(0, 24), st.integers(0, 24), st.integers(0, 24)))
def test_dots_never_touch_and_stay_on_their_ring(sizes):
    numbers = iter(range(1, 100))
    dots = rings.place([[next(numbers) for _ in range(size)] for size in sizes])
    assert len(dots) == sum(sizes)
    for i, one in enumerate(dots):
        assert one.r <= rings.DOT
        assert (one.x**2 + one.y**2) ** 0.5 + one.r < rings.EDGE
        for other in dots[i + 1 :]:
            apart = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
            assert apart >= one.r + other.r
