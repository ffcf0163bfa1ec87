"""The canvas of the experiment: one page to read, one page a line to write, one press to apply."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.diagnosis import forms
from jalons.diagnosis.actions import canvas
from jalons.diagnosis.canvas_forms import PARTS, Part, RoleForm, initial_of
from jalons.diagnosis.canvas_papers import mission_letter
from jalons.diagnosis.queries.canvas import canvas_page
from jalons.diagnosis.views.acting import acting
from jalons.documents import docx
from jalons.initiatives.access import get_initiative

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@requires(Permission.VIEW_DRAFTS)
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole canvas, and what applying it would change."""
    initiative = get_initiative(request, slug, Permission.VIEW_DRAFTS)
    return render(
        request, "diagnosis/canvas.html", {"initiative": initiative, "page": canvas_page(initiative)}
    )


@require_POST
@requires(Permission.EDIT_INITIATIVE)
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Fill an empty canvas with the steps of the plan."""
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    try:
        canvas.start_from_plan(initiative, by=acting(request))
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("diagnosis:canvas", slug)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_INITIATIVE)
def role(request: HttpRequest, slug: str) -> HttpResponse:
    """The role of the chargé de coopération."""
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    form = RoleForm(request.POST or None, initial=initial_of(canvas.canvas_of(initiative), RoleForm))
    if request.method == "POST" and form.is_valid():
        canvas.write_role(initiative, content=form.cleaned_data, by=acting(request))
        return redirect("diagnosis:canvas", slug)
    return _form(request, initiative, form, "Le rôle de la personne chargée de coopération", None)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_INITIATIVE)
def write(request: HttpRequest, slug: str, part: str, line_id: UUID | None = None) -> HttpResponse:
    """Add a line to a part, or correct one."""
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    chosen = _part(part)
    line = _line(initiative, chosen, line_id) if line_id else None
    initial = initial_of(line, chosen.form) if line else None
    form = chosen.form(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            canvas.write_line(
                initiative, model=chosen.model, content=form.cleaned_data, line=line, by=acting(request)
            )
        except DomainError as error:
            forms.refuse(form, error)
        else:
            return redirect("diagnosis:canvas", slug)
    return _form(request, initiative, form, f"{'Modifier' if line else 'Ajouter'} {chosen.one}", line)


@require_POST
@requires(Permission.EDIT_INITIATIVE)
def remove(request: HttpRequest, slug: str, part: str, line_id: UUID) -> HttpResponse:
    """Take a line out."""
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    canvas.remove_line(_line(initiative, _part(part), line_id), by=acting(request))
    return redirect("diagnosis:canvas", slug)


@require_POST
@requires(Permission.EDIT_INITIATIVE)
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """Make it the démarche's calendar, team and calls to tables."""
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    try:
        applied = canvas.apply(initiative, by=acting(request))
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"Canevas appliqué : {applied.sentence}.")
        if applied.held:
            messages.warning(
                request, f"Déjà ouvertes ou tenues, nous n’y avons pas touché : {', '.join(applied.held)}."
            )
    return redirect("diagnosis:canvas", slug)


@require_GET
@requires(Permission.VIEW_DRAFTS)
def letter(request: HttpRequest, slug: str) -> HttpResponse:
    """The mission letter, in a file that a secretary can edit."""
    initiative = get_initiative(request, slug, Permission.VIEW_DRAFTS)
    now = clock.now()
    content = docx.render(mission_letter(canvas_page(initiative), now=now), now=now)
    name = f"lettre-de-mission-{initiative.slug}.docx"
    return HttpResponse(
        content, content_type=WORD, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _part(code: str) -> Part:
    try:
        return PARTS[code]
    except KeyError as unknown:
        raise Http404 from unknown


def _line(initiative: Any, part: Part, line_id: UUID) -> Any:
    return get_object_or_404(part.model, canvas__initiative=initiative, id=line_id)


def _form(request: HttpRequest, initiative: Any, form: Any, title: str, line: Any) -> HttpResponse:
    context = {"initiative": initiative, "form": form, "title": title, "line": line}
    return render(request, "diagnosis/canvas_form.html", context, status=422 if form.errors else 200)
