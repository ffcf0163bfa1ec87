"""Fetching is authorising: no view holds a mission, a démarche or a step without the right to."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jalons.accounts.access import authorise
from jalons.accounts.enums import Permission
from jalons.initiatives.models import Initiative, Mission, Step


def get_mission(request: HttpRequest, slug: str, permission: Permission) -> Mission:
    """The mission at this address. Raises Http404 or PermissionDenied."""
    mission = get_object_or_404(Mission.objects.select_related("client", "provider"), slug=slug)
    authorise(request, mission.scope(), permission)
    return mission


def get_initiative(request: HttpRequest, slug: str, permission: Permission) -> Initiative:
    """The démarche at this address. Raises Http404 or PermissionDenied."""
    initiative = get_object_or_404(Initiative.objects.select_related("mission", "territory"), slug=slug)
    authorise(request, initiative.scope(), permission)
    return initiative


def get_step(request: HttpRequest, step_id: UUID, permission: Permission) -> Step:
    """The step with this id. Raises Http404 or PermissionDenied."""
    step = get_object_or_404(
        Step.objects.select_related("mission", "initiative__territory", "venue"), id=step_id
    )
    authorise(request, step.scope(), permission)
    return step
