"""The journal of a territory and that of a mission."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.initiatives.access import get_initiative, get_mission
from jalons.journal import queries
from jalons.journal.forms import FilterForm


@requires(Permission.READ_JOURNAL)
@require_safe
def territory(request: HttpRequest, slug: str) -> HttpResponse:
    """Who did what on this territory, by day."""
    initiative = get_initiative(request, slug, Permission.READ_JOURNAL)
    form = FilterForm(request.GET, scope=initiative.scope())
    journal = queries.read(initiative.scope(), form.filters(), page=form.page())
    context = {"initiative": initiative, "form": form, "journal": journal}
    return render(request, "initiatives/journal.html", context)


@requires(Permission.READ_JOURNAL)
@require_safe
def mission(request: HttpRequest, slug: str) -> HttpResponse:
    """Who did what on the mission and its territories, by day."""
    found = get_mission(request, slug, Permission.READ_JOURNAL)
    form = FilterForm(request.GET, scope=found.scope())
    journal = queries.read(found.scope(), form.filters(), page=form.page())
    return render(
        request, "initiatives/mission_journal.html", {"mission": found, "form": form, "journal": journal}
    )
