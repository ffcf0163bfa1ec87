"""What phones send during a decision. Public: the ticket of the room says which voice speaks."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from jalons.accounts.access import public
from jalons.core import clock
from jalons.core.actors import PARTICIPANT
from jalons.core.errors import DomainError
from jalons.decisions.actions import objections, voices
from jalons.decisions.models import ConsentProcess, Objection
from jalons.decisions.queries import phone
from jalons.decisions.views.answers import settle
from jalons.rooms import rules, state
from jalons.rooms.actions import tickets
from jalons.rooms.cookies import token_of
from jalons.rooms.models import Room, Sequence, Ticket


@public("les participantes et participants répondent sans compte, avec le ticket de la salle")
@require_POST
def answer(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """« Pas d’objection », an objection, or the word of its author, from a phone."""
    consent = get_object_or_404(ConsentProcess.objects.select_related("initiative", "step"), id=consent_id)
    room = Room.objects.filter(step=consent.step_id).first()
    if room is None:
        raise Http404
    try:
        _take(request, consent, room)
    except DomainError as refused:
        context = {"consent": consent, "room": room, "refused": refused, "typed": request.POST}
        return render(request, "decisions/room/refused.html", context, status=409)
    return redirect(f"/r/{room.code}/")


def _take(request: HttpRequest, consent: ConsentProcess, room: Room) -> None:
    token = token_of(request, room.code)
    if token is None:
        raise DomainError("Rejoignez d’abord la salle avec son code, puis répondez de nouveau.")
    _demand_open(consent, room)
    ticket = tickets.take(room=room, token=token)
    match request.POST.get("says", ""):
        case "no_objection":
            objections.say_none(consent, voice=voices.of_ticket(consent, ticket), by=PARTICIPANT)
        case "objection":
            _raise(request, consent, ticket)
        case word:
            _author(request, consent, ticket, word)


def _demand_open(consent: ConsentProcess, room: Room) -> None:
    """The animation opened this question, and it still takes answers."""
    running = Sequence.objects.filter(step=room.step_id, kind="consent").select_related("step")
    taking = [s for s in running if state.state(s, clock.now()).accepts]
    if not any(phone.consent_of(s) == consent for s in taking):
        raise rules.QuestionClosedError(
            "Cette question n’est pas ouverte en ce moment. Gardez votre réponse : l’animation l’ouvrira, "
            "ou la notera pour vous."
        )


def _raise(request: HttpRequest, consent: ConsentProcess, ticket: Ticket) -> None:
    argument = request.POST.get("argument", "").strip()
    if not argument:
        raise DomainError("Dites pourquoi en une phrase : « j’ai une objection parce que… »")
    objections.raise_one(
        consent,
        voice=voices.of_ticket(consent, ticket),
        argument=rules.words(argument),
        objection_id=rules.client_id(request.POST["id"]) if request.POST.get("id") else None,
        by=PARTICIPANT,
    )


def _author(request: HttpRequest, consent: ConsentProcess, ticket: Ticket, word: str) -> None:
    mine = Objection.objects.select_related("voice", "process__initiative").filter(
        process=consent, voice__ticket=ticket, number=_number(request.POST.get("number", ""))
    )
    objection = mine.first()
    if objection is None:
        raise DomainError("Choisissez une réponse, puis envoyez-la de nouveau.")
    settle(objection, word, ticket=ticket, by=PARTICIPANT)


def _number(raw: str) -> int:
    return int(raw) if raw.isdigit() else 0
