"""Whom the territory is compared with, and changing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.models import User
from jalons.core.errors import DomainError
from jalons.indicators import similar as kernel
from jalons.indicators.actions import group as group_actions
from jalons.indicators.forms import CriteriaForm, GroupForm
from jalons.indicators.queries import group as group_queries
from jalons.indicators.queries.board import group_of
from jalons.indicators.views.frame import frame
from jalons.initiatives.access import get_initiative

EDIT = Permission.EDIT_PORTRAIT


@requires(Permission.VIEW_INITIATIVE)
@require_safe
def similar(request: HttpRequest, slug: str) -> HttpResponse:
    """The list with its criteria: voices from elsewhere, never a ranking."""
    initiative = get_initiative(request, slug, Permission.VIEW_INITIATIVE)
    group = group_of(initiative)
    context = frame(
        request,
        initiative,
        "similar",
        group=group,
        reason=kernel.reason(group.criteria, len(group.members)) if group else "",
        heads=group_queries.HEADS,
        own_cells=group_queries.cells(group.own_values) if group else [],
        lines=group_queries.lines(group) if group else [],
    )
    return render(request, "indicators/similar.html", context)


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep, remove or add territories, with a reason."""
    initiative = get_initiative(request, slug, EDIT)
    form = GroupForm(request.POST or None, group=group_of(initiative))
    if request.method == "POST" and form.is_valid() and isinstance(request.user, User):
        try:
            reason = form.cleaned_data["reason"]
            group_actions.change(initiative, sirens=form.chosen(), reason=reason, by=request.user.actor)
        except DomainError as refused:
            form.refuse(refused)
        else:
            messages.success(
                request, "La liste des territoires comparés est changée. Le journal garde le motif."
            )
            return redirect("indicators:similar", slug)
    return render(request, "indicators/group_form.html", {"initiative": initiative, "form": form})


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest, slug: str) -> HttpResponse:
    """Let the software look for them again, on the criteria that the team keeps."""
    initiative = get_initiative(request, slug, EDIT)
    form = CriteriaForm(request.POST or None, known=group_actions.known_criteria())
    if request.method == "POST" and form.is_valid():
        try:
            group = group_actions.suggest(initiative, by=acting(request), **form.cleaned_data)
        except DomainError as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, f"{len(group.members)} territoires semblables trouvés.")
            return redirect("indicators:similar", slug)
    context = {"initiative": initiative, "form": form}
    return render(request, "indicators/criteria_form.html", context, status=422 if form.errors else 200)
