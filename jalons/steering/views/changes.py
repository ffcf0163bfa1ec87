"""Pilotage by change: all of them, then one; its signs and what is seen of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.core.refusals import refusals_on
from jalons.initiatives.access import get_initiative
from jalons.initiatives.actions import steps
from jalons.initiatives.enums import InitiativeStatus, StepKind, StepStatus
from jalons.initiatives.models import Initiative, Step
from jalons.steering import forms, queries
from jalons.steering.access import get_marker, get_steered_change
from jalons.steering.actions import markers
from jalons.steering.queries.figures import figures_of


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Every change with what was learned, the decisions to follow, the next review."""
    initiative = get_initiative(request, slug, Permission.VIEW_INITIATIVE)
    can_steer = may(request.user, Permission.STEER, initiative.scope())
    context = {
        "initiative": initiative,
        "states": queries.change_states(initiative),
        "counts": queries.log_counts(initiative),
        "decisions": queries.open_decisions(initiative, clock.today()),
        "next_review": queries.next_review(initiative),
        "can_steer": can_steer,
        "is_running": initiative.status == InitiativeStatus.RUNNING,
        "steering_step": _steering_step(initiative),
    }
    return render(request, "steering/index.html", context)


def _steering_step(initiative: Initiative) -> Step | None:
    """The step that opens pilotage, when it is still ahead."""
    ahead = initiative.steps.filter(kind=StepKind.STEERING).exclude(
        status__in=[StepStatus.HELD, StepStatus.CLOSED, StepStatus.CANCELLED]
    )
    return ahead.order_by("position").first()


@require_POST
@requires(Permission.STEER)
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter pilotage: the step opens if its gates hold, or with a written reason."""
    initiative = get_initiative(request, slug, Permission.STEER)
    step = _steering_step(initiative)
    if step is None:
        messages.error(request, "Le pilotage est déjà ouvert, ou son étape manque au plan.")
    else:
        try:
            steps.hold(step, by=acting(request), reason=request.POST.get("reason", ""))
        except DomainError as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, "Le pilotage est ouvert. Les changements passent devant.")
    return redirect("steering:index", slug)


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def show(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """One change: what we see, how we know, what we learned, and everything behind."""
    change = get_steered_change(request, change_id, Permission.VIEW_INITIATIVE)
    states = [state for state in queries.change_states(change.initiative) if state.change.id == change.id]
    can_steer = may(request.user, Permission.STEER, change.scope())
    context = {
        "initiative": change.initiative,
        "change": change,
        "state": states[0] if states else None,
        "entries": queries.entries_of(change.initiative, queries.LogFilter(change=str(change.id)))[:8],
        "narratives": change.narratives.filter(review__status="published").select_related("review"),
        "retired": change.markers.filter(retired_at__isnull=False),
        "trace": queries.trace_of(change),
        "figures": figures_of(change),
        "can_steer": can_steer,
        "can_read_words": may(request.user, Permission.READ_WORDS, change.scope()),
    }
    return render(request, "steering/change.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.STEER)
def propose_marker(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """A new sign."""
    change = get_steered_change(request, change_id, Permission.STEER)
    form = forms.MarkerForm(
        request.POST or None, change=change, initial={"level": request.GET.get("degre", "")}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            markers.propose(change, by=acting(request), **form.cleaned_data)
            return redirect("steering:change", change.id)
    context = {"initiative": change.initiative, "change": change, "form": form, "marker": None}
    return render(request, "steering/marker_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.STEER)
def marker(request: HttpRequest, marker_id: UUID) -> HttpResponse:
    """A sign: what was seen of it, and a new observation."""
    sign = get_marker(request, marker_id, Permission.STEER)
    initial = {"observed_on": clock.today(), "observed_by": acting(request).label}
    form = forms.ObservationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            markers.observe(sign, by=acting(request), **form.cleaned_data)
            messages.success(request, "L’observation est notée.")
            return redirect("steering:change", sign.change_id)
    context = {
        "initiative": sign.change.initiative,
        "change": sign.change,
        "marker": sign,
        "form": form,
        "observations": sign.observations.order_by("-observed_on", "-created_at"),
    }
    return render(request, "steering/marker.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.STEER)
def edit_marker(request: HttpRequest, marker_id: UUID) -> HttpResponse:
    """Word a sign better, while nothing was seen of it."""
    sign = get_marker(request, marker_id, Permission.STEER)
    form = forms.MarkerForm(request.POST or None, change=sign.change, initial=forms.MarkerForm.of(sign))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            markers.edit(sign, by=acting(request), **form.cleaned_data)
            return redirect("steering:change", sign.change_id)
    context = {"initiative": sign.change.initiative, "change": sign.change, "form": form, "marker": sign}
    return render(request, "steering/marker_form.html", context)


@require_POST
@requires(Permission.STEER)
def retire_marker(request: HttpRequest, marker_id: UUID) -> HttpResponse:
    """Stop watching a sign."""
    sign = get_marker(request, marker_id, Permission.STEER)
    markers.retire(sign, by=acting(request))
    messages.success(request, "Le signe est retiré. Ce qui en a été vu reste lisible.")
    return redirect("steering:change", sign.change_id)
