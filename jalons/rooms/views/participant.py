"""The participant's phone: no account, one question at a time, plain forms first."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import public
from jalons.core import clock, ids, live
from jalons.core.errors import DomainError
from jalons.rooms import cookies, csrf
from jalons.rooms.actions import contributions, tickets, votes
from jalons.rooms.forms.participant import BallotForm, CodeForm, SeatForm, WordsForm, sentence
from jalons.rooms.kinds import decks, quiz, sorting
from jalons.rooms.kinds.base import Item
from jalons.rooms.kinds.pictures.album import ALBUM, Picture
from jalons.rooms.models import Option, Room
from jalons.rooms.queries import screen as screens
from jalons.rooms.views import answers

TYPED = ("text", "facet", "option", "year", "for_somebody")
WHY = "les participants n’ont pas de compte ; un code affiché dans la salle suffit"


@public(WHY)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Type the code of the room."""
    form = CodeForm(request.POST or request.GET or None)
    if form.is_bound and form.is_valid():
        room = screens.room_by_code(form.cleaned_data["code"])
        if room is not None:
            return redirect("rooms:room", code=room.code)
        form.add_error("code", "Ce code n’existe pas. Relisez les six chiffres sur l’écran de la salle.")
    status = answers.UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "rooms/participant/join.html", {"form": form}, status=status)


@public(WHY)
@never_cache
@require_safe
def room(request: HttpRequest, code: str) -> HttpResponse:
    """What the phone shows now."""
    found = screens.room_by_code(code)
    if found is None:
        return redirect(f"{reverse('rooms:join')}?code={code}")
    return _page(request, found)


