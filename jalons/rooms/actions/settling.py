"""What the group settles on after seeing its spread: typed by people, with its reason (domain.md §3.6)."""

from datetime import datetime

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.journal import actions as journal
from jalons.rooms.actions import announce
from jalons.rooms.enums import SequenceState
from jalons.rooms.kinds import registry
from jalons.rooms.models import CommonAnswer, Option, Room


@transaction.atomic
def settle(
    *, option: Option, value: str, reason: str, by: Actor, now: datetime | None = None
) -> CommonAnswer:
    """Write down the group's common answer on an item. Saying it again replaces it; the journal keeps both.

    Raises DomainError without a reason, on a value that is not of the scale, and before the spread was shown.
    """
    sequence = option.sequence
    question = registry.get(sequence.kind).questions(sequence.settings, option.position)[0]
    labels = {choice.value: choice.label for choice in question.choices}
    if value not in labels:
        raise DomainError("Choisissez la réponse du groupe.", field="value")
    if not reason.strip():
        raise DomainError("Écrivez pourquoi le groupe répond cela : c’est ce qui servira.", field="reason")
    if not sequence.is_revealed or sequence.state == SequenceState.PLANNED:
        raise DomainError("Montrez d’abord l’écart entre les réponses, puis parlez-en ensemble.")
    common, _ = CommonAnswer.objects.update_or_create(
        option=option,
        defaults={
            "value": value,
            "reason": reason.strip()[:400],
            "entered_by": by.label,
            "entered_at": now or clock.now(),
        },
    )
    journal.record(
        "common_answer.given", by=by, scope=sequence.scope(), on=option.id, label=option.label,
        answer=f"{labels[value]}, parce que {common.reason}", now=now,
    )  # fmt: skip
    room = Room.objects.filter(step=sequence.step_id).first()
    if room is not None:
        announce.to_everybody(room, "common_answer.given", sequence)
    return common
