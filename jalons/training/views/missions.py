"""Creating a mission from a programme."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jalons.accounts.access import account, acting, authorise, requires
from jalons.accounts.enums import Permission, Role
from jalons.accounts.permissions import WHO_MAY, roles_on
from jalons.core import clock
from jalons.core.refusals import refusals_on
from jalons.core.scope import INSTALLATION
from jalons.training.actions import missions
from jalons.training.forms.missions import TERRITORIES, MissionForm
from jalons.training.queries import catalogue


@requires(Permission.CREATE_MISSION)
@require_http_methods(["GET", "POST"])
def create_mission(request: HttpRequest) -> HttpResponse:
    """A mission with its territories; « Ajouter un territoire » keeps what was typed and adds a row."""
    authorise(request, INSTALLATION, Permission.CREATE_MISSION)
    rows = _rows(request)
    form = _form(request, rows)
    if request.method == "POST" and "one_more" not in request.POST and form.is_valid():
        with refusals_on(form), transaction.atomic():
            mission = missions.create_from_form(
                form.cleaned_data,
                territories=form.territories,
                by=acting(request),
                creator=account(request),
                creator_role=_role(request),
            )
            messages.success(request, "La mission est créée : son calendrier est proposé, tout peut bouger.")
            return redirect(mission)
    context = {"form": form, "rows": form.rows, "sheets": catalogue.sheets()}
    return render(request, "training/create_mission.html", context, status=422 if form.errors else 200)


def _rows(request: HttpRequest) -> int:
    text = request.POST.get("rows", "")
    rows = int(text) if text.isdigit() else TERRITORIES
    return rows + 1 if "one_more" in request.POST else rows


def _form(request: HttpRequest, rows: int) -> MissionForm:
    if request.method == "POST" and "one_more" in request.POST:
        return MissionForm(initial=request.POST.dict(), rows=rows)
    if request.method == "POST":
        return MissionForm(request.POST, rows=rows)
    return MissionForm(initial={"month": clock.today()}, rows=rows)


def _role(request: HttpRequest) -> Role:
    """The role that the creator holds on the installation becomes their role on the mission."""
    held = roles_on(request.user, INSTALLATION) & WHO_MAY[Permission.CREATE_MISSION]
    return min(held)
