"""Changes: the list, one change with its whole lineage, writing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jalons.accounts.access import account, acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.changes import queries, rules, wording
from jalons.changes.access import get_change, may_read
from jalons.changes.actions import drafts
from jalons.changes.actions.reopening import CHANGE_SUBJECT, SET_SUBJECT
from jalons.changes.enums import KEPT, ChangeStatus
from jalons.changes.forms import AbaqueForm, ChangeForm, ReasonForm
from jalons.changes.models import LastingChange
from jalons.changes.queries.colours import colours_of
from jalons.changes.views.answers import REOPENED, try_form
from jalons.decisions.queries.screen import processes_on
from jalons.initiatives.access import get_initiative
from jalons.initiatives.models import Initiative


@requires(Permission.VIEW_INITIATIVE)
@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Every change: those kept first, then drafts, then what was put aside or merged."""
    initiative = get_initiative(request, slug, Permission.VIEW_INITIATIVE)
    user, scope = account(request), initiative.scope()
    rows = list(queries.changes_of(initiative))
    kept = [c for c in rows if c.status in KEPT]
    sees_drafts = may(user, Permission.VIEW_DRAFTS, scope)
    colours = colours_of(initiative) if sees_drafts else {}
    context = {
        "initiative": initiative,
        "kept": kept,
        "kept_rows": [(c, colours.get(c.id)) for c in kept],
        "drafts": [
            (c, queries.wording_of(c), colours.get(c.id)) for c in rows if c.status in {"draft", "proposed"}
        ],
        "aside": [c for c in rows if c.status == ChangeStatus.ABANDONED],
        "sees_drafts": sees_drafts,
        "may_draft": may(user, Permission.DRAFT, scope),
        "may_facilitate": may(user, Permission.FACILITATE, scope),
        "needs_consent": any(c.consent_id is None for c in kept),
        "is_number_right": rules.FEWEST <= len(kept) <= rules.MOST,
        "current": queries.current_change_set(initiative),
        "consents": processes_on(SET_SUBJECT, initiative.id),
        "abaque_form": AbaqueForm(initiative=initiative),
    }
    return render(request, "changes/changes.html", context)


@requires(Permission.VIEW_INITIATIVE)
@require_safe
def change(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """One change, and the very words that led to it."""
    found = get_change(request, change_id, Permission.VIEW_INITIATIVE)
    context: dict[str, object] = {"change": found, "initiative": found.initiative}
    if not may_read(request, found):
        return render(request, "changes/not_decided.html", context)
    user, scope = account(request), found.scope()
    context |= {
        "lineage": queries.sources_of(found),
        "advice": queries.wording_of(found),
        "sees_drafts": may(user, Permission.VIEW_DRAFTS, scope),
        "reads_words": may(user, Permission.READ_WORDS, scope),
        "may_draft": may(user, Permission.DRAFT, scope),
        "may_facilitate": may(user, Permission.FACILITATE, scope),
        "lacks": rules.what_lacks_to_retain(found),
        "reason_form": ReasonForm(auto_id="reason_%s"),
        "aside_form": ReasonForm(auto_id="aside_%s"),
        "wording_form": ReasonForm(auto_id="wording_%s"),
        "mobilised": list(found.mobilised.select_related("actor").order_by("actor__label")),
        "consents": processes_on(CHANGE_SUBJECT, found.id),
    }
    return render(request, "changes/change.html", context)


@requires(Permission.DRAFT)
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a new draft."""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    form = ChangeForm(request.POST or None, initiative=initiative)
    made: list[LastingChange] = []
    if (
        request.method == "POST"
        and "relire" not in request.POST
        and try_form(form, lambda: made.append(_write(request, initiative, form)))
    ):
        messages.success(request, "Le projet de changement est noté.")
        return redirect(made[0])
    return _form_page(request, initiative, form, None)


def _write(request: HttpRequest, initiative: Initiative, form: ChangeForm) -> LastingChange:
    return drafts.write(initiative, sheet=form.sheet(), links=form.links(), by=acting(request))


@requires(Permission.DRAFT)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """Change a change; a kept one reopens the validation, and the page says so before and after."""
    found = get_change(request, change_id, Permission.DRAFT)
    form = ChangeForm(request.POST or None, initiative=found.initiative, initial=ChangeForm.initial_of(found))
    reopened: list[bool] = []
    is_saving = request.method == "POST" and "relire" not in request.POST
    if is_saving and try_form(form, lambda: reopened.append(_edit(request, found, form))):
        messages.success(request, "Le changement est enregistré.")
        if reopened[0]:
            messages.warning(request, REOPENED)
        return redirect(found)
    return _form_page(request, found.initiative, form, found)


def _edit(request: HttpRequest, found: LastingChange, form: ChangeForm) -> bool:
    return drafts.edit(found, sheet=form.sheet(), links=form.links(), by=acting(request))


def _form_page(
    request: HttpRequest, initiative: Initiative, form: ChangeForm, found: LastingChange | None
) -> HttpResponse:
    statement = form["statement"].value() or ""
    advice = (
        wording.check(
            statement,
            starting_situation=form["starting_situation"].value() or "",
            observable_sign=form["observable_sign"].value() or "",
            who=form["who"].value() or None,
        )
        if statement
        else None
    )
    context = {
        "initiative": initiative,
        "form": form,
        "change": found,
        "advice": advice,
        "is_out": bool(found and found.is_kept and queries.current_change_set(initiative)),
    }
    return render(request, "changes/change_form.html", context)
