"""Validation by the signatories: submit, record, confirm, rectify (rule 2; domain.md §9.7)."""

from dataclasses import dataclass
from datetime import date, datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.timezone import localdate

from jalons.changes import rules
from jalons.changes.actions import reopening, sets, telling
from jalons.changes.content import content_of, says_the_same
from jalons.changes.enums import ValidationDecision
from jalons.changes.models import ChangeSet, FormalValidation, ValidationRectification
from jalons.changes.queries import current_change_set, kept_changes, standing_of
from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.typography import day
from jalons.initiatives.models import Initiative


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a signatory decided, as it comes from a form."""

    decision: str
    decided_on: date | None
    deliberation_reference: str = ""
    reserves: str = ""
    proof: str = ""


@transaction.atomic
def submit(initiative: Initiative, *, by: Actor, reason: str = "", now: datetime | None = None) -> ChangeSet:
    """Freeze the kept changes and ask every signatory. Hard: four to six (rule 1), a dated CTG (rule 24).

    After a refusal the changes are amended, then submitted again. Raises DomainError.
    """
    at = now or clock.now()
    kept = kept_changes(initiative)
    rules.demand_four_to_six(len(kept))
    rules.demand_horizon(initiative.ctg_ends_on)
    for change in kept:
        reopening.demand_no_consent(change)
    current = current_change_set(initiative)
    if current is not None:
        if says_the_same(current.content, content_of(initiative, kept)):
            raise DomainError(
                f"Rien n’a changé depuis la version {current.number} : elle est déjà chez les signataires."
            )
        reopening.supersede(current, reason=reason.strip() or "Une nouvelle version a été soumise.", at=at)
    frozen = sets.freeze(initiative, kept, reason=reason.strip(), by=by, at=at)
    sets.follow(initiative, at=at)
    telling.say(initiative, "changes.submitted", by=by, on=frozen.id, now=now, number=frozen.number)
    return frozen


@transaction.atomic
def ask_missing(change_set: ChangeSet, *, by: Actor, now: datetime | None = None) -> int:
    """Ask the signatories that joined after this version went out. Returns how many."""
    _demand_current(change_set)
    new = [
        s.signatory
        for s in standing_of(change_set)
        if s.validation is None and s.signatory.status != "withdrawn"
    ]
    for signatory in new:
        made = sets.ask(change_set, signatory, at=now or clock.now())
        telling.say(
            change_set.initiative,
            "validation.asked",
            by=by,
            on=made.id,
            label=str(signatory),
            now=now,
            number=change_set.number,
        )
    return len(new)


@transaction.atomic
def record(
    validation: FormalValidation,
    *,
    decision: Decision,
    is_own: bool,
    by: Actor,
    now: datetime | None = None,
) -> FormalValidation:
    """Keep what a signatory decided. `is_own`: the signatory itself speaks (its link, its account).

    Somebody else's entry needs the place of the proof, and counts once a second person confirmed it.
    Raises DomainError when it is already recorded, replaced, or not whole.
    """
    at = now or clock.now()
    row = _locked(validation)
    if row.is_recorded:
        raise DomainError(
            "Cette décision est déjà enregistrée. Pour la corriger, demandez une rectification datée."
        )
    _check(row, decision, is_own=is_own, at=at)
    _write(row, decision, by=by, at=at, is_own=is_own)
    verb = "validation.recorded" if is_own else "validation.entered"
    _tell(row, verb, by=by, now=now)
    _follow(row, by=by, at=at)
    return row


@transaction.atomic
def confirm(validation: FormalValidation, *, by: Actor, now: datetime | None = None) -> FormalValidation:
    """A second person has seen the proof. Raises DomainError for whoever typed it."""
    at = now or clock.now()
    row = _locked(validation)
    if not row.is_recorded or row.is_confirmed:
        raise DomainError("Il n’y a pas de saisie à confirmer pour ce signataire.")
    if row.recorder_id is not None and row.recorder_id == by.id:
        raise DomainError(
            "Vous avez saisi cette décision : une autre personne, ou le signataire lui-même, la confirme."
        )
    row.confirmed_at, row.confirmed_by = at, by.label
    row.save()
    telling.say(
        row.change_set.initiative, "validation.confirmed", by=by, on=row.id, label=str(row.signatory), now=now
    )
    _follow(row, by=by, at=at)
    return row


@transaction.atomic
def rectify(
    validation: FormalValidation,
    *,
    decision: Decision,
    reason: str,
    is_own: bool,
    by: Actor,
    now: datetime | None = None,
) -> FormalValidation:
    """Correct a recorded decision: dated, with a reason, the former words kept. Confirmed anew."""
    at = now or clock.now()
    row = _locked(validation)
    if not row.is_recorded:
        raise DomainError("Il n’y a pas encore de décision à rectifier.")
    if not reason.strip():
        raise DomainError("Dites pourquoi vous rectifiez.", field="reason")
    _check(row, decision, is_own=is_own, at=at)
    before = _words(row)
    _write(row, decision, by=by, at=at, is_own=is_own)
    ValidationRectification.objects.create(
        validation=row, at=at, by=by.label, reason=reason.strip(), before=before, after=_words(row)
    )
    telling.say(
        row.change_set.initiative,
        "validation.rectified",
        by=by,
        on=row.id,
        label=str(row.signatory),
        now=now,
        reason=reason.strip(),
    )
    _follow(row, by=by, at=at)
    return row


@transaction.atomic
def send_links(change_set: ChangeSet, *, by: Actor, now: datetime | None = None) -> int:
    """Mail their personal link to the signatories that have an address and have not answered."""
    _demand_current(change_set)
    waiting = [
        v
        for v in change_set.validations.select_related("signatory__organisation")
        if not v.is_recorded and v.signatory.contact_email
    ]
    if not waiting:
        raise DomainError(
            "Aucun signataire en attente n’a d’adresse : ajoutez-la sur la page des signataires."
        )
    for validation in waiting:
        mail(validation, at=now or clock.now(), is_reminder=validation.last_mailed_at is not None)
    telling.say(
        change_set.initiative, "validation.links_sent", by=by, on=change_set.id, now=now, count=len(waiting)
    )
    return len(waiting)


def link_of(validation: FormalValidation) -> str:
    """The whole address of a signatory's page."""
    return settings.SITE_URL.rstrip("/") + validation.get_absolute_url()


