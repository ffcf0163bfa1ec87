"""Hearing the room: no objection, an objection, its test with the group, the word of its author."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.ids import new_id
from jalons.core.typography import day
from jalons.decisions import process as kernel
from jalons.decisions import rules
from jalons.decisions.actions import moving
from jalons.decisions.enums import ObjectionKind, VoiceKind
from jalons.decisions.models import ConsentProcess, ConsentVoice, Objection
from jalons.rooms.models import Ticket


@transaction.atomic
def say_none(consent: ConsentProcess, *, voice: ConsentVoice, by: Actor, now: datetime | None = None) -> None:
    """« Pas d’objection », from a phone or noted for a table. Its last word counts.

    A phone's answer is its own trace: only what somebody notes for others is journaled.
    """
    at = now or clock.now()
    moving.apply(
        consent,
        lambda p: kernel.say_no_objection(p, voice=str(voice.id), at=at),
        by=by,
        verb="" if voice.kind == VoiceKind.TICKET else "consent.answered",
        now=at,
        voice=voice.label,
    )


@transaction.atomic
def raise_one(
    consent: ConsentProcess,
    *,
    voice: ConsentVoice,
    by: Actor,
    argument: str = "",
    target: str = "",
    kind: ObjectionKind | None = None,
    is_confirmed: bool = True,
    objection_id: UUID | None = None,
    now: datetime | None = None,
) -> Objection:
    """« J’ai une objection parce que… ». After adoption it brings the review forward.

    `objection_id` is the phone's own: a replay answers with the objection already kept.
    """
    at = now or clock.now()
    ident = objection_id or new_id()
    known = Objection.objects.filter(id=ident, voice=voice).first()
    if known is not None:
        return known
    is_late = moving.lock(consent).state == kernel.State.ADOPTED
    moving.apply(
        consent,
        lambda p: kernel.raise_objection(
            p,
            objection_id=str(ident),
            voice=str(voice.id),
            argument=argument,
            target=target,
            kind=kernel.ObjectionKind(kind.value) if kind else None,
            is_confirmed=is_confirmed,
            at=at,
        ),
        by=by,
        verb="objection.raised_late" if is_late else "objection.raised",
        now=at,
        voice=voice.label,
        review_on=lambda p: day(p.early_review_on) if p.early_review_on else "",
    )
    return Objection.objects.select_related("process__initiative", "voice").get(id=ident)


@transaction.atomic
def complete(
    objection: Objection,
    *,
    argument: str,
    target: str,
    kind: ObjectionKind | None,
    by: Actor,
    now: datetime | None = None,
) -> None:
    """Write or correct its « parce que » while it is in test.

    What is typed for a person has to be read back by them; a table's rapporteur speaks for the table.
    """
    moving.apply_to_objection(
        objection,
        lambda p: kernel.complete(
            p,
            str(objection.id),
            argument=argument,
            target=target,
            kind=kernel.ObjectionKind(kind.value) if kind else None,
            is_confirmed=objection.voice.kind == VoiceKind.TABLE,
        ),
        by=by,
        verb="objection.completed",
        now=now or clock.now(),
    )


@transaction.atomic
def confirm(
    objection: Objection,
    *,
    by: Actor,
    code: str = "",
    ticket: Ticket | None = None,
    now: datetime | None = None,
) -> None:
    """Its author has read what was typed."""
    author, at = rules.author_key(objection.voice, code=code, ticket=ticket), now or clock.now()
    _author_says(
        objection,
        lambda p, ident: kernel.confirm(p, ident, by=author),
        verb="objection.confirmed",
        by=by,
        at=at,
    )


@transaction.atomic
def retain(
    objection: Objection, *, kind: ObjectionKind, reason: str, by: Actor, now: datetime | None = None
) -> None:
    """The group finds that it qualifies (rule 5)."""
    moving.apply_to_objection(
        objection,
        lambda p: kernel.retain(p, str(objection.id), reason=reason, kind=kernel.ObjectionKind(kind.value)),
        by=by,
        verb="objection.retained",
        now=now or clock.now(),
        reason=reason,
    )


@transaction.atomic
def do_not_retain(objection: Objection, *, reason: str, by: Actor, now: datetime | None = None) -> None:
    """The group finds that it does not qualify; it stays open until its author answers."""
    moving.apply_to_objection(
        objection,
        lambda p: kernel.do_not_retain(p, str(objection.id), reason=reason),
        by=by,
        verb="objection.not_retained",
        now=now or clock.now(),
        reason=reason,
    )


@transaction.atomic
def accept_as_concern(
    objection: Objection,
    *,
    by: Actor,
    code: str = "",
    ticket: Ticket | None = None,
    now: datetime | None = None,
) -> None:
    """Its author agrees that it becomes a concern, read again at the review."""
    author, at = rules.author_key(objection.voice, code=code, ticket=ticket), now or clock.now()
    _author_says(
        objection,
        lambda p, ident: kernel.accept_as_concern(p, ident, by=author, at=at),
        verb="objection.became_concern",
        by=by,
        at=at,
    )


@transaction.atomic
def maintain(
    objection: Objection,
    *,
    by: Actor,
    code: str = "",
    ticket: Ticket | None = None,
    now: datetime | None = None,
) -> None:
    """Its author keeps it in spite of the group’s test: it stays open and blocks."""
    author, at = rules.author_key(objection.voice, code=code, ticket=ticket), now or clock.now()
    _author_says(
        objection,
        lambda p, ident: kernel.maintain_objection(p, ident, by=author),
        verb="objection.maintained",
        by=by,
        at=at,
    )


@transaction.atomic
def withdraw(
    objection: Objection,
    *,
    by: Actor,
    code: str = "",
    ticket: Ticket | None = None,
    note: str = "",
    now: datetime | None = None,
) -> None:
    """Its author takes it back."""
    author, at = rules.author_key(objection.voice, code=code, ticket=ticket), now or clock.now()
    _author_says(
        objection,
        lambda p, ident: kernel.withdraw_objection(p, ident, by=author, at=at, note=note),
        verb="objection.withdrawn",
        by=by,
        at=at,
    )


@transaction.atomic
def lift(
    objection: Objection,
    *,
    by: Actor,
    code: str = "",
    ticket: Ticket | None = None,
    note: str = "",
    now: datetime | None = None,
) -> None:
    """Its author says that the version on the table answers it."""
    author, at = rules.author_key(objection.voice, code=code, ticket=ticket), now or clock.now()
    _author_says(
        objection,
        lambda p, ident: kernel.lift(p, ident, by=author, at=at, note=note),
        verb="objection.lifted",
        by=by,
        at=at,
        version=_version,
    )


def _author_says(
    objection: Objection,
    move: Callable[[kernel.Process, str], kernel.Process],
    *,
    verb: str,
    by: Actor,
    at: datetime,
    **facts: Any,
) -> None:
    """A move that only its author makes: the kernel checks who speaks."""
    moving.apply_to_objection(
        objection, lambda p: move(p, str(objection.id)), by=by, verb=verb, now=at, **facts
    )


def _version(process: kernel.Process) -> int:
    return process.version.number


@transaction.atomic
def propose(objection: Objection, *, proposal: str, by: Actor, now: datetime | None = None) -> None:
    """Note what the group proposes to lift it; the next version takes it up."""
    objection.proposal = proposal.strip()
    objection.save()
    moving.say(
        objection.process,
        "objection.proposal_written",
        by=by,
        now=now or clock.now(),
        number=objection.number,
    )


@transaction.atomic
def give_code_again(
    objection: Objection, *, reason: str, by: Actor, now: datetime | None = None
) -> ConsentVoice:
    """A lost code is replaced, with a reason that the record shows: the old one no longer works."""
    if not reason.strip():
        raise kernel.MissingWordsError("Dites pourquoi un nouveau code est remis.", field="reason")
    voice = ConsentVoice.objects.select_for_update().get(id=objection.voice_id)
    voice.code_generation += 1
    voice.save()
    moving.say(
        objection.process,
        "objection.code_given_again",
        by=by,
        now=now or clock.now(),
        number=objection.number,
        reason=reason.strip(),
    )
    return voice
