"""The administrator's pages: who has an account, with which roles, and who is invited."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts import queries, scopes
from jalons.accounts.access import authorise, requires
from jalons.accounts.actions import invitations, people, roles
from jalons.accounts.enums import Permission, ScopeKind
from jalons.accounts.forms import AdministrationInvitationForm
from jalons.accounts.models import Invitation, RoleAssignment, User
from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.scope import INSTALLATION, Scope


def _administrator(request: HttpRequest) -> Actor:
    authorise(request, INSTALLATION, Permission.ADMINISTER)
    assert request.user.is_authenticated  # noqa: S101 - authorise let nobody else through
    return request.user.actor


def _scope(kind: str, scope_id: UUID | None) -> Scope:
    return Scope(**{kind: scope_id}) if scope_id else INSTALLATION


@requires(Permission.ADMINISTER)
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody who has an account, with their roles, and the invitations that wait."""
    _administrator(request)
    waiting = queries.pending_invitations()
    context = {"people": queries.people(), "invitations": waiting, "now": clock.now()}
    return render(request, "accounts/administration/accounts.html", context)


@requires(Permission.ADMINISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody to a role on the installation, a mission or a territory."""
    by = _administrator(request)
    form = AdministrationInvitationForm(
        request.POST or None,
        missions=scopes.all_of(ScopeKind.MISSION),
        initiatives=scopes.all_of(ScopeKind.INITIATIVE),
    )
    if request.method == "POST" and form.is_valid():
        try:
            sent = invitations.invite(by=by, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, f"L’invitation de {sent.invitation.name} est partie.")
            return redirect("accounts:administration")
    return render(request, "accounts/administration/invite.html", {"form": form})


@requires(Permission.ADMINISTER)
@require_POST
def resend_invitation(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Send the link again; the former one stops working."""
    by = _administrator(request)
    invitation = get_object_or_404(Invitation, id=invitation_id)
    try:
        invitations.resend(
            invitation=invitation, scope=_scope(invitation.scope_kind, invitation.scope_id), by=by
        )
        messages.success(request, f"Un nouveau lien est parti pour {invitation.name}.")
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("accounts:administration")


@requires(Permission.ADMINISTER)
@require_POST
def withdraw_invitation(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """The link stops working."""
    by = _administrator(request)
    invitation = get_object_or_404(Invitation, id=invitation_id)
    try:
        invitations.withdraw(
            invitation=invitation, scope=_scope(invitation.scope_kind, invitation.scope_id), by=by
        )
        messages.success(request, f"L’invitation de {invitation.name} est retirée.")
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("accounts:administration")


@requires(Permission.ADMINISTER)
@require_POST
def end_role(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Take a role back, at once."""
    by = _administrator(request)
    assignment = get_object_or_404(RoleAssignment.objects.select_related("user"), id=assignment_id)
    try:
        roles.end(assignment=assignment, by=by, scope=_scope(assignment.scope_kind, assignment.scope_id))
        messages.success(request, f"{assignment.user} n’a plus ce rôle. Le journal en garde la trace.")
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("accounts:administration")


@requires(Permission.ADMINISTER)
@require_POST
def set_open(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Close an account, or open it again (`open` is 1 or 0 in the form)."""
    by = _administrator(request)
    user = get_object_or_404(User, id=user_id)
    try:
        if request.POST.get("open") == "1":
            people.reopen_account(user=user, by=by)
            messages.success(request, f"Le compte de {user} est rouvert.")
        else:
            people.close_account(user=user, by=by)
            messages.success(request, f"Le compte de {user} est fermé.")
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("accounts:administration")
