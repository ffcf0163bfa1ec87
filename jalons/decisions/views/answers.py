"""How a refused move comes back: the sentence, what was typed, the same page."""

from collections.abc import Callable
from typing import TypedDict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.decisions.actions import objections
from jalons.decisions.forms import RefusableForm
from jalons.decisions.models import ConsentProcess, Objection
from jalons.rooms.models import Ticket


class Proof(TypedDict):
    """Who says it, and what shows that they are its author."""

    code: str
    ticket: Ticket | None
    by: Actor


def try_form(form: RefusableForm, move: Callable[[], object]) -> bool:
    """Make the move if the form is whole; a refusal becomes the form's own error."""
    if not form.is_valid():
        return False
    try:
        move()
    except DomainError as refused:
        form.refuse(refused)
        return False
    return True


def settle(
    objection: Objection,
    word: str,
    *,
    by: Actor,
    code: str = "",
    ticket: Ticket | None = None,
    note: str = "",
) -> None:
    """What its author says of an objection, proved by a code or by the phone's ticket.

    Raises DomainError for a word that is none of theirs.
    """
    proof: Proof = {"code": code, "ticket": ticket, "by": by}
    match word:
        case "confirm":
            objections.confirm(objection, **proof)
        case "lift":
            objections.lift(objection, note=note, **proof)
        case "concern":
            objections.accept_as_concern(objection, **proof)
        case "maintain":
            objections.maintain(objection, **proof)
        case "withdraw":
            objections.withdraw(objection, note=note, **proof)
        case _:
            raise DomainError("Choisissez une réponse, puis envoyez-la de nouveau.")


def move_and_return(
    request: HttpRequest, consent: ConsentProcess, move: Callable[[], object], *, done: str
) -> HttpResponse:
    """For one-button moves: back to the decision, with what happened or why it did not."""
    try:
        move()
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, done)
    return redirect(consent)
