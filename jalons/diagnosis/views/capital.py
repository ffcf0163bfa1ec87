"""The capital stratégique, its preconditions and components, read one day and compared over the years."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.diagnosis import capital_forms, forms
from jalons.diagnosis.access import get_reading
from jalons.diagnosis.actions import capital
from jalons.diagnosis.capital import COUNTS
from jalons.diagnosis.enums import Item
from jalons.diagnosis.models import Cultivation, Finding, Level, Reading
from jalons.diagnosis.queries.capital import comparison, page_of, readings_of
from jalons.diagnosis.views.acting import acting
from jalons.initiatives.access import get_initiative


@require_GET
@requires(Permission.READ_WORDS)
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The readings, and what became of the common answers from one to the next."""
    initiative = get_initiative(request, slug, Permission.READ_WORDS)
    readings = list(readings_of(initiative))
    context = {"initiative": initiative, "readings": readings, "families": comparison(readings)}
    return render(request, "diagnosis/capital.html", context)


@require_GET
@requires(Permission.READ_WORDS)
def read(request: HttpRequest, slug: str, reading_id: UUID) -> HttpResponse:
    """One reading: the matrix, the preconditions with what lights them, the components, « à cultiver »."""
    reading = get_reading(request, slug, reading_id, Permission.READ_WORDS)
    bring = capital_forms.BringForm(reading=reading)
    context = {"initiative": reading.initiative, "page": page_of(reading), "bring": bring}
    return render(request, "diagnosis/capital_reading.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def take(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a reading."""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    form = capital_forms.OccasionForm(request.POST or None, initial={"taken_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            reading = capital.take(initiative, occasion=form.occasion(), by=acting(request))
        except DomainError as error:
            forms.refuse(form, error)
        else:
            return redirect("diagnosis:capital_reading", slug, reading.id)
    return _form(request, initiative, form, "Ouvrir un relevé du capital stratégique", None)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def change(request: HttpRequest, slug: str, reading_id: UUID) -> HttpResponse:
    """Correct the date, or how many people were there."""
    reading = get_reading(request, slug, reading_id, Permission.DRAFT)
    names = ("moment", "taken_on", "people", "who_was_there")
    initial = {name: getattr(reading, name) for name in names}
    form = capital_forms.OccasionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            capital.change(reading, occasion=form.occasion(), by=acting(request))
        except DomainError as error:
            forms.refuse(form, error)
        else:
            return redirect("diagnosis:capital_reading", slug, reading.id)
    return _form(request, reading.initiative, form, "Corriger ce relevé", reading)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def note(request: HttpRequest, slug: str, reading_id: UUID, finding_id: UUID | None = None) -> HttpResponse:
    """Write a finding, or correct one. The address may say which: ?facteur=…&signe=…"""
    reading = get_reading(request, slug, reading_id, Permission.DRAFT)
    finding = get_object_or_404(Finding, reading=reading, id=finding_id) if finding_id else None
    initial = (
        {name: getattr(finding, name) for name in capital_forms.FindingForm.base_fields}
        if finding
        else {"factor": request.GET.get("facteur"), "sign": request.GET.get("signe")}
    )
    form = capital_forms.FindingForm(request.POST or None, initial=initial, initiative=reading.initiative)
    if request.method == "POST" and form.is_valid():
        capital.note(reading, content=form.cleaned_data, finding=finding, by=acting(request))
        messages.success(request, "Constat noté.")
        return redirect("diagnosis:capital_reading", slug, reading.id)
    return _form(request, reading.initiative, form, "Noter un constat", reading)


@require_POST
@requires(Permission.DRAFT)
def drop(request: HttpRequest, slug: str, reading_id: UUID, finding_id: UUID) -> HttpResponse:
    """Take a finding out."""
    reading = get_reading(request, slug, reading_id, Permission.DRAFT)
    capital.drop(get_object_or_404(Finding, reading=reading, id=finding_id), by=acting(request))
    return redirect("diagnosis:capital_reading", slug, reading.id)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def situate(request: HttpRequest, slug: str, reading_id: UUID, item: str) -> HttpResponse:
    """Where the group situates one item: the spread, then the common answer."""
    reading = get_reading(request, slug, reading_id, Permission.DRAFT)
    if item not in Item.values:
        raise Http404
    level = Level.objects.filter(reading=reading, item=item).first()
    initial = {name: getattr(level, name) for name in (*COUNTS, "common", "reason")} if level else {}
    form = capital_forms.LevelForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            capital.situate(reading, item=item, content=form.cleaned_data, by=acting(request))
        except DomainError as error:
            forms.refuse(form, error)
        else:
            return redirect("diagnosis:capital_reading", slug, reading.id)
    return _form(request, reading.initiative, form, f"Situer : {Item(item).label}", reading)


@require_POST
@requires(Permission.DRAFT)
def bring(request: HttpRequest, slug: str, reading_id: UUID) -> HttpResponse:
    """Take over a room's self-assessment, or write its lines beforehand."""
    reading = get_reading(request, slug, reading_id, Permission.DRAFT)
    form = capital_forms.BringForm(request.POST, reading=reading)
    if form.is_valid():
        sequence = form.cleaned_data["sequence"]
        try:
            if "preparer" in request.POST:
                count = capital.ask_room(reading, sequence=sequence, by=acting(request))
                told = f"{count} lignes écrites dans « {sequence.title} » : la salle peut s’y situer."
            else:
                levels = capital.bring_from_room(reading, sequence=sequence, by=acting(request))
                told = f"{len(levels)} réponses de la salle reprises."
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, told)
    return redirect("diagnosis:capital_reading", slug, reading.id)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def cultivate(request: HttpRequest, slug: str, reading_id: UUID) -> HttpResponse:
    """Write a « à cultiver » decision: ?item=…"""
    reading = get_reading(request, slug, reading_id, Permission.DRAFT)
    form = capital_forms.CultivationForm(request.POST or None, initial={"item": request.GET.get("item")})
    if request.method == "POST" and form.is_valid():
        capital.cultivate(reading, content=form.cleaned_data, by=acting(request))
        return redirect("diagnosis:capital_reading", slug, reading.id)
    return _form(request, reading.initiative, form, "Décider de ce que nous cultivons", reading)


@require_POST
@requires(Permission.DRAFT)
def give_up(request: HttpRequest, slug: str, reading_id: UUID, cultivation_id: UUID) -> HttpResponse:
    """Take a « à cultiver » decision out."""
    reading = get_reading(request, slug, reading_id, Permission.DRAFT)
    capital.give_up(get_object_or_404(Cultivation, reading=reading, id=cultivation_id), by=acting(request))
    return redirect("diagnosis:capital_reading", slug, reading.id)


def _form(
    request: HttpRequest, initiative: Any, form: Any, title: str, reading: Reading | None
) -> HttpResponse:
    context = {"initiative": initiative, "form": form, "title": title, "reading": reading}
    return render(request, "diagnosis/capital_form.html", context, status=422 if form.errors else 200)
