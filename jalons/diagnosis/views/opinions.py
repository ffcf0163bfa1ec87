"""What a room said of statements: shared first, groups only when they hold."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.diagnosis.queries.opinions import KIND, opinions_page
from jalons.initiatives.access import get_step
from jalons.rooms.models import Sequence


@require_GET
@requires(Permission.READ_WORDS)
def show(request: HttpRequest, step_id: UUID, sequence_id: UUID) -> HttpResponse:
    """Statements of one sequence."""
    step = get_step(request, step_id, Permission.READ_WORDS)
    sequence = get_object_or_404(Sequence, id=sequence_id, step=step, kind=KIND)
    context = {"step": step, "initiative": step.initiative, "page": opinions_page(sequence)}
    return render(request, "diagnosis/opinions.html", context)
