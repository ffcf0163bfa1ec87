"""What happens to a submitted version when a kept change moves (rule 2)."""

from datetime import datetime

from jalons.changes import rules
from jalons.changes.actions import sets, telling
from jalons.changes.content import content_of, says_the_same
from jalons.changes.enums import KEPT
from jalons.changes.models import ChangeSet, LastingChange
from jalons.changes.queries import current_change_set, kept_changes
from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.decisions.enums import OPEN_STATES
from jalons.decisions.models import ConsentProcess
from jalons.initiatives.models import Initiative

SET_SUBJECT = "changes.change_set"
CHANGE_SUBJECT = "changes.lasting_change"


def demand_no_consent(change: LastingChange) -> None:
    """A text under a consent changes by an amendment there, nowhere else. Raises DomainError."""
    ids = [change.id, change.initiative_id] if change.status in KEPT else [change.id]
    if ConsentProcess.objects.filter(
        subject_kind__in=[SET_SUBJECT, CHANGE_SUBJECT], subject_id__in=ids, state__in=OPEN_STATES
    ).exists():
        raise DomainError(
            "Une décision par consentement est en cours sur ce texte : il change là, par un amendement."
        )


def reopen_if_changed(initiative: Initiative, *, reason: str, by: Actor, now: datetime | None = None) -> bool:
    """Replace the submitted version when what is kept is no longer what was submitted.

    With 4 to 6 changes a new version goes out at once to every signatory; with another number, one has
    to submit again. Returns whether the validation was reopened.
    """
    current = current_change_set(initiative)
    if current is None:
        return False
    kept = kept_changes(initiative)
    if says_the_same(current.content, content_of(initiative, kept)):
        return False
    at = now or clock.now()
    supersede(current, reason=reason, at=at)
    telling.say(
        initiative, "changes.reopened", by=by, on=current.id, now=now, number=current.number, reason=reason
    )
    if rules.FEWEST <= len(kept) <= rules.MOST:
        sets.freeze(initiative, kept, reason=reason, by=by, at=at)
    sets.follow(initiative, at=at)
    return True


def supersede(current: ChangeSet, *, reason: str, at: datetime) -> None:
    current.superseded_at, current.superseded_reason = at, reason
    current.save()
