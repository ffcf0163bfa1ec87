"""Invitations by a personal link: letters, answers, calendars."""

from datetime import date, time

import icalendar
import pytest
from django.core import mail

from jalons.accounts.enums import Role
from jalons.core.errors import DomainError
from jalons.directory.enums import Category
from jalons.initiatives.enums import StepStatus
from jalons.stakeholders.enums import MobilisationStatus
from jalons.stakeholders.models import Actor as Stakeholder
from jalons.stakeholders.models import Mobilisation
from jalons.workshops.actions import invitations as actions
from jalons.workshops.models import InvitationLink
from jalons.workshops.queries import invitations as queries
from tests import cast
from tests.workshops.build import CLAIRE

pytestmark = pytest.mark.django_db


def called(*emails, **fields):
    """A table ahead, an actor called for each address."""
    defaults = {"starts_on": date(2027, 3, 12), "starts_at": time(9)}
    step = cast.step(**defaults | fields)
    for number, email in enumerate(emails):
        actor = Stakeholder.objects.create(
            initiative=step.initiative, label=f"Acteur {number}", category=Category.PARENT, email=email
        )
        Mobilisation.objects.create(actor=actor, step=step)
    return step


def links(step):
    return list(InvitationLink.objects.order_by("mobilisation__actor__label"))


def test_everybody_has_a_link_of_their_own_and_keeps_it():
    step = called("a@exemple.example", "")
    assert len({one.token for one in actions.prepare(step, by=CLAIRE)}) == 2
    assert actions.prepare(step, by=CLAIRE) == []


def test_messages_leave_to_those_who_have_an_address_once():
    step = called("a@exemple.example", "")
    assert (actions.send(step, by=CLAIRE), actions.send(step, by=CLAIRE)) == (1, 0)
    (message,) = mail.outbox
    assert message.to == ["a@exemple.example"]
    assert f"/invitation/table/{links(step)[0].token}/" in message.body
    states = Mobilisation.objects.order_by("actor__label").values_list("status", flat=True)
    assert list(states) == [MobilisationStatus.INVITED, MobilisationStatus.IDENTIFIED]


def test_an_answer_is_the_state_of_the_mobilisation_and_may_change():
    step = called("")
    (link,) = actions.prepare(step, by=CLAIRE)
    one = actions.answer(link, comes=True, seats=3, needs="Un trajet")
    assert (one.status, one.seats, link.needs) == (MobilisationStatus.CONFIRMED, 3, "Un trajet")
    other = actions.answer(link, comes=False, needs="Un trajet")
    assert (other.status, link.needs) == (MobilisationStatus.DECLINED, "")


@pytest.mark.parametrize("seats", [0, 11])
def test_a_group_has_a_reasonable_size(seats):
    (link,) = actions.prepare(called(""), by=CLAIRE)
    with pytest.raises(DomainError, match="entre 1 et 10"):
        actions.answer(link, comes=True, seats=seats)


def test_nobody_answers_after_the_table():
    step = called("")
    (link,) = actions.prepare(step, by=CLAIRE)
    step.status, step.held_at = StepStatus.HELD, cast.timezone.now()
    step.save()
    with pytest.raises(DomainError, match="déjà eu lieu"):
        actions.answer(link, comes=True)


def test_people_expected_are_those_of_the_actors_who_come():
    step = called("", "", "")
    first, second, _ = actions.prepare(step, by=CLAIRE)
    actions.answer(first, comes=True, seats=4)
    actions.answer(second, comes=False)
    found = queries.answers(step)
    assert (found.expected, found.coming, found.declined, found.silent) == (4, 1, 1, 1)


def test_the_page_answers_without_an_account_and_says_so_again(client):
    step = called("")
    (link,) = actions.prepare(step, by=CLAIRE)
    address = f"/invitation/table/{link.token}/"
    assert "12\xa0mars 2027" in client.get(address).content.decode()
    assert client.post(address, {"seats": "2"}).status_code == 422
    client.post(address, {"comes": "oui", "seats": "2", "needs": "Une garde d’enfant"})
    page = client.get(address).content.decode()
    assert "nous vous attendons" in page
    assert "Une garde d’enfant" in page
    assert client.get("/invitation/table/rien/").status_code == 404


def test_the_date_goes_into_any_calendar_with_the_whole_day(client):
    step = called("", half_days=2)
    (link,) = actions.prepare(step, by=CLAIRE)
    calendar = icalendar.Calendar.from_ical(client.get(f"/invitation/table/{link.token}/agenda.ics").content)
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2027-03-12T09:00:00+01:00"
    assert (event.decoded("dtend") - event.decoded("dtstart")).total_seconds() == 8 * 3600
    assert str(event["uid"]) == f"{step.id}@jalons"


def test_a_table_without_a_date_has_no_calendar(client):
    (link,) = actions.prepare(called("", starts_on=None), by=CLAIRE)
    assert client.get(f"/invitation/table/{link.token}/agenda.ics").status_code == 404


def test_the_team_prepares_sends_and_follows(client):
    step = called("a@exemple.example", "")
    client.force_login(cast.role(step.initiative))
    address = f"/seances/{step.id}/invitations/"
    client.post(address, {"geste": "preparer"})
    client.post(address, {"geste": "envoyer"})
    page = client.get(address).content.decode()
    assert "envoyé le" in page
    assert "à donner sur papier" in page


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.CAF_REFERENT, 200), (Role.PROJECT_TEAM, 403), (Role.SIGNATORY, 403), (None, 404)],
)
def test_who_invites(client, role, status):
    step = called("")
    client.force_login(cast.role(step.initiative, role) if role else cast.user())
    assert client.get(f"/seances/{step.id}/invitations/").status_code == status


def test_the_page_reads_as_often_for_one_actor_as_for_three(client, django_assert_num_queries):
    one, three = called(""), called("", "", "")
    for step in (one, three):
        actions.prepare(step, by=CLAIRE)
    with django_assert_num_queries(1):
        [getattr(row, "invitation_link", None) for row in queries.answers(one).rows]
    with django_assert_num_queries(1):
        [getattr(row, "invitation_link", None) for row in queries.answers(three).rows]
