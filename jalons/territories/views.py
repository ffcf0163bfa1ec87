from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jalons.accounts.access import signed_in
from jalons.core.typography import number
from jalons.territories import maps, queries
from jalons.territories.enums import Level
from jalons.territories.forms import SearchForm, choice_name
from jalons.territories.models import Territory


@signed_in("official geography only, no user data")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The list of matching EPCI: a page, or the fragment that a form field brings."""
    champ = request.GET.get("champ", "")
    form = SearchForm({"q": request.GET.get("q") or request.GET.get(champ, ""), "champ": champ})
    found = queries.search_epci(form.cleaned_data["q"]) if form.is_valid() else []
    context = {
        "form": form,
        "query": form.cleaned_data.get("q", ""),
        "found": found,
        "field_name": choice_name(champ) if form.cleaned_data.get("champ") else "",
    }
    fragment = bool(context["field_name"])
    return render(
        request, "territories/_search_results.html" if fragment else "territories/search.html", context
    )


@signed_in("official geography only, no user data")
@require_safe
def detail(request: HttpRequest, siren: str) -> HttpResponse:
    """One EPCI: its communes on the map and in a table, its population since 2016."""
    epci = get_object_or_404(Territory, level=Level.EPCI, code=siren)
    communes = queries.members(epci)
    populations = queries.latest_populations(communes)
    shown = {
        c.code: maps.Shown(populations[c.pk], number(populations[c.pk]))
        for c in communes
        if c.pk in populations
    }
    context = {
        "epci": epci,
        "departement": queries.department_of(epci),
        "series": queries.population_series(epci),
        "communes": [(commune, populations.get(commune.pk)) for commune in communes],
        "map": maps.colour(maps.draw(queries.outline(epci)), shown, lambda value: number(round(value))),
        "year": queries.LATEST_CENSUS,
    }
    return render(request, "territories/detail.html", context)
