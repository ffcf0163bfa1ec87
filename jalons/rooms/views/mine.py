"""What this device sent: read it, take it away, break the link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jalons.accounts.access import public
from jalons.rooms import cookies, csrf
from jalons.rooms.actions import erasing
from jalons.rooms.queries import mine as queries
from jalons.rooms.queries import screen as screens
from jalons.rooms.views import answers
from jalons.rooms.views.participant import WHY


@public(WHY)
@never_cache
@require_safe
def mine(request: HttpRequest, code: str) -> HttpResponse:
    """Words and votes of this device; `?format=json` is the file to take away."""
    room = screens.room_by_code(code)
    if room is None:
        return redirect("rooms:join")
    found = queries.sent(room, cookies.token_of(request, code))
    if request.GET.get("format") == "json":
        response = answers.json(found)
        response["Content-Disposition"] = f'attachment; filename="mes-reponses-{room.code}.json"'
        return response
    context = {"room": room, "found": found, "is_forgotten": "oublie" in request.GET}
    return render(request, "rooms/participant/mine.html", context)


def _stale(request: HttpRequest, code: str) -> HttpResponse:
    return redirect("rooms:mine", code=code)


@public(WHY)
@never_cache
@csrf.kept_on_refusal(_stale)
@require_POST
def forget(request: HttpRequest, code: str) -> HttpResponse:
    """Break the link between this device and what it sent."""
    room = screens.room_by_code(code)
    if room is None:
        return redirect("rooms:join")
    erasing.forget_device(room=room, token=cookies.token_of(request, code) or "")
    response = redirect(f"{reverse('rooms:mine', args=[code])}?oublie=1")
    cookies.give(response, request, code, cookies.new_token())
    return response
