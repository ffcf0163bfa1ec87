"""What each table made of its cards."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jalons.rooms.models import Sequence, TableWork


@dataclass(frozen=True, slots=True)
class Heap:
    title: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TableHeaps:
    """The heaps of one table, in its order."""

    work: "TableWork"
    heaps: tuple[Heap, ...]

    @property
    def is_validated(self) -> bool:
        return self.work.validated_at is not None


def heaps(sequence: "Sequence") -> list[TableHeaps]:
    """Tables that made at least one heap, by number. Three queries."""
    works = (
        sequence.table_works.select_related("table")
        .prefetch_related("groups__cards__word")
        .order_by("table__number")
    )
    made = [
        TableHeaps(
            work,
            tuple(
                Heap(group.title, tuple(sorted(card.word.number for card in group.cards.all())))
                for group in work.groups.all()
            ),
        )
        for work in works
    ]
    return [one for one in made if one.heaps]
