"""What people answer to a suggestion. Accepting one is an ordinary move; refusing is remembered."""

from collections.abc import Collection
from datetime import datetime
from itertools import combinations
from uuid import UUID

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.diagnosis import queries
from jalons.diagnosis.models import Cluster, SuggestionRefusal
from jalons.initiatives.models import Initiative
from jalons.journal.actions import record


@transaction.atomic
def refuse_group(
    initiative: Initiative, *, cards: Collection[UUID], by: Actor, now: datetime | None = None
) -> None:
    """These cards do not belong together: they are never suggested together again."""
    known = sorted(queries.cards(initiative).filter(id__in=cards).values_list("id", flat=True))
    if len(known) < 2:  # noqa: PLR2004 - a pair at least
        raise DomainError("Cette suggestion n’existe plus : le mur a changé. Rechargez la page.")
    SuggestionRefusal.objects.bulk_create(
        [
            SuggestionRefusal(initiative=initiative, contribution_id=first, other_id=second)
            for first, second in combinations(known, 2)
        ],
        ignore_conflicts=True,
    )
    record("cluster.suggestion_refused", by=by, scope=initiative.scope(), now=now)


@transaction.atomic
def refuse_place(
    initiative: Initiative, *, card: UUID, cluster: Cluster, by: Actor, now: datetime | None = None
) -> None:
    """This card does not belong in this regroupement: it is never suggested there again."""
    if not queries.cards(initiative).filter(id=card).exists() or cluster.initiative_id != initiative.id:
        raise DomainError("Cette suggestion n’existe plus : le mur a changé. Rechargez la page.")
    SuggestionRefusal.objects.get_or_create(initiative=initiative, contribution_id=card, cluster=cluster)
    record("cluster.suggestion_refused", by=by, scope=initiative.scope(), on=cluster.id, now=now)
