"""Urgences sociales: proposed, rated by the room, decided by people."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.core.errors import DomainError
from jalons.diagnosis import forms, queries
from jalons.diagnosis.access import get_urgency
from jalons.diagnosis.actions import urgencies
from jalons.diagnosis.enums import UrgencyStatus
from jalons.diagnosis.models import SocialUrgency
from jalons.diagnosis.queries.urgencies import rating_sequences, urgency_rows
from jalons.diagnosis.ratings import URGENCY_CRITERIA
from jalons.diagnosis.views.acting import acting
from jalons.initiatives.access import get_initiative
from jalons.initiatives.models import Initiative
from jalons.rooms.kinds.rating import CRITERIA


@require_GET
@requires(Permission.READ_WORDS)
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The list, in the order people chose, with what was decided of each."""
    initiative = get_initiative(request, slug, Permission.READ_WORDS)
    rows, _ = urgency_rows(initiative)
    context = {
        "initiative": initiative,
        "rows": rows,
        "counts": queries.decision_counts(initiative),
        "is_rated": any(row.position for row in rows),
        "sequences": list(rating_sequences(initiative)),
    }
    return render(request, "diagnosis/urgencies.html", context)


@require_GET
@requires(Permission.READ_WORDS)
def result(request: HttpRequest, slug: str) -> HttpResponse:
    """What the room's ratings say: urgency × wish to act, with the spread, and the same as a table."""
    initiative = get_initiative(request, slug, Permission.READ_WORDS)
    rows, drawing = urgency_rows(initiative)
    context = {
        "initiative": initiative,
        "rows": [row for row in rows if row.position],
        "picture": drawing,
        "voters": max((row.position.voters for row in rows if row.position), default=0),
        "criteria": CRITERIA,
        "urgency_criteria": [criterion.label for criterion in CRITERIA if criterion.code in URGENCY_CRITERIA],
    }
    return render(request, "diagnosis/urgency_result.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def create(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose an urgency. The address may bring the croisement it comes from: ?croisement=…"""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    initial = {"cross_readings": [request.GET["croisement"]] if request.GET.get("croisement") else []}
    form = forms.UrgencyForm(request.POST or None, initiative=initiative, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            urgency = urgencies.propose(initiative, content=form.content(), by=acting(request))
        except DomainError as error:
            forms.refuse(form, error)
        else:
            messages.success(request, f"Urgence « {urgency.title} » ajoutée à la liste.")
            return redirect("diagnosis:urgency", slug, urgency.id)
    return _render_form(request, initiative, form, None)


@require_GET
@requires(Permission.READ_WORDS)
def read(request: HttpRequest, slug: str, urgency_id: UUID) -> HttpResponse:
    """One urgency, back to the very cards that led to it."""
    urgency = get_urgency(request, slug, urgency_id, Permission.READ_WORDS)
    context = {
        "initiative": urgency.initiative,
        "urgency": urgency,
        "readings": urgency.cross_readings.prefetch_related("facts", "clusters"),
        "cards": queries.sources_of_urgency(urgency),
        "themes": urgency.themes.all(),
        "communes": urgency.communes.all(),
        "merged_from": urgency.merged_from.all(),
        "levels": queries.ratings_of(urgency.initiative).get(urgency.id, []),
        "is_decided": urgency.status not in {UrgencyStatus.PROPOSED, UrgencyStatus.RATED},
    }
    return render(request, "diagnosis/urgency.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def edit(request: HttpRequest, slug: str, urgency_id: UUID) -> HttpResponse:
    """Change the wording or the sources of an urgency."""
    urgency = get_urgency(request, slug, urgency_id, Permission.DRAFT)
    form = forms.UrgencyForm(request.POST or None, initiative=urgency.initiative, initial=_initial(urgency))
    if request.method == "POST" and form.is_valid():
        try:
            urgencies.edit(
                urgency, content=form.content(), seen=form.cleaned_data["seen"], by=acting(request)
            )
        except DomainError as error:
            forms.refuse(form, error)
        else:
            messages.success(request, "Urgence enregistrée.")
            return redirect("diagnosis:urgency", slug, urgency.id)
    return _render_form(request, urgency.initiative, form, urgency)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def decide(request: HttpRequest, slug: str, urgency_id: UUID) -> HttpResponse:
    """Retain, park, merge, leave out of scope: always with a reason."""
    urgency = get_urgency(request, slug, urgency_id, Permission.DRAFT)
    form = forms.DecisionForm(request.POST or None, urgency=urgency, initial={"seen": urgency.updated_at})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data | {"status": UrgencyStatus(form.cleaned_data["status"])}
        try:
            decided = urgencies.decide(urgency, by=acting(request), **data)
        except DomainError as error:
            forms.refuse(form, error)
        else:
            messages.success(request, f"Décision enregistrée : {decided.get_status_display().lower()}.")
            return redirect("diagnosis:urgency", slug, urgency.id)
    context = {
        "initiative": urgency.initiative,
        "urgency": urgency,
        "form": form,
        "source_count": urgency.cross_readings.count(),
    }
    return render(request, "diagnosis/decision_form.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.DRAFT)
def reopen(request: HttpRequest, slug: str, urgency_id: UUID) -> HttpResponse:
    """Put a decided urgency back in discussion."""
    urgency = get_urgency(request, slug, urgency_id, Permission.DRAFT)
    try:
        urgencies.reopen(urgency, by=acting(request))
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("diagnosis:urgency", slug, urgency.id)


@require_POST
@requires(Permission.DRAFT)
def move(request: HttpRequest, slug: str, urgency_id: UUID) -> HttpResponse:
    """One place up or down in the list: the order people choose."""
    urgency = get_urgency(request, slug, urgency_id, Permission.DRAFT)
    urgencies.move(urgency, up=request.POST.get("sens") == "haut", by=acting(request))
    return redirect("diagnosis:urgencies", slug)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def put_to_vote(request: HttpRequest, slug: str) -> HttpResponse:
    """Give urgencies to a rating sequence of the room."""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    form = forms.VoteForm(request.POST or None, initiative=initiative)
    if request.method == "POST" and form.is_valid():
        chosen = list(form.cleaned_data["urgencies"])
        sequence = form.cleaned_data["sequence"]
        try:
            options = urgencies.put_to_vote(sequence, urgencies=chosen, by=acting(request))
        except DomainError as error:
            forms.refuse(form, error)
        else:
            messages.success(request, f"{len(options)} urgences prêtes à être notées : « {sequence.title} ».")
            return redirect("diagnosis:urgencies", slug)
    context = {"initiative": initiative, "form": form, "sequences": list(rating_sequences(initiative))}
    return render(request, "diagnosis/vote_form.html", context, status=422 if form.errors else 200)


def _initial(urgency: SocialUrgency) -> dict[str, Any]:
    return {
        "title": urgency.title,
        "description": urgency.description,
        "people_concerned": urgency.people_concerned,
        "cross_readings": urgency.cross_readings.all(),
        "themes": urgency.themes.all(),
        "communes": urgency.communes.all(),
        "seen": urgency.updated_at,
    }


def _render_form(
    request: HttpRequest, initiative: Initiative, form: forms.UrgencyForm, urgency: SocialUrgency | None
) -> HttpResponse:
    context = {"initiative": initiative, "form": form, "urgency": urgency}
    return render(request, "diagnosis/urgency_form.html", context, status=422 if form.errors else 200)
