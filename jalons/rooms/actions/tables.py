"""What a table does as a table: its seats, the heaps it makes, its « c’est bien cela »."""

from collections.abc import Mapping
from collections.abc import Sequence as Many
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import PARTICIPANT, Actor
from jalons.core.errors import DomainError
from jalons.journal import actions as journal
from jalons.rooms.actions import announce
from jalons.rooms.kinds import registry
from jalons.rooms.models import Sequence, Table, TableGroup, TableGroupCard, TableWork
from jalons.rooms.queries.tables import cards_of
from jalons.rooms.rules import QuestionClosedError
from jalons.rooms.state import state

MOST_SEATS = 60
MOST_HEAPS = 20
LONGEST_TITLE = 120


@transaction.atomic
def seat(*, table: Table, people: int | None, by: Actor, now: datetime | None = None) -> None:
    """Say how many people sit there, with or without a phone; None when nobody counted.

    Raises DomainError outside 0 to 60.
    """
    if people is not None and not 0 <= people <= MOST_SEATS:
        raise DomainError(f"Donnez un nombre de personnes entre 0 et {MOST_SEATS}.", field="people")
    table.seats = people
    table.save(update_fields=["seats", "updated_at"])
    journal.record(
        "table.seated", by=by, scope=table.room.scope(), on=table.id, label=str(table.number),
        count=people if people is not None else "?", now=now,
    )  # fmt: skip
    announce.to_staff(table.room, "table.seated", table=table.number)


@transaction.atomic
def arrange(
    *,
    sequence: Sequence,
    table: Table,
    titles: Many[str],
    cards: Mapping[UUID, int],
    now: datetime | None = None,
    is_typed_by_staff: bool = False,
) -> TableWork:
    """Write the heaps of a table as they are now: titles in order, and for each card the heap it is in.

    `cards` gives a place in `titles` (from 0); a card left out is in no heap. An empty title drops its heap.
    Raises DomainError on a card of another table, on too many heaps, and once the table has validated;
    QuestionClosedError when the sequence is not open (staff type heaps made on paper afterwards).
    """
    if not is_typed_by_staff:
        _refuse_unless_open(sequence, now=now)
    work, _ = TableWork.objects.get_or_create(sequence=sequence, table=table)
    work = TableWork.objects.select_for_update(of=("self",)).get(id=work.id)
    if work.validated_at is not None:
        raise DomainError("Votre table a validé ses tas. Touchez « Reprendre » pour les changer.")
    named = [(place, title.strip()[:LONGEST_TITLE]) for place, title in enumerate(titles) if title.strip()]
    if len(named) > MOST_HEAPS:
        raise DomainError(f"{MOST_HEAPS} tas au plus : réunissez ceux qui se ressemblent.")
    allowed = {card.id for card in cards_of(table)}
    if set(cards) - allowed:
        raise DomainError("Une carte n’est pas de cette table : rechargez la page.")
    work.groups.all().delete()
    groups = {
        place: TableGroup.objects.create(work=work, title=title, position=position)
        for position, (place, title) in enumerate(named, start=1)
    }
    TableGroupCard.objects.bulk_create(
        TableGroupCard(work=work, group=groups[place], word_id=card)
        for card, place in cards.items()
        if place in groups
    )
    announce.to_staff(table.room, "table.arranged", table=table.number)
    return work


@transaction.atomic
def validate(
    *, sequence: Sequence, table: Table, by: Actor = PARTICIPANT, now: datetime | None = None
) -> TableWork:
    """The table says « c’est bien cela ». Raises DomainError when it has nothing to validate."""
    work = TableWork.objects.select_for_update(of=("self",)).filter(sequence=sequence, table=table).first()
    if work is None or not work.groups.exists():
        raise DomainError("Faites au moins un tas avant de valider.")
    if work.validated_at is None:
        work.validated_at = now or clock.now()
        work.save(update_fields=["validated_at", "updated_at"])
        _note("table.validated", table, by=by, now=now)
    return work


@transaction.atomic
def reopen(
    *, sequence: Sequence, table: Table, by: Actor = PARTICIPANT, now: datetime | None = None
) -> TableWork:
    """The table takes its work up again, while the sequence is open."""
    _refuse_unless_open(sequence, now=now)
    work = TableWork.objects.select_for_update(of=("self",)).get(sequence=sequence, table=table)
    if work.validated_at is not None:
        work.validated_at = None
        work.save(update_fields=["validated_at", "updated_at"])
        _note("table.reopened", table, by=by, now=now)
    return work


def _refuse_unless_open(sequence: Sequence, *, now: datetime | None) -> None:
    if not registry.get(sequence.kind).is_by_table:
        raise DomainError("Cette partie ne se fait pas par table.")
    current = state(Sequence.objects.get(id=sequence.id), now or clock.now())  # somebody may have closed it
    if not current.accepts:
        raise QuestionClosedError(current.sentence)


def _note(verb: str, table: Table, *, by: Actor, now: datetime | None) -> None:
    journal.record(verb, by=by, scope=table.room.scope(), on=table.id, label=str(table.number), now=now)
    announce.to_staff(table.room, verb, table=table.number)
