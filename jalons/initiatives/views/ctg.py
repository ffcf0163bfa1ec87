"""The convention: its dates, its signatories, what each decided about signing it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.refusals import posted, refusals_on
from jalons.initiatives import calendar, queries
from jalons.initiatives.access import get_initiative
from jalons.initiatives.actions import ctg
from jalons.initiatives.actions import signatories as actions
from jalons.initiatives.forms.people import (
    CtgForm,
    DeliberationForm,
    RepresentationForm,
    SignatoryForm,
    SignatureForm,
    WithdrawalForm,
)
from jalons.initiatives.models import Signatory
from jalons.initiatives.views.team import chosen_organisation

YEARS = 5  # proposed, never imposed (rule 24)


@requires(Permission.VIEW_INITIATIVE)
@require_safe
def signatories(request: HttpRequest, slug: str) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.VIEW_INITIATIVE)
    listed = list(queries.signatories(initiative))
    context = {
        "initiative": initiative,
        "authorities": [one for one in listed if one.is_authority],
        "beside": [one for one in listed if not one.is_authority],
        "proposed": queries.proposed_signatories(initiative, clock.today(), listed),
        "can_edit": may(request.user, Permission.EDIT_INITIATIVE, initiative.scope()),
    }
    return render(request, "initiatives/signatories.html", context)


@requires(Permission.EDIT_INITIATIVE)
@require_http_methods(["GET", "POST"])
def add_signatory(request: HttpRequest, slug: str) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    form = SignatoryForm(posted(request), initiative=initiative)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form), transaction.atomic():
            by = acting(request)
            organisation = chosen_organisation(form, initiative, by)
            actions.invite(initiative, organisation=organisation, who=form.who, by=by)
            messages.success(request, f"{organisation.name} est parmi les signataires.")
            return redirect("initiatives:signatories", initiative.slug)
    return render(request, "initiatives/signatory_form.html", {"initiative": initiative, "form": form})


@requires(Permission.EDIT_INITIATIVE)
@require_POST
def add_proposed(request: HttpRequest, slug: str) -> HttpResponse:
    """Add every organisation that the competences propose."""
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    added = actions.invite_proposed(initiative, on=clock.today(), by=acting(request))
    messages.success(request, f"{len(added)} signataires de plus. Dites maintenant qui les représente.")
    return redirect("initiatives:signatories", initiative.slug)


@requires(Permission.EDIT_INITIATIVE)
@require_http_methods(["GET", "POST"])
def dates(request: HttpRequest, slug: str) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    starts_on = initiative.ctg_starts_on or clock.today().replace(month=1, day=1)
    initial = {
        "ctg_starts_on": starts_on,
        "ctg_ends_on": initiative.ctg_ends_on or calendar.years_later(starts_on, YEARS),
        "is_renewal": initiative.is_renewal,
    }
    form = CtgForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            ctg.set_dates(
                initiative,
                starts_on=data["ctg_starts_on"],
                ends_on=data["ctg_ends_on"],
                is_renewal=data["is_renewal"],
                by=acting(request),
            )
            messages.success(request, "Les dates de la convention sont enregistrées.")
            return redirect("initiatives:signatories", initiative.slug)
    return render(request, "initiatives/ctg_dates.html", {"initiative": initiative, "form": form})


@requires(Permission.EDIT_INITIATIVE)
@require_http_methods(["GET", "POST"])
def signatory(request: HttpRequest, slug: str, signatory_id: UUID) -> HttpResponse:
    """One signatory: who represents it, its deliberation, its signature, its withdrawal."""
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    found = get_object_or_404(queries.signatories(initiative), pk=signatory_id)
    form = RepresentationForm(posted(request), initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        actions.represent(found, who=form.who, by=acting(request))
        messages.success(request, f"La fiche de {found.organisation.name} est à jour.")
        return redirect("initiatives:signatories", initiative.slug)
    context = _blank_forms(found) | {"initiative": initiative, "signatory": found, "represent": form}
    return render(request, "initiatives/signatory.html", context)


def _initial(found: Signatory) -> dict[str, str]:
    return {field: getattr(found, field) for field in RepresentationForm.base_fields}


def _blank_forms(found: Signatory) -> dict[str, object]:
    deliberation = {
        "deliberation_reference": found.deliberation_reference,
        "deliberated_on": found.deliberated_on,
    }
    return {
        "represent": RepresentationForm(initial=_initial(found)),
        "deliberate": DeliberationForm(initial=deliberation),
        "sign": SignatureForm(initial={"signed_on": found.signed_on or clock.today()}),
        "withdraw": WithdrawalForm(),
    }


@dataclass(frozen=True, slots=True)
class _Move:
    """One move on a signatory: the form that asks for it, its name in the page, what it does."""

    name: str
    form: type[Form]
    act: Callable[[Signatory, Actor, dict[str, Any]], Signatory]


_MOVES = {
    "deliberer": _Move(
        "deliberate",
        DeliberationForm,
        lambda found, by, data: actions.deliberate(
            found, reference=data["deliberation_reference"], on=data["deliberated_on"], by=by
        ),
    ),
    "signer": _Move(
        "sign", SignatureForm, lambda found, by, data: actions.sign(found, on=data["signed_on"], by=by)
    ),
    "retirer": _Move(
        "withdraw",
        WithdrawalForm,
        lambda found, by, data: actions.withdraw(found, reason=data["reason"], by=by),
    ),
}


@requires(Permission.EDIT_INITIATIVE)
@require_POST
def move_signatory(request: HttpRequest, slug: str, signatory_id: UUID, move: str) -> HttpResponse:
    """Record a deliberation, a signature, a withdrawal."""
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    found = get_object_or_404(queries.signatories(initiative), pk=signatory_id)
    if move not in _MOVES:
        raise Http404
    form = _MOVES[move].form(request.POST)
    if form.is_valid():
        with refusals_on(form):
            _MOVES[move].act(found, acting(request), form.cleaned_data)
            messages.success(request, f"C’est enregistré pour {found.organisation.name}.")
            return redirect("initiatives:signatories", initiative.slug)
    context = _blank_forms(found) | {"initiative": initiative, "signatory": found, _MOVES[move].name: form}
    return render(request, "initiatives/signatory.html", context, status=422)


@requires(Permission.EDIT_INITIATIVE)
@require_POST
def bring_back(request: HttpRequest, slug: str, signatory_id: UUID) -> HttpResponse:
    """A party that had withdrawn comes back."""
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    found = get_object_or_404(queries.signatories(initiative), pk=signatory_id)
    actions.bring_back(found, by=acting(request))
    messages.success(request, f"{found.organisation.name} est de nouveau parmi les signataires.")
    return redirect("initiatives:signatories", initiative.slug)
