"""Receiving votes: one row per option, ticket and criterion; the last one wins; a log keeps them all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.core.turns import one_writer_at_a_time
from jalons.rooms import rules
from jalons.rooms.actions import announce, tickets
from jalons.rooms.actions.contributions import ANSWERING
from jalons.rooms.enums import Channel
from jalons.rooms.kinds import registry
from jalons.rooms.models import Option, Room, Sequence, Ticket, Vote, VoteLog
from jalons.rooms.rules import AlreadySentError, QuestionClosedError
from jalons.rooms.state import Phase, state

Answers = Mapping[UUID, Mapping[str, str]]
"""Values by option and criterion."""


@dataclass(frozen=True, slots=True)
class BallotReceipt:
    """How many answers are kept, and when they came first."""

    ballot: UUID
    received_at: datetime
    answers: int
    is_replay: bool = False


@one_writer_at_a_time
@transaction.atomic
def cast(
    *,
    room: Room,
    sequence_id: UUID,
    ballot: UUID,
    answers: Answers,
    token: str,
    channel: Channel = Channel.PHONE,
    now: datetime | None = None,
) -> BallotReceipt:
    """Keep one sending of answers. A replay changes nothing, even after a newer vote.

    Raises QuestionClosedError, AlreadySentError (same ballot, other answers) and DomainError.
    """
    moment = now or clock.now()
    asked = Sequence.objects.filter(id=sequence_id, step=room.step_id).only(*ANSWERING)
    sequence = next(iter(asked.order_by()), None)
    if sequence is None or not registry.get(sequence.kind).takes_votes:
        raise QuestionClosedError("Cette question n’est plus au programme. La suite va s’afficher.")
    checked = _check(sequence, answers, is_paper=channel is Channel.PAPER)
    if first := _already(ballot, checked):
        return first
    current = state(sequence, moment)
    if channel is Channel.PAPER:
        if current.phase in (Phase.AHEAD, Phase.SKIPPED):
            raise QuestionClosedError(
                "Cette question n’a pas encore été posée : ouvrez-la avant de saisir les avis."
            )
    elif not (room.is_open and current.accepts):
        raise QuestionClosedError(_closed_sentence(current.sentence, current.phase))
    ticket = tickets.take(room=room, token=token, channel=channel)
    _refuse_too_many_dots(sequence, ticket, checked)
    _write(ballot, ticket, channel, checked, now=moment)
    announce.to_staff(room, "votes.received", sequence=str(sequence.id))
    return BallotReceipt(ballot, moment, len(checked))


def _closed_sentence(sentence: str, phase: Phase) -> str:
    if phase is Phase.CLOSED:
        return "Le vote est clos : votre dernier avis envoyé à temps est celui qui compte."
    return sentence


def _check(sequence: Sequence, answers: Answers, *, is_paper: bool) -> dict[tuple[UUID, str], str]:
    """Answers against their scales. On paper every question stands; on a phone, those of the moment."""
    kind = registry.get(sequence.kind)
    asked = kind.questions if is_paper else kind.asked
    options = {option.id: option for option in sequence.options.shown()}
    checked: dict[tuple[UUID, str], str] = {}
    for option_id, given in answers.items():
        if option_id not in options:
            raise DomainError("Un choix n’est plus proposé : rechargez la page.")
        questions = asked(sequence.settings, options[option_id].position)
        if not questions:
            raise QuestionClosedError("La salle est passée à autre chose : rechargez la page.")
        for criterion, value in rules.answers(questions, given).items():
            checked[option_id, criterion] = value
    if not checked:
        raise DomainError("Choisissez une réponse avant d’envoyer.")
    return checked


def _already(ballot: UUID, checked: dict[tuple[UUID, str], str]) -> BallotReceipt | None:
    logged = list(VoteLog.objects.filter(ballot=ballot))
    if not logged:
        return None
    if {(row.option_id, row.criterion): row.value for row in logged} != checked:
        raise AlreadySentError(
            "Cet avis est déjà enregistré. Pour en changer, rechargez la page et répondez de nouveau."
        )
    return BallotReceipt(ballot, logged[0].created_at, len(logged), is_replay=True)


def _write(
    ballot: UUID,
    ticket: Ticket,
    channel: Channel,
    checked: dict[tuple[UUID, str], str],
    *,
    now: datetime,
) -> None:
    VoteLog.objects.bulk_create(
        VoteLog(
            ballot=ballot, option_id=option, ticket=ticket, criterion=criterion, value=value, channel=channel
        )
        for (option, criterion), value in checked.items()
    )
    Vote.objects.bulk_create(
        (
            Vote(
                option_id=option,
                ticket=ticket,
                criterion=criterion,
                value=value,
                channel=channel,
                updated_at=now,
            )
            for (option, criterion), value in checked.items()
        ),
        update_conflicts=True,
        unique_fields=["option", "ticket", "criterion"],
        update_fields=["value", "channel", "updated_at"],
    )


def _refuse_too_many_dots(sequence: Sequence, ticket: Ticket, checked: dict[tuple[UUID, str], str]) -> None:
    """Dots of one ticket never exceed what was said beforehand (§5.2)."""
    most = sequence.settings.get("dots")
    if most is None:
        return
    Ticket.objects.select_for_update().get(id=ticket.id)
    placed = {
        option: int(value)
        for option, value in Vote.objects.filter(option__sequence=sequence, ticket=ticket).values_list(
            "option_id", "value"
        )
    }
    placed |= {option: int(value) for (option, _), value in checked.items()}
    if sum(placed.values()) > most:
        raise DomainError(
            f"Vous avez {most} gommettes : enlevez-en {sum(placed.values()) - most} quelque part."
        )


def options_of(sequence: Sequence) -> list[Option]:
    """Options in their order."""
    return list(sequence.options.all())
