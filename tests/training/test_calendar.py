"""Calendar and reminders: a secret address that its owner renews, mails that never leave twice."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from icalendar import Calendar

from jalons.accounts.enums import Role
from jalons.training.actions import reminders
from tests import cast
from tests.training import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission():
    return build.mission(territories=1)


def test_the_feed_holds_the_sessions_of_its_owner_until_it_is_renewed(client, mission):
    lucie = build.trainee(mission, email="lucie@exemple.example")
    client.force_login(lucie.person.account)
    page = client.post(reverse("training:renew_feed"), follow=True).content.decode()
    address = page.split('readonly value="')[1].split('"')[0]
    client.logout()
    path = "/agenda/" + address.rpartition("/")[2]
    book = Calendar.from_ical(client.get(path).content)
    events = book.walk("VEVENT")
    billed = [step for step in mission.steps.all() if step.half_days]
    assert {str(event["UID"]) for event in events} == {f"{step.id}@jalons" for step in billed}
    first = next(e for e in events if str(e["UID"]) == f"{build.training_day(mission).id}@jalons")
    assert (first.decoded("dtend") - first.decoded("dtstart")) == timedelta(hours=8)  # seven, and lunch
    client.force_login(lucie.person.account)
    client.post(reverse("training:renew_feed"))
    assert client.get(path).status_code == 404


def test_those_who_follow_a_training_find_its_sessions_and_others_nothing(client, mission):
    token = reminders.renew_feed(cast.role(mission, Role.COOPERATION_OFFICER))
    assert b"VEVENT" in client.get(reverse("training:feed", args=[token])).content
    token = reminders.renew_feed(cast.user("Personne"))
    assert b"VEVENT" not in client.get(reverse("training:feed", args=[token])).content


def test_reminders_leave_a_week_before_and_the_eve_once_each(mission):
    build.trainee(mission, email="lucie@exemple.example")
    build.trainee(mission, "Paul Mazaud")  # no address
    day = build.training_day(mission).starts_on
    assert reminders.remind(today=day - timedelta(days=7)) == 1
    assert reminders.remind(today=day - timedelta(days=7)) == 0
    assert reminders.remind(today=day - timedelta(days=1)) == 1
    assert reminders.remind(today=day - timedelta(days=3)) == 0
    assert [message.to for message in mail.outbox] == [["lucie@exemple.example"]] * 2
    assert "jour 1" in mail.outbox[0].subject


def test_the_command_says_how_many_left(capsys):
    call_command("reminders")
    assert capsys.readouterr().out == "0 rappel envoyé.\n"


def test_the_dates_are_those_of_the_plan(mission):
    assert build.training_day(mission).starts_on == date(2026, 9, 1)
