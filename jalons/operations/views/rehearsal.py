"""« Répétition générale », on the page of a session."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.initiatives.access import get_step
from jalons.operations.forms import RehearsalForm
from jalons.operations.rehearsal import jobs


@require_http_methods(["GET", "POST"])
@requires(Permission.FACILITATE)
def rehearsal(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Ask for a rehearsal, then read what it found."""
    step = get_step(request, step_id, Permission.FACILITATE)
    form = RehearsalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if jobs.ask(step, phones=data["phones"], seconds=data["seconds"]):
            messages.success(request, "La répétition va commencer. Cette page dira ce qu’elle a trouvé.")
        else:
            messages.info(request, "Une répétition de cette séance est déjà en cours : attendez sa fin.")
        return redirect("operations:rehearsal", step_id=step_id)
    context = {
        "step": step,
        "initiative": step.initiative,
        "mission": step.mission,
        "base": "initiatives/territory_base.html" if step.initiative else "initiatives/mission_base.html",
        "form": form,
        "runs": jobs.runs(step),
    }
    return render(request, "operations/rehearsal.html", context, status=422 if form.errors else 200)
