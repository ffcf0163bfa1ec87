"""Photos of flip-charts: seen by those who record a table, never by an address alone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.core.refusals import refusals_on
from jalons.rooms.access import get_room
from jalons.rooms.actions import photos as actions
from jalons.rooms.forms.photos import PhotoForm
from jalons.rooms.models import Photo
from jalons.rooms.views.answers import UNPROCESSABLE


@requires(Permission.RECORD_TABLE)
@require_http_methods(["GET", "HEAD", "POST"])
def photos(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """The photos of a session, and one more."""
    room = get_room(request, step_id, Permission.RECORD_TABLE)
    form = PhotoForm(request.POST or None, request.FILES or None, room=room)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            actions.add(
                room=room,
                raw=data["photo"].read(),
                description=data["description"],
                table=form.tables.get(data["table"]),
                sequence=form.sequences.get(data["sequence"]),
                by=acting(request),
            )
            messages.success(request, "Photo ajoutée.")
            return redirect("rooms:photos", step_id=step_id)
    context = {
        "step": room.step,
        "initiative": room.step.initiative,
        "photos": room.photos.defer("image").select_related("table", "sequence"),
        "form": form,
    }
    return render(request, "rooms/photos.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(Permission.RECORD_TABLE)
@require_safe
def photo(request: HttpRequest, step_id: UUID, photo_id: UUID) -> HttpResponse:
    """The picture itself."""
    room = get_room(request, step_id, Permission.RECORD_TABLE)
    found = get_object_or_404(Photo, id=photo_id, room=room)
    response = HttpResponse(bytes(found.image), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@requires(Permission.RECORD_TABLE)
@require_POST
def remove(request: HttpRequest, step_id: UUID, photo_id: UUID) -> HttpResponse:
    """Erase a photo."""
    room = get_room(request, step_id, Permission.RECORD_TABLE)
    found = get_object_or_404(Photo.objects.defer("image").select_related("table"), id=photo_id, room=room)
    found.room = room
    actions.remove(photo=found, by=acting(request))
    messages.success(request, "Photo retirée.")
    return redirect("rooms:photos", step_id=step_id)
