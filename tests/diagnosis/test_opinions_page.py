"""The page of a sequence of statements: shared first, who has not spoken, groups only when they hold."""

import pytest
from django.urls import reverse

from jalons.accounts.enums import Role
from jalons.core.ids import new_id
from jalons.diagnosis.queries.opinions import opinions_page, statement_sequences
from jalons.rooms.enums import Channel
from jalons.rooms.models import Option, Ticket, Vote
from tests import cast
from tests.diagnosis import build
from tests.diagnosis.test_opinions import camps

pytestmark = pytest.mark.django_db
VALUES = {1: "agree", 0: "pass", -1: "disagree"}


def asked(home, votes, statements):
    sequence = build.sequence(home, kind="statements", title="Réagir")
    options = [
        Option.objects.create(
            sequence=sequence, subject_kind="line", subject_id=home.id, label=f"Phrase {n}", position=n + 1
        )
        for n in range(statements)
    ]
    tickets = {}
    for voter in {voter for voter, _ in votes}:
        tickets[voter] = Ticket.objects.create(room=build.room(home), token=new_id().hex)
    Vote.objects.bulk_create(
        Vote(option=options[s], ticket=tickets[v], value=VALUES[value], channel=Channel.PHONE)
        for (v, s), value in votes.items()
    )
    return sequence


def test_a_small_room_sees_counts_and_why_there_is_no_group(client):
    home = cast.initiative(slug="vassiviere")
    votes = {(v, 0): 1 for v in range(6)} | {(v, 1): (1 if v % 2 else -1) for v in range(4)} | {(5, 1): 0}
    sequence = asked(home, votes, 2)
    page = opinions_page(sequence)
    first, second = page.rows
    assert (first.label, first.agreement, first.division, first.silent) == ("Phrase 0", 100, 0, 0)
    assert (second.counts.passed, second.division, second.silent) == (1, 100, 1)
    client.force_login(cast.role(home, Role.COOPERATION_OFFICER))
    shown = client.get(reverse("diagnosis:opinions", args=[sequence.step_id, sequence.id])).content.decode()
    assert "Salle trop petite : 5 personnes" in shown
    assert statement_sequences(sequence.step) == [sequence]
    client.force_login(cast.user("Passant"))
    assert client.get(reverse("diagnosis:opinions", args=[sequence.step_id, sequence.id])).status_code == 404


def test_groups_that_hold_are_told_in_words_without_any_count_inside(client):
    home = cast.initiative(slug="vassiviere")
    sequence = asked(home, camps(people=40), 14)
    page = opinions_page(sequence)
    assert [group.size for group in page.groups] == [20, 20]
    assert page.reason == ""
    assert all(
        not any(sign.isdigit() for sign in line.partition(":")[0]) for g in page.groups for line in g.holds
    )
    client.force_login(cast.role(home, Role.COOPERATION_OFFICER))
    shown = client.get(reverse("diagnosis:opinions", args=[sequence.step_id, sequence.id])).content.decode()
    assert "2 groupes" in shown
