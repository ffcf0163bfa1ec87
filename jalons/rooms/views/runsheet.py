"""Composing the runsheet of a step."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.core.errors import DomainError
from jalons.core.refusals import refusals_on
from jalons.initiatives.access import get_step
from jalons.initiatives.models import Step
from jalons.rooms.access import get_sequence
from jalons.rooms.actions import runsheet as actions
from jalons.rooms.forms.runsheet import SequenceForm
from jalons.rooms.kinds import registry
from jalons.rooms.models import Sequence
from jalons.rooms.queries import runsheet as runsheets
from jalons.rooms.views.answers import UNPROCESSABLE


@requires(Permission.FACILITATE)
@require_http_methods(["GET", "HEAD", "POST"])
def runsheet(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """The parts in their order, against the time agreed; add one."""
    step = get_step(request, step_id, Permission.FACILITATE)
    form = SequenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            actions.add_sequence(
                step,
                kind=data["kind"],
                title=data["title"],
                prompt=data["prompt"],
                minutes=data["minutes"],
                settings=form.settings(),
                by=acting(request),
                **form.texts(),
            )
            return redirect("rooms:runsheet", step_id=step.id)
    return render(request, "rooms/runsheet.html", _context(step, form), status=_status(form))


@requires(Permission.FACILITATE)
@require_http_methods(["GET", "HEAD", "POST"])
def sequence(request: HttpRequest, step_id: UUID, sequence_id: UUID) -> HttpResponse:
    """Edit one part."""
    part = get_sequence(request, step_id, str(sequence_id), Permission.FACILITATE)
    form = SequenceForm(request.POST or None, initial=_initial(part), kind=part.kind)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            actions.edit_sequence(
                sequence=part,
                by=acting(request),
                minutes=data["minutes"],
                settings=form.settings(),
                title=data["title"],
                prompt=data["prompt"],
                **form.texts(),
            )
            return redirect("rooms:runsheet", step_id=step_id)
    context = {"step": part.step, "initiative": part.step.initiative, "part": part, "form": form,
               "kind": registry.get(part.kind)}  # fmt: skip
    return render(request, "rooms/sequence.html", context, status=_status(form))


@requires(Permission.FACILITATE)
@require_POST
def move(request: HttpRequest, step_id: UUID, sequence_id: UUID) -> HttpResponse:
    """Put one part higher or lower, or take it out."""
    part = get_sequence(request, step_id, str(sequence_id), Permission.FACILITATE)
    wish = request.POST.get("geste", "")
    try:
        if wish == "retirer":
            actions.remove_sequence(sequence=part, by=acting(request))
        else:
            shift = -1 if wish == "monter" else 1
            actions.move_sequence(sequence=part, position=max(1, part.position + shift), by=acting(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("rooms:runsheet", step_id=step_id)


def _status(form: SequenceForm) -> int:
    return UNPROCESSABLE if form.errors else 200


def _context(step: Step, form: SequenceForm) -> dict[str, Any]:
    return {
        "step": step,
        "initiative": step.initiative,
        "runsheet": runsheets.runsheet(step),
        "kinds": registry.all_kinds(),
        "form": form,
    }


def _initial(part: Sequence) -> dict[str, Any]:
    names = ("title", "prompt", "minutes", "intention", "instructions", "grouping", "animator",
             "material", "expected", "fallback")  # fmt: skip
    texts: dict[str, Any] = {name: getattr(part, name) for name in names}
    texts.update(part.settings)
    return texts
