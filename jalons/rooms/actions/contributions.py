"""Receiving words: one stream for phones, cards and scribes, one identity rule.

The client makes the id (UUIDv7). A replay gets the first receipt back. Numbers of a room have neither
gaps nor doubles: the room's row is locked while one is given, and rolls back with the words.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jalons.core import clock
from jalons.core.actors import PARTICIPANT, Actor
from jalons.core.errors import DomainError
from jalons.core.turns import one_writer_at_a_time
from jalons.journal import actions as journal
from jalons.rooms import corrections, rules
from jalons.rooms.actions import announce, proposals, tickets
from jalons.rooms.enums import Channel
from jalons.rooms.kinds import registry
from jalons.rooms.models import Contribution, Option, Room, Sequence, Table
from jalons.rooms.rules import AlreadySentError, QuestionClosedError
from jalons.rooms.state import Phase, accepts_kept_words, state
from jalons.territories.models import Territory

ANSWERING = ("step", "kind", "title", "state", "closes_at", "closed_at", "paused_at", "settings")
"""The columns of a sequence that receiving an answer reads: under a hall's burst, each column counts."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the client may rely on once the transaction is durable."""

    id: UUID
    number: int
    received_at: datetime
    is_replay: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What somebody said, as it comes from a form. `written_at` is the phone's own account."""

    id: UUID
    text: str
    channel: Channel = Channel.PHONE
    category: str = ""
    table: Table | None = None
    commune: Territory | None = None
    tone: str = ""
    year: int | None = None
    facet: str = ""
    option: UUID | None = None
    written_at: datetime | None = None
    happened_on: date | None = None
    replaces: Contribution | None = field(default=None)


@one_writer_at_a_time
@transaction.atomic
def say(*, room: Room, sequence_id: UUID, words: Words, token: str, now: datetime | None = None) -> Receipt:
    """Keep what a participant says from a phone or a shared tablet.

    Raises AlreadySentError when the id already carries other words, QuestionClosedError when the
    sequence does not take answers, DomainError when the words cannot be kept.
    """
    moment = now or clock.now()
    room = Room.objects.select_for_update().only("step", "code", "is_open", "last_number").get(id=room.id)
    if first := _already(room, words):
        return first
    sequence = _sequence(room, sequence_id)
    is_late = words.written_at is not None
    _refuse_unless_words_asked(sequence, at_any_moment=is_late)
    current = state(sequence, moment)
    if not room.is_open and not accepts_kept_words(current, written_at=words.written_at, now=moment):
        raise QuestionClosedError(
            "Cette salle est fermée. Gardez votre texte : la personne qui anime peut le saisir."
        )
    if not current.accepts and not accepts_kept_words(current, written_at=words.written_at, now=moment):
        raise QuestionClosedError(current.sentence)
    ticket = tickets.take(room=room, token=token)
    words = replace(
        words,
        table=words.table or ticket.table,
        category=words.category or ("" if words.channel is Channel.SCRIBE else ticket.category),
    )
    kept = _keep(room, sequence, words, now=moment, ticket_id=ticket.id)
    return Receipt(kept.id, kept.number, kept.entered_at)


@one_writer_at_a_time
@transaction.atomic
def enter(*, room: Room, sequence_id: UUID, words: Words, by: Actor, now: datetime | None = None) -> Receipt:
    """Type a card or note somebody's words, during the session or days after (rule 25).

    The day it was said is the step's date unless told otherwise. Raises the same errors as `say`, except
    that a closed sequence still takes cards; one that never opened does not.
    """
    moment = now or clock.now()
    room = Room.objects.select_for_update().select_related("step").get(id=room.id)
    if first := _already(room, words):
        return first
    sequence = _sequence(room, sequence_id)
    _refuse_unless_words_asked(sequence, at_any_moment=True)
    if state(sequence, moment).phase in (Phase.AHEAD, Phase.SKIPPED):
        raise QuestionClosedError(
            "Cette question n’a pas encore été posée : ouvrez-la avant de saisir ses cartes."
        )
    today = timezone.localdate(moment)
    day = words.happened_on or min(room.step.starts_on or today, today)
    words = replace(words, happened_on=rules.said_on(day, today=today))
    kept = _keep(room, sequence, words, now=moment, entered_by=by.label)
    if kept.is_late_entry:
        _note_late(room, sequence, by=by, now=moment)
    return Receipt(kept.id, kept.number, kept.entered_at)


@one_writer_at_a_time
@transaction.atomic
def withdraw(*, room: Room, number: int, token: str, now: datetime | None = None) -> Contribution:
    """Let its author take a word back while the question is open. The number stays taken.

    Raises DomainError when it is not theirs, QuestionClosedError afterwards.
    """
    moment = now or clock.now()
    mine = own_word(room=room, number=number, token=token, now=moment)
    mine.withdrawn_at = moment
    mine.save(update_fields=["withdrawn_at", "updated_at"])
    journal.record(
        "word.withdrawn",
        by=PARTICIPANT,
        scope=room.scope(),
        on=mine.id,
        label=f"n° {mine.number}",
        now=moment,
    )
    announce.to_staff(room, "word.withdrawn", number=mine.number)
    return mine


@one_writer_at_a_time
@transaction.atomic
def correct(*, room: Room, number: int, words: Words, token: str, now: datetime | None = None) -> Receipt:
    """Let its author say it better while the question is open: the first words are withdrawn, and a new
    contribution with its own number replaces them. Nothing is ever rewritten (rule 18)."""
    moment = now or clock.now()
    Room.objects.select_for_update().get(id=room.id)
    if first := _already(room, words):
        return first
    old = own_word(room=room, number=number, token=token, now=moment)
    withdraw(room=room, number=number, token=token, now=moment)
    words = replace(words, facet=words.facet or old.facet, option=words.option or old.option_id, replaces=old,
                    year=words.year or old.year)  # fmt: skip
    receipt = say(room=room, sequence_id=old.sequence_id, words=words, token=token, now=moment)
    corrections.follow(old.id, receipt.id)
    return receipt


