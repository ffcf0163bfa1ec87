"""A ready-made runsheet fills the sequences of a step; the team then changes what it wants."""

from datetime import datetime

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.initiatives.models import Step
from jalons.journal.actions import record
from jalons.rooms.models import Sequence
from jalons.workshops import runsheets
from jalons.workshops.actions import toolbox


@transaction.atomic
def prepare(step: Step, *, by: Actor, now: datetime | None = None) -> list[Sequence]:
    """Fill the runsheet of a table from the one we ship. Raises DomainError when it is not empty.

    What is prepared is a proposal: every part can be moved, changed, removed (domain.md §11, trap 27).
    """
    Step.objects.select_for_update().get(pk=step.pk)
    ready = runsheets.fitting(step.kind, step.rank)
    if ready is None:
        raise DomainError("Aucun déroulé n’est proposé pour cette étape : composez le vôtre.")
    if step.sequences.exists():
        raise DomainError("Le déroulé de cette étape a déjà des séquences : modifiez-les plutôt.")
    made = toolbox.put(step, ready.parts, by=by, now=now)
    record(
        "runsheet.prepared",
        by=by,
        scope=step.scope(),
        on=step.id,
        label=step.title,
        now=now,
        count=len(made),
        minutes=ready.minutes,
    )
    return made
