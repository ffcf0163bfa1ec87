"""Fetching is authorising: a change, a validation by its id or by its personal link."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jalons.accounts.access import account, authorise
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.changes.enums import ChangeStatus
from jalons.changes.models import ChangeMobilisation, ChangeSet, FormalValidation, LastingChange
from jalons.initiatives.access import get_initiative


def get_change(request: HttpRequest, change_id: UUID, permission: Permission) -> LastingChange:
    """The change with this id. Raises Http404 or PermissionDenied."""
    change = get_object_or_404(
        LastingChange.objects.select_related(
            "initiative__mission", "initiative__territory", "merged_into", "consent"
        ),
        id=change_id,
    )
    authorise(request, change.scope(), permission)
    return change


def get_validation(
    request: HttpRequest, slug: str, validation_id: UUID, permission: Permission
) -> FormalValidation:
    """One signatory's validation in this démarche. Raises Http404 or PermissionDenied."""
    initiative = get_initiative(request, slug, permission)
    return get_object_or_404(
        FormalValidation.objects.select_related("change_set__initiative", "signatory__organisation"),
        change_set__initiative=initiative,
        id=validation_id,
    )


def get_change_set(request: HttpRequest, slug: str, number: int, permission: Permission) -> ChangeSet:
    """One submitted version of this démarche. Raises Http404 or PermissionDenied."""
    initiative = get_initiative(request, slug, permission)
    return get_object_or_404(
        ChangeSet.objects.select_related("initiative"), initiative=initiative, number=number
    )


def get_call(request: HttpRequest, call_id: UUID, permission: Permission) -> ChangeMobilisation:
    """A link between an actor and a change. Raises Http404 or PermissionDenied."""
    found = get_object_or_404(
        ChangeMobilisation.objects.select_related("change__initiative__mission", "actor"), id=call_id
    )
    authorise(request, found.change.scope(), permission)
    return found


def by_token(token: str) -> FormalValidation:
    """The validation behind a personal link: the link is the right. Raises Http404."""
    return get_object_or_404(
        FormalValidation.objects.select_related("change_set__initiative", "signatory__organisation"),
        token=token,
    )


def may_read(request: HttpRequest, change: LastingChange) -> bool:
    """Signatories read what is decided: a change once it is kept."""
    if may(account(request), Permission.VIEW_DRAFTS, change.scope()):
        return True
    return change.status in {ChangeStatus.RETAINED, ChangeStatus.VALIDATED}