def mail(validation: FormalValidation, *, at: datetime, is_reminder: bool) -> None:
    """Send its personal link to one signatory, and note that it left. Raises DomainError."""
    context = {
        "validation": validation,
        "change_set": validation.change_set,
        "link": link_of(validation),
        "is_reminder": is_reminder,
    }
    name = validation.change_set.initiative.name
    before = "Rappel, " if is_reminder else ""
    number = validation.change_set.number
    try:
        send_mail(
            subject=f"{before}{name} : votre décision sur les changements, version {number}",
            message=render_to_string("changes/email/validation.txt", context),
            from_email=None,
            recipient_list=[validation.signatory.contact_email],
        )
    except (SMTPException, OSError) as failure:
        raise DomainError(
            "Un message n’a pas pu partir : aucun n’est marqué comme envoyé. Vérifiez les adresses, "
            "puis recommencez ; si cela dure, prévenez la personne qui administre Jalons."
        ) from failure
    validation.last_mailed_at = at
    validation.reminder_count += is_reminder
    validation.save(update_fields=["last_mailed_at", "reminder_count", "updated_at"])


def _locked(validation: FormalValidation) -> FormalValidation:
    row = (
        FormalValidation.objects.select_for_update(of=("self",))
        .select_related("change_set__initiative", "signatory__organisation")
        .get(id=validation.id)
    )
    _demand_current(row.change_set)
    return row


def _demand_current(change_set: ChangeSet) -> None:
    if change_set.superseded_at is not None:
        raise DomainError(
            f"La version {change_set.number} a été remplacée : la décision porte sur la nouvelle version."
        )


def _check(row: FormalValidation, decision: Decision, *, is_own: bool, at: datetime) -> None:
    rules.demand_decision(
        decision.decision,
        decided_on=decision.decided_on,
        reference=decision.deliberation_reference,
        reserves=decision.reserves,
        asked_on=localdate(row.change_set.submitted_at),
        today=localdate(at),
        is_authority=row.signatory.is_authority,
    )
    if not is_own and not decision.proof.strip():
        raise DomainError(
            "Dites où se trouve la preuve (procès-verbal, courrier, registre) : la délibération fait foi.",
            field="proof",
        )


def _write(row: FormalValidation, decision: Decision, *, by: Actor, at: datetime, is_own: bool) -> None:
    row.decision = decision.decision
    row.decided_on = decision.decided_on
    row.deliberation_reference = decision.deliberation_reference.strip()
    row.reserves = decision.reserves.strip()
    row.proof = decision.proof.strip()
    row.recorded_at, row.recorded_by, row.recorder_id = at, by.label, by.id
    row.confirmed_at, row.confirmed_by = (at, by.label) if is_own else (None, "")
    row.save()


def _words(row: FormalValidation) -> dict[str, str]:
    return {
        "decision": row.get_decision_display(),
        "decided_on": row.decided_on.isoformat() if row.decided_on else "",
        "deliberation_reference": row.deliberation_reference,
        "reserves": row.reserves,
        "proof": row.proof,
    }


def _tell(row: FormalValidation, verb: str, *, by: Actor, now: datetime | None) -> None:
    telling.say(
        row.change_set.initiative,
        verb,
        by=by,
        on=row.id,
        label=str(row.signatory),
        now=now,
        decision=ValidationDecision(row.decision).label.lower(),
        decided_on=day(row.decided_on) if row.decided_on else "",
    )


def _follow(row: FormalValidation, *, by: Actor, at: datetime) -> None:
    """When this word was the last one awaited, say that the version is validated."""
    before = ChangeSet.objects.values_list("validated_at", flat=True).get(id=row.change_set_id)
    if sets.follow(row.change_set.initiative, at=at) and before is None:
        telling.say(
            row.change_set.initiative,
            "changes.validated",
            by=by,
            on=row.change_set_id,
            now=at,
            number=row.change_set.number,
        )
