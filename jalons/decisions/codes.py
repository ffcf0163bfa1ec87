"""The author's code: a short word that only the person who speaks holds, without any name.

Whoever types an objection for somebody hands the code over; lifting, withdrawing or confirming asks for
it back. Nothing is stored: the code is derived from the voice and the installation's secret key.
"""

import hmac
from uuid import UUID

from django.utils.crypto import salted_hmac

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without I, L, O, 0, 1: it is read aloud and copied by hand
LENGTH = 5


def code_of(voice_id: UUID, generation: int) -> str:
    """The five signs that this voice was given."""
    digest = salted_hmac("decisions.author", f"{voice_id}:{generation}", algorithm="sha256").digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])


def matches(typed: str, voice_id: UUID, generation: int) -> bool:
    """Whether what was typed is the code; case and spaces forgiven."""
    clean = "".join(typed.split()).upper()
    return hmac.compare_digest(clean.encode(), code_of(voice_id, generation).encode())
