"""Notes of the journal des changements: what changed, how one knows, who else says so."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from jalons.changes.models import LastingChange
from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.live import publish
from jalons.initiatives.models import Initiative
from jalons.journal.actions import record
from jalons.pathways.models import Link
from jalons.steering.enums import Answer, LogStatus
from jalons.steering.models import ChangeLogEntry, Substantiation
from jalons.territories.models import Territory

_AGREES = {Answer.FULLY, Answer.PARTLY}


@transaction.atomic
def note(
    initiative: Initiative,
    *,
    statement: str,
    who_changed: str,
    observed_on: date,
    is_expected: bool,
    is_positive: bool,
    by: Actor,
    change: LastingChange | None = None,
    link: Link | None = None,
    kind: str = "",
    commune: Territory | None = None,
    evidence: str = "",
    second_evidence: str = "",
    significance: str = "",
    why_it_matters: str = "",
    our_part: str = "",
    noted_by: str = "",
    now: datetime | None = None,
) -> ChangeLogEntry:
    """Note something that changed, expected or not, favourable or not. Raises DomainError."""
    if not statement.strip():
        raise DomainError("Dites ce qui a changé, en une phrase.", field="statement")
    if not who_changed.strip():
        raise DomainError("Dites qui a changé : des personnes, une organisation.", field="who_changed")
    if observed_on > (now or clock.now()).date():
        raise DomainError("La date d’observation est dans l’avenir.", field="observed_on")
    _check_home(initiative, change, link)
    entry = ChangeLogEntry.objects.create(
        initiative=initiative,
        change=change,
        link=link,
        statement=statement.strip(),
        kind=kind,
        who_changed=who_changed.strip(),
        commune=commune,
        observed_on=observed_on,
        evidence=evidence.strip(),
        second_evidence=second_evidence.strip(),
        is_expected=is_expected,
        is_positive=is_positive,
        significance=significance,
        why_it_matters=why_it_matters.strip(),
        our_part=our_part.strip(),
        noted_by=noted_by.strip() or by.label,
        noted_by_account=by.id,
    )
    _record(entry, "log_entry.noted", by=by, now=now)
    return entry


@transaction.atomic
def edit(entry: ChangeLogEntry, *, by: Actor, now: datetime | None = None, **fields: Any) -> ChangeLogEntry:
    """Complete a note. Once somebody corroborated it, its statement no longer moves."""
    if fields.get("statement", entry.statement) != entry.statement and entry.is_verified:
        raise DomainError(
            "Quelqu’un a corroboré cette phrase : elle ne change plus. Notez-en une autre.", field="statement"
        )
    if not str(fields.get("statement", entry.statement)).strip():
        raise DomainError("Dites ce qui a changé, en une phrase.", field="statement")
    _check_home(entry.initiative, fields.get("change", entry.change), fields.get("link", entry.link))
    for name, value in fields.items():
        setattr(entry, name, value.strip() if isinstance(value, str) else value)
    entry.save()
    _record(entry, "log_entry.edited", by=by, now=now)
    return entry


@transaction.atomic
def ask(
    entry: ChangeLogEntry,
    *,
    verifier: str,
    asked_on: date,
    by: Actor,
    quality: str = "",
    answer: str = "",
    comment: str = "",
    answered_on: date | None = None,
    now: datetime | None = None,
) -> Substantiation:
    """Note whom one asked, and what they say if they said it. Never the informant (domain.md §9.6)."""
    name = " ".join(verifier.split())
    if not name:
        raise DomainError("Dites auprès de qui vous vérifiez.", field="verifier")
    if name.casefold() == entry.noted_by.casefold():
        raise DomainError("C’est la personne qui l’a noté : demandez à quelqu’un d’autre.", field="verifier")
    asked = Substantiation.objects.create(
        entry=entry,
        informant=entry.noted_by,
        verifier=name,
        quality=quality.strip(),
        asked_on=asked_on,
        recorded_by=by.label,
    )
    _record(entry, "log_entry.asked", by=by, now=now, verifier=name)
    if answer:
        answer_to(asked, answer=answer, comment=comment, answered_on=answered_on or asked_on, by=by, now=now)
    return asked


@transaction.atomic
def answer_to(
    asked: Substantiation,
    *,
    answer: str,
    answered_on: date,
    by: Actor,
    comment: str = "",
    now: datetime | None = None,
) -> Substantiation:
    """Note the answer. An agreement, whole or in part, makes the note « vérifiée »."""
    if answer not in Answer.values:
        raise DomainError("Choisissez une réponse.", field="answer")
    if answered_on < asked.asked_on:
        raise DomainError("La réponse vient avant la question : vérifiez les dates.", field="answered_on")
    asked.answer, asked.comment, asked.answered_on = answer, comment.strip(), answered_on
    asked.save()
    entry = asked.entry
    if answer in _AGREES and entry.status == LogStatus.SUBMITTED:
        entry.status = LogStatus.SUBSTANTIATED
        entry.save(update_fields=["status", "updated_at"])
    said = asked.get_answer_display()
    _record(entry, "log_entry.answered", by=by, now=now, verifier=asked.verifier, answer=said)
    return asked


@transaction.atomic
def reject(entry: ChangeLogEntry, *, reason: str, by: Actor, now: datetime | None = None) -> ChangeLogEntry:
    """Set a note aside, with why; it stays readable."""
    if not reason.strip():
        raise DomainError("Dites pourquoi vous l’écartez.", field="reason")
    entry.status, entry.rejected_reason = LogStatus.REJECTED, reason.strip()
    entry.save(update_fields=["status", "rejected_reason", "updated_at"])
    _record(entry, "log_entry.rejected", by=by, now=now, reason=entry.rejected_reason)
    return entry


def _check_home(initiative: Initiative, change: LastingChange | None, link: Link | None) -> None:
    if change is not None and change.initiative_id != initiative.id:
        raise DomainError("Ce changement n’est pas de ce territoire.", field="change")
    if link is not None and link.pathway.change.initiative_id != initiative.id:
        raise DomainError("Ce lien n’est pas de ce territoire.", field="link")


def _record(entry: ChangeLogEntry, verb: str, *, by: Actor, now: datetime | None, **facts: str) -> None:
    scope = entry.initiative.scope()
    record(verb, by=by, scope=scope, on=entry.id, label=entry.statement[:200], now=now, **facts)
    publish(f"initiative:{entry.initiative_id}", "log", {"id": str(entry.id)})
