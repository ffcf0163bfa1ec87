"""Attendance of a table."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.core.refusals import posted, refusals_on
from jalons.directory import queries as directory
from jalons.initiatives.access import get_step
from jalons.workshops import queries
from jalons.workshops.actions import attendance as actions
from jalons.workshops.forms.attendance import AttendanceForm


@requires(Permission.VIEW_DRAFTS)
@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Two counts from the sign-in sheet; never names, kept apart from what was said."""
    step = get_step(request, step_id, Permission.VIEW_DRAFTS)
    if step.initiative is None:
        raise Http404
    came = queries.attendance(step)
    communes = directory.communes_of(step.initiative.territory)
    form = AttendanceForm(posted(request), came=came, communes=communes)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            people = actions.count(
                step, by_category=form.by_category, by_commune=form.by_commune, by=acting(request)
            )
            messages.success(request, f"{people} personnes sont comptées.")
            return redirect("workshops:attendance", step.id)
    context = {
        "step": step,
        "initiative": step.initiative,
        "came": came,
        "form": form,
        "absent": queries.absences(step, came),
    }
    return render(request, "workshops/attendance.html", context, status=422 if form.errors else 200)
