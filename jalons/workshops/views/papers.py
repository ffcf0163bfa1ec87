"""The papers of a room: what to print before the day."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.core.refusals import posted, refusals_on
from jalons.documents.tree import Document
from jalons.initiatives.access import get_step
from jalons.initiatives.models import Step
from jalons.workshops.actions import seats as actions
from jalons.workshops.exports import guide, papers
from jalons.workshops.forms.papers import SeatsForm
from jalons.workshops.queries import papers as queries
from jalons.workshops.views.files import paper


@requires(Permission.FACILITATE)
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Everything to print, in the order of the day; the seats are made here."""
    step = get_step(request, step_id, Permission.FACILITATE)
    form = SeatsForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.prepare(step, seats=form.cleaned_data["seats"], by=acting(request))
            messages.success(request, f"{len(made)} tickets de plus sont prêts à imprimer.")
            return redirect("workshops:papers", step.pk)
    base = "initiatives/territory_base.html" if step.initiative else "initiatives/mission_base.html"
    asked = queries.questions(step)
    context = {
        "step": step,
        "initiative": step.initiative,
        "mission": step.mission,
        "base": base,
        "form": form,
        "room": queries.room_of(step),
        "seats": queries.seats(step),
        "words": [one for one in asked if one.kind.takes_words],
        "votes": [one for one in asked if one.kind.takes_votes],
    }
    return render(request, "workshops/papers.html", context, status=422 if form.errors else 200)


@requires(Permission.FACILITATE)
@require_safe
def one(request: HttpRequest, step_id: UUID, name: str, form: str) -> HttpResponse:
    """One paper: guide, tickets, poster or sign-in sheet."""
    step = get_step(request, step_id, Permission.FACILITATE)
    return paper(_paper(request, step, name), form, f"{name}-{step.title}")


def _paper(request: HttpRequest, step: Step, name: str) -> Document:
    match name:
        case "guide":
            return guide.of_step(step)
        case "presence":
            return papers.sign_in(step)
        case "tickets" if seats := queries.seats(step):
            return papers.tickets(step, seats, _absolute(request, "workshops:codes"))
        case "affiche" if room := queries.room_of(step):
            joining = request.build_absolute_uri(reverse("rooms:room", args=[room.code]))
            return papers.joining_poster(step, room, joining, _absolute(request, "rooms:join"))
    raise Http404


@requires(Permission.FACILITATE)
@require_safe
def question(request: HttpRequest, step_id: UUID, sequence_id: UUID, form: str) -> HttpResponse:
    """Cards to write on, or a grid to fill in, for one question of the run."""
    step = get_step(request, step_id, Permission.FACILITATE)
    asked = next((q for q in queries.questions(step) if q.sequence.pk == sequence_id), None)
    if asked is None or not asked.is_ready:
        raise Http404
    make = papers.cards if asked.kind.takes_words else papers.grid
    document = make(step, asked, queries.room_of(step))
    return paper(document, form, f"{asked.letter}-{asked.sequence.title}")


def _absolute(request: HttpRequest, name: str) -> str:
    return request.build_absolute_uri(reverse(name))
