"""The journal of the installation: accounts, roles, catalogue. Nothing of a territory."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalons.accounts.access import authorise, requires
from jalons.accounts.enums import Permission
from jalons.core.scope import INSTALLATION
from jalons.journal import queries
from jalons.journal.forms import FilterForm


@requires(Permission.ADMINISTER)
@require_safe
def installation_journal(request: HttpRequest) -> HttpResponse:
    """What was done on the installation, by day."""
    authorise(request, INSTALLATION, Permission.ADMINISTER)
    form = FilterForm(request.GET, scope=INSTALLATION)
    context = {"form": form, "journal": queries.read(INSTALLATION, form.filters(), page=form.page())}
    return render(request, "accounts/administration/journal.html", context)
