"""Ten seconds to take back a move."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.dateparse import parse_datetime

UNDO_FOR = timedelta(seconds=10)
UNDO_GRACE = timedelta(seconds=2)
"""What the network may add between the tap and the server."""


def pending_move(
    last_move: Mapping[str, Any], now: datetime, *, grace: timedelta = timedelta()
) -> dict[str, Any] | None:
    """The move that can still be undone, with the seconds left in `seconds`; None afterwards."""
    made_at = parse_datetime(last_move.get("at", ""))
    if made_at is None:
        return None
    left = made_at + UNDO_FOR - now
    if left + grace <= timedelta():
        return None
    return {**last_move, "seconds": max(0, round(left.total_seconds()))}