@transaction.atomic
def undo_entry(*, room: Room, number: int, by: Actor, now: datetime | None = None) -> Contribution:
    """Take back a card that was just typed, by whoever types. It is withdrawn, its number stays taken."""
    typed = (
        Contribution.objects.select_for_update()
        .filter(
            room=room, number=number, channel__in=[Channel.PAPER, Channel.SCRIBE], withdrawn_at__isnull=True
        )
        .exclude(entered_by="")
        .first()
    )
    if typed is None:
        raise DomainError("Cette carte n’est plus dans la liste : rechargez la page.")
    typed.withdrawn_at = now or clock.now()
    typed.save(update_fields=["withdrawn_at", "updated_at"])
    journal.record("word.withdrawn", by=by, scope=room.scope(), on=typed.id, label=f"n° {number}", now=now)
    announce.to_staff(room, "word.withdrawn", number=number)
    return typed


def own_word(*, room: Room, number: int, token: str, now: datetime) -> Contribution:
    """A word that this ticket said and may still take back. Raises DomainError."""
    word = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("sequence")
        .filter(room=room, number=number, ticket__token=token, withdrawn_at__isnull=True)
        .first()
    )
    if word is None:
        raise DomainError("Seul le téléphone qui a envoyé cette parole peut la retirer ou la corriger.")
    if not state(word.sequence, now).accepts:
        raise QuestionClosedError(
            "La question est close : votre parole reste telle quelle. "
            "Dites à la personne qui anime ce qui vous gêne."
        )
    return word


def _already(room: Room, words: Words) -> Receipt | None:
    """The first receipt of this id, if it was already kept. Raises AlreadySentError on other words."""
    known = Contribution.objects.filter(id=words.id).only("room", "text", "number", "entered_at")
    first = next(iter(known.order_by()), None)
    if first is None:
        return None
    if first.room_id != room.id or first.text != rules.words(words.text):
        raise AlreadySentError(
            "Cette page avait déjà envoyé un autre texte, qui est bien gardé. "
            "Relisez celui-ci, puis envoyez-le de nouveau : il aura son propre numéro."
        )
    return Receipt(first.id, first.number, first.entered_at, is_replay=True)


def _sequence(room: Room, sequence_id: UUID) -> Sequence:
    asked = Sequence.objects.filter(id=sequence_id, step=room.step_id).only(*ANSWERING)
    sequence = next(iter(asked.order_by()), None)
    if sequence is None:
        raise QuestionClosedError(
            "Cette question n’est plus au programme. Gardez votre texte, la suite va s’afficher."
        )
    return sequence


def _refuse_unless_words_asked(sequence: Sequence, *, at_any_moment: bool = False) -> None:
    """Raises when the kind takes no words, or not at this moment of the sequence (cards come at any)."""
    kind = registry.get(sequence.kind)
    if not (kind.takes_words or kind.also_words):
        raise DomainError("Cette partie ne demande pas de texte.")
    if kind.also_words and sequence.settings.get("proposals") is False:
        raise DomainError("Dans cette partie, les phrases ne sont pas proposées par les participants.")
    if not at_any_moment and not kind.receives_words(sequence.settings):
        raise QuestionClosedError(
            "Ce n’est pas le moment des arguments. Gardez votre texte : il pourra être saisi."
        )


def _option(sequence: Sequence, option_id: UUID | None) -> Option | None:
    if option_id is None:
        if registry.get(sequence.kind).needs_option:
            raise DomainError("Choisissez d’abord une image.", field="option")
        return None
    option = Option.objects.filter(id=option_id, sequence=sequence).first()
    if option is None:
        raise DomainError("Choisissez à quoi se rapporte votre réponse.", field="option")
    return option


def _keep(
    room: Room,
    sequence: Sequence,
    words: Words,
    *,
    now: datetime,
    ticket_id: UUID | None = None,
    entered_by: str = "",
) -> Contribution:
    kind = registry.get(sequence.kind)
    room.last_number += 1
    kept = Contribution.objects.create(
        id=words.id,
        room=room,
        sequence=sequence,
        number=room.last_number,
        text=rules.words(words.text, longest=kind.longest_word),
        year=rules.event_year(kind, words.year, today=timezone.localdate(now)),
        ticket_id=ticket_id,
        table=words.table,
        option=_option(sequence, words.option),
        facet=rules.facet(kind, words.facet),
        replaces=words.replaces,
        category=words.category,
        commune=words.commune,
        tone=words.tone,
        channel=words.channel,
        happened_on=words.happened_on or timezone.localdate(now),
        entered_at=now,
        entered_by=entered_by,
    )
    Room.objects.filter(id=room.id).update(last_number=room.last_number)
    proposals.arrive(kept, sequence)
    announce.to_staff(
        room,
        "word.received",
        number=kept.number,
        sequence=str(sequence.id),
        table=words.table.number if words.table else None,
    )
    return kept


def _note_late(room: Room, sequence: Sequence, *, by: Actor, now: datetime) -> None:
    """One journal line a day for a sequence typed after the session, not one a card."""
    from jalons.journal.models import Entry

    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if not Entry.objects.filter(verb="words.entered_late", object_id=sequence.id, at__gte=today).exists():
        journal.record(
            "words.entered_late", by=by, scope=room.scope(), on=sequence.id, label=sequence.title, now=now
        )
