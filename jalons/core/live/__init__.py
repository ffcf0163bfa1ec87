"""Live hub: an outbox table, server-sent events, replay, snapshot, short-poll fallback.

Areas use three things only: `publish` (inside the action's transaction), `cursor` (when a page is
rendered) and `topics.register`. `presence.listening` counts who listens.
"""

from jalons.core.live.outbox import cursor, publish

__all__ = ["cursor", "publish"]
