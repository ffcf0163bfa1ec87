"""Fetching is authorising, for what hangs on a mission or on a half-day."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jalons.accounts.access import account, authorise
from jalons.accounts.enums import Permission
from jalons.initiatives.models import Mission
from jalons.training.models import Enrolment, HalfDaySlot, Paper
from jalons.training.queries import contracts


def get_slot(request: HttpRequest, slot_id: UUID, permission: Permission) -> HalfDaySlot:
    """The half-day with this id. Raises Http404 or PermissionDenied."""
    slot = get_object_or_404(
        HalfDaySlot.objects.select_related("step__mission", "step__initiative", "step__venue"), pk=slot_id
    )
    authorise(request, slot.scope(), permission)
    return slot


def get_enrolment(request: HttpRequest, mission: Mission, enrolment_id: UUID) -> Enrolment:
    """A trainee of a mission that was already authorised. Raises Http404."""
    return get_object_or_404(
        Enrolment.objects.select_related("person__account", "mission", "initiative"),
        pk=enrolment_id,
        mission=mission,
    )


def get_paper(mission: Mission, paper_id: UUID) -> Paper:
    """A paper of a mission that was already authorised. Raises Http404."""
    return get_object_or_404(contracts.papers(mission).select_related("mission"), pk=paper_id)


def own_enrolment(request: HttpRequest, enrolment_id: UUID) -> Enrolment:
    """A person's own enrolment: nobody else's is ever found. Raises Http404."""
    return get_object_or_404(
        Enrolment.objects.select_related("person", "mission", "initiative"),
        pk=enrolment_id,
        person__account=account(request),
    )


def own_paper(request: HttpRequest, paper_id: UUID) -> Paper:
    """A person's own paper. Raises Http404 for anybody else's."""
    return get_object_or_404(
        Paper.objects.select_related("document", "mission"),
        pk=paper_id,
        enrolment__person__account=account(request),
    )
