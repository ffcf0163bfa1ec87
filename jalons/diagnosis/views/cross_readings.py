"""Croisements: what the figures say, what people say, and the relation between them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.core.errors import DomainError
from jalons.diagnosis import forms, queries
from jalons.diagnosis.access import get_cross_reading
from jalons.diagnosis.actions import cross_readings
from jalons.diagnosis.enums import Relation
from jalons.diagnosis.models import CrossReading
from jalons.diagnosis.queries.cross_readings import reading_rows, voices_of
from jalons.diagnosis.queries.wall import table_count
from jalons.diagnosis.views.acting import acting
from jalons.initiatives.access import get_initiative
from jalons.initiatives.models import Initiative


@require_GET
@requires(Permission.READ_WORDS)
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """All croisements, or those of one relation; drawn, or as a table."""
    initiative = get_initiative(request, slug, Permission.READ_WORDS)
    asked = request.GET.get("relation", "")
    relation = Relation(asked) if asked in Relation.values else None
    counts = queries.relation_counts(initiative)
    context = {
        "initiative": initiative,
        "rows": reading_rows(initiative, relation),
        "relation": relation,
        "counts": counts,
        "total": sum(count for _, count in counts),
        "coverage": queries.coverage(initiative),
        "tables": table_count(initiative),
        "uncrossed": queries.uncrossed(initiative),
        "is_table": request.GET.get("vue") == "tableau",
        "retired": CrossReading.everything.filter(
            initiative=initiative, id__in=_uuid(request.GET.get("retire", ""))
        ).first(),
    }
    return render(request, "diagnosis/cross_readings.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def create(request: HttpRequest, slug: str) -> HttpResponse:
    """Cross facts and regroupements. The address may bring one of each: ?fait=…&regroupement=…"""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    initial = {
        "facts": _uuid(request.GET.get("fait", "")),
        "clusters": _uuid(request.GET.get("regroupement", "")),
    }
    form = forms.CrossReadingForm(request.POST or None, initiative=initiative, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            reading = cross_readings.create(initiative, content=form.content(), by=acting(request))
        except DomainError as error:
            forms.refuse(form, error)
        else:
            messages.success(request, "Croisement enregistré.")
            return redirect(f"{reverse('diagnosis:cross_readings', args=[slug])}#x{reading.id}")
    return _render_form(request, initiative, form, None)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def edit(request: HttpRequest, slug: str, reading_id: UUID) -> HttpResponse:
    """Change a croisement."""
    reading = get_cross_reading(request, slug, reading_id, Permission.DRAFT)
    form = forms.CrossReadingForm(
        request.POST or None, initiative=reading.initiative, initial=_initial(reading)
    )
    if request.method == "POST" and form.is_valid():
        try:
            cross_readings.edit(
                reading, content=form.content(), seen=form.cleaned_data["seen"], by=acting(request)
            )
        except DomainError as error:
            forms.refuse(form, error)
        else:
            messages.success(request, "Croisement enregistré.")
            return redirect(f"{reverse('diagnosis:cross_readings', args=[slug])}#x{reading.id}")
    return _render_form(request, reading.initiative, form, reading)


@require_POST
@requires(Permission.DRAFT)
def retire(request: HttpRequest, slug: str, reading_id: UUID) -> HttpResponse:
    """Take a croisement out of the list; the next page offers to put it back."""
    reading = get_cross_reading(request, slug, reading_id, Permission.DRAFT)
    try:
        cross_readings.retire(reading, by=acting(request))
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("diagnosis:edit_cross_reading", slug, reading.id)
    return redirect(f"{reverse('diagnosis:cross_readings', args=[slug])}?retire={reading.id}")


@require_POST
@requires(Permission.DRAFT)
def restore(request: HttpRequest, slug: str, reading_id: UUID) -> HttpResponse:
    """Put back a croisement that was taken out."""
    reading = get_cross_reading(request, slug, reading_id, Permission.DRAFT, even_retired=True)
    cross_readings.restore(reading, by=acting(request))
    messages.success(request, "Croisement remis.")
    return redirect(f"{reverse('diagnosis:cross_readings', args=[slug])}#x{reading.id}")


def _uuid(text: str) -> list[UUID]:
    try:
        return [UUID(text)]
    except ValueError:
        return []


def _initial(reading: CrossReading) -> dict[str, Any]:
    return {
        "relation": reading.relation,
        "facts": reading.facts.all(),
        "clusters": reading.clusters.all(),
        "analysis": reading.analysis,
        "question": reading.question,
        "authors": reading.authors,
        "seen": reading.updated_at,
    }


def _render_form(
    request: HttpRequest, initiative: Initiative, form: forms.CrossReadingForm, reading: CrossReading | None
) -> HttpResponse:
    context = {
        "initiative": initiative,
        "form": form,
        "reading": reading,
        "facts": list(form.fields["facts"].queryset),  # type: ignore[attr-defined]
        "voices": voices_of(form.fields["clusters"].queryset),  # type: ignore[attr-defined]
        "chosen_facts": {str(value) for value in _chosen(form["facts"].value())},
        "chosen_clusters": {str(value) for value in _chosen(form["clusters"].value())},
        "relations": Relation,
    }
    return render(request, "diagnosis/cross_reading_form.html", context, status=422 if form.errors else 200)


def _chosen(value: Any) -> list[Any]:
    return [getattr(item, "pk", item) for item in value or []]
