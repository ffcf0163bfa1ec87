"""Who is called to which table, and what they answered (domain.md §9.3)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor as Author
from jalons.core.errors import DomainError
from jalons.initiatives.models import Initiative, Step
from jalons.journal.actions import record
from jalons.stakeholders import queries
from jalons.stakeholders.enums import MobilisationStatus
from jalons.stakeholders.models import Actor, Mobilisation
from jalons.stakeholders.reasons import Reason

NOT_CALLED = ""
Cell = tuple[UUID, UUID]
"""An actor's id and a step's id."""


@transaction.atomic
def set_states(
    initiative: Initiative, *, states: Mapping[Cell, str], by: Author, now: datetime | None = None
) -> int:
    """Write many cells of the matrix at once; an empty state means: not called. Returns what changed.

    Raises DomainError for an actor, a table or a state that this démarche does not know.
    """
    steps = {step.pk: step for step in queries.tables(initiative)}
    listed = {actor.pk for actor in queries.actors(initiative)}
    held = {
        (one.actor_id, one.step_id): one
        for one in Mobilisation.objects.select_for_update().filter(actor__initiative=initiative)
    }
    changed: dict[UUID, int] = {}
    for cell, state in states.items():
        _refuse_unknown(cell, state, steps, listed)
        if _write(cell, state, held.get(cell), now):
            changed[cell[1]] = changed.get(cell[1], 0) + 1
    for step_id, count in changed.items():
        step = steps[step_id]
        record(
            "actors.mobilised", by=by, scope=step.scope(), on=step.id, label=step.title, now=now, count=count
        )
    return sum(changed.values())


@transaction.atomic
def call(
    step: Step,
    *,
    actors: Iterable[Actor],
    by: Author,
    reason: Reason | None = None,
    status: MobilisationStatus = MobilisationStatus.IDENTIFIED,
    now: datetime | None = None,
) -> list[Mobilisation]:
    """Call actors to a table; those called already stay as they are. `reason` is why new ones come."""
    known = set(Mobilisation.objects.filter(step=step).values_list("actor_id", flat=True))
    called = Mobilisation.objects.bulk_create(
        Mobilisation(
            actor=actor,
            step=step,
            status=status,
            invited_at=(now or clock.now()) if status != MobilisationStatus.IDENTIFIED else None,
            reason_kind=reason.kind if reason else "",
            reason_id=reason.id if reason else None,
            reason_label=reason.label[:200] if reason else "",
        )
        for actor in actors
        if actor.pk not in known
    )
    if called:
        record(
            "actors.mobilised",
            by=by,
            scope=step.scope(),
            on=step.id,
            label=step.title,
            now=now,
            count=len(called),
        )
    return called


@transaction.atomic
def mark_invited(step: Step, *, by: Author, now: datetime | None = None) -> int:
    """The letters left: those who were only spotted are invited from now on."""
    waiting = Mobilisation.objects.filter(step=step, status=MobilisationStatus.IDENTIFIED)
    count = waiting.update(status=MobilisationStatus.INVITED, invited_at=now or clock.now())
    if count:
        record(
            "actors.invited", by=by, scope=step.scope(), on=step.id, label=step.title, now=now, count=count
        )
    return count


def _refuse_unknown(cell: Cell, state: str, steps: Mapping[UUID, Step], listed: set[UUID]) -> None:
    if cell[0] not in listed or cell[1] not in steps:
        raise DomainError("Cette ligne ou cette table vient d’être retirée : rechargez la page.")
    if state != NOT_CALLED and state not in MobilisationStatus.values:
        raise DomainError("Cet état n’existe pas : choisissez-le dans la liste.")


def _write(cell: Cell, state: str, held: Mobilisation | None, now: datetime | None) -> bool:
    if state == (held.status if held else NOT_CALLED):
        return False
    if state == NOT_CALLED:
        assert held is not None  # noqa: S101 - it differs from « not called »
        held.delete()
        return True
    one = held or Mobilisation(actor_id=cell[0], step_id=cell[1])
    one.status = state
    if state == MobilisationStatus.INVITED and one.invited_at is None:
        one.invited_at = now or clock.now()
    one.save()
    return True
