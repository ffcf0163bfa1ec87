"""The ticket of a phone: a person-less token, signed, that lives in a cookie and in the page's forms.

No row is written until the phone says something. Two phones are two tokens, so two people; « au suivant »
gives a shared tablet a new one.
"""

import secrets

from django.core import signing
from django.http import HttpRequest, HttpResponseBase

_SALT = "jalons.rooms.ticket"
_LIFE = 60 * 60 * 24 * 30
TOKEN_BYTES = 18


def cookie_name(code: str) -> str:
    return f"ticket-{code}"


def new_token() -> str:
    """A fresh token: 24 characters that nobody guesses."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def sign(code: str, token: str) -> str:
    """The token bound to its room, as the phone keeps it."""
    return signing.dumps([code, token], salt=_SALT, compress=False)


def read(code: str, signed: str) -> str | None:
    """The token, if this signature is ours and made for this room."""
    try:
        room, token = signing.loads(signed, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(token) if room == code else None


def token_of(request: HttpRequest, code: str) -> str | None:
    """The token of this phone: the one its form carries, else its cookie's.

    The form goes first: a text kept on a shared tablet belongs to whoever wrote it, not to the next.
    """
    for signed in (request.POST.get("jeton"), request.COOKIES.get(cookie_name(code))):
        if signed and (token := read(code, signed)):
            return token
    return None


def give(response: HttpResponseBase, request: HttpRequest, code: str, token: str) -> None:
    """Leave the ticket with the phone."""
    response.set_cookie(
        cookie_name(code),
        sign(code, token),
        max_age=_LIFE,
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
    )
