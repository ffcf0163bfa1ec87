"""Who has access to a territory or to a mission: list, invite, end."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts import queries as accounts
from jalons.accounts.access import acting, requires
from jalons.accounts.actions import invitations, roles
from jalons.accounts.enums import Permission, ScopeKind
from jalons.accounts.forms import InvitationForm
from jalons.accounts.models import Invitation, RoleAssignment
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.core.refusals import refusals_on
from jalons.initiatives.access import get_initiative, get_mission

MAY = Permission.EDIT_INITIATIVE


@requires(MAY)
@require_safe
def territory(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody who enters this territory, by a role on it or through its mission."""
    initiative = get_initiative(request, slug, MAY)
    context = {
        "initiative": initiative,
        "assignments": accounts.access_to(initiative.scope()),
        "through_mission": accounts.access_to(initiative.mission.scope()),
        "invitations": accounts.pending_invitations(initiative.scope()),
        "now": clock.now(),
    }
    return render(request, "initiatives/access.html", context)


@requires(MAY)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite somebody to a role on this territory."""
    initiative = get_initiative(request, slug, MAY)
    form = InvitationForm(request.POST or None, kind=ScopeKind.INITIATIVE)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            sent = invitations.invite(
                scope=initiative.scope(), scope_label=initiative.name, by=acting(request), **form.cleaned_data
            )
            messages.success(request, f"L’invitation de {sent.invitation.name} est partie.")
            return redirect("initiatives:access", initiative.slug)
    return render(request, "initiatives/access_invite.html", {"initiative": initiative, "form": form})


@requires(MAY)
@require_POST
def end(request: HttpRequest, slug: str, assignment_id: UUID) -> HttpResponse:
    """Take back a role held on this territory, at once."""
    initiative = get_initiative(request, slug, MAY)
    assignment = get_object_or_404(
        RoleAssignment.objects.select_related("user"),
        id=assignment_id,
        scope_kind=ScopeKind.INITIATIVE,
        scope_id=initiative.id,
    )
    roles.end(assignment=assignment, by=acting(request), scope=initiative.scope())
    messages.success(request, f"{assignment.user} n’a plus ce rôle ici. Le journal en garde la trace.")
    return redirect("initiatives:access", initiative.slug)


@requires(MAY)
@require_POST
def answer_invitation(request: HttpRequest, slug: str, invitation_id: UUID, move: str) -> HttpResponse:
    """Send an invitation again, or withdraw it (`move` is « renvoi » or « retrait »)."""
    initiative = get_initiative(request, slug, MAY)
    invitation = get_object_or_404(
        Invitation, id=invitation_id, scope_kind=ScopeKind.INITIATIVE, scope_id=initiative.id
    )
    action = {"renvoi": invitations.resend, "retrait": invitations.withdraw}[move]
    try:
        action(invitation=invitation, scope=initiative.scope(), by=acting(request))
        said = {"renvoi": "est repartie, avec un nouveau lien", "retrait": "est retirée"}[move]
        messages.success(request, f"L’invitation de {invitation.name} {said}.")
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("initiatives:access", initiative.slug)


@requires(Permission.EDIT_MISSION)
@require_safe
def mission(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody who has a role on the mission, and so on all its territories."""
    found = get_mission(request, slug, Permission.EDIT_MISSION)
    context = {
        "mission": found,
        "assignments": accounts.access_to(found.scope()),
        "invitations": accounts.pending_invitations(found.scope()),
        "now": clock.now(),
    }
    return render(request, "initiatives/mission_access.html", context)


@requires(Permission.EDIT_MISSION)
@require_POST
def end_on_mission(request: HttpRequest, slug: str, assignment_id: UUID) -> HttpResponse:
    """Take back a role held on the mission, at once."""
    found = get_mission(request, slug, Permission.EDIT_MISSION)
    assignment = get_object_or_404(
        RoleAssignment.objects.select_related("user"),
        id=assignment_id,
        scope_kind=ScopeKind.MISSION,
        scope_id=found.id,
    )
    roles.end(assignment=assignment, by=acting(request), scope=found.scope())
    messages.success(request, f"{assignment.user} n’a plus ce rôle. Le journal en garde la trace.")
    return redirect("initiatives:mission_access", found.slug)
