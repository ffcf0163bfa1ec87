"""Django in a fixed set of threads: what a server relies on."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse

from jalons.config.threads import ROOM_PREFIX, ThreadedDjango

Sent = list[dict[str, Any]]


def ask(
    view: Callable[[HttpRequest], Any], path: str = "/", body: bytes = b"", *, leaves_early: bool = False
) -> Sent:
    """What one request gets from a handler whose only view is this one."""
    handler = ThreadedDjango()
    handler.get_response = view  # type: ignore[method-assign,assignment]
    sent: Sent = []

    async def receive() -> dict[str, Any]:
        if leaves_early:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": body}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": []}
    asyncio.run(handler(scope, receive, send))
    return sent


def text(sent: Sent) -> bytes:
    return b"".join(message.get("body", b"") for message in sent)


def test_a_request_is_answered_with_its_cookies_and_its_body() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        response = HttpResponse(request.read()[::-1], status=201)
        response.set_cookie("a", "1")
        return response

    sent = ask(view, body=b"abc")
    assert (sent[0]["status"], text(sent)) == (201, b"cba")
    assert (b"Set-Cookie", b"a=1; Path=/") in sent[0]["headers"]


def test_a_stream_goes_piece_by_piece_and_is_closed() -> None:
    closed: list[bool] = []

    def pieces() -> Iterator[bytes]:
        yield from (b"one", b"", b"two")

    def view(request: HttpRequest) -> StreamingHttpResponse:
        response = StreamingHttpResponse(pieces())
        vars(response)["_resource_closers"].append(lambda: closed.append(True))
        return response

    sent = ask(view)
    assert [message.get("body") for message in sent[1:]] == [b"one", b"two", b""]
    assert closed == [True]


def test_a_file_is_sent_whole(tmp_path: Any) -> None:
    (tmp_path / "f").write_bytes(b"x" * 200_000)
    assert len(text(ask(lambda request: FileResponse((tmp_path / "f").open("rb"))))) == 200_000


def test_whoever_leaves_before_the_end_of_the_request_gets_nothing() -> None:
    assert ask(lambda request: HttpResponse("no"), leaves_early=True) == []


@pytest.mark.parametrize(("path", "pool"), [(f"{ROOM_PREFIX}123456/", "room"), ("/mes-territoires/", "page")])
def test_the_phones_of_a_room_have_threads_of_their_own(path: str, pool: str) -> None:
    name = text(ask(lambda request: HttpResponse(threading.current_thread().name), path))
    assert name.decode().startswith(f"{pool}_")
