"""Freezing a version of the kept changes and asking every signatory about it."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from jalons.changes.content import content_of
from jalons.changes.enums import KEPT, ChangeStatus
from jalons.changes.fingerprint import fingerprint
from jalons.changes.models import ChangeSet, FormalValidation, LastingChange
from jalons.changes.queries import current_change_set, is_validated
from jalons.core.actors import Actor
from jalons.initiatives import queries as initiatives
from jalons.initiatives.enums import SignatoryStatus
from jalons.initiatives.models import Initiative, Signatory


def freeze(
    initiative: Initiative,
    kept: Sequence[LastingChange],
    *,
    reason: str,
    by: Actor,
    at: datetime,
) -> ChangeSet:
    """The next version, with one request a signatory that did not withdraw."""
    content = content_of(initiative, list(kept))
    last = initiative.change_sets.order_by("number").last()
    frozen = ChangeSet.objects.create(
        initiative=initiative,
        number=(last.number if last else 0) + 1,
        content=content,
        content_hash=fingerprint(content),
        reason=reason,
        submitted_at=at,
        submitted_by=by.label,
    )
    for signatory in initiatives.signatories(initiative).exclude(status=SignatoryStatus.WITHDRAWN):
        ask(frozen, signatory, at=at)
    return frozen


def ask(change_set: ChangeSet, signatory: Signatory, *, at: datetime) -> FormalValidation:
    """One request, with the personal link of this signatory for this version."""
    return FormalValidation.objects.create(
        change_set=change_set, signatory=signatory, token=secrets.token_urlsafe(32), asked_at=at
    )


def follow(initiative: Initiative, *, at: datetime) -> bool:
    """Bring the state of the kept changes in line with the current version. True when it is validated."""
    current = current_change_set(initiative)
    validated = is_validated(current)
    if current is not None and validated and current.validated_at is None:
        current.validated_at = at
        current.save()
    status = ChangeStatus.VALIDATED if validated else ChangeStatus.RETAINED
    LastingChange.objects.filter(initiative=initiative, status__in=KEPT).exclude(status=status).update(
        status=status
    )
    return validated
