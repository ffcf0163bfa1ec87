"""The personal link of a voice that answers at a distance: signed, without a name, never stored.

It dies with the code: when a lost code is given again, the former link no longer works.
"""

from uuid import UUID

from django.core.signing import BadSignature, Signer

_SALT = "decisions.voice"


def token_of(voice_id: UUID, generation: int) -> str:
    """What stands in the address."""
    return Signer(salt=_SALT).sign_object([voice_id.hex, generation])


def read(token: str) -> tuple[UUID, int] | None:
    """The voice and the generation that a link names; None for anything that we did not sign."""
    try:
        found = Signer(salt=_SALT).unsign_object(token)
        return UUID(found[0]), int(found[1])
    except (BadSignature, ValueError, TypeError, IndexError):
        return None
