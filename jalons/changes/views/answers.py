"""How a refused move comes back: the sentence, what was typed, the same page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from jalons.changes.forms import RefusableForm
from jalons.core.errors import DomainError

UNPROCESSABLE = 422
REOPENED = (
    "La version soumise ne correspond plus : elle est remplacée, "
    "et chaque signataire doit se prononcer de nouveau."
)


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


def move_and_go(request: HttpRequest, move: Callable[[], object], *, done: str, to: str) -> HttpResponse:
    """For short moves: to a page, with what happened or why it did not. A True result means « reopened »."""
    try:
        result = move()
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, done)
        if result is True:
            messages.warning(request, REOPENED)
    return redirect(to)
