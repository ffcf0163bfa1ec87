"""A small HTTP/1.1 client for many phones in one process: kept connections, cookies, event streams.

A hundred and fifty phones share two cores with the server they try: a general client would measure itself.
"""

import asyncio
import json
import resource
from collections.abc import AsyncGenerator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

NO_STATUS = 0

_FILES = 8192


def allow_many_connections() -> None:
    """A line a phone: more files than a shell usually allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < _FILES:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(_FILES, hard), hard))


class WireError(OSError):
    """The connection was refused, cut, or stayed silent."""


@dataclass(slots=True)
class Answer:
    """One answer: status, body, and the place it redirects to when it does."""

    status: int
    body: bytes
    location: str = ""

    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass(slots=True)
class Line:
    """One kept connection to a server, with the cookies of whoever holds it."""

    host: str
    port: int
    name: str = ""
    timeout: float = 8.0
    cookies: dict[str, str] = field(default_factory=dict)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    def beside(self) -> "Line":
        """Another connection of the same visitor: a page that is read never holds back what is sent."""
        return Line(self.host, self.port, self.name, self.timeout, self.cookies)

    async def get(self, path: str, **headers: str) -> Answer:
        return await self.ask("GET", path, headers=headers)

    async def post(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        """Send a form as our pages do, with the token that protects it."""
        token = {"X-CSRFToken": self.cookies.get("csrftoken", "")}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self.ask("POST", path, headers=kind | token | headers, body=urlencode(fields).encode())

    async def ask(self, method: str, path: str, *, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """Send one request and wait for its answer. Raises WireError; the connection is then closed."""
        try:
            async with self._turn, asyncio.timeout(self.timeout):
                return await self._ask(method, path, headers, body)
        except (OSError, TimeoutError, ValueError, asyncio.IncompleteReadError) as broken:
            self.close()
            raise WireError(str(broken)) from broken

    async def _ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        reader, writer = await self._connected()
        writer.write(self._head(method, path, headers, len(body) if method == "POST" else None) + body)
        await writer.drain()
        status, given = await self._status_and_headers(reader)
        content = await _body(reader, given)
        if given.get("connection") == "close":
            self.close()
        return Answer(status, content, given.get("location", ""))

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._reader is None or self._writer is None or self._reader.at_eof():
            self.close()
            self._reader, self._writer = await asyncio.open_connection(self.host, self.port)
        return self._reader, self._writer

    def _head(self, method: str, path: str, headers: Mapping[str, str], length: int | None) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.name or f'{self.host}:{self.port}'}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if length is not None:
            lines.append(f"Content-Length: {length}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    async def _status_and_headers(self, reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin1").split("\r\n")
        given: dict[str, str] = {}
        for line in head[1:]:
            name, _, value = line.partition(":")
            if name.lower() == "set-cookie":
                cookie, _, rest = value.strip().partition("=")
                self.cookies[cookie] = rest.split(";")[0]
            elif name:
                given[name.lower()] = value.strip()
        return int(head[0].split(" ", 2)[1]), given

    def listen(self, path: str, *, after: str = "") -> AsyncGenerator[dict[str, Any], None]:
        """Messages of an event stream, on a connection of its own, until it ends. Raises WireError."""
        return self.beside().follow(path, after=after)

    async def follow(self, path: str, *, after: str = "") -> AsyncGenerator[dict[str, Any], None]:
        """The same on this very connection, which serves for nothing else and is closed at the end."""
        headers = {"Accept": "text/event-stream"} | ({"Last-Event-ID": after} if after else {})
        try:
            async with asyncio.timeout(self.timeout):
                reader, writer = await self._connected()
                writer.write(self._head("GET", path, headers, None))
                await writer.drain()
                status, _ = await self._status_and_headers(reader)
            if status != 200:  # noqa: PLR2004 - the only one that streams
                raise WireError(f"{path} : {status}")
            while line := await reader.readline():
                if line.startswith(b"data: "):
                    yield json.loads(line[len(b"data: ") :])
        except (OSError, TimeoutError, ValueError, asyncio.IncompleteReadError) as broken:
            raise WireError(str(broken)) from broken
        finally:
            self.close()

    def close(self) -> None:
        if self._writer is not None:
            with suppress(OSError, RuntimeError):
                self._writer.transport.abort()
        self._reader = self._writer = None


async def _body(reader: asyncio.StreamReader, given: Mapping[str, str]) -> bytes:
    if given.get("transfer-encoding") == "chunked":
        pieces = []
        while size := int(await reader.readline(), 16):
            pieces.append(await reader.readexactly(size))
            await reader.readexactly(2)
        await reader.readexactly(2)
        return b"".join(pieces)
    return await reader.readexactly(int(given.get("content-length", 0)))
