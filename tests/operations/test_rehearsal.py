"""The rehearsal: what it counts, what it says, and that it leaves nothing behind."""

import json
from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jalons.accounts.enums import Role
from jalons.accounts.models import User
from jalons.core.errors import DomainError
from jalons.initiatives.models import Initiative, Mission
from jalons.operations import rows
from jalons.operations.backup import contents
from jalons.operations.dossier.contents import OWN
from jalons.operations.rehearsal import actions, jobs, play, report, twin
from jalons.operations.rehearsal.phone import Item
from jalons.operations.rehearsal.report import Part, Report
from jalons.rooms.models import Contribution, Room
from tests import cast
from tests.rooms import build


def every_row() -> dict[str, list[Any]]:
    """Every row of the installation, except the passing events of the live hub."""
    passing = {"core.outboxevent", "core.presence"}
    return {
        model._meta.label_lower: [rows.dump(one) for one in model._base_manager.order_by("pk")]
        for model in contents.tables()
        if model._meta.label_lower not in passing
    }


@pytest.mark.django_db
def test_the_twin_comes_and_goes_and_not_a_row_of_the_installation_changes() -> None:
    room = build.room()
    asked = build.sequence(room)
    build.sequence(room, "abaque", is_open=False)
    build.say(asked)
    before = every_row()

    made = twin.make(room.step)
    assert Mission.objects.count() == 2
    for part in room.step.sequences.all():
        twin.stage_part(made, part)
    twin.more_time(made.votes)
    twin.remove(made)

    assert every_row() == before


@pytest.mark.django_db
def test_nobody_else_sees_the_twin_and_it_is_said_fictitious(client: Client) -> None:
    room = build.room()
    made = twin.make(room.step)
    client.force_login(cast.role(room.step.initiative))
    assert client.get(f"/seances/{made.words.step.id}/console/").status_code == 404
    assert Initiative.objects.get(mission=made.mission).is_fictitious


@pytest.mark.django_db
def test_a_twin_left_by_a_killed_rehearsal_is_swept_by_the_next() -> None:
    room = build.room()
    before = every_row()
    left = twin.make(room.step)
    twin.sweep()
    assert Mission.objects.filter(id=left.mission.id).exists()  # may still be playing
    twin.sweep(now=timezone.now() + twin.FORGOTTEN_AFTER * 2)
    assert every_row() == before
    assert not User.objects.filter(email__startswith=twin.PREFIX).exists()


@pytest.mark.django_db
def test_a_session_is_found_by_its_id_or_by_the_code_of_its_room() -> None:
    room = build.room()
    assert actions.find_session(str(room.step_id)) == room.step
    assert actions.find_session(f"{room.code[:3]} {room.code[3:]}") == room.step
    for wrong in ("", "000000", "séance", str(uuid4())):
        with pytest.raises(DomainError, match="Aucune séance"):
            actions.find_session(wrong)


@pytest.mark.parametrize(("phones", "seconds"), [(0, 60), (2001, 60), (10, 0), (10, 3601)])
def test_a_rehearsal_out_of_bounds_is_refused_before_anything(phones: int, seconds: int) -> None:
    with pytest.raises(DomainError, match="Donnez de 1 à"):
        actions.rehearse(None, phones=phones, seconds=seconds, say=lambda said: None)  # type: ignore[arg-type]


class FakePhone:
    def __init__(self, number: int, *items: Item) -> None:
        self.number, self.items = number, list(items)


def word(identity: str, *, is_told: bool = True) -> Item:
    return Item(identity, "", {"text": identity}, receipt={"number": 1} if is_told else None)


def ballot(identity: str, value: str) -> Item:
    return Item(identity, "", {"o:option:": value}, receipt={"answers": 1})


def counted(kept: play.Kept, *phones: FakePhone) -> Report:
    made = Report(phones=2, seconds=60)
    play.count(made, phones, kept)  # type: ignore[arg-type]
    return made


def test_what_was_told_received_and_is_absent_is_lost_and_so_is_what_nobody_received() -> None:
    kept = play.Kept({"a": "a", "c": "other"}, {}, Counter(), doubled=0)
    found = counted(kept, FakePhone(1, word("a"), word("b"), word("c"), word("d", is_told=False)))
    assert (found.sent, found.accepted, found.received, found.lost) == (4, 3, 2, 3)
    assert not found.is_safe


