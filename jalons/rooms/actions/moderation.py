"""Moderation: a word is put apart with a reason and a trace, never erased, and can be put back."""

from datetime import datetime

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.journal import actions as journal
from jalons.rooms.actions import announce
from jalons.rooms.models import Contribution

REASONS = (
    "Nomme une personne",
    "Donne un détail intime sur quelqu’un",
    "Insulte ou menace",
    "Sans rapport avec la question",
)
"""The published rule of moderation, as reasons. A sentence of one's own is possible too."""


@transaction.atomic
def mask(*, contribution: Contribution, reason: str, by: Actor, now: datetime | None = None) -> Contribution:
    """Put a word apart: it leaves the screens and the counts shown, and stays in the record.

    Raises DomainError without a reason.
    """
    if not reason.strip():
        raise DomainError("Dites pourquoi cette parole est mise à part.", field="reason")
    word = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("room__step")
        .get(id=contribution.id)
    )
    if word.masked_at is None:
        word.masked_at, word.masked_reason = now or clock.now(), reason.strip()[:200]
        word.save(update_fields=["masked_at", "masked_reason", "updated_at"])
        journal.record(
            "word.masked",
            by=by,
            scope=word.room.scope(),
            on=word.id,
            label=f"n° {word.number}",
            reason=word.masked_reason,
            now=now,
        )
        announce.to_staff(word.room, "word.masked", number=word.number)
    return word


@transaction.atomic
def unmask(*, contribution: Contribution, by: Actor, now: datetime | None = None) -> Contribution:
    """Put a word back."""
    word = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("room__step")
        .get(id=contribution.id)
    )
    if word.masked_at is not None:
        word.masked_at, word.masked_reason = None, ""
        word.save(update_fields=["masked_at", "masked_reason", "updated_at"])
        journal.record(
            "word.unmasked", by=by, scope=word.room.scope(), on=word.id, label=f"n° {word.number}", now=now
        )
        announce.to_staff(word.room, "word.unmasked", number=word.number)
    return word


@transaction.atomic
def reword(*, contribution: Contribution, text: str, by: Actor, now: datetime | None = None) -> Contribution:
    """Write a clearer version beside the verbatim, never in its place (rule 18). Empty removes it."""
    word = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("room__step")
        .get(id=contribution.id)
    )
    word.reworded = text.strip()
    word.save(update_fields=["reworded", "updated_at"])
    journal.record(
        "word.reworded", by=by, scope=word.room.scope(), on=word.id, label=f"n° {word.number}", now=now
    )
    return word
