"""Preparation 3: which actors does each change call for, who were not there (domain.md §2.6, trap 25)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jalons.changes.actions import telling
from jalons.changes.enums import Sphere
from jalons.changes.models import ChangeMobilisation, LastingChange
from jalons.core.actors import Actor as Author
from jalons.core.errors import DomainError
from jalons.initiatives import queries as initiatives
from jalons.initiatives.enums import StepKind
from jalons.initiatives.models import Initiative
from jalons.stakeholders.actions import mobilisations
from jalons.stakeholders.models import Actor
from jalons.stakeholders.reasons import Reason

REASON_KIND = "lasting_change"


@transaction.atomic
def call(
    change: LastingChange,
    *,
    spheres: Mapping[UUID, Sphere],
    by: Author,
    now: datetime | None = None,
) -> int:
    """Say which actors a change calls for and what each can do about it; call them to table 3.

    An actor left out of `spheres` keeps its link. Returns how many were not called to table 3 before.
    """
    rows = {a.id: a for a in Actor.objects.filter(initiative=change.initiative, id__in=spheres.keys())}
    if len(rows) != len(spheres):
        raise DomainError("Un acteur vient d’être retiré : rechargez la page.")
    for actor_id, sphere in spheres.items():
        ChangeMobilisation.objects.update_or_create(
            change=change, actor=rows[actor_id], defaults={"sphere": sphere}
        )
    table = initiatives.step_of(change.initiative, StepKind.WORKSHOP, 3)
    new = (
        mobilisations.call(table, actors=rows.values(), reason=reason_of(change), by=by, now=now)
        if table
        else []
    )
    telling.say(
        change.initiative,
        "change.actors_called",
        by=by,
        on=change.id,
        label=change.title,
        now=now,
        count=len(rows),
    )
    return len(new)


@transaction.atomic
def release(link: ChangeMobilisation, *, by: Author, now: datetime | None = None) -> None:
    """Undo a link between an actor and a change; the invitation to the table stays."""
    change = link.change
    link.delete()
    telling.say(change.initiative, "change.edited", by=by, on=change.id, label=change.title, now=now)


def reason_of(change: LastingChange) -> Reason:
    return Reason(kind=REASON_KIND, id=change.id, label=change.title)


def reasons_for(initiative: Initiative) -> list[Reason]:
    """For `stakeholders.reasons`: the kept changes may call new actors in."""
    from jalons.changes.queries import kept_changes

    return [reason_of(change) for change in kept_changes(initiative)]
