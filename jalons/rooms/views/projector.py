"""The hall's screen."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.core import clock, live
from jalons.rooms import qr
from jalons.rooms.access import get_step_and_room
from jalons.rooms.queries import projector as projectors


@requires(Permission.FACILITATE)
@never_cache
@require_safe
def projector(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """The scene of the moment; `?scene=rejoindre` keeps the way to join on screen."""
    step, room = get_step_and_room(request, step_id, Permission.FACILITATE)
    wanted = "join" if request.GET.get("scene") == "rejoindre" else ""
    address = request.build_absolute_uri(reverse("rooms:room", args=[room.code])) if room else ""
    context = {
        "cursor": live.cursor(),
        "step": step,
        "initiative": step.initiative,
        "room": room,
        "scene": projectors.scene(step, room, now=clock.now(), wanted=wanted),
        "host": request.get_host(),
        "qr": qr.svg(address) if room else "",
    }
    return render(request, "rooms/projector.html", context)
