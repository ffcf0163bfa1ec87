"""The page of one step, and its moves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core.refusals import posted, refusals_on
from jalons.initiatives import gates, queries, step_links
from jalons.initiatives.access import get_step
from jalons.initiatives.actions import plan, steps
from jalons.initiatives.enums import StepStatus
from jalons.initiatives.forms.steps import MinutesForm, PlacingForm, ReasonForm
from jalons.initiatives.gates import Move, Strictness
from jalons.initiatives.models import Step


def _page(request: HttpRequest, step: Step, form: ReasonForm | None = None) -> HttpResponse:
    move = {StepStatus.HELD: Move.CLOSE, StepStatus.CLOSED: None, StepStatus.CANCELLED: None}.get(
        StepStatus(step.status), Move.HOLD
    )
    shown = form or ReasonForm()
    shown.fields["reason"].required = True  # where it is shown, it is needed
    rights = {
        f"can_{permission.value}": may(request.user, permission, step.scope())
        for permission in (Permission.EDIT_MISSION, Permission.FACILITATE, Permission.VIEW_DRAFTS)
    }
    found = gates.blockers(step, move) if move else []
    context = rights | {
        "step": step,
        "initiative": step.initiative,
        "mission": step.mission,
        "blockers": found,
        "is_refused": any(blocker.strictness is Strictness.HARD for blocker in found),
        "is_gated": any(blocker.strictness is Strictness.GATE for blocker in found),
        "form": shown,
        "links": step_links.links(step, request.user),
        "label": queries.stone_label(step),
        "hours": step.half_days * step.mission.hours_per_half_day,
    }
    return render(request, _template(step), context, status=422 if form else 200)


def _template(step: Step) -> str:
    return "initiatives/step.html" if step.initiative else "initiatives/training_step.html"


def _home(step: Step) -> dict[str, object]:
    """The page that a step's forms live in: its territory's, or its mission's for a training day."""
    base = "initiatives/territory_base.html" if step.initiative else "initiatives/mission_base.html"
    return {"base": base, "initiative": step.initiative, "mission": step.mission}


@requires(Permission.VIEW_STEP)
@require_safe
def step(request: HttpRequest, step_id: UUID) -> HttpResponse:
    return _page(request, get_step(request, step_id, Permission.VIEW_STEP))


@requires(Permission.EDIT_MISSION)
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, step_id: UUID) -> HttpResponse:
    found = get_step(request, step_id, Permission.EDIT_MISSION)
    initiatives = [found.initiative] if found.initiative else list(found.mission.initiatives.all())
    form = PlacingForm(posted(request), step=found, initiatives=initiatives)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            plan.place(found, placing=form.placing, reason=form.cleaned_data["reason"], by=acting(request))
            messages.success(request, "L’étape est à jour.")
            return redirect(found)
    context = _home(found) | {"step": found, "form": form}
    return render(request, "initiatives/place_step.html", context)


@requires(Permission.VIEW_DRAFTS)
@require_http_methods(["GET", "POST"])
def minutes(request: HttpRequest, step_id: UUID) -> HttpResponse:
    found = get_step(request, step_id, Permission.VIEW_DRAFTS)
    initial = {"minutes": found.minutes, "decisions": found.decisions}
    form = MinutesForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        steps.write_minutes(found, **form.cleaned_data, by=acting(request))
        messages.success(request, "Le compte rendu est enregistré.")
        return redirect(found)
    context = _home(found) | {"step": found, "form": form}
    return render(request, "initiatives/minutes.html", context)


@requires(Permission.FACILITATE)
@require_POST
def confirm(request: HttpRequest, step_id: UUID) -> HttpResponse:
    found = get_step(request, step_id, Permission.FACILITATE)
    form = ReasonForm(request.POST)
    with refusals_on(form):
        steps.confirm(found, by=acting(request))
        messages.success(request, "La date et le lieu sont confirmés.")
        return redirect(found)
    return _page(request, found, form)


@requires(Permission.FACILITATE)
@require_POST
def hold(request: HttpRequest, step_id: UUID) -> HttpResponse:
    found = get_step(request, step_id, Permission.FACILITATE)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            steps.hold(found, by=acting(request), reason=form.cleaned_data["reason"])
            messages.success(request, f"« {found.title} » est ouverte.")
            return redirect(found)
    return _page(request, found, form)


@requires(Permission.FACILITATE)
@require_POST
def close(request: HttpRequest, step_id: UUID) -> HttpResponse:
    found = get_step(request, step_id, Permission.FACILITATE)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            steps.close(found, by=acting(request), reason=form.cleaned_data["reason"])
            messages.success(request, f"« {found.title} » est close.")
            return redirect(found)
    return _page(request, found, form)


@requires(Permission.FACILITATE)
@require_POST
def reopen(request: HttpRequest, step_id: UUID) -> HttpResponse:
    found = get_step(request, step_id, Permission.FACILITATE)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            steps.reopen(found, by=acting(request), reason=form.cleaned_data["reason"])
            messages.success(request, f"« {found.title} » est rouverte.")
            return redirect(found)
    return _page(request, found, form)


@requires(Permission.EDIT_MISSION)
@require_POST
def cancel(request: HttpRequest, step_id: UUID) -> HttpResponse:
    found = get_step(request, step_id, Permission.EDIT_MISSION)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            plan.cancel(found, by=acting(request), reason=form.cleaned_data["reason"])
            messages.success(request, f"« {found.title} » est retirée du plan ; vous pouvez la remettre.")
            return redirect(found)
    return _page(request, found, form)


@requires(Permission.EDIT_MISSION)
@require_POST
def restore(request: HttpRequest, step_id: UUID) -> HttpResponse:
    found = get_step(request, step_id, Permission.EDIT_MISSION)
    plan.restore(found, by=acting(request))
    messages.success(request, f"« {found.title} » est de nouveau dans le plan.")
    return redirect(found)
