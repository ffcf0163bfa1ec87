"""Answers to phones: JSON for the page's script, a page or a redirection for plain forms."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from jalons.core.errors import DomainError
from jalons.rooms.rules import AlreadySentError, QuestionClosedError

CONFLICT, UNPROCESSABLE = 409, 422


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def status_of(refusal: DomainError) -> int:
    """409 when the moment is wrong or the id is taken, 422 when what was sent is."""
    return CONFLICT if isinstance(refusal, AlreadySentError | QuestionClosedError) else UNPROCESSABLE


def reason_of(refusal: DomainError) -> str:
    """What the script may do: « again » needs a new id, « closed » keeps the text, « wrong » stops."""
    if isinstance(refusal, AlreadySentError):
        return "again"
    return "closed" if isinstance(refusal, QuestionClosedError) else "wrong"


def refused(sentence: str, *, status: int, reason: str = "wrong") -> HttpResponse:
    return json({"erreur": sentence, "reason": reason}, status=status)


def json(body: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response