def _lost_token(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
    """A forged or stale post: say so, keep the text."""
    if answers.wants_json(request):
        return answers.refused(csrf.SENTENCE, status=403, reason="token")
    return _page(request, _room(code), status=403, trouble=csrf.SENTENCE)


@public(WHY)
@never_cache
@csrf.kept_on_refusal(_lost_token)
@require_POST
def say(request: HttpRequest, code: str) -> HttpResponse:
    """Receive one idea."""
    room, form = _room(code), WordsForm(request.POST)
    if not form.is_valid():
        return _refuse(request, room, DomainError(sentence(form)))
    token = cookies.token_of(request, code) or cookies.new_token()
    try:
        receipt = contributions.say(
            room=room, sequence_id=form.cleaned_data["sequence"], words=form.words(), token=token
        )
    except DomainError as refusal:
        return _refuse(request, room, refusal)
    return _received(request, room, receipt, token)


@public(WHY)
@never_cache
@csrf.kept_on_refusal(_lost_token)
@require_POST
def vote(request: HttpRequest, code: str) -> HttpResponse:
    """Receive answers on one option or several."""
    room, form = _room(code), BallotForm(request.POST)
    if not form.is_valid():
        return _refuse(request, room, DomainError(sentence(form)))
    data, token = form.cleaned_data, cookies.token_of(request, code) or cookies.new_token()
    try:
        receipt = votes.cast(
            room=room,
            sequence_id=data["sequence"],
            ballot=data["ballot"],
            answers=data["answers"],
            token=token,
        )
    except DomainError as refusal:
        return _refuse(request, room, refusal)
    return _counted(request, room, receipt, token)


@public(WHY)
@never_cache
@csrf.kept_on_refusal(_lost_token)
@require_http_methods(["GET", "HEAD", "POST"])
def own_word(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take back or correct one's own word while the question is open."""
    room, token = _room(code), cookies.token_of(request, code) or ""
    if request.method != "POST":
        return _own_word_page(request, room, token, number)
    try:
        if request.POST.get("geste") == "retirer":
            contributions.withdraw(room=room, number=number, token=token)
            return redirect(f"{reverse('rooms:room', args=[code])}?retiree={number}")
        form = WordsForm(request.POST)
        if not form.is_valid():
            return _own_word_page(request, room, token, number, trouble=sentence(form))
        receipt = contributions.correct(room=room, number=number, words=form.words(), token=token)
    except DomainError as refusal:
        return _own_word_page(request, room, token, number, trouble=refusal.message)
    return redirect(f"{reverse('rooms:room', args=[code])}?recu={receipt.number}")


@public(WHY)
@never_cache
@csrf.kept_on_refusal(_lost_token)
@require_POST
def seat(request: HttpRequest, code: str) -> HttpResponse:
    """Say one's table and category, or neither."""
    room = _room(code)
    form = SeatForm(request.POST, room=room)
    token = cookies.token_of(request, code) or cookies.new_token()
    if form.is_valid():
        data = form.cleaned_data
        tickets.describe(room=room, token=token, category=data["category"], table=data.get("table"),
                         is_scribe=data.get("is_scribe", False))  # fmt: skip
        response: HttpResponse = redirect("rooms:room", code=code)
        cookies.give(response, request, code, token)
        return response
    return _page(request, room, status=answers.UNPROCESSABLE, trouble=sentence(form))


@public(WHY)
@never_cache
@csrf.kept_on_refusal(_lost_token)
@require_POST
def next_person(request: HttpRequest, code: str) -> HttpResponse:
    """« Au suivant »: the shared tablet takes a new ticket. The table stays, the person does not."""
    room = _room(code)
    former = screens.screen(room, token=cookies.token_of(request, code), now=clock.now()).ticket
    token = cookies.new_token()
    if former is not None and former.table is not None:
        tickets.describe(room=room, token=token, table=former.table.number, is_scribe=former.is_scribe)
    response: HttpResponse = redirect("rooms:room", code=code)
    cookies.give(response, request, code, token)
    return response


def _room(code: str) -> Room:
    found = screens.room_to_write_in(code)
    if found is None:
        raise Http404("Cette salle n’existe pas.")
    return found


def _page(request: HttpRequest, room: Room, *, status: int = 200, trouble: str = "") -> HttpResponse:
    token = cookies.token_of(request, room.code) or cookies.new_token()
    cursor = live.cursor()
    shown = screens.screen(room, token=token, now=clock.now())
    response = render(
        request,
        "rooms/participant/room.html",
        _context(request, shown, token, trouble) | {"cursor": cursor},
        status=status,
    )
    cookies.give(response, request, room.code, token)
    return response


def _context(request: HttpRequest, shown: screens.Screen, token: str, trouble: str) -> dict[str, Any]:
    asked = request.GET.get("phrase", "")
    position = int(asked) if asked.isdecimal() else shown.first_unanswered
    receipt, answered = request.GET.get("recu", ""), request.GET.get("avis", "")
    words = {str(word.number): word for word in shown.own_words}
    ticket = shown.ticket
    return {
        "screen": shown,
        "trouble": trouble,
        "typed": {name: request.POST.get(name, "") for name in TYPED},
        "received": words.get(receipt),
        "withdrawn": request.GET.get("retiree", ""),
        "ballot": shown.ballot(position),
        "place": position,
        "last_place": answered,
        "answered": answered,
        "new_id": str(ids.new_id()),
        "other_id": str(ids.new_id()),
        "pictures": _pictures(shown),
        "taught": _taught(shown),
        "signed_ticket": cookies.sign(shown.room.code, token),
        "seat_form": SeatForm(
            room=shown.room,
            initial={
                "table": ticket.table.number if ticket and ticket.table else "",
                "category": ticket.category if ticket else "",
                "is_scribe": ticket.is_scribe if ticket else False,
            },
        ),
        "last_answered": shown.ballot(int(answered)) if answered.isdecimal() else None,
        "item": _quiz_item(shown, int(answered)) if answered.isdecimal() else None,
        "extra": shown.extra,
    }


def _quiz_item(shown: screens.Screen, position: int) -> Item | None:
    """What the quiz teaches about the phrase that was just answered."""
    if shown.sequence is None or shown.sequence.kind != quiz.KIND.code:
        return None
    return decks.item_at(shown.sequence.settings, position)


def _taught(shown: screens.Screen) -> list[tuple[screens.Ballot, Item, str]]:
    """What a deck teaches about each phrase, for kinds that ask them all at once."""
    if shown.sequence is None or shown.sequence.kind != sorting.KIND.code:
        return []
    deck = decks.chosen(shown.sequence.settings)
    labels = {category.value: category.label for category in deck.categories}
    return [
        (ballot, item, labels[item.answer]) for ballot, item in zip(shown.ballots, deck.items, strict=False)
    ]


def _pictures(shown: screens.Screen) -> list[tuple[Option, Picture]]:
    """The pictures to choose from, for a photolangage."""
    return [(o, ALBUM[o.subject_id]) for o in shown.options if o.subject_id in ALBUM]


def _own_word_page(
    request: HttpRequest, room: Room, token: str, number: int, *, trouble: str = ""
) -> HttpResponse:
    shown = screens.screen(room, token=token, now=clock.now())
    word = next((word for word in shown.own_words if word.number == number), None)
    if word is None:
        return _page(
            request,
            room,
            status=404,
            trouble="Seul le téléphone qui a envoyé cette parole peut la retirer ou la corriger.",
        )
    context = _context(request, shown, token, trouble) | {"word": word}
    status = answers.UNPROCESSABLE if trouble else 200
    return render(request, "rooms/participant/own_word.html", context, status=status)


def _refuse(request: HttpRequest, room: Room, refusal: DomainError) -> HttpResponse:
    status = answers.status_of(refusal)
    if answers.wants_json(request):
        return answers.refused(refusal.message, status=status, reason=answers.reason_of(refusal))
    return _page(request, room, status=status, trouble=refusal.message)


def _received(request: HttpRequest, room: Room, receipt: contributions.Receipt, token: str) -> HttpResponse:
    response: HttpResponse
    if answers.wants_json(request):
        body = {"id": str(receipt.id), "number": receipt.number, "received_at": receipt.received_at}
        response = answers.json(body, status=200 if receipt.is_replay else 201)
    else:
        response = redirect(f"{reverse('rooms:room', args=[room.code])}?recu={receipt.number}")
    cookies.give(response, request, room.code, token)
    return response


def _counted(request: HttpRequest, room: Room, receipt: votes.BallotReceipt, token: str) -> HttpResponse:
    response: HttpResponse
    if answers.wants_json(request):
        body = {"id": str(receipt.ballot), "answers": receipt.answers, "received_at": receipt.received_at}
        response = answers.json(body, status=200 if receipt.is_replay else 201)
    else:
        query = (
            f"?avis={request.POST['position']}" if request.POST.get("position", "").isdecimal() else "?avis=0"
        )
        response = redirect(f"{reverse('rooms:room', args=[room.code])}{query}")
    cookies.give(response, request, room.code, token)
    return response
