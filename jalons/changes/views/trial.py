"""Trying a wording in front of a room: a trainer's tool, that keeps nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.changes import wording
from jalons.changes.forms import TrialForm
from jalons.initiatives.access import get_step

UNPROCESSABLE = 422


@requires(Permission.FACILITATE)
@require_http_methods(["GET", "POST"])
def try_wording(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Type a sentence, read the questions it raises, write it again; the one before stays beside."""
    step = get_step(request, step_id, Permission.FACILITATE)
    form = TrialForm(request.POST or None)
    is_tried = form.is_valid()
    statement = form.cleaned_data["statement"] if is_tried else ""
    earlier = form.cleaned_data["earlier"] if is_tried else ""
    sign = form.cleaned_data["observable_sign"] or None if is_tried else None
    context = {
        "base": "initiatives/territory_base.html" if step.initiative else "initiatives/mission_base.html",
        "step": step,
        "initiative": step.initiative,
        "mission": step.mission,
        "form": form,
        "statement": statement,
        "advice": wording.check(statement, observable_sign=sign) if is_tried else None,
        "earlier": earlier if earlier != statement else "",
        "before": wording.check(earlier) if earlier and earlier != statement else None,
    }
    is_refused = form.is_bound and not is_tried
    return render(request, "changes/try_wording.html", context, status=UNPROCESSABLE if is_refused else 200)
