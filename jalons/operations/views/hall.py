"""A hall without internet: prepare it and bring it back, and the entrance of staff on the laptop."""

from tempfile import TemporaryFile

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jalons.accounts.access import acting, public, requires
from jalons.accounts.enums import Permission
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.initiatives.access import get_initiative
from jalons.operations.forms import HallCodeForm, HallReturnForm
from jalons.operations.hall import actions, loading
from jalons.operations.models import HallTrip

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@requires(Permission.FACILITATE)
def hall(request: HttpRequest, slug: str) -> HttpResponse:
    """What to do before and after, and what came back. A POST brings an archive back."""
    initiative = get_initiative(request, slug, Permission.FACILITATE)
    form = HallReturnForm(request.POST or None, request.FILES or None)
    told: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            _, outcome = actions.bring_back(
                form.cleaned_data["archive"], by=acting(request), initiative=initiative
            )
            told = actions.sentences(outcome)
        except DomainError as refusal:
            form.add_error("archive", refusal.message)
    trips = HallTrip.objects.filter(initiative=initiative).defer("last_return")
    context = {"initiative": initiative, "form": form, "trips": trips, "told": told, "is_hall": settings.HALL}
    return render(request, "operations/hall.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@requires(Permission.FACILITATE)
def prepare(request: HttpRequest, slug: str) -> HttpResponse | FileResponse:
    """The archive that leaves for the laptop."""
    initiative = get_initiative(request, slug, Permission.FACILITATE)
    target = TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    try:
        actions.prepare(initiative, target, by=acting(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("operations:hall", slug=slug)
    target.seek(0)
    name = f"salle-{initiative.slug}-{clock.today():%Y-%m-%d}.zip"
    return FileResponse(target, as_attachment=True, filename=name, content_type="application/zip")


@public("on the laptop of a hall, staff come in with a printed code; elsewhere the page does not exist")
@require_http_methods(["GET", "POST"])
def entrance(request: HttpRequest) -> HttpResponse:
    """Come in with a printed code, which serves once."""
    if not settings.HALL:
        raise Http404
    form = HallCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = loading.let_in(form.cleaned_data["code"])
        except DomainError as refusal:
            form.add_error("code", refusal.message)
        else:
            login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
            return redirect(settings.LOGIN_REDIRECT_URL)
    return render(
        request, "operations/hall_entrance.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200
    )
