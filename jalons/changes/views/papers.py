"""Papers of a submitted version, for the territory and for the signatory itself."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jalons.accounts.access import public, requires
from jalons.accounts.enums import Permission
from jalons.changes import papers
from jalons.changes.access import by_token, get_validation
from jalons.changes.actions.validation import link_of
from jalons.changes.models import FormalValidation
from jalons.documents import docx, pdf

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@requires(Permission.EDIT_INITIATIVE)
@require_safe
def paper(request: HttpRequest, slug: str, validation_id: UUID, paper: str, kind: str) -> HttpResponse:
    """The letter to a signatory, or the draft of its deliberation."""
    return _file(get_validation(request, slug, validation_id, Permission.EDIT_INITIATIVE), paper, kind)


@public("les signataires lisent leur courrier et le projet de délibération par leur lien personnel")
@never_cache
@require_safe
def own_paper(request: HttpRequest, token: str, paper: str, kind: str) -> HttpResponse:
    """The same, by the signatory's own link."""
    return _file(by_token(token), paper, kind)


def _file(found: FormalValidation, paper: str, kind: str) -> HttpResponse:
    is_letter = paper == "courrier"
    document = papers.letter(found, link=link_of(found)) if is_letter else papers.deliberation(found)
    render = pdf.render if kind == "pdf" else docx.render
    name = f"{paper}-{slugify(found.signatory.organisation.name)}-version-{found.change_set.number}.{kind}"
    response = HttpResponse(render(document, now=found.asked_at), content_type=MEDIA[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response
