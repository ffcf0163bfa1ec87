"""The list of actions, and the fiche of one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core.errors import DomainError
from jalons.initiatives.access import get_initiative
from jalons.journal.models import Entry
from jalons.pathways import forms, queries
from jalons.pathways.access import get_sheet
from jalons.pathways.actions import sheets


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Every action with the changes it contributes to. No percentage: finishing is not changing."""
    initiative = get_initiative(request, slug, Permission.VIEW_INITIATIVE)
    context = {
        "initiative": initiative,
        "rows": queries.action_rows(initiative),
        "can_draft": may(request.user, Permission.DRAFT, initiative.scope()),
    }
    return render(request, "pathways/actions.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def create(request: HttpRequest, slug: str) -> HttpResponse:
    """An action that stays « hors chemin ». The others are born in a chemin."""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    form = forms.OffPathForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sheet = sheets.create_off_path(initiative, by=acting(request), **form.cleaned_data)
        except DomainError as refused:
            forms.refuse(form, refused)
        else:
            return redirect(sheet)
    context = {"initiative": initiative, "form": form, "pathways": queries.pathways_of(initiative)}
    return render(request, "pathways/action_new.html", context)


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def show(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The fiche of an action, where it contributes, and its history."""
    sheet = get_sheet(request, sheet_id, Permission.VIEW_INITIATIVE)
    context = {
        "initiative": sheet.node.initiative,
        "sheet": sheet,
        "places": queries.places_of_action(sheet),
        "history": Entry.objects.filter(object_id__in=[sheet.id, sheet.node_id])[:30],
        "can_draft": may(request.user, Permission.DRAFT, sheet.scope()),
        "status_form": forms.StatusForm(initial={"status": sheet.status}),
        "off_path_form": forms.ReasonForm(),
    }
    return render(request, "pathways/action.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def edit(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Fill the fiche in."""
    sheet = get_sheet(request, sheet_id, Permission.DRAFT)
    initiative = sheet.node.initiative
    form = forms.SheetForm(request.POST or None, instance=sheet, initiative=initiative)
    if request.method == "POST" and form.is_valid():
        try:
            sheets.edit(sheet, by=acting(request), **form.cleaned_data)
        except DomainError as refused:
            forms.refuse(form, refused)
            sheet = get_sheet(request, sheet_id, Permission.DRAFT)
            form.data = request.POST.copy()
            form.data["seen_at"] = sheet.updated_at.isoformat()
        else:
            messages.success(request, "La fiche est enregistrée.")
            return redirect(sheet)
    return render(
        request, "pathways/action_form.html", {"initiative": initiative, "sheet": sheet, "form": form}
    )


@require_POST
@requires(Permission.DRAFT)
def set_status(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Where the action stands; no change moves with it."""
    sheet = get_sheet(request, sheet_id, Permission.DRAFT)
    try:
        sheets.set_status(sheet, status=request.POST.get("status", ""), by=acting(request))
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect(sheet)


@require_POST
@requires(Permission.DRAFT)
def leave_off_path(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Say that the action contributes to no change, and why."""
    sheet = get_sheet(request, sheet_id, Permission.DRAFT)
    try:
        sheets.leave_off_path(sheet, reason=request.POST.get("reason", ""), by=acting(request))
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect(sheet)
