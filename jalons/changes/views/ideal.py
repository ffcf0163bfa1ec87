"""The futur idéal: fragments, draft, what was adopted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from jalons.accounts.access import account, acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.changes import narrative
from jalons.changes.actions import ideal as ideals
from jalons.changes.forms import DraftForm, FragmentsForm
from jalons.changes.models import IdealFuture
from jalons.changes.queries import grouped_fragments, ideal_future_of
from jalons.changes.views.answers import UNPROCESSABLE, try_form
from jalons.core.errors import DomainError
from jalons.decisions import difference
from jalons.decisions.queries.screen import processes_on
from jalons.initiatives import queries as initiatives
from jalons.initiatives.access import get_initiative
from jalons.initiatives.enums import StepKind
from jalons.initiatives.models import Initiative


@requires(Permission.VIEW_INITIATIVE)
@require_safe
def ideal_future(request: HttpRequest, slug: str) -> HttpResponse:
    """The adopted text for everybody; the workshop around it for those who draft."""
    initiative = get_initiative(request, slug, Permission.VIEW_INITIATIVE)
    return _page(request, initiative)


def _page(
    request: HttpRequest,
    initiative: Initiative,
    *,
    draft: DraftForm | None = None,
    chosen: FragmentsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    ideal = ideal_future_of(initiative)
    user, scope = account(request), initiative.scope()
    sees_drafts = may(user, Permission.VIEW_DRAFTS, scope)
    context: dict[str, object] = {
        "initiative": initiative,
        "ideal": ideal,
        "adopted": difference.plain(ideal.adopted_text) if ideal else (),
        "sees_drafts": sees_drafts,
        "reads_words": sees_drafts and may(user, Permission.READ_WORDS, scope),
        "may_draft": may(user, Permission.DRAFT, scope),
        "may_facilitate": may(user, Permission.FACILITATE, scope),
        "processes": processes_on(ideals.SUBJECT, ideal.id) if ideal else [],
    }
    if sees_drafts:
        context |= _workshop(initiative, ideal, draft, chosen)
    return render(request, "changes/ideal_future.html", context, status=status)


def _workshop(
    initiative: Initiative,
    ideal: IdealFuture | None,
    draft: DraftForm | None,
    chosen: FragmentsForm | None,
) -> dict[str, object]:
    kept = {f.id for f in ideal.fragments.all()} if ideal else set()
    initial = (
        {"text": ideal.draft_text, "easy_text": ideal.draft_easy_text, "author": ideal.draft_author}
        if ideal
        else {}
    )
    form = draft or DraftForm(initial=initial, auto_id="draft_%s")
    return {
        "groups": (groups := grouped_fragments(initiative)),
        "said": sum(len(group.fragments) for group in groups),
        "kept": kept,
        "form": form,
        "chosen": chosen,
        "reading": narrative.read(form["text"].value() or ""),
        "easy_remarks": narrative.easy_remarks(form["easy_text"].value() or ""),
    }


@requires(Permission.DRAFT)
@require_POST
def write_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the draft."""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    form = DraftForm(request.POST, auto_id="draft_%s")
    if not try_form(
        form,
        lambda: ideals.write_draft(ideals.begin(initiative), by=acting(request), **form.cleaned_data),
    ):
        return _page(request, initiative, draft=form, status=UNPROCESSABLE)
    messages.success(request, "Le projet de texte est enregistré.")
    return redirect("changes:ideal_future", initiative.slug)


@requires(Permission.DRAFT)
@require_POST
def choose_fragments(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the fragments that feed the draft."""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    form = FragmentsForm(request.POST, initiative=initiative)
    if not try_form(
        form,
        lambda: ideals.choose_fragments(
            ideals.begin(initiative), fragments=form.cleaned_data["fragments"], by=acting(request)
        ),
    ):
        return _page(request, initiative, chosen=form, status=UNPROCESSABLE)
    messages.success(request, "Ces fragments nourrissent le projet. Chacun y reste relié.")
    return redirect("changes:ideal_future", initiative.slug)


@requires(Permission.FACILITATE)
@require_POST
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand the draft over to a decision by consent."""
    initiative = get_initiative(request, slug, Permission.FACILITATE)
    table = initiatives.step_of(initiative, StepKind.WORKSHOP, 2)
    try:
        consent = ideals.propose(ideals.begin(initiative), step=table, by=acting(request))
    except DomainError as refused:
        messages.error(request, refused.message)
        return redirect("changes:ideal_future", initiative.slug)
    messages.success(request, "Le texte est prêt à être présenté. Fixez d’abord les règles de la décision.")
    return redirect(consent)
