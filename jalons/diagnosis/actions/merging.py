"""Merging two regroupements, undoing one, and taking any move back. Sources are kept (rule 18)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.diagnosis.actions import wall
from jalons.diagnosis.enums import WallMoveKind
from jalons.diagnosis.models import Cluster, ClusterMember, CrossReading, WallMove
from jalons.journal.actions import record


@transaction.atomic
def merge(source: Cluster, *, into: Cluster, by: Actor, now: datetime | None = None) -> WallMove:
    """Put all the cards of `source` in `into`; croisements that cite the first cite the second.

    `source` is retired, with its title and summary, so that the move can be taken back. Raises
    DomainError when they are the same, or when one of them is already gone.
    """
    initiative = into.initiative
    wall.hold(initiative)
    if source.pk == into.pk:
        raise DomainError("Choisissez un autre regroupement : celui-ci est déjà lui-même.", field="into")
    current = Cluster.objects.filter(pk__in=[source.pk, into.pk], initiative=initiative)
    if current.count() != 2:  # noqa: PLR2004 - both of them
        raise DomainError(
            "L’un des deux regroupements vient de disparaître. Revenez au mur pour choisir de nouveau."
        )
    links = _retie(source, into)
    members = ClusterMember.objects.filter(cluster=source)
    before = {str(card): str(source.pk) for card in members.values_list("contribution_id", flat=True)}
    members.update(cluster=into)
    _retire(source, merged_into=into, now=now)
    move = WallMove.objects.create(
        initiative=initiative,
        kind=WallMoveKind.MERGED,
        target=into,
        label=f"« {source.title} » réuni à « {into.title} »",
        before={"cards": before, "cluster": str(source.pk), **links},
        by=by.label,
    )
    record(
        "cluster.merged",
        by=by,
        scope=initiative.scope(),
        on=source.id,
        label=source.title,
        now=now,
        target=into.title,
    )
    wall.tell(initiative, move)
    return move


@transaction.atomic
def delete(cluster: Cluster, *, by: Actor, now: datetime | None = None) -> WallMove:
    """Undo a regroupement: its cards stand again without one.

    Raises DomainError while a croisement cites it: the croisement would lose its words.
    """
    wall.hold(cluster.initiative)
    if not Cluster.objects.filter(pk=cluster.pk).exists():
        raise DomainError("Ce regroupement est déjà défait.")
    if CrossReading.objects.filter(clusters=cluster).exists():
        raise DomainError(
            "Un croisement s’appuie sur ce regroupement. "
            "Réunissez-le à un autre, ou modifiez d’abord le croisement."
        )
    members = ClusterMember.objects.filter(cluster=cluster)
    before = {str(card): str(cluster.pk) for card in members.values_list("contribution_id", flat=True)}
    members.delete()
    _retire(cluster, merged_into=None, now=now)
    count = wall.count_of_cards(len(before))
    move = WallMove.objects.create(
        initiative=cluster.initiative,
        kind=WallMoveKind.DELETED,
        label=f"Regroupement « {cluster.title} » défait, {count} de nouveau sans regroupement",
        before={"cards": before, "cluster": str(cluster.pk)},
        by=by.label,
    )
    record(
        "cluster.deleted",
        by=by,
        scope=cluster.initiative.scope(),
        on=cluster.id,
        label=cluster.title,
        now=now,
        cards=count,
    )
    wall.tell(cluster.initiative, move)
    return move


@transaction.atomic
def undo(move: WallMove, *, by: Actor, now: datetime | None = None) -> int:
    """Take a move back. Returns how many of its cards stay where somebody put them since.

    Raises DomainError when the move was already taken back.
    """
    wall.hold(move.initiative)
    current = (
        WallMove.objects.select_for_update(of=("self",))
        .select_related("initiative", "target")
        .get(pk=move.pk)
    )
    if current.undone_at:
        raise DomainError("Ce geste est déjà repris.")
    _revive(current)
    left = _put_back(current)
    if current.kind == WallMoveKind.CREATED and current.target:
        _retire_if_empty(current.target, now=now)
    current.undone_at = now or clock.now()
    current.undone_by = by.label
    current.save(update_fields=["undone_at", "undone_by", "updated_at"])
    record(
        "cluster.move_undone",
        by=by,
        scope=current.initiative.scope(),
        on=current.id,
        label=current.label,
        now=now,
    )
    wall.tell(current.initiative, current)
    return left


def _retie(source: Cluster, into: Cluster) -> dict[str, list[str]]:
    """Croisements follow the cards. Returns what `undo` needs to tie them back."""
    cited = list(CrossReading.everything.filter(clusters=source))
    added = [reading for reading in cited if not reading.clusters.filter(pk=into.pk).exists()]
    for reading in cited:
        reading.clusters.remove(source)
    for reading in added:
        reading.clusters.add(into)
    return {"links": [str(reading.id) for reading in cited], "added": [str(reading.id) for reading in added]}


def _retire(cluster: Cluster, *, merged_into: Cluster | None, now: datetime | None) -> None:
    cluster.retired_at = now or clock.now()
    cluster.merged_into = merged_into
    cluster.save(update_fields=["retired_at", "merged_into", "updated_at"])


def _retire_if_empty(cluster: Cluster, *, now: datetime | None) -> None:
    if not cluster.members.exists() and not CrossReading.objects.filter(clusters=cluster).exists():
        _retire(cluster, merged_into=None, now=now)


def _revive(move: WallMove) -> None:
    cluster_id = move.before.get("cluster")
    if not cluster_id:
        return
    cluster = Cluster.everything.get(pk=cluster_id)
    cluster.retired_at = None
    cluster.merged_into = None
    cluster.save(update_fields=["retired_at", "merged_into", "updated_at"])
    for reading in CrossReading.everything.filter(id__in=move.before.get("links", [])):
        reading.clusters.add(cluster)
        if str(reading.id) in move.before.get("added", []) and move.target:
            reading.clusters.remove(move.target)


def _put_back(move: WallMove) -> int:
    """Cards still where the move had put them go back; the others stay. Returns how many stay."""
    before = {UUID(card): UUID(place) if place else None for card, place in move.before["cards"].items()}
    memberships = ClusterMember.objects.filter(contribution__in=list(before))
    now_in = dict(memberships.values_list("contribution_id", "cluster_id"))
    target = move.target_id if move.kind != WallMoveKind.DELETED else None
    standing = Cluster.objects.in_bulk([place for place in before.values() if place])
    by_place: dict[UUID | None, list[UUID]] = {}
    for card, place in before.items():
        if now_in.get(card) == target and (place is None or place in standing):
            by_place.setdefault(place, []).append(card)
    for place, cards in by_place.items():
        wall.place(cards, standing[place] if place else None)
    return len(before) - sum(len(cards) for cards in by_place.values())
