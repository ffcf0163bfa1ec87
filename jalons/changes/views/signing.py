"""The signatory's own page, by personal link: no account, the frozen version, one decision."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jalons.accounts.access import public
from jalons.changes.access import by_token
from jalons.changes.actions import validation as validations
from jalons.changes.forms import OwnDecisionForm
from jalons.changes.models import FormalValidation
from jalons.changes.views.answers import UNPROCESSABLE, try_form
from jalons.core.actors import Actor


@public("les signataires répondent par leur lien personnel, sans compte")
@never_cache
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """Read the version, record the decision once; afterwards, what was recorded."""
    found = by_token(token)
    form = OwnDecisionForm(request.POST or None, initial={"signed_by": _whom(found)})
    if request.method == "POST" and try_form(form, lambda: _record(found, form)):
        return redirect(found)
    context = {
        "validation": found,
        "change_set": found.change_set,
        "initiative": found.change_set.initiative,
        "form": form,
        "may_answer": not found.is_recorded and found.change_set.superseded_at is None,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    response = render(request, "changes/sign.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def _record(found: FormalValidation, form: OwnDecisionForm) -> None:
    who = form.cleaned_data["signed_by"] or found.signatory.representative or str(found.signatory)
    by = Actor(label=f"{who[:100]} (lien personnel)")
    validations.record(found, decision=form.decision_made(), is_own=True, by=by)


def _whom(found: FormalValidation) -> str:
    signatory = found.signatory
    return ", ".join(part for part in (signatory.representative, signatory.representative_function) if part)
