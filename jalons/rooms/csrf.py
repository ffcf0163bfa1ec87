"""Django's protection against forged posts, with an answer that keeps what was typed.

A phone's page may come back from the browser's memory with a token that has expired: a bare 403 would
lose a sentence somebody took time to write. The check is Django's own; only what follows differs.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]

SENTENCE = (
    "Votre page était restée ouverte trop longtemps, ou votre téléphone refuse les cookies. "
    "Votre texte est toujours là : envoyez-le de nouveau."
)


def _nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason


def is_forged(request: HttpRequest) -> bool:
    """Whether Django would refuse this post."""
    check = _Check(_nothing)
    check.process_request(request)
    return check.process_view(request, _nothing, (), {}) is not None


def kept_on_refusal(refused: View) -> Callable[[View], View]:
    """Protect a view; a refused post is answered by `refused`, which shows the page with its text."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and is_forged(request):
                return refused(request, *args, **kwargs)
            return view(request, *args, **kwargs)

        return inner

    return decorate