def test_the_last_vote_of_each_phone_must_stand() -> None:
    phones = (FakePhone(1, ballot("x", "pp"), ballot("y", "m")), FakePhone(2, ballot("z", "p")))
    logged = {"x": "pp", "y": "m", "z": "p"}
    good = play.Kept({}, logged, Counter({("option", "m"): 1, ("option", "p"): 1}), doubled=0)
    assert counted(good, *phones).is_safe
    stale = play.Kept({}, logged, Counter({("option", "pp"): 1, ("option", "p"): 1}), doubled=0)
    assert counted(stale, *phones).lost == 1


def test_a_refusal_by_a_rule_is_neither_accepted_nor_lost() -> None:
    item = word("a", is_told=False)
    item.refusal = "Cette question est close."
    found = counted(play.Kept({}, {}, Counter(), doubled=0), FakePhone(1, item))
    assert (found.refused, found.accepted, found.lost) == (1, 0, 0)


def test_the_figures_have_exactly_these_names() -> None:
    told = report.as_json(Report(phones=1, seconds=1, answers=[10.0, 20.0], deliveries=[]))
    assert json.loads(json.dumps(told)) == {
        "accepted": 0, "received": 0, "lost": 0, "doubled": 0,
        "answer_p50_ms": 20.0, "answer_p95_ms": 20.0, "delivery_p50_ms": None, "delivery_p95_ms": None,
    }  # fmt: skip


def test_the_account_says_what_would_fail_in_french() -> None:
    bad = Report(
        phones=150, seconds=60, sent=3, accepted=3, received=1, lost=2, doubled=1, words=3, answers=[1500.0],
        deliveries=[3000.0], failed_pages={"du projecteur (500)": 1},
        parts=[Part("Vos avis", ("la console ne répond pas (500).",)), Part("Accueil")],
    )  # fmt: skip
    said = report.sentences(bad)
    assert "Ce qui lâcherait :" in said
    assert [line for line in said if line.startswith("- ")] == [
        "- 2 envois sur 3 ne se retrouvent pas.",
        "- 1 envoi compte deux fois.",
        (
            "- Un téléphone sur vingt attend plus de 1,5 s son accusé de réception : la machine est trop "
            "lente pour cette salle, ou elle fait autre chose en même temps."
        ),
        "- Une parole sur vingt met plus de 3 s à atteindre l’écran de la salle.",
        "- La page du projecteur (500) n’a pas répondu (1 fois).",
        "- « Vos avis » : la console ne répond pas (500).",
    ]
    assert report.sentences(Report(phones=1, seconds=1))[-1] == "Rien ne lâcherait, dans ces conditions."


@pytest.mark.django_db
def test_the_page_asks_for_a_rehearsal_once_and_tells_what_it_found(client: Client) -> None:
    step = build.room().step
    client.force_login(cast.role(step.initiative))
    page = f"/seances/{step.id}/repetition/"
    assert "Aucune répétition encore" in client.get(page).content.decode()
    assert client.post(page, {"phones": "0", "seconds": "60"}).status_code == 422
    assert client.post(page, {"phones": "60", "seconds": "60"}).status_code == 302
    assert client.post(page, {"phones": "60", "seconds": "60"}).status_code == 302
    assert [run.state for run in jobs.runs(step)] == ["waiting"]
    DBTaskResult.objects.update(
        status="SUCCESSFUL",
        return_value={"sentences": ["Rien ne lâcherait."], "is_safe": True, "is_clear": True},
    )
    assert "Rien ne lâcherait." in client.get(page).content.decode()
    client.force_login(cast.role(step.initiative, Role.PROJECT_TEAM))
    assert client.get(page).status_code == 403


@pytest.mark.django_db
def test_the_record_of_the_session_is_the_same_after_a_rehearsal() -> None:
    room = build.room()
    build.say(build.sequence(room))
    initiative = room.step.initiative
    assert initiative is not None
    before = {own.label: list(own.rows(initiative).values()) for own in OWN}
    twin.remove(twin.make(room.step))
    assert {own.label: list(own.rows(initiative).values()) for own in OWN} == before
    assert (Room.objects.count(), Contribution.objects.count()) == (1, 1)
