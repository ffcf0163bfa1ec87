"""From a note back to the words that led to its change, and from words to the notes."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from jalons.changes.models import LastingChange
from jalons.changes.queries import changes_from, sources_of
from jalons.diagnosis.models import SocialUrgency
from jalons.rooms import traces
from jalons.rooms.models import Contribution
from jalons.steering.enums import LogStatus
from jalons.steering.models import ChangeLogEntry

A_FEW = 6


@dataclass(frozen=True, slots=True)
class WordTrace:
    """What led to a change: its urgencies, a few of the very cards and how many there are, fragments."""

    urgencies: list[SocialUrgency]
    cards: list[Contribution]
    card_count: int
    fragments: list[Contribution]


def trace_of(change: LastingChange | None) -> WordTrace:
    """The way back from a change to the words; masked words are left out."""
    if change is None:
        return WordTrace([], [], 0, [])
    lineage = sources_of(change)
    cards = lineage.cards
    return WordTrace(
        [source.urgency for source in lineage.urgencies],
        cards[:A_FEW],
        len(cards),
        list(
            lineage.fragments[:A_FEW],
        ),
    )


def trace_words(words: Collection[UUID]) -> dict[UUID, list[traces.Trace]]:
    """For `rooms.traces`: the notes about the changes that words led to."""
    changes = changes_from(words)
    wanted = {change.id for found in changes.values() for change in found}
    notes: dict[UUID, list[ChangeLogEntry]] = {}
    rows = ChangeLogEntry.objects.filter(change__in=wanted).exclude(
        status__in=[LogStatus.DRAFT, LogStatus.REJECTED]
    )
    for entry in rows:
        if entry.change_id:
            notes.setdefault(entry.change_id, []).append(entry)
    return {
        word: [
            traces.Trace(
                "note du journal",
                entry.statement,
                entry.get_absolute_url(),
                rank=6,
                said=f"Depuis, on a vu : « {entry.statement} »"
                if entry.status == LogStatus.PUBLISHED
                else "",
            )
            for change in found
            for entry in notes.get(change.id, [])
        ]
        for word, found in changes.items()
    }
