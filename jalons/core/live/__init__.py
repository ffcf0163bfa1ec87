"""Live hub: an outbox table, server-sent events, replay, snapshot, short-poll fallback.

Areas use two functions only: `publish` (inside the action's transaction) and `topics.register`.
"""

from jalons.core.live.outbox import publish

__all__ = ["publish"]
