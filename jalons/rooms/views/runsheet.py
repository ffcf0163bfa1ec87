"""Composing the runsheet of a step."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.refusals import refusals_on
from jalons.initiatives.access import get_step
from jalons.initiatives.models import Step
from jalons.rooms import runsheet_links
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
            added = actions.add_sequence(
                step,
                kind=data["kind"],
                title=data["title"],
                prompt=data["prompt"],
                minutes=data["minutes"],
                settings=form.settings(),
                by=acting(request),
                **form.texts(),
            )
            _write_options(form, added, by=acting(request))
            return redirect("rooms:runsheet", step_id=step.id)
    return render(request, "rooms/runsheet.html", _context(step, form), status=_status(form))


@requires(Permission.FACILITATE)
@require_http_methods(["GET", "HEAD", "POST"])
def sequence(request: HttpRequest, step_id: UUID, sequence_id: UUID) -> HttpResponse:
    """Edit one part."""
    part = get_sequence(request, step_id, str(sequence_id), Permission.FACILITATE)
    form = SequenceForm(request.POST or None, initial=_initial(part), kind=part.kind)
    if _has_options_of_others(part):
        form.fields.pop("options", None)
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
            _write_options(form, part, by=acting(request))
            return redirect("rooms:runsheet", step_id=step_id)
    context = {"step": part.step, "initiative": part.step.initiative, "part": part, "form": form,
               "kind": registry.get(part.kind)}  # fmt: skip
    return render(request, "rooms/sequence.html", context, status=_status(form))


@requires(Permission.FACILITATE)
@require_POST
def move(request: HttpRequest, step_id: UUID, sequence_id: UUID) -> HttpResponse:
    """Put one part elsewhere, make it twice, cut the day at it, or take it out."""
    part = get_sequence(request, step_id, str(sequence_id), Permission.FACILITATE)
    try:
        _do(part, request.POST.get("geste", ""), request.POST.get("position", ""), by=acting(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    answer = redirect("rooms:runsheet", step_id=step_id)
    if part.pk:
        answer["Location"] += f"#p-{part.pk}"
    return answer


def _do(part: Sequence, wish: str, position: str, *, by: Actor) -> None:
    match wish:
        case "retirer":
            actions.remove_sequence(sequence=part, by=by)
        case "doubler":
            actions.duplicate_sequence(sequence=part, by=by)
        case "couper" | "recoller":
            actions.begin_half(sequence=part, is_beginning=wish == "couper", by=by)
        case "poser" if position.isdecimal():
            actions.move_sequence(sequence=part, position=int(position), by=by)
        case "monter" | "descendre":
            shift = -1 if wish == "monter" else 1
            actions.move_sequence(sequence=part, position=max(1, part.position + shift), by=by)
        case _:
            raise DomainError("Ce geste n’existe pas : rechargez la page.")


def _write_options(form: SequenceForm, part: Sequence, *, by: Actor) -> None:
    if (labels := form.option_labels()) is not None:
        actions.type_options(sequence=part, labels=labels, by=by)


def _has_options_of_others(part: Sequence) -> bool:
    """Options that stand for something else (urgencies, changes) are not typed here."""
    return part.options.exclude(subject_kind__in=("statement", "word")).exists()


def _status(form: SequenceForm) -> int:
    return UNPROCESSABLE if form.errors else 200


def _context(step: Step, form: SequenceForm) -> dict[str, Any]:
    links = runsheet_links.links(step)
    return {
        "step": step,
        "initiative": step.initiative,
        "runsheet": runsheets.runsheet(step),
        "kinds": registry.all_kinds(),
        "form": form,
        "links": [link for link in links if not link.for_part],
        "part_links": [link for link in links if link.for_part],
    }


def _initial(part: Sequence) -> dict[str, Any]:
    names = ("title", "prompt", "minutes", "intention", "instructions", "grouping", "animator",
             "material", "expected", "fallback")  # fmt: skip
    texts: dict[str, Any] = {name: getattr(part, name) for name in names}
    texts.update(part.settings)
    texts["options"] = "\n".join(part.options.filter(word__isnull=True).values_list("label", flat=True))
    return texts
