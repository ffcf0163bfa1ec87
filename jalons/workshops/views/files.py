"""A paper as an answer: PDF to print, DOCX to edit."""

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from jalons.core import clock
from jalons.documents import docx, pdf
from jalons.documents.tree import Document

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def paper(document: Document, form: str, name: str) -> HttpResponse:
    """The document in this form, under a name that a folder can hold. Raises Http404 for another form."""
    if form not in MEDIA:
        raise Http404
    render = pdf.render if form == "pdf" else docx.render
    answer = HttpResponse(render(document, now=clock.now()), content_type=MEDIA[form])
    answer["Content-Disposition"] = f'inline; filename="{slugify(name)[:80]}.{form}"'
    return answer
