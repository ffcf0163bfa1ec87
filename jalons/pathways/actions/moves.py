"""What every move on a chemin shares: it can be undone, and the drawing stays where it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.live import publish
from jalons.journal.actions import record
from jalons.pathways import content as plain
from jalons.pathways import queries
from jalons.pathways.actions.snapshots import take
from jalons.pathways.enums import PathwayStatus
from jalons.pathways.layout import lay_out
from jalons.pathways.models import Pathway, PathwayEdit, Placement

KEPT_EDITS = 60
FROZEN = "Ce chemin est figé. Reprenez-le d’abord, avec une raison : la version actuelle restera gardée."


@dataclass(frozen=True, slots=True)
class Move:
    """One move being made. `sentence` follows « Annuler : » on the page."""

    pathway: Pathway
    by: Actor
    sentence: str
    now: datetime


@contextmanager
def moving(pathway: Pathway, *, sentence: str, by: Actor, now: datetime | None) -> Iterator[Move]:
    """Lock the chemin, keep what stands, let the move be made, then settle the drawing.

    Raises DomainError when the chemin is frozen. To be used inside a transaction.
    """
    locked = Pathway.objects.select_for_update().get(pk=pathway.pk)
    if not locked.is_open:
        raise DomainError(FROZEN)
    move = Move(pathway, by, sentence, now or clock.now())
    before = take(pathway)
    yield move
    PathwayEdit.objects.create(
        pathway=pathway, sentence=sentence[:300], before=before, made_at=move.now, made_by=by.label
    )
    _forget_old(pathway)
    if locked.status == PathwayStatus.DRAFT:
        pathway.status = PathwayStatus.WORKSHOP
        pathway.save(update_fields=["status", "updated_at"])
    settle(pathway)
    publish_change(pathway)


def _forget_old(pathway: Pathway) -> None:
    kept = pathway.edits.order_by("-made_at", "-id").values_list("id", flat=True)[:KEPT_EDITS]
    pathway.edits.exclude(id__in=list(kept)).delete()


def settle(pathway: Pathway, *, afresh: bool = False) -> None:
    """Keep the order of the drawing, so that the next move swaps nothing people know."""
    content = queries.contents_of([pathway])[pathway.id]
    drawing = lay_out(plain.graph_of(content), [] if afresh else content["order"])
    place = {UUID(key): index for index, key in enumerate(drawing.order, start=1)}
    moved = []
    for placement in pathway.placements.all():
        if placement.position != place[placement.node_id]:
            placement.position = place[placement.node_id]
            moved.append(placement)
    Placement.objects.bulk_update(moved, ["position"])


def publish_change(pathway: Pathway) -> None:
    """Tell the pages open on this chemin that it moved."""
    publish(f"initiative:{pathway.change.initiative_id}", "pathway", {"id": str(pathway.id)})


def note(move: Move, verb: str, *, on: UUID, label: str, **facts: Any) -> None:
    """The line of the journal of a move on an element or a link."""
    record(
        verb,
        by=move.by,
        scope=move.pathway.scope(),
        on=on,
        label=short(label),
        now=move.now,
        chemin=move.pathway.change.title,
        **facts,
    )


def short(text: str) -> str:
    """A text for a sentence."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 120 else f"{flat[:119]}…"  # noqa: PLR2004 - a line of the journal
