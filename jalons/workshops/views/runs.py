"""The run that we ship for a step."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.core.errors import DomainError
from jalons.initiatives.access import get_step
from jalons.rooms.enums import Grouping
from jalons.workshops import runsheets
from jalons.workshops.actions import runsheets as actions


@requires(Permission.FACILITATE)
@require_http_methods(["GET", "POST"])
def prepare(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Read the runsheet that we ship for this step, then fill an empty one with it."""
    step = get_step(request, step_id, Permission.FACILITATE)
    ready = runsheets.fitting(step.kind, step.rank)
    if ready is None:
        raise Http404
    context: dict[str, object] = {
        "step": step,
        "initiative": step.initiative,
        "mission": step.mission,
        "base": "initiatives/territory_base.html" if step.initiative else "initiatives/mission_base.html",
        "ready": ready,
        "groupings": Grouping.choices,
        "refusal": "",
    }
    if request.method == "POST":
        try:
            made = actions.prepare(step, by=acting(request))
            messages.success(
                request, f"Le déroulé est prêt : {len(made)} séquences, à ajuster à votre façon."
            )
            return redirect("rooms:runsheet", step.id)
        except DomainError as refusal:
            context["refusal"] = refusal.message
    context["is_empty"] = not step.sequences.exists()
    return render(request, "workshops/ready.html", context, status=422 if context["refusal"] else 200)
