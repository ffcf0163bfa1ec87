"""The report of a session, as soon as it is held."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.initiatives.access import get_step
from jalons.initiatives.models import Step
from jalons.workshops import queries
from jalons.workshops.exports import report as reports
from jalons.workshops.queries import report
from jalons.workshops.views.files import paper


def _get(request: HttpRequest, step_id: UUID) -> Step:
    step = get_step(request, step_id, Permission.READ_WORDS)
    if step.initiative is None:
        raise Http404
    return step


@requires(Permission.READ_WORDS)
@require_safe
def summary(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """What was held, covered, missing; the report to take away."""
    step = _get(request, step_id)
    came = queries.attendance(step)
    context = {
        "step": step,
        "initiative": step.initiative,
        "held": report.held(step),
        "covered": report.coverage(step),
        "came": came,
        "absent": queries.absences(step, came),
    }
    return render(request, "workshops/report.html", context)


@requires(Permission.READ_WORDS)
@require_safe
def file(request: HttpRequest, step_id: UUID, form: str) -> HttpResponse:
    step = _get(request, step_id)
    return paper(reports.report_of(step), form, f"compte-rendu-{step.title}")
