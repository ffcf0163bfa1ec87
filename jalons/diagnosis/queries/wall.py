"""The wall: cards of table 1's collection, regroupements, coverage, suggestions."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from jalons.diagnosis import clustering
from jalons.diagnosis.enums import WallMoveKind
from jalons.diagnosis.models import Cluster, SuggestionRefusal, WallMove
from jalons.initiatives.enums import StepKind
from jalons.initiatives.models import Initiative
from jalons.rooms.kinds.collect import KIND as COLLECT
from jalons.rooms.models import Contribution, Table

FIRST_TABLE = 1
RECENT_MOVES = 12
CARDS_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many cards the collection holds, and how many are in no regroupement."""

    total: int
    ungrouped: int

    @property
    def grouped(self) -> int:
        return self.total - self.ungrouped


def cards(initiative: Initiative) -> QuerySet[Contribution]:
    """The published cards of the first table's collection, with what one line shows of them.

    Masked and withdrawn cards are not on the wall; they keep their place in a regroupement for the
    day when a mask is lifted.
    """
    return (
        Contribution.objects.filter(
            sequence__step__initiative=initiative,
            sequence__step__kind=StepKind.WORKSHOP,
            sequence__step__rank=FIRST_TABLE,
            sequence__kind=COLLECT.code,
            masked_at__isnull=True,
            withdrawn_at__isnull=True,
        )
        .select_related("table", "cluster_membership__cluster")
        .order_by("number")
    )


def ungrouped(initiative: Initiative) -> QuerySet[Contribution]:
    return cards(initiative).filter(cluster_membership__isnull=True)


def coverage(initiative: Initiative) -> Coverage:
    """« 143 paroles sur 143, 9 sans regroupement »."""
    counted = cards(initiative).aggregate(
        total=Count("id"), ungrouped=Count("id", filter=Q(cluster_membership__isnull=True))
    )
    return Coverage(**counted)


def clusters_with_counts(initiative: Initiative) -> QuerySet[Cluster]:
    """Current regroupements with `cards` (published cards) and `tables` (how many tables said it)."""
    published = Q(
        members__contribution__masked_at__isnull=True, members__contribution__withdrawn_at__isnull=True
    )
    return (
        Cluster.objects.filter(initiative=initiative)
        .annotate(
            cards=Count("members", filter=published, distinct=True),
            tables=Count("members__contribution__table", filter=published, distinct=True),
        )
        .order_by("position", "created_at")  # a query with counts forgets the model's own order
        .prefetch_related("themes")
    )


def table_count(initiative: Initiative) -> int:
    """How many physical tables the first table de concertation had."""
    return Table.objects.filter(
        room__step__initiative=initiative,
        room__step__kind=StepKind.WORKSHOP,
        room__step__rank=FIRST_TABLE,
    ).count()


def cards_by_cluster(clusters: Iterable[Cluster]) -> dict[UUID, list[Contribution]]:
    """The published cards of each regroupement, in the order in which they were said; one query."""
    found: dict[UUID, list[Contribution]] = defaultdict(list)
    said = (
        Contribution.objects.filter(
            cluster_membership__cluster__in=list(clusters),
            masked_at__isnull=True,
            withdrawn_at__isnull=True,
        )
        .annotate(in_cluster=F("cluster_membership__cluster"))
        .select_related("table")
        .order_by("number")
    )
    for card in said:
        found[card.in_cluster].append(card)
    return dict(found)


def search(found: QuerySet[Contribution], words: str) -> QuerySet[Contribution]:
    """Cards whose words contain each of the words typed."""
    for word in words.split():
        found = found.filter(text__icontains=word)
    return found


def recent_moves(initiative: Initiative) -> QuerySet[WallMove]:
    """The last moves that somebody may take back, newest first."""
    return WallMove.objects.filter(initiative=initiative).select_related("target")[:RECENT_MOVES]


def move_of(initiative: Initiative, move_id: str) -> WallMove | None:
    """The move that an address names; None when it names none."""
    try:
        return WallMove.objects.filter(initiative=initiative, id=UUID(move_id)).first()
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class GroupSuggestion:
    """Cards with near words that could form a regroupement."""

    cards: list[Contribution]
    title: str


@dataclass(frozen=True, slots=True)
class ShownCard:
    """One card of the wall: where it is, and the regroupement whose words are nearest, if any."""

    card: Contribution
    cluster: Cluster | None
    suggestion: Cluster | None = None


@dataclass(frozen=True, slots=True)
class TwinSuggestion:
    """Two cards that say nearly the same, each where it stands."""

    first: ShownCard
    second: ShownCard


