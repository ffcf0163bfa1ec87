"""Moving cards on the wall. Two people at once: nobody's move is overwritten without a word.

Each card comes with the regroupement where the person saw it. A card that somebody moved meanwhile
stays where it is now, and the outcome says so.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jalons.core import live
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.diagnosis import queries
from jalons.diagnosis.enums import WallMoveKind
from jalons.diagnosis.models import Cluster, ClusterMember, WallMove
from jalons.diagnosis.queries.wall import cluster_of
from jalons.initiatives.models import Initiative
from jalons.journal.actions import record
from jalons.rooms.models import Contribution

CHANGED = "wall.changed"


@dataclass(frozen=True, slots=True)
class Placed:
    """A card, and the regroupement where the person saw it (None: in none)."""

    card: UUID
    seen_in: UUID | None


@dataclass(frozen=True, slots=True)
class Shift:
    """What moved and what did not. `before` says where each moved card stood, as JSON."""

    moved: list[Contribution]
    conflicts: list[Contribution]
    before: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`move` is None when nothing moved; `conflicts` are cards that somebody had just moved."""

    move: WallMove | None
    moved: list[Contribution]
    conflicts: list[Contribution]


@transaction.atomic
def move(
    initiative: Initiative,
    *,
    cards: Collection[Placed],
    to: Cluster | None,
    by: Actor,
    now: datetime | None = None,
) -> Outcome:
    """Put these cards in a regroupement, or back among those without one (`to=None`).

    Raises DomainError when no card is given, or when the regroupement is gone.
    """
    hold(initiative)
    if not cards:
        raise DomainError("Cochez au moins une parole, puis choisissez où la ranger.")
    if to and not Cluster.objects.filter(pk=to.pk, initiative=initiative).exists():
        raise DomainError(
            "Ce regroupement vient d’être défait ou réuni à un autre. Rien n’a bougé : choisissez-en un."
        )
    moving = shift(initiative, cards=cards, to=to)
    if not moving.moved:
        return Outcome(None, [], moving.conflicts)
    count = count_of_cards(len(moving.moved))
    label = f"{count} dans « {to.title} »" if to else f"{count} sans regroupement"
    made = WallMove.objects.create(
        initiative=initiative,
        kind=WallMoveKind.MOVED,
        target=to,
        label=label,
        before={"cards": moving.before},
        by=by.label,
    )
    record(
        "cluster.cards_moved" if to else "cluster.cards_taken_out",
        by=by,
        scope=initiative.scope(),
        on=to.id if to else None,
        label=to.title if to else "",
        now=now,
        cards=count,
    )
    tell(initiative, made)
    return Outcome(made, moving.moved, moving.conflicts)


def shift(initiative: Initiative, *, cards: Collection[Placed], to: Cluster | None) -> Shift:
    """Change the memberships, leaving alone the cards that are not where they were seen.

    For the actions of this package, inside their transaction. Cards of another démarche are ignored.
    """
    seen = {placed.card: placed.seen_in for placed in cards}
    found = list(queries.cards(initiative).filter(id__in=seen))
    moved: list[Contribution] = []
    conflicts: list[Contribution] = []
    for card in found:
        (moved if cluster_of(card) == seen[card.id] else conflicts).append(card)
    before = {str(card.id): _text(cluster_of(card)) for card in moved}
    place([card.id for card in moved], to)
    return Shift(moved, conflicts, before)


def place(card_ids: Collection[UUID], to: Cluster | None) -> None:
    """Write the memberships: each card in this regroupement only, or in none."""
    ClusterMember.objects.filter(contribution__in=card_ids).delete()
    if to:
        ClusterMember.objects.bulk_create(
            ClusterMember(cluster=to, contribution_id=card) for card in card_ids
        )


def follow_correction(first: UUID, second: UUID) -> None:
    """A corrected card keeps its regroupement: its place on the wall passes to the words that replace it."""
    ClusterMember.objects.filter(contribution_id=first).update(contribution_id=second)


def hold(initiative: Initiative) -> None:
    """One move at a time on a démarche's wall: the next one sees the result of this one."""
    Initiative.objects.select_for_update().get(pk=initiative.pk)


def tell(initiative: Initiative, made: WallMove) -> None:
    """Let everybody who looks at the wall know; nothing personal in it."""
    payload = {"sentence": f"Le mur a changé : {made.label}.", "move": str(made.id)}
    live.publish(topic(initiative.id), CHANGED, payload)


def topic(initiative_id: UUID) -> str:
    return f"initiative:{initiative_id}"


def count_of_cards(count: int) -> str:
    """« 1 parole », « 12 paroles », « aucune parole »."""
    if count == 0:
        return "aucune parole"
    return f"{count} parole{'s' if count > 1 else ''}"


def _text(cluster_id: UUID | None) -> str | None:
    return str(cluster_id) if cluster_id else None
