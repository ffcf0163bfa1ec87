"""« Ce que votre parole est devenue »: for the people, without an account nor a name."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import acting, public, requires
from jalons.accounts.enums import Permission
from jalons.core.refusals import posted, refusals_on
from jalons.initiatives.access import get_step
from jalons.rooms import cookies
from jalons.workshops import rules
from jalons.workshops.actions import returns as actions
from jalons.workshops.exports import papers
from jalons.workshops.forms.returns import CodeForm, NumberForm, ReturnForm
from jalons.workshops.models import SeatCode, SessionReturn
from jalons.workshops.queries import returns as queries
from jalons.workshops.views.files import paper

WHY = "le code du ticket suffit : les participants n’ont pas de compte"
POSTER = "l’adresse secrète de l’affiche suffit, et ne montre aucune parole"


@public(WHY)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """Type the code of one's ticket."""
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        if queries.by_code(form.cleaned_data["code"]):
            return redirect("workshops:ticket_return", form.cleaned_data["code"])
        form.add_error("code", "Ce code n’existe pas. Relisez les huit signes de votre ticket.")
    return render(request, "workshops/codes.html", {"form": form}, status=422 if form.errors else 200)


@public(WHY)
@never_cache
@require_safe
def ticket(request: HttpRequest, code: str) -> HttpResponse:
    """The square of a ticket: into the room while it is open, else to what the words became."""
    seat = _seat(code)
    room = seat.ticket.room
    if not room.is_open:
        return redirect("workshops:ticket_return", seat.code)
    answer: HttpResponse = redirect("rooms:room", room.code)
    cookies.give(answer, request, room.code, seat.ticket.token)
    return answer


@public(WHY)
@never_cache
@require_safe
def ticket_return(request: HttpRequest, code: str) -> HttpResponse:
    """The words of this ticket, and where each one is on its way."""
    found = queries.of_ticket(_seat(code))
    return render(request, "workshops/ticket_return.html", {"found": found, "step": found.step})


@public(POSTER)
@never_cache
@require_safe
def hall_return(request: HttpRequest, token: str) -> HttpResponse:
    """The poster of the mairie: what the words of a whole table became, then one word by its number."""
    opened = _opened(token)
    form = NumberForm(request.GET or None)
    number = form.cleaned_data["numero"] if form.is_bound and form.is_valid() else None
    fate = queries.of_number(opened, number) if number else None
    if number and fate is None:
        form.add_error("numero", "Aucune parole de cette table ne porte ce numéro.")
    context = {"opened": opened, "found": queries.of_hall(opened.step), "form": form, "fate": fate}
    return render(request, "workshops/hall_return.html", context, status=422 if form.errors else 200)


@requires(Permission.FACILITATE)
@require_http_methods(["GET", "POST"])
def manage(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Open the public return of a table, read it as people will, print its poster."""
    step = get_step(request, step_id, Permission.FACILITATE)
    if step.initiative is None:
        raise Http404
    opened = SessionReturn.objects.filter(step=step).first()
    form = ReturnForm(posted(request), initial={"message": opened.message if opened else ""})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.open_return(step, message=form.cleaned_data["message"], by=acting(request))
            messages.success(request, "La restitution est ouverte : imprimez l’affiche.")
            return redirect("workshops:return", step.pk)
    context = {
        "step": step,
        "initiative": step.initiative,
        "opened": opened,
        "is_open": bool(opened and opened.closed_at is None),
        "form": form,
        "found": queries.of_hall(step),
    }
    return render(request, "workshops/return.html", context, status=422 if form.errors else 200)


@requires(Permission.FACILITATE)
@require_POST
def close(request: HttpRequest, step_id: UUID) -> HttpResponse:
    step = get_step(request, step_id, Permission.FACILITATE)
    opened = SessionReturn.objects.select_related("step").filter(step=step).first()
    if opened:
        actions.close_return(opened, by=acting(request))
        messages.success(request, "La page publique est fermée. Les tickets gardent la leur.")
    return redirect("workshops:return", step.pk)


@requires(Permission.FACILITATE)
@require_safe
def poster(request: HttpRequest, step_id: UUID, form: str) -> HttpResponse:
    """The poster of the mairie."""
    step = get_step(request, step_id, Permission.FACILITATE)
    opened = SessionReturn.objects.filter(step=step, closed_at__isnull=True).first()
    if opened is None:
        raise Http404
    address = request.build_absolute_uri(reverse("workshops:hall_return", args=[opened.token]))
    codes_address = request.build_absolute_uri(reverse("workshops:codes"))
    return paper(papers.return_poster(step, address, codes_address), form, f"affiche-{step.title}")


def _seat(code: str) -> SeatCode:
    seat = queries.by_code(rules.typed_code(code))
    if seat is None:
        raise Http404("Ce code n’existe pas. Relisez les huit signes de votre ticket.")
    return seat


def _opened(token: str) -> SessionReturn:
    opened = queries.public_return(token)
    if opened is None:
        raise Http404("Cette page n’est pas ouverte.")
    return opened
