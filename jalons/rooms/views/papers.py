"""The paper of a part, to print before the session."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.core import clock
from jalons.documents import pdf
from jalons.rooms import exports
from jalons.rooms.access import get_sequence


@requires(Permission.FACILITATE)
@require_safe
def cards(request: HttpRequest, step_id: UUID, sequence_id: UUID) -> HttpResponse:
    """Cards or vote grid of a part, as a PDF."""
    part = get_sequence(request, step_id, str(sequence_id), Permission.FACILITATE)
    response = HttpResponse(pdf.render(exports.sheet(part), now=clock.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="feuille-{part.position}.pdf"'
    return response
