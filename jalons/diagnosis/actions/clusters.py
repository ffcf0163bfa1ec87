"""Regroupements: forming, editing, validating. Moving cards is in `wall`, merging in `merging`."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jalons.core import live
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.diagnosis import queries
from jalons.diagnosis.actions import wall
from jalons.diagnosis.enums import WallMoveKind
from jalons.diagnosis.models import Cluster, WallMove
from jalons.initiatives.models import Initiative, Theme
from jalons.journal.actions import record

CHANGED_MEANWHILE = (
    "Quelqu’un a modifié ce regroupement pendant que vous écriviez. Rien n’a été écrasé : "
    "relisez la version actuelle, puis enregistrez de nouveau si vous le souhaitez."
)


@transaction.atomic
def create(
    initiative: Initiative,
    *,
    title: str,
    by: Actor,
    summary: str = "",
    cards: Collection[wall.Placed] = (),
    themes: Collection[Theme] = (),
    now: datetime | None = None,
) -> wall.Outcome:
    """Form a regroupement, with these cards in it. Raises DomainError on a title missing or taken."""
    wall.hold(initiative)
    _check_title(initiative, title)
    cluster = Cluster.objects.create(
        initiative=initiative,
        title=title.strip(),
        summary=summary.strip(),
        position=_next_position(initiative),
    )
    cluster.themes.set(themes)
    shift = wall.shift(initiative, cards=cards, to=cluster)
    move = WallMove.objects.create(
        initiative=initiative,
        kind=WallMoveKind.CREATED,
        target=cluster,
        label=f"Regroupement « {cluster.title} » formé, {wall.count_of_cards(len(shift.moved))}",
        before={"cards": shift.before},
        by=by.label,
    )
    record(
        "cluster.created",
        by=by,
        scope=initiative.scope(),
        on=cluster.id,
        label=cluster.title,
        now=now,
        cards=wall.count_of_cards(len(shift.moved)),
    )
    wall.tell(initiative, move)
    return wall.Outcome(move=move, moved=shift.moved, conflicts=shift.conflicts)


@transaction.atomic
def edit(
    cluster: Cluster,
    *,
    title: str,
    summary: str,
    themes: Collection[Theme],
    by: Actor,
    seen: datetime | None = None,
    now: datetime | None = None,
) -> Cluster:
    """Rename, resume in one sentence, tie to themes.

    `seen` is the `updated_at` that the person had under their eyes. Raises DomainError when the
    regroupement changed since, or on a title missing or taken.
    """
    current = _locked(cluster)
    if seen is not None and current.updated_at != seen:
        raise DomainError(CHANGED_MEANWHILE)
    _check_title(current.initiative, title, but=current.id)
    current.title = title.strip()
    current.summary = summary.strip()
    current.save()
    current.themes.set(themes)
    _record_and_tell("cluster.edited", current, by=by, now=now)
    return current


@transaction.atomic
def validate(cluster: Cluster, *, by: Actor, now: datetime | None = None) -> Cluster:
    """The team read it and stands by it. Raises DomainError on an empty regroupement (domain.md §9.4)."""
    current = _locked(cluster)
    if not current.members.exists():
        raise DomainError("Un regroupement validé contient au moins une parole : rangez-en une d’abord.")
    return _set_validated(current, to=True, by=by, now=now)


@transaction.atomic
def reopen(cluster: Cluster, *, by: Actor, now: datetime | None = None) -> Cluster:
    """Back to work on it."""
    return _set_validated(_locked(cluster), to=False, by=by, now=now)


@transaction.atomic
def shift_place(cluster: Cluster, *, by_places: int, by: Actor, now: datetime | None = None) -> None:
    """Move a regroupement up (-1) or down (1) in the order that people read; the ends are walls."""
    wall.hold(cluster.initiative)
    order = list(Cluster.objects.filter(initiative=cluster.initiative_id))
    here = order.index(_locked(cluster))
    there = here + by_places
    if not 0 <= there < len(order):
        return
    order.insert(there, order.pop(here))
    for position, row in enumerate(order, start=1):
        row.position = position
    Cluster.objects.bulk_update(order, ["position"])
    _record_and_tell("cluster.placed", cluster, by=by, now=now)


def _set_validated(cluster: Cluster, *, to: bool, by: Actor, now: datetime | None) -> Cluster:
    if cluster.is_validated == to:
        return cluster
    cluster.is_validated = to
    cluster.save(update_fields=["is_validated", "updated_at"])
    _record_and_tell("cluster.validated" if to else "cluster.reopened", cluster, by=by, now=now)
    return cluster


def _record_and_tell(verb: str, cluster: Cluster, *, by: Actor, now: datetime | None) -> None:
    entry = record(verb, by=by, scope=cluster.initiative.scope(), on=cluster.id, label=cluster.title, now=now)
    payload = {"sentence": f"Quelqu’un de l’équipe {entry.sentence}.", "move": ""}
    live.publish(wall.topic(cluster.initiative_id), wall.CHANGED, payload)


def _locked(cluster: Cluster) -> Cluster:
    current = Cluster.objects.select_for_update().filter(pk=cluster.pk).first()
    if current is None:
        raise DomainError(
            "Ce regroupement vient d’être défait ou réuni à un autre. Revenez au mur pour le voir."
        )
    return current


def _check_title(initiative: Initiative, title: str, *, but: UUID | None = None) -> None:
    if not title.strip():
        raise DomainError("Donnez un titre à ce regroupement, avec les mots des gens.", field="title")
    same = Cluster.objects.filter(initiative=initiative, title__iexact=title.strip())
    if but:
        same = same.exclude(id=but)
    if same.exists():
        raise DomainError(
            "Un regroupement porte déjà ce titre : rangez-y les paroles, ou choisissez d’autres mots.",
            field="title",
        )


def _next_position(initiative: Initiative) -> int:
    last = queries.clusters_with_counts(initiative).order_by("-position").first()
    return last.position + 1 if last else 1
