"""The live hub in a real server, on both databases."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest

from tests.served import Served, served

WAIT = 10.0


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def hall(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with served(tmp_path_factory.mktemp("hall") / "var", request.param) as one:
        yield _started(one)


def _started(one: Served) -> Any:
    one.given = one.seed("tests.rooms.seed")  # type: ignore[attr-defined]
    one.start()
    return one


class Ear:
    """Listens to a topic in a thread and keeps what it hears."""

    def __init__(self, address: str, cookies: dict[str, str], headers: dict[str, str] | None = None) -> None:
        self.heard: list[dict[str, Any]] = []
        self.is_over = threading.Event()
        parts = urlsplit(address)
        self._line = HTTPConnection(parts.netloc, timeout=60)
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self._line.request("GET", parts.path, headers={"Cookie": cookie} | (headers or {}))
        self._response = self._line.getresponse()
        assert self._response.status == 200, self._response.status
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        try:
            while line := self._response.readline():
                if line.startswith(b"data: "):
                    self.heard.append(json.loads(line.removeprefix(b"data: ")))
        except (OSError, HTTPException, ValueError, AttributeError):
            pass  # the line was cut
        self.is_over.set()

    def until(self, count: int) -> list[str]:
        deadline = time.monotonic() + WAIT
        while time.monotonic() < deadline and len(self.heard) < count:
            time.sleep(0.02)
        return [message["type"] for message in self.heard]

    def close(self) -> None:
        with suppress(OSError):
            self._line.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(WAIT)
        self._response.close()
        self._line.close()


@contextmanager
def listening(hall: Any, topic: str, who: dict[str, str], **headers: str) -> Iterator[Ear]:
    ear = Ear(f"{hall.url}/direct/{topic}", who, {k.replace("_", "-"): v for k, v in headers.items()})
    try:
        yield ear
    finally:
        ear.close()


def phone(hall: Any) -> dict[str, str]:
    """The cookies of a phone that has opened the room's page."""
    return dict(httpx.get(f"{hall.url}/r/{hall.given['code']}/", timeout=WAIT).cookies)


def staff(hall: Any) -> dict[str, str]:
    return {"sessionid": hall.given["session"]}


def move(hall: Any, name: str) -> None:
    with httpx.Client(base_url=hall.url, cookies=staff(hall), timeout=WAIT) as client:
        html = client.get(f"/seances/{hall.given['step']}/console/").text
        token = html.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        answer = client.post(
            f"/seances/{hall.given['step']}/console/geste/{name}/",
            data={"sequence": hall.given["sequence"], "csrfmiddlewaretoken": token},
        )
        assert answer.status_code == 302, answer.text


def test_a_move_reaches_phones_and_staff(hall: Any) -> None:
    room = hall.given["room"]
    with (
        listening(hall, f"room:{room}", phone(hall)) as ear,
        listening(hall, f"animation:{room}", staff(hall)) as console,
    ):
        move(hall, "plus")
        assert (ear.until(1), console.until(1)) == (["sequence.extended"], ["sequence.extended"])
        assert ear.heard[0]["payload"] == {"sequence": hall.given["sequence"], "state": "open"}


def test_who_may_listen(hall: Any) -> None:
    room = hall.given["room"]
    topics = (
        f"room:{room}",
        f"animation:{room}",
        "room:nothing",
        f"other:{room}",
        "room:0190a5b0-0000-7000-8000-000000000000",
    )

    def statuses(cookies: dict[str, str]) -> list[int]:
        found = []
        for topic in topics:
            with (
                httpx.Client(cookies=cookies) as client,
                client.stream("GET", f"{hall.url}/direct/{topic}") as response,
            ):
                found.append(response.status_code)
        return found

    assert statuses({}) == [403, 403, 403, 403, 403]
    assert statuses(phone(hall)) == [200, 403, 403, 403, 403]
    assert statuses(staff(hall)) == [200, 200, 403, 403, 403]
    assert statuses({f"ticket-{hall.given['code']}": "forged"}) == [403, 403, 403, 403, 403]


def test_coming_back_replays_what_was_missed(hall: Any) -> None:
    topic = f"room:{hall.given['room']}"
    cookies = phone(hall)
    with listening(hall, topic, cookies) as ear:
        move(hall, "plus")
        ear.until(1)
        last = ear.heard[-1]["seq"]
    move(hall, "pause")
    move(hall, "reprendre")
    with listening(hall, topic, cookies, Last_Event_ID=str(last)) as again:
        assert again.until(2) == ["sequence.paused", "sequence.resumed"]
        assert again.heard[0]["seq"] > last


def test_a_cursor_from_the_future_or_a_long_absence_means_fetch_again(hall: Any) -> None:
    topic = f"room:{hall.given['room']}"
    cookies = phone(hall)
    with listening(hall, topic, cookies, Last_Event_ID="999999999") as ear:
        assert ear.until(1) == ["snapshot"]
    with httpx.Client(cookies=cookies) as client:
        found = client.get(f"{hall.url}/direct/{topic}/depuis/999999999").json()
    assert (found["snapshot"], found["events"]) == (True, [])


