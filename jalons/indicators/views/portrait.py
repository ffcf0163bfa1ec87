"""Reading the portrait: facts, communes, comparisons, similar territories, method, frozen versions."""

import csv
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.indicators import rules
from jalons.indicators.models import Indicator, Source, TerritoryProfile
from jalons.indicators.queries import board as boards
from jalons.indicators.queries import communes, facts, tables
from jalons.indicators.views.frame import frame
from jalons.initiatives.access import get_initiative

VIEW = Permission.VIEW_INITIATIVE


@requires(VIEW)
@require_safe
def portrait(request: HttpRequest, slug: str) -> HttpResponse:
    """The retained facts, one sheet each."""
    initiative = get_initiative(request, slug, VIEW)
    context = frame(
        request,
        initiative,
        "facts",
        facts=facts.retained(initiative, boards.board(initiative)),
        profile=facts.latest_profile(initiative),
        most=rules.MOST_FACTS,
    )
    return render(request, "indicators/portrait.html", context)


@requires(VIEW)
@require_safe
def by_commune(request: HttpRequest, slug: str) -> HttpResponse:
    """The map and table of one indicator, chosen by `?indicateur=`."""
    initiative = get_initiative(request, slug, VIEW)
    known = communes.indicators_by_commune(initiative.territory)
    asked = request.GET.get("indicateur", "")
    chosen = next((i for i in known if i.code == asked), known[-1] if known else None)
    context = frame(
        request,
        initiative,
        "communes",
        indicators=known,
        chosen=chosen,
        shown=communes.commune_map(initiative.territory, chosen) if chosen else None,
        small=rules.SMALL_COMMUNE,
    )
    return render(request, "indicators/communes.html", context)


@requires(VIEW)
@require_safe
def all_tables(request: HttpRequest, slug: str) -> HttpResponse:
    """Every indicator beside département, région, France and similar territories."""
    initiative = get_initiative(request, slug, VIEW)
    board = boards.board(initiative)
    context = frame(
        request,
        initiative,
        "tables",
        heads=tables.heads(board),
        comparisons=tables.comparisons(board),
    )
    return render(request, "indicators/tables.html", context)


@requires(VIEW)
@require_safe
def method(request: HttpRequest, slug: str) -> HttpResponse:
    """Where figures come from, how they are compared, what they do not say."""
    initiative = get_initiative(request, slug, VIEW)
    context = frame(
        request,
        initiative,
        "method",
        sources=Source.objects.order_by("producer", "title"),
        indicators=Indicator.objects.all(),
        small=rules.SMALL_COMMUNE,
    )
    return render(request, "indicators/method.html", context)


@requires(VIEW)
@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A frozen version, as table 1 saw it, whatever the figures became since."""
    initiative = get_initiative(request, slug, VIEW)
    profile = get_object_or_404(TerritoryProfile, initiative=initiative, number=number)
    context = frame(
        request,
        initiative,
        "version",
        profile=profile,
        facts=[facts.view_of(content) for content in profile.content["facts"]],
        similar=profile.content["similar"],
    )
    return render(request, "indicators/version.html", context)


@requires(VIEW)
@require_safe
def spreadsheet(request: HttpRequest, slug: str) -> HttpResponse:
    """All figures with their sources, as a CSV that French spreadsheets open."""
    initiative = get_initiative(request, slug, VIEW)
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(tables.CSV_HEAD)
    writer.writerows(tables.csv_rows(boards.board(initiative)))
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="portrait-{initiative.slug}.csv"'
    return response
