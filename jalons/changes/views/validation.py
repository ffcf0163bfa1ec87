"""Validation by the signatories, seen from the territory."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import account, acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.changes import queries, rules
from jalons.changes.access import get_change_set, get_validation
from jalons.changes.actions import validation as validations
from jalons.changes.forms import EntryForm, ReasonForm, RectificationForm
from jalons.changes.models import ChangeSet, FormalValidation
from jalons.changes.views.answers import UNPROCESSABLE, move_and_go, try_form
from jalons.core.actors import Actor
from jalons.initiatives.access import get_initiative


@requires(Permission.VIEW_INITIATIVE)
@require_safe
def validation(request: HttpRequest, slug: str) -> HttpResponse:
    """Where each signatory stands on the current version, and the versions before it."""
    initiative = get_initiative(request, slug, Permission.VIEW_INITIATIVE)
    user, scope = account(request), initiative.scope()
    current = queries.current_change_set(initiative)
    standing = queries.standing_of(current) if current else []
    kept = queries.kept_changes(initiative)
    context = {
        "initiative": initiative,
        "current": current,
        "standing": standing,
        "is_validated": queries.all_favourable(standing),
        "kept": kept,
        "is_number_right": rules.FEWEST <= len(kept) <= rules.MOST,
        "older": ChangeSet.objects.filter(initiative=initiative, superseded_at__isnull=False).order_by(
            "-number"
        ),
        "may_draft": may(user, Permission.DRAFT, scope),
        "may_record": may(user, Permission.RECORD_VALIDATION, scope),
        "may_send": may(user, Permission.EDIT_INITIATIVE, scope),
        "submit_form": ReasonForm(auto_id="submit_%s"),
        "account_email": user.email,
    }
    return render(request, "changes/validation.html", context)


@requires(Permission.VIEW_INITIATIVE)
@require_safe
def change_set(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One frozen version, word for word."""
    found = get_change_set(request, slug, number, Permission.VIEW_INITIATIVE)
    context = {
        "initiative": found.initiative,
        "change_set": found,
        "standing": queries.standing_of(found),
    }
    return render(request, "changes/change_set.html", context)


@requires(Permission.DRAFT)
@require_POST
def submit(request: HttpRequest, slug: str) -> HttpResponse:
    """Freeze the kept changes and ask every signatory."""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    reason = request.POST.get("reason", "")
    return move_and_go(
        request,
        lambda: validations.submit(initiative, reason=reason, by=acting(request)),
        done="La version est figée et soumise à chaque signataire.",
        to=reverse("changes:validation", args=[initiative.slug]),
    )


@requires(Permission.EDIT_INITIATIVE)
@require_POST
def send_links(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Mail their personal link to those who have not answered."""
    found = get_change_set(request, slug, number, Permission.EDIT_INITIATIVE)
    return move_and_go(
        request,
        lambda: validations.send_links(found, by=acting(request)),
        done="Chaque signataire en attente a reçu son lien personnel.",
        to=reverse("changes:validation", args=[found.initiative.slug]),
    )


@requires(Permission.EDIT_INITIATIVE)
@require_POST
def ask_missing(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask the signatories that joined after the version went out."""
    found = get_change_set(request, slug, number, Permission.EDIT_INITIATIVE)
    return move_and_go(
        request,
        lambda: validations.ask_missing(found, by=acting(request)),
        done="Les signataires qui manquaient sont sollicités.",
        to=reverse("changes:validation", args=[found.initiative.slug]),
    )


@requires(Permission.RECORD_VALIDATION)
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, slug: str, validation_id: UUID) -> HttpResponse:
    """Type a signatory's decision, or correct one that was recorded."""
    found = get_validation(request, slug, validation_id, Permission.RECORD_VALIDATION)
    kind = RectificationForm if found.is_recorded else EntryForm
    form = kind(request.POST or None, initial=_said(found))
    is_post = request.method == "POST"
    if is_post and try_form(form, lambda: _record(request, found, form)):
        messages.success(request, _thanks(request, found))
        return redirect("changes:validation", slug)
    context = {
        "initiative": found.change_set.initiative,
        "validation": found,
        "form": form,
        "is_own": _is_own(request, found),
    }
    return render(request, "changes/record.html", context, status=UNPROCESSABLE if is_post else 200)


def _said(found: FormalValidation) -> dict[str, object]:
    if not found.is_recorded:
        return {}
    return {
        "decision": found.decision,
        "decided_on": found.decided_on,
        "deliberation_reference": found.deliberation_reference,
        "reserves": found.reserves,
        "proof": found.proof,
    }


def _is_own(request: HttpRequest, found: FormalValidation) -> bool:
    return rules.is_signatorys_own(account(request).email, found.signatory.contact_email)


def _record(request: HttpRequest, found: FormalValidation, form: EntryForm) -> None:
    by: Actor = acting(request)
    decision, is_own = form.decision_made(), _is_own(request, found)
    if isinstance(form, RectificationForm):
        reason = form.cleaned_data["reason"]
        validations.rectify(found, decision=decision, reason=reason, is_own=is_own, by=by)
    else:
        validations.record(found, decision=decision, is_own=is_own, by=by)


def _thanks(request: HttpRequest, found: FormalValidation) -> str:
    if _is_own(request, found):
        return "Votre décision est enregistrée."
    return "La décision est saisie. Elle comptera une fois confirmée par une seconde personne."


@requires(Permission.RECORD_VALIDATION)
@require_POST
def confirm(request: HttpRequest, slug: str, validation_id: UUID) -> HttpResponse:
    """A second person confirms what was typed."""
    found = get_validation(request, slug, validation_id, Permission.RECORD_VALIDATION)
    return move_and_go(
        request,
        lambda: validations.confirm(found, by=acting(request)),
        done=f"La décision de {found.signatory} est confirmée.",
        to=reverse("changes:validation", args=[slug]),
    )
