"""What the tables brought in the morning: the words of the sequences « pour que… il faut que… »."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from jalons.changes.models import LastingChange
from jalons.pathways.enums import NodeKind
from jalons.pathways.models import PathNode, Pathway
from jalons.rooms.models import Contribution
from jalons.rooms.traces import Trace

CHAIN = "chain"
_KIND_OF_FACET = {"action": NodeKind.ACTION, "condition": NodeKind.INTERMEDIATE}


@dataclass(frozen=True, slots=True)
class Word:
    """One card, and the elements of this chemin that already come from it."""

    card: Contribution
    kind: NodeKind
    node_ids: tuple[UUID, ...]

    @property
    def table_label(self) -> str:
        """Who brought it: its table, else the cards that no table claims."""
        table = self.card.table
        return (table.name or f"Table {table.number}") if table else "Sans table"

    @property
    def is_taken_up(self) -> bool:
        return bool(self.node_ids)


def _chain_cards(change: LastingChange) -> QuerySet[Contribution]:
    return (
        Contribution.objects.filter(
            Q(option__subject_id=change.id) | Q(option__isnull=True),
            sequence__kind=CHAIN,
            sequence__step__initiative_id=change.initiative_id,
            masked_at__isnull=True,
            withdrawn_at__isnull=True,
        )
        .select_related("table", "sequence")
        .order_by("table__number", "sequence__position", "number")
    )


def words_for(pathway: Pathway) -> list[Word]:
    """The cards about this change, or about none in particular; two queries."""
    cards = list(_chain_cards(pathway.change))
    taken: dict[UUID, list[UUID]] = {}
    through = PathNode.contributions.through.objects.filter(
        contribution__in=[card.id for card in cards], pathnode__placements__pathway=pathway
    ).values_list("contribution_id", "pathnode_id")
    for card_id, node_id in through:
        taken.setdefault(card_id, []).append(node_id)
    return [
        Word(card, _KIND_OF_FACET.get(card.facet, NodeKind.INTERMEDIATE), tuple(taken.get(card.id, ())))
        for card in cards
    ]


def pathways_from(cards: Collection[UUID]) -> dict[UUID, list[Pathway]]:
    """The chemins that each of these cards led to, as an element; two queries."""
    rows = PathNode.contributions.through.objects.filter(
        contribution__in=list(cards), pathnode__merged_into__isnull=True
    ).values_list("contribution_id", "pathnode__placements__pathway")
    pairs = [(card, pathway) for card, pathway in rows if pathway]
    pathways = Pathway.objects.select_related("change").in_bulk({pathway for _, pathway in pairs})
    found: dict[UUID, list[Pathway]] = {}
    for card, pathway in dict.fromkeys(pairs):
        found.setdefault(card, []).append(pathways[pathway])
    return found


def trace_words(words: Collection[UUID]) -> dict[UUID, list[Trace]]:
    """For `rooms.traces`: the chemins where words became an element."""
    return {
        word: [
            Trace(
                "chemin",
                p.change.title,
                p.get_absolute_url(),
                rank=5,
                said=f"Elle est devenue une étape du chemin vers « {p.change.title} ».",
            )
            for p in found
        ]
        for word, found in pathways_from(words).items()
    }
