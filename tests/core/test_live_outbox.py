"""The outbox: what is published with its transaction, kept for a while, counted without names."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.http import HttpRequest
from django.test import RequestFactory

from jalons.core.live import cursor, presence, publish, store, topics, wakeup
from jalons.core.live.listeners import MOST_WAITING, Listener, message, snapshot
from jalons.core.live.models import OutboxEvent
from jalons.core.live.order import Event
from jalons.core.live.retention import KEEP_FOR, forget_old_events
from jalons.core.live.topics import Audience

NOW = datetime(2026, 10, 6, 8, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_an_event_disappears_with_its_transaction() -> None:
    with transaction.atomic():
        publish("room:1", "x", {})
        transaction.set_rollback(True)
    assert OutboxEvent.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_hub_of_this_process_is_woken_after_the_commit_and_not_before() -> None:
    woken: list[int] = []
    sleeper = wakeup.wake_me(lambda: woken.append(OutboxEvent.objects.count()))
    with transaction.atomic():
        publish("room:1", "x", {})
        assert woken == []
    assert woken == [1]
    del sleeper
    publish("room:1", "x", {})
    assert woken == [1]


@pytest.mark.django_db
def test_a_page_listens_from_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cursor() == 0
    for _ in range(30):
        last = publish("room:1", "x", {})
    monkeypatch.setattr(store, "writers", frozenset)
    assert cursor() == last.seq


@pytest.mark.django_db
def test_while_somebody_writes_a_page_listens_from_a_little_before(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(30):
        last = publish("room:1", "x", {})
    monkeypatch.setattr(store, "writers", lambda: frozenset({"3/7"}))
    assert cursor() == last.seq - 20


@pytest.mark.django_db
def test_old_events_are_forgotten_but_never_the_last() -> None:
    old, older = publish("room:1", "x", {}), publish("room:1", "x", {})
    OutboxEvent.objects.update(created_at=NOW - KEEP_FOR - timedelta(minutes=1))
    assert forget_old_events(now=NOW) == 1
    assert list(OutboxEvent.objects.values_list("seq", flat=True)) == [max(old.seq, older.seq)]
    recent = publish("room:1", "x", {})
    OutboxEvent.objects.filter(seq=recent.seq).update(created_at=NOW)
    assert forget_old_events(now=NOW) == 1


@pytest.mark.django_db
def test_listeners_of_all_processes_are_added_while_they_tell() -> None:
    def counts(n: int) -> "Counter[tuple[str, Audience]]":
        return Counter({("room:1", Audience.PARTICIPANT): n, ("room:1", Audience.STAFF): 1})

    presence.tell("a", counts(30), now=NOW)
    presence.tell("b", counts(12), now=NOW)
    presence.tell("a", counts(29), now=NOW + timedelta(seconds=30))
    assert presence.listening("room:1", Audience.PARTICIPANT, now=NOW + timedelta(seconds=31)) == 41
    assert presence.listening("room:1", Audience.PARTICIPANT, now=NOW + timedelta(seconds=80)) == 29
    assert presence.listening("room:2", Audience.PARTICIPANT, now=NOW) == 0


def test_a_message_is_one_line_of_json_with_its_number() -> None:
    sent = message(Event(7, "room:1", "sequence.opened", {"titre": "Été\nhiver"}))
    assert sent == (
        'id: 7\ndata: {"seq":7,"type":"sequence.opened","payload":{"titre":"Été\\nhiver"}}\n\n'.encode()
    )


def test_a_listener_too_slow_is_told_to_fetch_again() -> None:
    slow = Listener("room:1", Audience.PARTICIPANT)
    for seq in range(MOST_WAITING):
        slow.put(b"x", seq)
    slow.put(b"x", MOST_WAITING)
    assert slow.take() == snapshot(MOST_WAITING)
    slow.beat()
    slow.beat()
    assert slow.take() == b":\n\n"


def test_a_topic_is_open_to_those_whom_its_area_lets_in(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def authorise(request: HttpRequest, identifier: UUID) -> Audience | None:
        return Audience.STAFF if identifier.int == 1 else None

    monkeypatch.setattr(topics, "_TOPICS", {"essai": authorise})
    request = rf.get("/")
    asked = [f"essai:{UUID(int=1)}", f"essai:{UUID(int=2)}", f"autre:{UUID(int=1)}", "essai:1", "essai", ""]
    assert [topics.audience(request, topic) for topic in asked] == [
        Audience.STAFF,
        None,
        None,
        None,
        None,
        None,
    ]
