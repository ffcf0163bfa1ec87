"""Typing cards and paper grids: keyboard only, Enter saves."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.core import clock, ids
from jalons.core.errors import DomainError
from jalons.core.refusals import refusals_on
from jalons.rooms import cookies
from jalons.rooms.access import get_room
from jalons.rooms.actions import contributions, grids
from jalons.rooms.enums import Channel
from jalons.rooms.forms.paper import KEPT, CardForm, GridForm
from jalons.rooms.models import PaperGrid, Room
from jalons.rooms.queries import paper as papers
from jalons.rooms.views.answers import UNPROCESSABLE


@requires(Permission.RECORD_TABLE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """One line a card; what does not change stays."""
    room = get_room(request, step_id, Permission.RECORD_TABLE)
    asked, communes = papers.asked(room.step), papers.communes(room.step)
    form = CardForm(
        request.POST or None, initial=_initial(request, room), room=room, asked=asked, communes=communes
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            receipt = contributions.enter(
                room=room,
                sequence_id=UUID(form.cleaned_data["sequence"]),
                words=form.words(),
                by=acting(request),
            )
            query = urlencode(form.kept() | {"recu": receipt.number})
            return redirect(f"{reverse('rooms:paper', args=[step_id])}?{query}")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "rooms/paper.html", _context(request, room, form, asked), status=status)


@requires(Permission.RECORD_TABLE)
@require_POST
def undo_entry(request: HttpRequest, step_id: UUID, number: int) -> HttpResponse:
    """Take back a card typed by mistake."""
    room = get_room(request, step_id, Permission.RECORD_TABLE)
    try:
        contributions.undo_entry(room=room, number=number, by=acting(request))
        messages.success(request, f"La carte n° {number} est retirée.")
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect(f"{reverse('rooms:paper', args=[step_id])}?{urlencode(_kept(request))}")


@requires(Permission.RECORD_TABLE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: HttpRequest, step_id: UUID, sequence_id: UUID) -> HttpResponse:
    """One paper grid after the other, each with a fresh ticket: one grid, one person."""
    room = get_room(request, step_id, Permission.RECORD_TABLE)
    asked = next((one for one in papers.asked(room.step) if one.sequence.id == sequence_id), None)
    if asked is None or not asked.kind.takes_votes:
        return redirect("rooms:paper", step_id=step_id)
    form = GridForm(request.POST or None, initial={"ballot": ids.new_id()}, asked=asked)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            kept = grids.enter(
                room=room,
                sequence_id=sequence_id,
                ballot=form.cleaned_data["ballot"],
                answers=form.cleaned_data["answers"],
                token=cookies.new_token(),
                by=acting(request),
            )
            messages.success(request, f"Grille enregistrée : écrivez n° {kept.number} sur la feuille.")
            return redirect("rooms:paper_grid", step_id=step_id, sequence_id=sequence_id)
    context = {
        "room": room,
        "step": room.step,
        "initiative": room.step.initiative,
        "asked": asked,
        "form": form,
        "grids": asked.sequence.paper_grids.all(),
    }
    return render(request, "rooms/paper_grid.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(Permission.RECORD_TABLE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, step_id: UUID, sequence_id: UUID, number: int) -> HttpResponse:
    """Type a grid a second time, by somebody else; see where the two readings differ."""
    room = get_room(request, step_id, Permission.RECORD_TABLE)
    asked = next((one for one in papers.asked(room.step) if one.sequence.id == sequence_id), None)
    grid_read = PaperGrid.objects.filter(sequence=sequence_id, number=number).first()
    if asked is None or grid_read is None:
        return redirect("rooms:paper", step_id=step_id)
    form = GridForm(request.POST or None, initial={"ballot": ids.new_id()}, asked=asked)
    found: list[grids.Difference] = []
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            found = grids.check(
                grid=grid_read,
                answers=form.cleaned_data["answers"],
                by=acting(request),
                accepts=request.POST.get("geste") == "garder",
            )
            if not found:
                messages.success(request, f"Grille n° {number} relue.")
                return redirect("rooms:paper_grid", step_id=step_id, sequence_id=sequence_id)
    context = {
        "step": room.step,
        "initiative": room.step.initiative,
        "asked": asked,
        "grid": grid_read,
        "form": form,
        "differences": papers.named(asked, found),
    }
    return render(
        request, "rooms/paper_check.html", context, status=UNPROCESSABLE if form.errors or found else 200
    )


def _kept(request: HttpRequest) -> dict[str, str]:
    given = request.POST if request.method == "POST" else request.GET
    return {name: given[name] for name in KEPT if given.get(name)}


def _initial(request: HttpRequest, room: Room) -> dict[str, object]:
    day = room.step.starts_on or timezone.localdate(clock.now())
    today = timezone.localdate(clock.now())
    return {"id": ids.new_id(), "channel": Channel.PAPER, "happened_on": min(day, today)} | _kept(request)


def _context(
    request: HttpRequest, room: Room, form: CardForm, asked: list[papers.Asked]
) -> dict[str, object]:
    return {
        "room": room,
        "step": room.step,
        "initiative": room.step.initiative,
        "form": form,
        "takes_words": any(one.has_cards for one in asked),
        "grids": [one for one in asked if one.kind.takes_votes],
        "heaps": [one for one in asked if one.kind.is_by_table],
        "entries": papers.last_entries(room),
        "received": request.GET.get("recu", ""),
        "kept": urlencode(_kept(request)),
        "kept_fields": _kept(request).items(),
    }
