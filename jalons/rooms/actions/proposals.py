"""Statements that participants propose: short, labelled as such, moderated before or after (lessons)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.journal import actions as journal
from jalons.rooms.actions import announce
from jalons.rooms.models import Contribution, Option, Sequence

MODERATED_AFTER = "after"
SUBJECT = "word"


def arrive(word: Contribution, sequence: Sequence) -> None:
    """A word came in: in a sequence moderated afterwards, it is a statement at once."""
    if sequence.settings.get("proposals") and sequence.settings.get("moderation") == MODERATED_AFTER:
        _make(word, sequence)


@transaction.atomic
def accept(*, word: Contribution, by: Actor, now: datetime | None = None) -> Option:
    """Put a proposed statement to the room. Its words are those of its author, unchanged.

    Raises DomainError when the sequence takes no proposals, or when the word was put apart or taken back.
    """
    word = Contribution.objects.select_for_update(of=("self",)).select_related("sequence", "room__step").get(
        id=word.id
    )  # fmt: skip
    if not word.sequence.settings.get("proposals"):
        raise DomainError("Cette partie ne prend pas de phrases proposées.")
    if not word.is_published:
        raise DomainError("Cette phrase a été mise à part ou retirée : elle ne peut pas être proposée.")
    if (already := Option.objects.filter(word=word).first()) is not None:
        return already
    option = _make(word, word.sequence)
    journal.record(
        "statement.accepted", by=by, scope=word.room.scope(), on=word.id, label=f"n° {word.number}", now=now
    )
    announce.to_everybody(word.room, "statement.accepted", word.sequence)
    return option


def _make(word: Contribution, sequence: Sequence) -> Option:
    last = Option.objects.filter(sequence=sequence).aggregate(last=Max("position"))["last"] or 0
    return Option.objects.create(
        sequence=sequence, subject_kind=SUBJECT, subject_id=word.id, label=word.text, position=last + 1,
        word=word,
    )  # fmt: skip
