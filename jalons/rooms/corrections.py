"""When somebody corrects a word, what higher areas made of it follows: they register how."""

from collections.abc import Callable
from uuid import UUID

Follower = Callable[[UUID, UUID], None]
_FOLLOWERS: list[Follower] = []


def register(follower: Follower) -> None:
    """Called in AppConfig.ready() with a function of (first contribution, the one that replaces it)."""
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)


def follow(first: UUID, second: UUID) -> None:
    """Inside the transaction of the correction."""
    for follower in _FOLLOWERS:
        follower(first, second)
