"""A phone's link to the server that can really be cut: a relay on loopback, which drops what it carries.

Two ways, as in a hall: the connection breaks at once, or it goes silent and nothing comes back.
"""

import asyncio
from contextlib import suppress

_CHUNK = 65536


class Link:
    """Relay of one phone. `port` is where the phone connects; `cut` and `mend` break and repair it."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._server: asyncio.Server | None = None
        self._carried: set[asyncio.StreamWriter] = set()
        self._is_cut = False
        self._is_silent = False
        self.port = 0

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    def cut(self, *, is_silent: bool) -> None:
        """Break every connection, or let them hang: bytes go nowhere, and nobody is told."""
        self._is_cut, self._is_silent = True, is_silent
        if not is_silent:
            self._drop()

    def mend(self) -> None:
        """The network is back: what hung is dead, new connections pass."""
        self._is_cut = False
        self._drop()

    async def close(self) -> None:
        self._drop()
        if self._server is not None:
            self._server.close()

    def _drop(self) -> None:
        for writer in list(self._carried):
            writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._carried.add(writer)
        try:
            if self._is_cut and not self._is_silent:
                return
            far_reader, far_writer = await asyncio.open_connection(*self._target)
            self._carried.add(far_writer)
            try:
                await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer))
            finally:
                self._carried.discard(far_writer)
                far_writer.transport.abort()
        except OSError:
            pass  # the server is down: the phone sees its connection end, as through any relay
        finally:
            self._carried.discard(writer)
            writer.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while chunk := await reader.read(_CHUNK):
                if self._is_cut:
                    continue  # carried away
                writer.write(chunk)
                await writer.drain()
        writer.transport.abort()
