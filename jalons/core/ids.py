"""Identifiers. UUIDv7 sorts by time, and a phone can make one without asking the server."""

from uuid import UUID

from uuid_utils.compat import uuid7 as _uuid7


def new_id() -> UUID:
    """A new UUIDv7 (RFC 9562)."""
    return _uuid7()
