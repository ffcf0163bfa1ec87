"""Django in a fixed set of threads, behind ASGI.

Django's own ASGI handler makes a thread and a database connection for each request, and crosses from
thread to loop at every middleware: on this machine three quarters of the cost of receiving a word. Here a
request runs whole in one thread that keeps its connection. The phones of a room have threads of their
own, so that a report being built never makes a hall wait.
"""

import asyncio
import contextvars
import logging
from collections.abc import Awaitable, Callable, Generator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.conf import settings
from django.core import signals
from django.core.exceptions import RequestDataTooBig
from django.core.handlers.asgi import ASGIRequest, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import FileResponse, HttpResponse, HttpResponseBadRequest, HttpResponseBase
from django.urls import set_script_prefix

log = logging.getLogger(__name__)

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
Pieces = Generator[bytes, None, None]

ROOM_PREFIX = "/r/"
ROOM_THREADS = {"sqlite": 4, "postgresql": 10}
"""PostgreSQL answers from another process: more requests wait at once, and none of them uses this one."""

PAGE_THREADS = 8
_CHUNK = 2**16


class ThreadedDjango(BaseHandler):
    """ASGI application for HTTP. A request that was received whole is finished, whoever hangs up."""

    def __init__(self) -> None:
        super().__init__()
        self.load_middleware()
        self._rooms = ThreadPoolExecutor(ROOM_THREADS[connection.vendor], thread_name_prefix="room")
        self._pages = ThreadPoolExecutor(PAGE_THREADS, thread_name_prefix="page")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _whole_body(receive)
        if body is None:
            return
        loop = asyncio.get_running_loop()
        threads = self._rooms if scope["path"].startswith(ROOM_PREFIX) else self._pages
        fresh = contextvars.Context()  # nothing of the request before, in the same thread
        status, headers, content = await loop.run_in_executor(threads, fresh.run, self._answer, scope, body)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        if isinstance(content, bytes):
            await send({"type": "http.response.body", "body": content})
            return
        try:
            while piece := await loop.run_in_executor(threads, fresh.run, _next, content):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            await loop.run_in_executor(threads, fresh.run, content.close)

    def _answer(self, scope: Scope, body: IO[bytes]) -> tuple[int, Headers, bytes | Pieces]:
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        response = self._response(scope, body)
        status, headers = response.status_code, _headers(response)
        if response.streaming:
            return status, headers, _pieces(response, body)
        content = bytes(getattr(response, "content"))  # noqa: B009 - HttpResponseBase declares none
        response.close()
        body.close()
        return status, headers, content

    def _response(self, scope: Scope, body: IO[bytes]) -> HttpResponseBase:
        try:
            request = ASGIRequest(dict(scope), body)
        except UnicodeDecodeError:
            log.warning("Bad Request (UnicodeDecodeError)", exc_info=True)
            return HttpResponseBadRequest()
        except RequestDataTooBig:
            return HttpResponse("413 Payload too large", status=413)
        response = self.get_response(request)
        if isinstance(response, FileResponse):
            response.block_size = _CHUNK
        return response


async def _whole_body(receive: Receive) -> IO[bytes] | None:
    """The request's body, or None when its sender left before the end."""
    body: IO[bytes] = SpooledTemporaryFile(settings.FILE_UPLOAD_MAX_MEMORY_SIZE)  # noqa: SIM115 - closed with the answer
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            body.close()
            return None
        body.write(message.get("body", b""))
        if not message.get("more_body", False):
            body.seek(0)
            return body


def _headers(response: HttpResponseBase) -> Headers:
    headers = [(name.encode("ascii"), value.encode("latin1")) for name, value in response.items()]
    cookies = response.cookies.values()
    return headers + [(b"Set-Cookie", one.output(header="").strip().encode("ascii")) for one in cookies]


def _next(pieces: Pieces) -> bytes:
    """The next piece that holds something; empty at the end."""
    return next((piece for piece in pieces if piece), b"")


def _pieces(response: HttpResponseBase, body: IO[bytes]) -> Pieces:
    """The pieces of a stream, read and closed in a thread."""
    try:
        yield from response
    finally:
        response.close()
        body.close()
