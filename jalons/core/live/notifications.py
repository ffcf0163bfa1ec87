"""Waking up on PostgreSQL: LISTEN on one connection of its own."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings

log = logging.getLogger(__name__)
_TRY_AGAIN_AFTER = 3.0


async def listen(wake: Callable[[], None]) -> None:
    """Call `wake` at each notification, for ever; a lost connection is made again.

    Meanwhile the hub's slow poll goes on, so that nothing is missed.
    """
    import psycopg

    from jalons.core.live.outbox import CHANNEL

    while True:
        try:
            async with await psycopg.AsyncConnection.connect(**_parameters(), autocommit=True) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                wake()
                async for _ in connection.notifies():
                    wake()
        except psycopg.Error:
            log.warning("The live hub lost its notifications; it listens again in a moment")
        await asyncio.sleep(_TRY_AGAIN_AFTER)


def _parameters() -> dict[str, Any]:
    database = settings.DATABASES["default"]
    named = {
        "dbname": database["NAME"],
        "user": database["USER"],
        "password": database["PASSWORD"],
        "host": database["HOST"],
        "port": database["PORT"],
    }
    return {name: value for name, value in named.items() if value}
