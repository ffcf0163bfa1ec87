"""The raw ASGI route `/direct/<topic>`, in front of Django.

GET /direct/<topic>                   server-sent events; Last-Event-ID, or ?depuis=<seq>, replays
GET /direct/<topic>/depuis/<seq>      the same once, as JSON, for those whom streams do not reach
"""

import asyncio
import json
import logging
import random
import signal
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, unquote

from django.conf import settings
from django.contrib.auth import get_user
from django.core.handlers.asgi import ASGIRequest
from django.db import DatabaseError, close_old_connections, connection

from jalons.core.live import topics
from jalons.core.live.hub import Hub
from jalons.core.live.listeners import Listener

log = logging.getLogger(__name__)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]

PREFIX = "/direct/"
LONGEST_STREAM = 45 * 60.0
"""Seconds after which a stream ends and the browser comes back: the right to listen is checked again."""

_RETRY_MS = 2000
_JITTER_MS = 3000
_STREAM_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
_JSON_HEADERS = [
    (b"content-type", b"application/json; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
]
_REFUSED = {"erreur": "Ce direct ne vous est pas ouvert. Rechargez la page, ou reconnectez-vous."}


class LiveRoute:
    """ASGI application: answers the live route, hands everything else to `django`."""

    def __init__(self, django: Application) -> None:
        self._django = django
        self._hub: Hub | None = None
        self._threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="live-authorise")

    @property
    def hub(self) -> Hub:
        if self._hub is None:
            self._hub = Hub()
        return self._hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live_and_die(receive, send)
        elif scope["type"] == "http" and scope["path"].startswith(PREFIX):
            await self._direct(scope, receive, send)
        else:
            await self._django(scope, receive, send)

    async def _live_and_die(self, receive: Receive, send: Send) -> None:
        while True:
            event = await receive()
            if event["type"] == "lifespan.startup":
                self._end_streams_on_signals()
                await send({"type": "lifespan.startup.complete"})
            elif event["type"] == "lifespan.shutdown":
                if self._hub is not None:
                    await self._hub.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    def _end_streams_on_signals(self) -> None:
        """A server that stops waits for its connections: end the streams as soon as it is asked to."""
        if threading.current_thread() is not threading.main_thread():
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            before = signal.getsignal(number)
            if not callable(before):
                continue

            def stop(sig: int, frame: Any, before: Callable[[int, Any], Any] = before) -> None:
                loop.call_soon_threadsafe(self.hub.let_go)
                before(sig, frame)

            signal.signal(number, stop)

    async def _direct(self, scope: Scope, receive: Receive, send: Send) -> None:
        topic, after, is_poll = _target(scope)
        if scope["method"] != "GET":
            await _answer(send, 405, {"erreur": "Cette adresse se lit, elle ne reçoit rien."})
            return
        if after is not None and after < 0:
            await _answer(send, 400, {"erreur": "Cette adresse est mal formée. Rechargez la page."})
            return
        loop = asyncio.get_running_loop()
        audience = await loop.run_in_executor(self._threads, _audience, scope, topic)
        if audience is None:
            await _answer(send, 403, _REFUSED)
        elif is_poll:
            await self._poll(topic, after or 0, send)
        else:
            listener = await self.hub.subscribe(topic, audience, after=after)
            await self._stream(listener, receive, send)

    async def _poll(self, topic: str, after: int, send: Send) -> None:
        seq, events = await self.hub.missed(topic, after=after)
        body = {
            "seq": seq if events is not None else self.hub.last,
            "snapshot": events is None,
            "events": [{"seq": e.seq, "type": e.kind, "payload": e.payload} for e in events or ()],
        }
        await _answer(send, 200, body)

    async def _stream(self, listener: Listener, receive: Receive, send: Send) -> None:
        gone = asyncio.ensure_future(_until_gone(receive))
        gone.add_done_callback(lambda _: listener.close())
        end = asyncio.get_running_loop().call_later(LONGEST_STREAM, listener.close)
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _STREAM_HEADERS})
            retry = _RETRY_MS + random.randrange(_JITTER_MS)  # noqa: S311 - spreads the reconnections of a hall
            cursor = "" if listener.cursor is None else f"id: {listener.cursor}\n"
            hello = f"retry: {retry}\n{cursor}\n".encode()
            await send({"type": "http.response.body", "body": hello, "more_body": True})
            while not listener.is_closed:
                await listener.ready.wait()
                if chunk := listener.take():
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
            if not gone.done():
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            end.cancel()
            gone.cancel()
            self.hub.leave(listener)


def _target(scope: Scope) -> tuple[str, int | None, bool]:
    """Topic, cursor (None: from now on; -1: malformed), and whether it is the short poll."""
    rest = unquote(scope["path"][len(PREFIX) :]).rstrip("/")
    topic, marker, seq = rest.partition("/depuis/")
    headers = dict(scope["headers"])
    query = parse_qs(scope.get("query_string", b"").decode())
    raw = seq if marker else headers.get(b"last-event-id", b"").decode() or query.get("depuis", [""])[0]
    if not raw:
        return topic, None, bool(marker)
    return topic, int(raw) if raw.isdecimal() and len(raw) < 19 else -1, bool(marker)  # noqa: PLR2004 - bigint


def _audience(scope: Scope, topic: str) -> topics.Audience | None:
    """Who is asking, by Django's session, and whether they may listen. Runs in a thread."""
    close_old_connections()
    try:
        request = ASGIRequest(dict(scope), BytesIO())
        engine = import_module(settings.SESSION_ENGINE)
        request.session = engine.SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        request.user = get_user(request)
        return topics.audience(request, topic)
    except DatabaseError:
        connection.close()
        raise


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _answer(send: Send, status: int, body: dict[str, Any]) -> None:
    content = json.dumps(body, ensure_ascii=False).encode()
    await send({"type": "http.response.start", "status": status, "headers": _JSON_HEADERS})
    await send({"type": "http.response.body", "body": content})
