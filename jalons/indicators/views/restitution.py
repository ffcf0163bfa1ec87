"""Giving the portrait back: one fact a page on the hall's screen, and files to take away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.core import clock
from jalons.documents import docx, pdf, slides
from jalons.indicators import exports, restitution, workbook
from jalons.indicators.queries import board as boards
from jalons.indicators.queries import facts
from jalons.indicators.views.frame import frame
from jalons.initiatives.access import get_initiative
from jalons.initiatives.models import Initiative

VIEW = Permission.VIEW_INITIATIVE
MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@requires(VIEW)
@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """What can be shown and taken away, and the pages in their order."""
    initiative = get_initiative(request, slug, VIEW)
    contents, profile = restitution.contents(initiative)
    context = frame(
        request,
        initiative,
        "restitution",
        profile=profile,
        facts=[facts.view_of(content) for content in contents],
    )
    return render(request, "indicators/restitution.html", context)


@requires(VIEW)
@require_safe
def page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One fact on the hall's screen; arrows and links lead to the others."""
    initiative = get_initiative(request, slug, VIEW)
    contents, _ = restitution.contents(initiative)
    if not 1 <= number <= len(contents):
        raise Http404
    context = {
        "initiative": initiative,
        "fact": facts.view_of(contents[number - 1]),
        "number": number,
        "total": len(contents),
        "before": number - 1 or None,
        "after": number + 1 if number < len(contents) else None,
    }
    return render(request, "indicators/slide.html", context)


@requires(VIEW)
@require_safe
def deck(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The pages as a file: PDF to show, PPTX to adapt."""
    initiative = get_initiative(request, slug, VIEW)
    renderer = slides.render_pdf if form == "pdf" else slides.render_pptx
    return _file(renderer(restitution.deck(initiative), now=clock.now()), initiative, "restitution", form)


@requires(VIEW)
@require_safe
def paper(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The whole portrait: facts, comparisons, communes, similar territories, sources."""
    initiative = get_initiative(request, slug, VIEW)
    renderer = pdf.render if form == "pdf" else docx.render
    return _file(renderer(exports.whole_portrait(initiative), now=clock.now()), initiative, "portrait", form)


@requires(VIEW)
@require_safe
def spreadsheet(request: HttpRequest, slug: str) -> HttpResponse:
    """All figures with their sources as XLSX: figures, indicators, sources, one sheet each."""
    initiative = get_initiative(request, slug, VIEW)
    return _file(workbook.write(boards.board(initiative)), initiative, "chiffres", "xlsx")


def _file(content: bytes, initiative: Initiative, name: str, form: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=MEDIA[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}-{initiative.slug}.{form}"'
    return answer
