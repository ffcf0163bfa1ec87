"""What the console does beside opening and closing: messages, seats, proposals, the common answer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.core.errors import DomainError
from jalons.rooms.access import get_room
from jalons.rooms.actions import proposals, rooms, settling, tables
from jalons.rooms.models import Contribution, Option


@requires(Permission.FACILITATE)
@require_POST
def message(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Show a few words on every screen, or take them away."""
    room = get_room(request, step_id, Permission.FACILITATE)
    try:
        rooms.show_message(room=room, message=request.POST.get("message", ""), by=acting(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("rooms:console", step_id=step_id)


@requires(Permission.FACILITATE)
@require_POST
def seat(request: HttpRequest, step_id: UUID, number: int) -> HttpResponse:
    """Say how many people sit at a table."""
    room = get_room(request, step_id, Permission.FACILITATE)
    table = room.tables.filter(number=number).first()
    if table is None:
        raise Http404
    raw = request.POST.get("people", "").strip()
    try:
        people = (int(raw) if raw.isdecimal() else -1) if raw else None
        tables.seat(table=table, people=people, by=acting(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("rooms:console", step_id=step_id)


@requires(Permission.FACILITATE)
@require_POST
def propose(request: HttpRequest, step_id: UUID, number: int) -> HttpResponse:
    """Put a participant's statement to the room."""
    room = get_room(request, step_id, Permission.FACILITATE)
    word = Contribution.objects.filter(room=room, number=number).first()
    if word is None:
        raise Http404
    try:
        proposals.accept(word=word, by=acting(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("rooms:console", step_id=step_id)


@requires(Permission.FACILITATE)
@require_POST
def settle(request: HttpRequest, step_id: UUID, option_id: UUID) -> HttpResponse:
    """Write down what the group settles on."""
    room = get_room(request, step_id, Permission.FACILITATE)
    options = Option.objects.select_related("sequence__step")
    option = options.filter(id=option_id, sequence__step=room.step).first()
    if option is None:
        raise Http404
    value, reason = request.POST.get("value", ""), request.POST.get("reason", "")
    try:
        settling.settle(option=option, value=value, reason=reason, by=acting(request))
        messages.success(request, f"La réponse commune sur « {option.label} » est notée.")
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("rooms:console", step_id=step_id)
