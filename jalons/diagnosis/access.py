"""Fetching an object of the diagnosis is authorising: through its démarche, then inside it only."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jalons.accounts.enums import Permission
from jalons.diagnosis.models import Cluster, CrossReading, Reading, SocialUrgency, WallMove
from jalons.initiatives.access import get_initiative


def get_cluster(request: HttpRequest, slug: str, cluster_id: UUID, permission: Permission) -> Cluster:
    """A current regroupement of this démarche. Raises Http404 or PermissionDenied."""
    initiative = get_initiative(request, slug, permission)
    found = Cluster.objects.select_related("initiative__mission", "initiative__territory")
    return get_object_or_404(found, initiative=initiative, id=cluster_id)


def get_wall_move(request: HttpRequest, slug: str, move_id: UUID, permission: Permission) -> WallMove:
    """A move on this démarche's wall. Raises Http404 or PermissionDenied."""
    initiative = get_initiative(request, slug, permission)
    found = WallMove.objects.select_related("initiative__mission", "target")
    return get_object_or_404(found, initiative=initiative, id=move_id)


def get_cross_reading(
    request: HttpRequest, slug: str, reading_id: UUID, permission: Permission, *, even_retired: bool = False
) -> CrossReading:
    """A croisement of this démarche; `even_retired` to put it back. Raises Http404 or PermissionDenied."""
    initiative = get_initiative(request, slug, permission)
    rows = CrossReading.everything if even_retired else CrossReading.objects
    found = rows.select_related("initiative__mission", "initiative__territory")
    return get_object_or_404(found, initiative=initiative, id=reading_id)


def get_urgency(request: HttpRequest, slug: str, urgency_id: UUID, permission: Permission) -> SocialUrgency:
    """An urgency of this démarche. Raises Http404 or PermissionDenied."""
    initiative = get_initiative(request, slug, permission)
    found = SocialUrgency.objects.select_related(
        "initiative__mission", "initiative__territory", "merged_into"
    )
    return get_object_or_404(found, initiative=initiative, id=urgency_id)


def get_reading(request: HttpRequest, slug: str, reading_id: UUID, permission: Permission) -> Reading:
    """A reading of this démarche's capital stratégique. Raises Http404 or PermissionDenied."""
    initiative = get_initiative(request, slug, permission)
    found = Reading.objects.select_related("initiative__mission", "initiative__territory")
    return get_object_or_404(found, initiative=initiative, id=reading_id)
