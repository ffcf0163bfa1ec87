"""A table's tablet: its cards and its heaps."""

from dataclasses import dataclass
from uuid import UUID

from jalons.rooms.enums import RUNNING_STATES, SequenceState
from jalons.rooms.kinds import registry
from jalons.rooms.models import Contribution, Room, Sequence, Table, TableWork, Ticket

SPARE_HEAPS = 2
"""Empty heaps offered under those already named."""


@dataclass(frozen=True, slots=True)
class Place:
    """A heap on the page: its number, its title (empty when spare), how many cards are in it."""

    number: int
    title: str
    cards: int


@dataclass(frozen=True, slots=True)
class Tablet:
    """What the tablet of a table shows."""

    table: Table
    sequence: Sequence
    work: TableWork | None
    cards: list[tuple[Contribution, int]]
    places: list[Place]

    @property
    def is_validated(self) -> bool:
        return self.work is not None and self.work.validated_at is not None

    @property
    def loose(self) -> int:
        """Cards in no heap."""
        return sum(1 for _, place in self.cards if not place)


def cards_of(table: Table) -> list[Contribution]:
    """The table's cards that one may heap, whatever way they came in, oldest first."""
    words = Contribution.objects.filter(room=table.room_id, table=table)
    return list(
        words.filter(masked_at__isnull=True, withdrawn_at__isnull=True)
        .select_related("sequence")
        .order_by("number")
    )


def scribe_of(room: Room, token: str | None) -> Ticket | None:
    """The ticket of this device with its table; None when it has none, or no table."""
    if not token:
        return None
    tickets = Ticket.objects.select_related("table__room__step").filter(room=room, token=token)
    return tickets.filter(table__isnull=False).first()


def by_table_sequence(room: Room) -> Sequence | None:
    """The running part that tables do as tables, else the last one that was closed."""
    codes = [kind.code for kind in registry.all_kinds() if kind.is_by_table]
    parts = room.step.sequences.filter(kind__in=codes)
    running = parts.filter(state__in=RUNNING_STATES).first()
    return running or parts.filter(state=SequenceState.CLOSED).order_by("-closed_at").first()


Typed = tuple[list[str], dict[UUID, int]]
"""Titles and places of cards, as a form gave them."""


def tablet(sequence: Sequence, table: Table, *, typed: Typed | None = None) -> Tablet:
    """The cards of this table with the heap of each: as kept, or as `typed`. Five queries at most."""
    work = TableWork.objects.filter(sequence=sequence, table=table).first()
    titles, where = typed or _kept(work)
    cards = [(card, where.get(card.id, -1) + 1) for card in cards_of(table)]
    held = [at for _, at in cards]
    places = [Place(n, title, held.count(n)) for n, title in enumerate(titles, start=1)]
    spare = sum(1 for title in titles if not title)
    more = range(len(places) + 1, len(places) + 1 + max(0, SPARE_HEAPS - spare))
    return Tablet(table, sequence, work, cards, places + [Place(n, "", 0) for n in more])


def _kept(work: TableWork | None) -> Typed:
    groups = list(work.groups.prefetch_related("cards")) if work else []
    titles = [group.title for group in groups]
    return titles, {card.word_id: n for n, group in enumerate(groups) for card in group.cards.all()}
