"""Reading a decision: its page, its texts."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jalons.accounts.access import account, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core import live
from jalons.decisions import difference, exports
from jalons.decisions.access import get_consent, may_read_work
from jalons.decisions.forms import SpokenForm
from jalons.decisions.models import ConsentProcess
from jalons.decisions.queries.remote import links_of
from jalons.decisions.queries.screen import screen_of
from jalons.decisions.queries.wall import wall_of
from jalons.documents import docx, pdf

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@requires(Permission.VIEW_INITIATIVE)
@require_safe
def consent(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """The page of one decision, as much of it as the role allows."""
    found = get_consent(request, consent_id, Permission.VIEW_INITIATIVE)
    context = {"consent": found, "initiative": found.initiative}
    if not may_read_work(request, found):
        return render(request, "decisions/in_progress.html", context)
    return render(request, "decisions/consent.html", context | _page(request, found))


def _page(request: HttpRequest, found: ConsentProcess) -> dict[str, object]:
    user, scope = account(request), found.scope()
    leads = may(user, Permission.FACILITATE, scope)
    return {
        "screen": screen_of(found),
        "cursor": live.cursor(),
        "follows": may(user, Permission.VIEW_DRAFTS, scope),
        "links": links_of(found, host=request.build_absolute_uri("/")) if leads else [],
        "may_facilitate": leads,
        "may_record": may(user, Permission.RECORD_TABLE, scope),
        "spoken_form": SpokenForm(consent=found, auto_id="said_%s"),
    }


@requires(Permission.FACILITATE)
@never_cache
@require_safe
def wall(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """The hall's screen of a decision, for a room without sequence; it follows the rounds."""
    found = get_consent(request, consent_id, Permission.FACILITATE)
    context = {
        "consent": found,
        "initiative": found.initiative,
        "wall": wall_of(found),
        "cursor": live.cursor(),
    }
    return render(request, "decisions/wall.html", context)


@requires(Permission.VIEW_INITIATIVE)
@require_safe
def texts(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Every version alone, in large print, and in easy words."""
    found = get_consent(request, consent_id, Permission.VIEW_INITIATIVE)
    versions = list(found.versions.all())
    if not may_read_work(request, found):
        versions = []
    elif found.adopted_version and not may(account(request), Permission.VIEW_DRAFTS, found.scope()):
        versions = [v for v in versions if v.number == found.adopted_version]
    shown = [
        {"version": v, "paragraphs": difference.plain(v.text), "easy": difference.plain(v.easy_text)}
        for v in reversed(versions)
    ]
    context = {"consent": found, "initiative": found.initiative, "shown": shown}
    return render(request, "decisions/texts.html", context)


@requires(Permission.VIEW_INITIATIVE)
@require_safe
def record(request: HttpRequest, consent_id: UUID, kind: str) -> HttpResponse:
    """The procès-verbal of an adopted decision, as PDF or to be completed in a text processor."""
    found = get_consent(request, consent_id, Permission.VIEW_INITIATIVE)
    if found.adopted_at is None:
        raise Http404
    document = exports.record_of(found)
    render_it = pdf.render if kind == "pdf" else docx.render
    return HttpResponse(
        render_it(document, now=found.adopted_at),
        content_type=MEDIA[kind],
        headers={"Content-Disposition": f'inline; filename="proces-verbal-{found.initiative.slug}.{kind}"'},
    )
