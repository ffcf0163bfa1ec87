"""Attendance by half-day: opened, signed or noted from paper, countersigned, rectified (rule 10)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.ids import new_id
from jalons.directory.models import Person
from jalons.initiatives.enums import StepStatus
from jalons.initiatives.models import Step
from jalons.journal.actions import record
from jalons.training.enums import Half, Presence, SigningMode
from jalons.training.models import Emargement, HalfDaySlot, HeldSignature, Rectification
from jalons.training.queries import attendance

MORNING, AFTERNOON = time(9), time(14)
NOON = time(13)
MOST_STROKES, MOST_POINTS = 60, 4000
BOARD = 1000
"""A signature is drawn on a board of 1 000 by 400 points, whatever the screen."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What a device sends. `strokes`: lists of [x, y] on the board; `signed_at`: the device's clock."""

    person: Person
    client_id: UUID
    strokes: Sequence[Sequence[Sequence[int]]]
    signed_at: datetime
    mode: SigningMode = SigningMode.TABLET
    is_offline: bool = False


@transaction.atomic
def open_slots(step: Step, *, by: Actor, now: datetime | None = None) -> list[HalfDaySlot]:
    """The half-days of a session, made once: one or two, at the hours of the session.

    Raises DomainError for a session without date, removed, or that nobody bills.
    """
    step = Step.objects.select_for_update(of=("self",)).select_related("mission").get(pk=step.pk)
    known = list(step.slots.all())
    if known:
        return known
    if step.starts_on is None:
        raise DomainError("Donnez d’abord une date à cette séance.")
    if not step.half_days or not step.is_billed or step.status == StepStatus.CANCELLED:
        raise DomainError("Cette séance n’est pas une demi-journée de la formation : on n’y émarge pas.")
    made = [
        HalfDaySlot.objects.create(
            step=step,
            half=half,
            on=step.starts_on,
            starts_at=start,
            ends_at=_after(start, step.mission.hours_per_half_day),
            hours=step.mission.hours_per_half_day,
            key=secrets.token_urlsafe(18),
        )
        for half, start in _halves(step)
    ]
    record("attendance.opened", by=by, scope=step.scope(), on=step.id, label=step.title, now=now)
    return made


def _halves(step: Step) -> list[tuple[Half, time]]:
    start = step.starts_at or MORNING
    if step.half_days == 1:
        return [(Half.MORNING if start < NOON else Half.AFTERNOON, start)]
    return [(Half.MORNING, min(start, MORNING)), (Half.AFTERNOON, AFTERNOON)]


def _after(start: time, hours: Decimal) -> time:
    """The end of a half-day; never past midnight."""
    begin = datetime.combine(datetime(2000, 1, 1), start)  # noqa: DTZ001 - only its hour is used
    end = begin + timedelta(hours=float(hours))
    return end.time() if end.date() == begin.date() else time(23, 59)


@transaction.atomic
def sign(
    slot: HalfDaySlot, *, signature: Signature, by: Actor | None = None, now: datetime | None = None
) -> Emargement | HeldSignature:
    """Keep a signature. Replayed, it answers with the first one.

    When the place is taken or the sheet locked, the signature is kept apart, never merged nor lost: the
    answer is then a HeldSignature. Raises DomainError before the day, without a drawing, or for somebody
    not expected.
    """
    slot = _locked(slot)
    moment = now or clock.now()
    known = _received(signature.client_id)
    if known is not None:
        return known
    line = _line(slot, signature.person)
    if timezone.localdate(moment) < slot.on:
        raise DomainError(f"Cette demi-journée est le {slot.on:%d/%m/%Y} : on n’émarge pas d’avance.")
    strokes = _checked(signature.strokes)
    if slot.is_locked or line.emargement is not None:
        return _hold(slot, signature, strokes, moment)
    made = Emargement.objects.create(
        slot=slot,
        person=signature.person,
        attendee=line.attendee,
        presence=Presence.PRESENT,
        mode=signature.mode,
        is_offline=signature.is_offline,
        signature=strokes,
        signed_at=min(signature.signed_at, moment),
        received_at=moment,
        recorded_by=by.label if by else "",
        client_id=signature.client_id,
    )
    who = Actor(label=signature.person.name)
    record("attendance.signed", by=by or who, scope=slot.scope(), on=made.id, label=str(slot), now=moment)
    return made


def _received(client_id: UUID) -> Emargement | HeldSignature | None:
    return (
        Emargement.objects.filter(client_id=client_id).first()
        or HeldSignature.objects.filter(client_id=client_id).first()
    )


def _hold(slot: HalfDaySlot, signature: Signature, strokes: list[Any], now: datetime) -> HeldSignature:
    """Keep a signature apart, for the trainer to see (rule 25)."""
    held = HeldSignature.objects.create(
        slot=slot,
        person=signature.person,
        mode=signature.mode,
        signature=strokes,
        signed_at=min(signature.signed_at, now),
        received_at=now,
        client_id=signature.client_id,
    )
    who = Actor(label=signature.person.name)
    record("attendance.held", by=who, scope=slot.scope(), on=slot.id, label=str(slot), now=now)
    return held


