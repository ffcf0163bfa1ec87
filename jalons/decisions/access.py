"""Fetching is authorising: a decision, an objection of it."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jalons.accounts.access import account, authorise
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.decisions.enums import ConsentState
from jalons.decisions.models import ConsentProcess, Objection


def get_consent(request: HttpRequest, consent_id: UUID, permission: Permission) -> ConsentProcess:
    """The decision with this id. Raises Http404 or PermissionDenied."""
    consent = get_object_or_404(
        ConsentProcess.objects.select_related("initiative__territory", "initiative__mission", "step"),
        id=consent_id,
    )
    authorise(request, consent.scope(), permission)
    return consent


def get_objection(request: HttpRequest, consent_id: UUID, number: int, permission: Permission) -> Objection:
    """One objection of a decision, by its number. Raises Http404 or PermissionDenied."""
    consent = get_consent(request, consent_id, permission)
    objection = get_object_or_404(
        consent.objections.select_related("voice__table", "process__initiative", "process__step"),
        number=number,
    )
    objection.process = consent
    return objection


def may_read_work(request: HttpRequest, consent: ConsentProcess) -> bool:
    """Whether the rounds may be shown: signatories read what is decided, not what is being worked on."""
    if consent.state == ConsentState.ADOPTED:
        return True
    user, scope = account(request), consent.scope()
    return may(user, Permission.VIEW_DRAFTS, scope) or may(user, Permission.RECORD_TABLE, scope)
