"""Trainees: enrolled, their prerequisites checked, accepted; adaptations asked and arranged in confidence."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jalons.accounts.actions import people as accounts
from jalons.accounts.actions import roles
from jalons.accounts.enums import Role
from jalons.core import clock
from jalons.core.actors import SOFTWARE, Actor
from jalons.core.errors import DomainError
from jalons.core.scope import INSTALLATION
from jalons.directory.actions import people
from jalons.directory.actions.people import Contact
from jalons.directory.models import Person
from jalons.initiatives.models import Initiative, Mission, Step
from jalons.journal.actions import record
from jalons.training.enums import AdaptationStatus, CheckConclusion, CheckMode, EnrolmentStatus
from jalons.training.models import AdaptationRequest, Enrolment

CONFIDENTIAL = "demande d’adaptation"
"""All that the journal says of one: neither who asks nor what."""

DEFAULT_ADAPTATION_MONTHS = 3
DAYS_A_MONTH = 30.4375


@dataclass(frozen=True, slots=True)
class Trainee:
    """Who comes. `initiative` None: the whole mission."""

    contact: Contact
    employer: str = ""
    function: str = ""
    initiative: Initiative | None = None


@transaction.atomic
def enrol(mission: Mission, *, trainee: Trainee, by: Actor, now: datetime | None = None) -> Enrolment:
    """Enrol somebody, and open their account when an address is known: they then see their own papers.

    Raises DomainError for somebody already enrolled, or a territory of another mission.
    """
    moment = now or clock.now()
    if trainee.initiative is not None and trainee.initiative.mission_id != mission.pk:
        raise DomainError("Ce territoire n’est pas de cette mission.", field="initiative")
    person = _person(mission, trainee.contact, by, moment)
    if Enrolment.objects.filter(mission=mission, person=person).exists():
        raise DomainError(f"{person.name} est déjà inscrite ou inscrit à cette formation.", field="name")
    enrolment = Enrolment.objects.create(
        mission=mission,
        person=person,
        employer=trainee.employer.strip(),
        function=trainee.function.strip(),
        initiative=trainee.initiative,
        requested_on=timezone.localdate(moment),
    )
    record("enrolment.asked", by=by, scope=mission.scope(), on=enrolment.id, label=person.name, now=moment)
    return enrolment


def _person(mission: Mission, contact: Contact, by: Actor, now: datetime) -> Person:
    """The person of this address, else a new one; linked to their account when there is an address."""
    address = contact.email.strip().lower()
    known = Person.objects.filter(email=address, anonymised_at__isnull=True).first() if address else None
    person = known or people.create(contact=contact, by=by, scope=mission.scope(), now=now)
    if address and person.account is None:
        account = accounts.open_account(email=address, name=person.name, by=by, now=now)
        if not Person.objects.filter(account=account).exists():
            person.account = account
            person.save(update_fields=["account", "updated_at"])
    return person


@transaction.atomic
def check(
    enrolment: Enrolment,
    *,
    mode: CheckMode,
    conclusion: CheckConclusion,
    answers: str = "",
    note: str = "",
    by: Actor,
    now: datetime | None = None,
) -> Enrolment:
    """Conclude on the prerequisites, by questionnaire or interview (domain.md §6.3).

    Raises DomainError without a conclusion, or when something is to complete and nothing says what.
    """
    enrolment = _locked(enrolment)
    moment = now or clock.now()
    if conclusion == CheckConclusion.PENDING:
        raise DomainError("Choisissez une conclusion.", field="conclusion")
    if conclusion == CheckConclusion.TO_COMPLETE and not note.strip():
        raise DomainError("Écrivez ce qui est à compléter avant la formation.", field="note")
    enrolment.check_mode, enrolment.check_conclusion = mode, conclusion
    enrolment.check_answers, enrolment.check_note = answers.strip(), note.strip()
    enrolment.checked_by, enrolment.checked_on = by.label, timezone.localdate(moment)
    enrolment.save()
    record(
        "enrolment.checked",
        by=by,
        scope=enrolment.mission.scope(),
        on=enrolment.id,
        label=enrolment.person.name,
        conclusion=CheckConclusion(conclusion).label.lower(),
        now=moment,
    )
    return enrolment


@transaction.atomic
def answer_questionnaire(enrolment: Enrolment, *, answers: str, by: Actor) -> Enrolment:
    """The trainee's own answers; the conclusion stays the training body's. Refused once it is given."""
    enrolment = _locked(enrolment)
    if enrolment.check_conclusion != CheckConclusion.PENDING:
        raise DomainError("Vos prérequis ont déjà été vérifiés : vos réponses sont gardées telles quelles.")
    if not answers.strip():
        raise DomainError("Écrivez quelques lignes.", field="answers")
    enrolment.check_answers, enrolment.check_mode = answers.strip(), CheckMode.QUESTIONNAIRE
    enrolment.save(update_fields=["check_answers", "check_mode", "updated_at"])
    return enrolment


@transaction.atomic
def accept(enrolment: Enrolment, *, by: Actor, now: datetime | None = None) -> Enrolment:
    """Accept, once the prerequisites have their conclusion; the person becomes a trainee of the mission."""
    enrolment = _locked(enrolment)
    if enrolment.check_conclusion == CheckConclusion.PENDING:
        raise DomainError("Vérifiez d’abord les prérequis, par questionnaire ou par entretien.")
    if enrolment.is_accepted:
        return enrolment
    enrolment.status, enrolment.left_reason = EnrolmentStatus.ACCEPTED, ""
    enrolment.save()
    if enrolment.person.account is not None:
        roles.grant(
            user=enrolment.person.account,
            role=Role.TRAINEE,
            scope=enrolment.mission.scope(),
            by=by,
            employer=enrolment.employer,
            now=now,
        )
    record(
        "enrolment.accepted",
        by=by,
        scope=enrolment.mission.scope(),
        on=enrolment.id,
        label=enrolment.person.name,
        now=now,
    )
    return enrolment


@transaction.atomic
def leave(
    enrolment: Enrolment,
    *,
    status: EnrolmentStatus,
    reason: str,
    by: Actor,
    now: datetime | None = None,
) -> Enrolment:
    """Refuse a request, or note that somebody gives up; always with a reason. What was signed stays."""
    enrolment = _locked(enrolment)
    if status not in {EnrolmentStatus.REFUSED, EnrolmentStatus.DROPPED}:
        raise DomainError("Choisissez un refus ou un abandon.", field="status")
    if status == EnrolmentStatus.DROPPED and not enrolment.is_accepted:
        raise DomainError("Seule une inscription acceptée peut être abandonnée.", field="status")
    if not reason.strip():
        raise DomainError("Écrivez le motif.", field="reason")
    enrolment.status, enrolment.left_reason = status, reason.strip()
    enrolment.save()
    record(
        f"enrolment.{status.value}",
        by=by,
        scope=enrolment.mission.scope(),
        on=enrolment.id,
        label=enrolment.person.name,
        reason=enrolment.left_reason,
        now=now,
    )
    return enrolment


@transaction.atomic
def ask_adaptation(
    enrolment: Enrolment, *, need: str, by: Actor, now: datetime | None = None
) -> AdaptationRequest:
    """Keep what somebody needs in order to attend. The journal names nobody."""
    if not need.strip():
        raise DomainError("Écrivez ce dont vous avez besoin pour suivre la formation.", field="need")
    moment = now or clock.now()
    request = AdaptationRequest.objects.create(
        enrolment=enrolment, need=need.strip(), asked_on=timezone.localdate(moment)
    )
    record("adaptation.asked", by=SOFTWARE, scope=INSTALLATION, on=request.id, label=CONFIDENTIAL, now=moment)
    return request


@transaction.atomic
def decide_adaptation(
    request: AdaptationRequest, *, adaptation: str, by: Actor, now: datetime | None = None
) -> AdaptationRequest:
    """Write what is arranged: the trainer reads this and nothing else. Empty: closed without arrangement."""
    request = AdaptationRequest.objects.select_for_update().get(pk=request.pk)
    moment = now or clock.now()
    request.adaptation = adaptation.strip()
    request.status = AdaptationStatus.DECIDED if request.adaptation else AdaptationStatus.CLOSED
    request.decided_on = timezone.localdate(moment)
    request.save()
    record("adaptation.decided", by=by, scope=INSTALLATION, on=request.id, label=CONFIDENTIAL, now=moment)
    return request


@transaction.atomic
def forget_adaptations(*, today: date, by: Actor = SOFTWARE) -> int:
    """Delete the requests of trainings that ended long enough ago (domain.md §7.1). Returns how many."""
    months = settings.RETENTION_MONTHS.get("adaptation", DEFAULT_ADAPTATION_MONTHS)
    before = today - timedelta(days=round(months * DAYS_A_MONTH))
    still = Step.objects.filter(starts_on__gte=before, half_days__gt=0).values("mission_id")
    asked = AdaptationRequest.objects.filter(enrolment__requested_on__lt=before)
    gone = asked.exclude(enrolment__mission_id__in=still)
    count = gone.count()
    gone.delete()
    if count:
        record("adaptation.forgotten", by=by, scope=INSTALLATION, label="demandes d’adaptation")
    return count


def _locked(enrolment: Enrolment) -> Enrolment:
    return (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("mission", "person__account")
        .get(pk=enrolment.pk)
    )
