"""Where a thing belongs. Permissions and the journal both read this chain, narrowest first."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Scope:
    """Ids of the step, the démarche and the mission that an object belongs to; each may be None."""

    step: UUID | None = None
    initiative: UUID | None = None
    mission: UUID | None = None


INSTALLATION = Scope()
"""The installation as a whole: accounts, geography, catalogue."""


class Scoped(Protocol):
    """Any model that knows its scope."""

    def scope(self) -> Scope: ...
