"""Who may listen to what. Each area registers its topics: a prefix, and a function that authorises.

A topic is `<prefix>:<uuid>`. The function receives the request (with its session's user and its cookies)
and the uuid; it answers the audience that the listener belongs to, or None to refuse.
"""

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from django.http import HttpRequest


class Audience(StrEnum):
    """Whom a listener is counted with."""

    STAFF = "staff"
    PARTICIPANT = "participant"


Authorise = Callable[[HttpRequest, UUID], Audience | None]
_TOPICS: dict[str, Authorise] = {}


def register(prefix: str, authorise: Authorise) -> None:
    """Open topics `<prefix>:<uuid>` to those whom `authorise` lets in."""
    _TOPICS[prefix] = authorise


def registered() -> dict[str, Authorise]:
    """Every prefix with its rule, for the test of permissions."""
    return dict(_TOPICS)


def audience(request: HttpRequest, topic: str) -> Audience | None:
    """The audience of this listener; None when the topic is unknown or closed to them."""
    prefix, _, identifier = topic.partition(":")
    authorise = _TOPICS.get(prefix)
    try:
        known = UUID(identifier)
    except ValueError:
        return None
    return authorise(request, known) if authorise else None