@transaction.atomic
def note(
    slot: HalfDaySlot,
    *,
    person: Person,
    presence: Presence,
    by: Actor,
    now: datetime | None = None,
) -> Emargement:
    """Copy what a paper sheet says of one person, or note an absence. Before the countersignature only."""
    slot = _locked(slot)
    moment = now or clock.now()
    if slot.is_locked:
        raise DomainError("La feuille est contresignée : écrivez une rectification datée.")
    if timezone.localdate(moment) < slot.on:
        raise DomainError("Cette demi-journée n’a pas encore eu lieu.")
    line = _line(slot, person)
    known = line.emargement
    if known is not None and known.presence == presence:
        return known
    if known is not None:
        known.presence, known.recorded_by, known.received_at = presence, by.label, moment
        if presence == Presence.ABSENT:
            known.signature = []
        known.save()
        made = known
    else:
        made = Emargement.objects.create(
            slot=slot,
            person=person,
            attendee=line.attendee,
            presence=presence,
            mode=SigningMode.PAPER,
            signed_at=moment,
            received_at=moment,
            recorded_by=by.label,
            client_id=new_id(),
        )
    record("attendance.noted", by=by, scope=slot.scope(), on=made.id, label=str(slot), now=moment)
    return made


@transaction.atomic
def countersign(slot: HalfDaySlot, *, by: Actor, now: datetime | None = None) -> HalfDaySlot:
    """The trainer vouches for the sheet: it is locked. Everybody must have a presence, the trainer theirs."""
    slot = _locked(slot)
    moment = now or clock.now()
    if slot.is_locked:
        return slot
    sheet = attendance.sheet(slot)
    if sheet.trainer is None:
        raise DomainError("Le dossier de formation ne nomme pas encore la formatrice ou le formateur.")
    if sheet.missing:
        names = ", ".join(line.person.name for line in sheet.missing)
        raise DomainError(f"Il manque une signature ou une absence pour : {names}.")
    if not sheet.trainer.is_there:
        raise DomainError("La formatrice ou le formateur n’était pas là : la feuille ne se contresigne pas.")
    slot.countersigned_at, slot.countersigned_by = moment, by.label
    slot.save()
    record("attendance.countersigned", by=by, scope=slot.scope(), on=slot.id, label=str(slot), now=moment)
    return slot


@transaction.atomic
def rectify(
    emargement: Emargement, *, presence: Presence, reason: str, by: Actor, now: datetime | None = None
) -> Rectification:
    """Correct a locked sheet: the line stays as it was, the correction is written beside it, dated.

    Raises DomainError before the lock, without a reason, or when nothing would change.
    """
    slot = _locked(emargement.slot)
    emargement = Emargement.objects.select_related("person").get(pk=emargement.pk)
    if not slot.is_locked:
        raise DomainError("La feuille n’est pas contresignée : corrigez-la directement.")
    if not reason.strip():
        raise DomainError("Écrivez pourquoi la feuille est rectifiée.", field="reason")
    last = emargement.rectifications.order_by("made_at", "id").last()
    before = last.presence_after if last else emargement.presence
    if before == presence:
        raise DomainError("C’est déjà ce que dit la feuille.", field="presence")
    made = Rectification.objects.create(
        emargement=emargement,
        presence_before=before,
        presence_after=presence,
        reason=reason.strip(),
        made_by=by.label,
        made_at=now or clock.now(),
    )
    label = f"{emargement.person.name}, {slot}"
    record(
        "attendance.rectified",
        by=by,
        scope=slot.scope(),
        on=made.id,
        label=label,
        reason=made.reason,
        now=now,
    )
    return made


@transaction.atomic
def settle(held: HeldSignature, *, by: Actor, now: datetime | None = None) -> HeldSignature:
    """Somebody looked at a signature kept apart; a rectification, if one is due, is a move of its own."""
    if held.settled_at is None:
        held.settled_at, held.settled_by = now or clock.now(), by.label
        held.save()
        record(
            "attendance.settled",
            by=by,
            scope=held.slot.scope(),
            on=held.slot_id,
            label=str(held.slot),
            now=now,
        )
    return held


def _line(slot: HalfDaySlot, person: Person) -> attendance.Line:
    found = next((one for one in attendance.sheet(slot).lines if one.person.pk == person.pk), None)
    if found is None:
        raise DomainError(f"{person.name} n’est pas attendue ou attendu à cette demi-journée.")
    return found


def _checked(strokes: Sequence[Sequence[Sequence[int]]]) -> list[list[list[int]]]:
    """The drawing with whole numbers on the board. Raises DomainError for an empty or a monstrous one."""
    try:
        drawn = [[[int(x), int(y)] for x, y in stroke] for stroke in strokes if stroke]
    except (TypeError, ValueError) as malformed:
        raise DomainError("Cette signature n’a pas pu être lue : signez de nouveau.") from malformed
    points = [point for stroke in drawn for point in stroke]
    if len(points) < 2:  # noqa: PLR2004 - a dot is a wrong tap
        raise DomainError("Signez dans le cadre avant d’envoyer.")
    if len(drawn) > MOST_STROKES or len(points) > MOST_POINTS:
        raise DomainError("Cette signature est trop longue : signez plus simplement.")
    if any(not 0 <= value <= BOARD for point in points for value in point):
        raise DomainError("Cette signature n’a pas pu être lue : signez de nouveau.")
    return drawn


def _locked(slot: HalfDaySlot) -> HalfDaySlot:
    return (
        HalfDaySlot.objects.select_for_update(of=("self",))
        .select_related("step__mission", "step__initiative")
        .get(pk=slot.pk)
    )