def test_those_whom_streams_do_not_reach_poll(hall: Any) -> None:
    topic = f"room:{hall.given['room']}"
    with httpx.Client(cookies=phone(hall), base_url=hall.url) as client:
        before = client.get(f"/direct/{topic}/depuis/0").json()["seq"]
        move(hall, "plus")  # past what another test left late: whoever stands there is told to fetch again
        deadline = time.monotonic() + WAIT
        start = before
        while start == before and time.monotonic() < deadline:
            start = client.get(f"/direct/{topic}/depuis/0").json()["seq"]
        move(hall, "plus")
        found: dict[str, Any] = {"events": []}
        while not found["events"] and time.monotonic() < deadline:
            found = client.get(f"/direct/{topic}/depuis/{start}").json()
        assert [event["type"] for event in found["events"]] == ["sequence.extended"]
        assert client.get(f"/direct/{topic}/depuis/{found['seq']}").json()["events"] == []


@pytest.mark.parametrize(("method", "rest", "status"), [("POST", "", 405), ("GET", "?depuis=x", 400)])
def test_a_malformed_request_gets_a_sentence(hall: Any, method: str, rest: str, status: int) -> None:
    response = httpx.request(method, f"{hall.url}/direct/room:{hall.given['room']}{rest}")
    assert response.status_code == status
    assert response.json()["erreur"].endswith(".")


def test_every_phone_of_a_hall_hears_a_move(hall: Any) -> None:
    topic = f"room:{hall.given['room']}"
    ears = [Ear(f"{hall.url}/direct/{topic}", phone(hall)) for _ in range(12)]
    move(hall, "plus")
    try:
        assert [ear.until(1) for ear in ears] == [["sequence.extended"]] * 12
    finally:
        for ear in ears:
            ear.close()


ON_POSTGRES = pytest.mark.parametrize(
    "hall", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
"""SQLite has one writer, who commits in order."""


def _rows(hall: Any) -> "psycopg.Connection[Any]":
    return psycopg.connect(hall.database_url)


_INSERT = (
    "INSERT INTO core_outboxevent (topic, kind, payload, created_at) "
    "VALUES (%s, %s, '{}', now()) RETURNING seq"
)


@ON_POSTGRES
def test_commits_out_of_order_are_heard_in_order(hall: Any) -> None:
    topic = f"room:{hall.given['room']}"
    with listening(hall, topic, phone(hall)) as ear, _rows(hall) as slow, _rows(hall) as fast:
        slow.execute(_INSERT, (topic, "first"))
        fast.execute(_INSERT, (topic, "second"))
        fast.execute("NOTIFY jalons_outbox")
        fast.commit()
        time.sleep(0.5)
        assert ear.heard == []  # 104 is there, 103 may still come
        slow.commit()
        assert ear.until(2) == ["first", "second"]


@ON_POSTGRES
def test_a_number_rolled_back_holds_nobody_back(hall: Any) -> None:
    topic = f"room:{hall.given['room']}"
    with listening(hall, topic, phone(hall)) as ear, _rows(hall) as burnt, _rows(hall) as fast:
        burnt.execute(_INSERT, (topic, "never"))
        burnt.rollback()
        started = time.monotonic()
        fast.execute(_INSERT, (topic, "after"))
        fast.execute("NOTIFY jalons_outbox")
        fast.commit()
        assert ear.until(1) == ["after"]
        assert time.monotonic() - started < 1.5


@ON_POSTGRES
def test_a_transaction_slower_than_patience_makes_its_listeners_fetch_again(hall: Any) -> None:
    topic = f"room:{hall.given['room']}"
    cookies = phone(hall)
    with listening(hall, topic, cookies) as ear, _rows(hall) as slow, _rows(hall) as fast:
        slow.execute(_INSERT, (topic, "very late"))
        fast.execute(_INSERT, (topic, "meanwhile"))
        fast.commit()
        assert ear.until(1) == ["meanwhile"]  # after the hub's patience
        last = ear.heard[-1]["seq"]
        slow.commit()
        assert ear.until(2) == ["meanwhile", "snapshot"]
        with listening(hall, topic, cookies, Last_Event_ID=str(last)) as again:
            assert again.until(1) == ["snapshot"]


def test_phones_at_the_other_end_are_counted(hall: Any) -> None:
    topic = f"room:{hall.given['room']}"
    ears = [Ear(f"{hall.url}/direct/{topic}", phone(hall)) for _ in range(3)]
    deadline = time.monotonic() + 15
    html = ""
    try:
        while time.monotonic() < deadline and "3 téléphones reliés" not in html:
            time.sleep(0.5)
            html = httpx.get(f"{hall.url}/seances/{hall.given['step']}/console/", cookies=staff(hall)).text
        assert "3 téléphones reliés" in html
    finally:
        for ear in ears:
            ear.close()


def test_a_server_with_listeners_stops_within_seconds(tmp_path: Path) -> None:
    with served(tmp_path / "var", "sqlite") as one:
        hall = _started(one)
        with listening(hall, f"room:{hall.given['room']}", phone(hall)) as ear:
            assert one.stop() < 5
            assert ear.is_over.wait(2)
