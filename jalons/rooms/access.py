"""Fetching is authorising, for rooms: the room of a step, a sequence of it, a word of a territory."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from jalons.accounts.access import authorise
from jalons.accounts.enums import Permission
from jalons.initiatives.access import get_step
from jalons.initiatives.models import Step
from jalons.rooms.models import Contribution, Room, Sequence


def get_step_and_room(
    request: HttpRequest, step_id: UUID, permission: Permission
) -> tuple[Step, Room | None]:
    """The step and its room, None when it was never opened. Raises Http404 or PermissionDenied."""
    step = get_step(request, step_id, permission)
    room = Room.objects.filter(step=step).first()
    if room is not None:
        room.step = step
    return step, room


def get_room(request: HttpRequest, step_id: UUID, permission: Permission) -> Room:
    """The room of this step. Raises Http404 or PermissionDenied."""
    step = get_step(request, step_id, permission)
    room = get_object_or_404(Room, step=step)
    room.step = step
    return room


def get_sequence(request: HttpRequest, step_id: UUID, sequence_id: str, permission: Permission) -> Sequence:
    """A sequence of this step. Raises Http404 or PermissionDenied."""
    step = get_step(request, step_id, permission)
    try:
        identity = UUID(str(sequence_id))
    except ValueError:
        identity = UUID(int=0)
    return get_object_or_404(Sequence.objects.select_related("step__initiative"), id=identity, step=step)


def get_word(request: HttpRequest, word_id: UUID, permission: Permission) -> Contribution:
    """A word, wherever it was said. Raises Http404 or PermissionDenied."""
    word = get_object_or_404(
        Contribution.objects.select_related(
            "sequence__step__initiative", "room__step__mission", "table", "commune", "option"
        ),
        id=word_id,
    )
    authorise(request, word.sequence.step.scope(), permission)
    return word