def group_suggestions(initiative: Initiative) -> list[GroupSuggestion]:
    """Regroupements that the software would form with the cards left alone, largest first."""
    left = {card.id: card for card in ungrouped(initiative)}
    refused = SuggestionRefusal.objects.filter(initiative=initiative, other__isnull=False)
    apart = frozenset(frozenset(pair) for pair in refused.values_list("contribution_id", "other_id"))
    groups = clustering.suggest_groups(
        [clustering.Card(card.id, card.text) for card in left.values()], apart=apart
    )
    subjects = Counter(group.subject for group in groups)
    return [
        GroupSuggestion(
            [left[key] for key in group.keys],
            group.subject if group.subject and subjects[group.subject] == 1 else group.label,
        )
        for group in groups
    ]


def place_suggestions(initiative: Initiative, shown: Iterable[Contribution]) -> dict[UUID, UUID]:
    """For each of these cards, the regroupement whose words are nearest, if one is near enough."""
    texts: dict[object, list[str]] = {
        cluster_id: [title]
        for cluster_id, title in Cluster.objects.filter(initiative=initiative).values_list("id", "title")
    }
    members = cards(initiative).filter(cluster_membership__cluster__retired_at__isnull=True)
    for cluster_id, text in members.values_list("cluster_membership__cluster", "text"):
        if cluster_id in texts:
            texts[cluster_id].append(text)
    refused = SuggestionRefusal.objects.filter(initiative=initiative, cluster__isnull=False)
    apart = frozenset(refused.values_list("contribution_id", "cluster_id"))
    found = clustering.suggest_places(
        [clustering.Card(card.id, card.text) for card in shown], texts, apart=apart
    )
    return {nearest.key: nearest.group for nearest in found if isinstance(nearest.group, UUID)}


def twins(initiative: Initiative) -> list[TwinSuggestion]:
    """Cards that say nearly the same, side by side; nothing merges them."""
    by_id = {card.id: ShownCard(card, _standing(card)) for card in cards(initiative)}
    found = clustering.find_twins([clustering.Card(key, shown.card.text) for key, shown in by_id.items()])
    return [TwinSuggestion(by_id[pair.first], by_id[pair.second]) for pair in found]


def undoable(move: WallMove | None) -> WallMove | None:
    """The move, when it can still be taken back."""
    return move if move and move.undone_at is None and move.kind in WallMoveKind.values else None


class Source(StrEnum):
    """Which cards the wall shows on its left."""

    LEFT = "sans"
    ALL = "toutes"
    SUGGESTIONS = "suggestions"
    TWINS = "doublons"


@dataclass(frozen=True, slots=True)
class WallPage:
    """What the wall shows. `source` is a Source or the id of the regroupement that is open."""

    coverage: Coverage
    clusters: list[Cluster]
    opened: Cluster | None
    shown: list[ShownCard]
    pages: Page[Contribution] | None
    groups: list[GroupSuggestion]
    twins: list[TwinSuggestion]
    found: int


def wall_page(initiative: Initiative, *, source: str, words: str, number: int) -> WallPage:
    """Everything one state of the wall needs, in a constant number of queries."""
    clusters = list(clusters_with_counts(initiative))
    opened = next((cluster for cluster in clusters if str(cluster.id) == source), None)
    covered = coverage(initiative)
    if source == Source.SUGGESTIONS:
        groups = group_suggestions(initiative)
        return WallPage(covered, clusters, None, [], None, groups, [], len(groups))
    if source == Source.TWINS:
        pairs = twins(initiative)
        return WallPage(covered, clusters, None, [], None, [], pairs, len(pairs))
    pages = Paginator(search(_source_cards(initiative, source, opened), words), CARDS_A_PAGE).get_page(number)
    shown = _shown(initiative, list(pages), {cluster.id: cluster for cluster in clusters})
    return WallPage(covered, clusters, opened, shown, pages, [], [], pages.paginator.count)


def _source_cards(initiative: Initiative, source: str, opened: Cluster | None) -> QuerySet[Contribution]:
    if opened:
        return cards(initiative).filter(cluster_membership__cluster=opened)
    return cards(initiative) if source == Source.ALL else ungrouped(initiative)


def _shown(
    initiative: Initiative, page: list[Contribution], clusters: dict[UUID, Cluster]
) -> list[ShownCard]:
    alone = [card for card in page if cluster_of(card) is None]
    near = place_suggestions(initiative, alone) if alone and clusters else {}
    return [
        ShownCard(card, clusters.get(cluster_of(card) or card.id), clusters.get(near.get(card.id, card.id)))
        for card in page
    ]


def cluster_of(card: Contribution) -> UUID | None:
    """The regroupement of a card read through `cards`."""
    membership = getattr(card, "cluster_membership", None)
    return membership.cluster_id if membership else None


def _standing(card: Contribution) -> Cluster | None:
    membership = getattr(card, "cluster_membership", None)
    return membership.cluster if membership else None
