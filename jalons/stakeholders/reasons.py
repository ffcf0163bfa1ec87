"""Because of what an actor is called: higher areas say what may be the reason (domain.md §9.3).

At preparation 3 it is one of the validated changes; `changes` registers them here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from jalons.initiatives.models import Initiative


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that calls new actors in: its kind and id in the higher area, and its words, frozen."""

    kind: str
    id: UUID
    label: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"


Provider = Callable[[Initiative], list[Reason]]
_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> None:
    """Offer reasons for a démarche, in the order in which they are shown."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def reasons_for(initiative: Initiative) -> list[Reason]:
    """Everything that may call an actor in today."""
    return [reason for provider in _PROVIDERS for reason in provider(initiative)]
