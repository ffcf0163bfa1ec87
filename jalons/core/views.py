"""Error pages. Each says what happened and what to do next, and never what the machine looks like."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render

_SERVER_ERROR = Path(__file__).parent / "templates" / "core" / "errors" / "500.html"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400. The exception's words are the framework's, in English: not shown."""
    return render(request, "core/errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403. Shows the sentence that the refusal came with."""
    sentence = str(exception) or "Votre rôle ne permet pas d’ouvrir cette page."
    return render(request, "core/errors/403.html", {"sentence": sentence}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404. Also what people without a role see of a territory."""
    return render(request, "core/errors/404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form sent from a page that had become too old, or without cookies."""
    return render(request, "core/errors/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. A plain file: nothing that just failed (database, session, template) is needed to show it."""
    return HttpResponseServerError(_SERVER_ERROR.read_bytes())
