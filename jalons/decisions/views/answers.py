"""How a refused move comes back: the sentence, what was typed, the same page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from jalons.core.errors import DomainError
from jalons.decisions.forms import RefusableForm
from jalons.decisions.models import ConsentProcess


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
