"""Competences, organisations and venues of a territory."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core import clock
from jalons.core.refusals import posted, refusals_on
from jalons.directory import queries as found_in
from jalons.directory.actions import competences as competence_actions
from jalons.directory.actions import organisations, venues
from jalons.directory.enums import Competency
from jalons.initiatives.access import get_initiative
from jalons.initiatives.forms.people import near
from jalons.initiatives.forms.places import CompetenceForm, OrganisationForm, VenueForm
from jalons.initiatives.models import Initiative
from jalons.territories.models import Territory


@requires(Permission.VIEW_DRAFTS)
@require_safe
def competences(request: HttpRequest, slug: str) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.VIEW_DRAFTS)
    communes = found_in.communes_of(initiative.territory)
    context = {
        "initiative": initiative,
        "rows": found_in.competence_table(communes, clock.today()),
        "competencies": Competency.labels,
        "can_edit": may(request.user, Permission.EDIT_INITIATIVE, initiative.scope()),
    }
    return render(request, "initiatives/competences.html", context)


def _commune(initiative: Initiative, code: str) -> Territory:
    for commune in found_in.communes_of(initiative.territory):
        if commune.code == code:
            return commune
    raise Http404


@requires(Permission.EDIT_INITIATIVE)
@require_http_methods(["GET", "POST"])
def commune(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One row of the table: who holds each mission of this commune, and the history."""
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    place = _commune(initiative, code)
    by, today = acting(request), clock.today()
    (row,) = found_in.competence_table([place], today)
    held = {
        mission.value: one.holder if one else None for mission, one in zip(Competency, row.held, strict=True)
    }
    form = CompetenceForm(
        posted(request), initiative=initiative, held=held, initial={"starts_on": today.replace(day=1)}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form), transaction.atomic():
            for competency, holder in form.changes.items():
                competence_actions.assign(
                    commune=place,
                    competency=competency,
                    holder=holder,
                    starts_on=form.cleaned_data["starts_on"],
                    by=by,
                    scope=initiative.scope(),
                )
            messages.success(request, f"Les compétences de {place.name} sont à jour.")
            return redirect("initiatives:competences", initiative.slug)
    context = {
        "initiative": initiative,
        "commune": place,
        "form": form,
        "fields": [form[competency.value] for competency in Competency],
        "history": found_in.competence_history(place),
    }
    return render(request, "initiatives/commune.html", context)


@requires(Permission.VIEW_DRAFTS)
@require_safe
def directory(request: HttpRequest, slug: str) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.VIEW_DRAFTS)
    communes = found_in.communes_of(initiative.territory)
    context = {
        "initiative": initiative,
        "organisations": near(initiative),
        "venues": found_in.venues_near(communes),
        "can_edit": may(request.user, Permission.EDIT_INITIATIVE, initiative.scope()),
    }
    return render(request, "initiatives/directory.html", context)


@requires(Permission.EDIT_INITIATIVE)
@require_http_methods(["GET", "POST"])
def organisation(request: HttpRequest, slug: str, organisation_id: UUID | None = None) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    known = get_object_or_404(near(initiative), pk=organisation_id) if organisation_id else None
    form = OrganisationForm(posted(request), initiative=initiative, organisation=known)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            by, scope = acting(request), initiative.scope()
            if known is None:
                saved = organisations.create(identity=form.identity, by=by, scope=scope)
            else:
                saved = organisations.change(known, identity=form.identity, by=by, scope=scope)
            messages.success(request, f"{saved.name} est dans l’annuaire.")
            return redirect("initiatives:directory", initiative.slug)
    context = {"initiative": initiative, "form": form, "organisation": known}
    return render(request, "initiatives/organisation_form.html", context)


@requires(Permission.EDIT_INITIATIVE)
@require_http_methods(["GET", "POST"])
def venue(request: HttpRequest, slug: str, venue_id: UUID | None = None) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    communes = found_in.communes_of(initiative.territory)
    known = get_object_or_404(found_in.venues_near(communes), pk=venue_id) if venue_id else None
    form = VenueForm(posted(request), initiative=initiative, venue=known)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            saved = venues.save(place=form.place, venue=known, by=acting(request), scope=initiative.scope())
            messages.success(request, f"{saved.name} est dans l’annuaire.")
            return redirect("initiatives:directory", initiative.slug)
    return render(
        request, "initiatives/venue_form.html", {"initiative": initiative, "form": form, "venue": known}
    )
