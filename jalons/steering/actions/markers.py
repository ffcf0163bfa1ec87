"""Signs of progress, and what is seen of them."""

from datetime import date, datetime

from django.db import transaction

from jalons.changes.models import LastingChange
from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.live import publish
from jalons.journal.actions import record
from jalons.pathways.models import PathNode
from jalons.steering.enums import MarkerLevel, MarkerScale
from jalons.steering.models import MarkerObservation, ProgressMarker


@transaction.atomic
def propose(
    change: LastingChange,
    *,
    level: str,
    text: str,
    by: Actor,
    node: PathNode | None = None,
    now: datetime | None = None,
) -> ProgressMarker:
    """Add a sign that people could see: behaviour, not product. Raises DomainError."""
    _check(change, level=level, text=text, node=node)
    marker = ProgressMarker.objects.create(
        change=change, node=node, level=level, text=text.strip(), position=change.markers.count() + 1
    )
    _note(marker, "marker.proposed", by=by, now=now, level=marker.get_level_display().lower())
    return marker


@transaction.atomic
def edit(
    marker: ProgressMarker,
    *,
    level: str,
    text: str,
    by: Actor,
    node: PathNode | None = None,
    now: datetime | None = None,
) -> ProgressMarker:
    """Word a sign better. Once observed, it keeps its words: retire it and propose another."""
    _check(marker.change, level=level, text=text, node=node)
    if text.strip() != marker.text and marker.observations.exists():
        raise DomainError(
            "Ce signe a déjà été observé : retirez-le et proposez-en un autre, ses observations resteront.",
            field="text",
        )
    marker.level, marker.text, marker.node = level, text.strip(), node
    marker.save()
    _note(marker, "marker.edited", by=by, now=now)
    return marker


@transaction.atomic
def retire(marker: ProgressMarker, *, by: Actor, now: datetime | None = None) -> None:
    """Stop watching a sign; what was seen of it stays."""
    marker.retired_at = now or clock.now()
    marker.save(update_fields=["retired_at", "updated_at"])
    _note(marker, "marker.retired", by=by, now=now)


@transaction.atomic
def observe(
    marker: ProgressMarker,
    *,
    scale: int | None,
    observed_on: date,
    by: Actor,
    observed_by: str = "",
    evidence: str = "",
    surprise: str = "",
    now: datetime | None = None,
) -> MarkerObservation:
    """Note what was seen: 0 to 3, or None for « ne sait pas ». Anything seen says how one knows."""
    if marker.retired_at:
        raise DomainError("Ce signe a été retiré : proposez-en un autre.")
    if scale is not None and scale not in MarkerScale.values:
        raise DomainError("Choisissez ce qui a été vu.", field="scale")
    if scale and not evidence.strip():
        raise DomainError("Dites comment on le sait : qui l’a vu, où, quand.", field="evidence")
    if observed_on > (now or clock.now()).date():
        raise DomainError("La date d’observation est dans l’avenir.", field="observed_on")
    observation = MarkerObservation.objects.create(
        marker=marker,
        scale=scale,
        observed_on=observed_on,
        observed_by=observed_by.strip() or by.label,
        evidence=evidence.strip(),
        surprise=surprise.strip(),
    )
    _note(marker, "marker.observed", by=by, now=now, seen=observation.word)
    return observation


def _check(change: LastingChange, *, level: str, text: str, node: PathNode | None) -> None:
    if level not in MarkerLevel.values:
        raise DomainError("Choisissez un degré : attendu, souhaité ou idéal.", field="level")
    if not text.strip():
        raise DomainError("Écrivez un signe que l’on pourrait voir ou entendre.", field="text")
    if node is not None and node.initiative_id != change.initiative_id:
        raise DomainError("Ce changement intermédiaire n’est pas de ce territoire.", field="node")


def _note(marker: ProgressMarker, verb: str, *, by: Actor, now: datetime | None, **facts: str) -> None:
    change = marker.change
    record(
        verb,
        by=by,
        scope=change.initiative.scope(),
        on=marker.id,
        label=marker.text[:200],
        now=now,
        change=change.title,
        **facts,
    )
    publish(f"initiative:{change.initiative_id}", "steering", {"change": str(change.id)})
