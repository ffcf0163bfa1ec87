"""Who acts. Actions receive `by=` an Actor: an account, a participant's ticket, or the software."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """`label` is what the journal shows; `id` is the account's id, None for a person-less actor."""

    label: str
    id: UUID | None = None


SOFTWARE = Actor(label="Jalons")
"""Moves made by the software itself: scheduled jobs, demonstration data."""

PARTICIPANT = Actor(label="Un participant")
"""Anybody who acts from a ticket; never told apart (domain.md §10, rule 17)."""
