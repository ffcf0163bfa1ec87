"""The facilitator's console: every move is a plain POST, everything else is read."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.core import clock, live
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.rooms import qr
from jalons.rooms.access import get_room, get_sequence, get_step_and_room
from jalons.rooms.actions import moderation, rooms, sequences
from jalons.rooms.kinds import assessment
from jalons.rooms.models import Contribution, Sequence
from jalons.rooms.queries import console as consoles

EXTENSION_MINUTES = 5

Move = Callable[[Sequence, Actor], object]
MOVES: dict[str, Move] = {
    "ouvrir": lambda sequence, by: sequences.open_sequence(sequence=sequence, by=by),
    "pause": lambda sequence, by: sequences.pause(sequence=sequence, by=by),
    "reprendre": lambda sequence, by: sequences.resume(sequence=sequence, by=by),
    "plus": lambda sequence, by: sequences.extend(sequence=sequence, minutes=EXTENSION_MINUTES, by=by),
    "clore": lambda sequence, by: sequences.close(sequence=sequence, by=by, reveal_result=True),
    "clore-sans-montrer": lambda sequence, by: sequences.close(sequence=sequence, by=by),
    "rouvrir": lambda sequence, by: sequences.reopen(sequence=sequence, by=by),
    "suite": lambda sequence, by: sequences.next_moment(sequence=sequence, by=by),
    "passer": lambda sequence, by: sequences.skip(sequence=sequence, by=by),
    "montrer": lambda sequence, by: sequences.reveal(sequence=sequence, by=by),
    "cacher": lambda sequence, by: sequences.reveal(sequence=sequence, by=by, is_shown=False),
}


@requires(Permission.FACILITATE)
@never_cache
@require_safe
def console(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Runsheet, what is open, what arrives, the next move."""
    step, room = get_step_and_room(request, step_id, Permission.FACILITATE)
    context = {
        "cursor": live.cursor(),
        "step": step,
        "initiative": step.initiative,
        "room": room,
        "board": consoles.board(step, room, now=clock.now()),
        "reasons": moderation.REASONS,
        "levels": assessment.CHOICES,
        "join_url": request.build_absolute_uri(reverse("rooms:room", args=[room.code])) if room else "",
        "qr": qr.svg(request.build_absolute_uri(reverse("rooms:room", args=[room.code]))) if room else "",
    }
    return render(request, "rooms/console.html", context)


@requires(Permission.FACILITATE)
@require_POST
def move(request: HttpRequest, step_id: UUID, name: str) -> HttpResponse:
    """One move on one sequence."""
    if name not in MOVES:
        raise Http404
    sequence = get_sequence(request, step_id, request.POST.get("sequence", ""), Permission.FACILITATE)
    try:
        MOVES[name](sequence, acting(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("rooms:console", step_id=step_id)


@requires(Permission.FACILITATE)
@require_POST
def open_room(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Open or reopen the room."""
    step, _ = get_step_and_room(request, step_id, Permission.FACILITATE)
    raw = request.POST.get("tables", "")
    try:
        rooms.open_room(step=step, by=acting(request), tables=int(raw) if raw.isdecimal() else 0)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("rooms:console", step_id=step_id)


@requires(Permission.FACILITATE)
@require_POST
def close_room(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Close the room: its code says so."""
    room = get_room(request, step_id, Permission.FACILITATE)
    try:
        rooms.close_room(room=room, by=acting(request))
        messages.success(request, "La salle est fermée. Rien de ce qui a été dit n’est perdu.")
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("rooms:console", step_id=step_id)


@requires(Permission.FACILITATE)
@require_POST
def set_tables(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Put as many tables as needed."""
    room = get_room(request, step_id, Permission.FACILITATE)
    raw = request.POST.get("tables", "")
    try:
        rooms.set_tables(room=room, count=int(raw) if raw.isdecimal() else -1, by=acting(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("rooms:console", step_id=step_id)


@requires(Permission.FACILITATE)
@require_POST
def undo(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Take the last move back."""
    room = get_room(request, step_id, Permission.FACILITATE)
    try:
        sequences.undo(room=room, by=acting(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("rooms:console", step_id=step_id)


@requires(Permission.FACILITATE)
@require_POST
def moderate(request: HttpRequest, step_id: UUID, number: int) -> HttpResponse:
    """Put a word apart with a reason, or put it back."""
    room = get_room(request, step_id, Permission.FACILITATE)
    word = Contribution.objects.filter(room=room, number=number).first()
    if word is None:
        raise Http404
    try:
        if request.POST.get("geste") == "remettre":
            moderation.unmask(contribution=word, by=acting(request))
        else:
            moderation.mask(contribution=word, reason=request.POST.get("reason", ""), by=acting(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    back = request.POST.get("retour", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if is_ours else reverse("rooms:console", args=[step_id]))
