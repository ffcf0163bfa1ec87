"""Fetching anything of steering is authorising: through its démarche."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jalons.accounts.access import authorise
from jalons.accounts.enums import Permission
from jalons.changes.models import LastingChange
from jalons.steering.models import (
    ChangeLogEntry,
    ChangeReview,
    ProgressMarker,
    SteeringDecision,
    Substantiation,
)

_HOME = "initiative__mission", "initiative__territory"


def get_steered_change(request: HttpRequest, change_id: UUID, permission: Permission) -> LastingChange:
    """A change of the démarche. Raises Http404 or PermissionDenied."""
    change = get_object_or_404(LastingChange.objects.select_related(*_HOME), id=change_id)
    authorise(request, change.scope(), permission)
    return change


def get_marker(request: HttpRequest, marker_id: UUID, permission: Permission) -> ProgressMarker:
    """A sign of progress."""
    rows = ProgressMarker.objects.select_related("change__initiative__mission", "node")
    marker = get_object_or_404(rows, id=marker_id)
    authorise(request, marker.scope(), permission)
    return marker


def get_entry(request: HttpRequest, entry_id: UUID, permission: Permission) -> ChangeLogEntry:
    """A note of the journal des changements."""
    rows = ChangeLogEntry.objects.select_related(*_HOME, "change", "link__pathway__change", "commune")
    entry = get_object_or_404(rows, id=entry_id)
    authorise(request, entry.scope(), permission)
    return entry


def get_substantiation(request: HttpRequest, asked_id: UUID, permission: Permission) -> Substantiation:
    """A question put to somebody about a note."""
    rows = Substantiation.objects.select_related("entry__initiative__mission")
    asked = get_object_or_404(rows, id=asked_id)
    authorise(request, asked.entry.scope(), permission)
    return asked


def get_review(request: HttpRequest, review_id: UUID, permission: Permission) -> ChangeReview:
    """A review."""
    review = get_object_or_404(ChangeReview.objects.select_related(*_HOME), id=review_id)
    authorise(request, review.scope(), permission)
    return review


def get_decision(request: HttpRequest, decision_id: UUID, permission: Permission) -> SteeringDecision:
    """A decision."""
    decision = get_object_or_404(SteeringDecision.objects.select_related(*_HOME), id=decision_id)
    authorise(request, decision.scope(), permission)
    return decision
