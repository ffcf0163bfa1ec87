"""Papers leave the house: numbered without gaps, immutable, replaced and never edited (rule 30)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.documents.actions import issue
from jalons.documents.models import IssuedDocument
from jalons.documents.tree import Document
from jalons.initiatives import agreement, planning
from jalons.initiatives.actions import agreements
from jalons.initiatives.enums import MissionStatus
from jalons.initiatives.models import Mission, Step
from jalons.journal.actions import record
from jalons.training.enums import AmendmentStatus, PaperKind, PaperStatus
from jalons.training.models import Amendment, Enrolment, MissionFile, Paper, TrainingBody
from jalons.training.papers import attendance as attendance_papers
from jalons.training.papers import contract as contract_papers
from jalons.training.queries import attendance, contracts

SERIES = {
    PaperKind.QUOTE: "DEVIS",
    PaperKind.AGREEMENT: "CONVENTION",
    PaperKind.AMENDMENT: "AVENANT",
    PaperKind.CONVOCATION: "CONVOCATION",
    PaperKind.SHEET: "PRESENCE",
    PaperKind.ATTESTATION: "ATTESTATION",
    PaperKind.CERTIFICATE: "CERTIFICAT",
    PaperKind.EVALUATION: "EVALUATION",
}
"""The series of each kind of paper."""


def keep(
    mission: Mission,
    *,
    kind: PaperKind,
    document: Document,
    by: Actor,
    now: datetime,
    former: Paper | None = None,
    enrolment: Enrolment | None = None,
    step: Step | None = None,
    amendment: Amendment | None = None,
    plan_hash: str = "",
) -> Paper:
    """Issue a document and keep it as a paper of the mission; `former` is replaced by it."""
    replaced = former.document if former else None
    issued = issue(
        document, series=SERIES[kind], by=by, scope=mission.scope(), supersedes=_alone(replaced), now=now
    )
    if former is not None:
        former.status = PaperStatus.REPLACED
        former.save(update_fields=["status", "updated_at"])
    paper = Paper.objects.create(
        mission=mission,
        kind=kind,
        document=issued,
        enrolment=enrolment,
        step=step,
        amendment=amendment,
        plan_hash=plan_hash,
    )
    record("paper.issued", by=by, scope=mission.scope(), on=paper.id, label=str(paper), now=now)
    return paper


def _alone(document: IssuedDocument | None) -> IssuedDocument | None:
    return IssuedDocument.objects.only("pk").get(pk=document.pk) if document else None


@transaction.atomic
def issue_quote(mission: Mission, *, by: Actor, now: datetime | None = None) -> Paper:
    """The devis of the plan as it stands; a new one replaces the former. Refused once one is signed."""
    mission = _locked(mission)
    moment = now or clock.now()
    if planning.last_agreement(mission) is not None:
        raise DomainError("La convention est signée : ce qui change se propose par un avenant.")
    contract = contracts.contract(mission)
    paper = keep(
        mission,
        kind=PaperKind.QUOTE,
        document=contract_papers.quote(contract, today=timezone.localdate(moment)),
        by=by,
        now=moment,
        former=contracts.standing(mission, PaperKind.QUOTE),
        plan_hash=agreement.fingerprint(contract.plan),
    )
    if mission.status == MissionStatus.PROSPECT:
        mission.status = MissionStatus.QUOTED
        mission.save(update_fields=["status", "updated_at"])
    return paper


@transaction.atomic
def issue_agreement(mission: Mission, *, by: Actor, now: datetime | None = None) -> Paper:
    """The convention de formation of the plan as it stands. Raises DomainError once one is signed."""
    mission = _locked(mission)
    moment = now or clock.now()
    if planning.last_agreement(mission) is not None:
        raise DomainError("La convention est signée : elle ne se remplace pas, un avenant la modifie.")
    contract = contracts.contract(mission)
    return keep(
        mission,
        kind=PaperKind.AGREEMENT,
        document=contract_papers.agreement(contract, today=timezone.localdate(moment)),
        by=by,
        now=moment,
        former=contracts.standing(mission, PaperKind.AGREEMENT),
        plan_hash=agreement.fingerprint(contract.plan),
    )


@transaction.atomic
def sign_agreement(paper: Paper, *, signed_on: date, by: Actor, now: datetime | None = None) -> Paper:
    """Both parties signed: the plan is frozen as the document says.

    Raises DomainError when the plan moved since the document was issued: nobody signs what it does not say.
    """
    paper = _paper(paper)
    if paper.status != PaperStatus.ISSUED:
        raise DomainError("Ce document n’attend pas de signature.")
    if paper.plan_hash != agreement.fingerprint(planning.snapshot(paper.mission)):
        raise DomainError(
            "Le plan a changé depuis que ce document est émis : émettez-le de nouveau, puis faites-le signer."
        )
    agreements.sign(paper.mission, signed_on=signed_on, by=by, now=now)
    return _signed(paper, signed_on, by, now)


@transaction.atomic
def propose_amendment(
    mission: Mission,
    *,
    reason: str,
    by: Actor,
    clauses: Sequence[dict[str, str]] = (),
    effect_on: date | None = None,
    origin: str = "",
    now: datetime | None = None,
) -> Amendment:
    """Propose an avenant: the differences of the plan are read when it is issued; `clauses` are the others.

    Each clause: {"label", "before", "after"}. A draft that waits already is rewritten, its clauses kept.
    Raises DomainError when nothing is signed, nothing differs, or an avenant waits for its signature.
    """
    mission = _locked(mission)
    if planning.last_agreement(mission) is None:
        raise DomainError("Enregistrez d’abord la convention signée : un avenant la modifie.")
    if not reason.strip():
        raise DomainError("Écrivez le motif de l’avenant.", field="reason")
    wanted = [
        {key: str(clause.get(key, "")).strip() for key in ("label", "before", "after")} for clause in clauses
    ]
    wanted = [clause for clause in wanted if clause["label"] and clause["before"] != clause["after"]]
    pending = contracts.pending_amendment(mission)
    if pending is not None and pending.status == AmendmentStatus.ISSUED:
        raise DomainError("Un avenant émis attend déjà sa signature : signez-le ou abandonnez-le d’abord.")
    if not wanted and not (pending and pending.clauses) and not contracts.differences(mission):
        raise DomainError("Rien ne diffère de ce qui a été signé : aucun avenant n’est dû.")
    draft = pending or Amendment(mission=mission, proposed_by=by.label)
    labels = {clause["label"] for clause in wanted}
    draft.clauses = [clause for clause in draft.clauses if clause["label"] not in labels] + wanted
    draft.reason, draft.effect_on = reason.strip(), effect_on
    draft.origin = origin.strip() or draft.origin
    draft.save()
    record(
        "amendment.written" if pending else "amendment.proposed",
        by=by,
        scope=mission.scope(),
        on=draft.id,
        label=draft.reason,
        now=now,
    )
    return draft


@transaction.atomic
def issue_amendment(amendment: Amendment, *, by: Actor, now: datetime | None = None) -> Paper:
    """Write the avenant with what differs today. Issued again, it replaces the former paper."""
    amendment = Amendment.objects.select_for_update().get(pk=amendment.pk)
    moment = now or clock.now()
    if amendment.status not in {AmendmentStatus.DRAFT, AmendmentStatus.ISSUED}:
        raise DomainError("Cet avenant n’est plus à émettre.")
    mission = amendment.mission
    differences = contracts.differences(mission)
    if not differences and not amendment.clauses:
        raise DomainError("Rien ne diffère de ce qui a été signé : aucun avenant n’est dû.")
    last = planning.last_agreement(mission)
    contract = contracts.contract(mission)
    paper = keep(
        mission,
        kind=PaperKind.AMENDMENT,
        document=contract_papers.amendment(
            contract,
            amendment,
            differences,
            number=last.number + 1 if last else 1,
            today=timezone.localdate(moment),
        ),
        by=by,
        now=moment,
        former=amendment.papers.filter(status=PaperStatus.ISSUED).first(),
        amendment=amendment,
        plan_hash=agreement.fingerprint(contract.plan),
    )
    amendment.status = AmendmentStatus.ISSUED
    amendment.save(update_fields=["status", "updated_at"])
    return paper


@transaction.atomic
def sign_amendment(paper: Paper, *, signed_on: date, by: Actor, now: datetime | None = None) -> Paper:
    """The avenant was signed: the plan is frozen under the next number. Same refusals as the agreement."""
    paper = _paper(paper)
    if paper.status != PaperStatus.ISSUED or paper.amendment is None:
        raise DomainError("Ce document n’attend pas de signature.")
    if paper.plan_hash != agreement.fingerprint(planning.snapshot(paper.mission)):
        raise DomainError(
            "Le plan a changé depuis que cet avenant est émis : émettez-le de nouveau, puis faites-le signer."
        )
    amendment = paper.amendment
    amendment.agreed_plan = agreements.amend(
        paper.mission,
        signed_on=signed_on,
        reason=amendment.reason,
        by=by,
        changes_more_than_the_plan=bool(amendment.clauses),
        now=now,
    )
    amendment.status = AmendmentStatus.SIGNED
    amendment.save(update_fields=["status", "agreed_plan", "updated_at"])
    return _signed(paper, signed_on, by, now)


@transaction.atomic
def drop_amendment(amendment: Amendment, *, reason: str, by: Actor, now: datetime | None = None) -> None:
    """Give up an avenant that is not signed. Its paper, if it was issued, is marked as cancelled."""
    amendment = Amendment.objects.select_for_update().get(pk=amendment.pk)
    if amendment.status == AmendmentStatus.SIGNED:
        raise DomainError("Cet avenant est signé : un autre avenant peut le modifier.")
    if not reason.strip():
        raise DomainError("Écrivez pourquoi l’avenant est abandonné.", field="reason")
    amendment.papers.filter(status=PaperStatus.ISSUED).update(status=PaperStatus.CANCELLED)
    amendment.status, amendment.dropped_reason = AmendmentStatus.DROPPED, reason.strip()
    amendment.save()
    record(
        "amendment.dropped",
        by=by,
        scope=amendment.mission.scope(),
        on=amendment.id,
        label=amendment.reason,
        reason=reason.strip(),
        now=now,
    )


@transaction.atomic
def convoke(mission: Mission, *, by: Actor, now: datetime | None = None) -> list[Paper]:
    """One convocation for each accepted trainee, with the sessions to come; sent to those with an address.

    Raises DomainError when nobody is accepted or no session has a date.
    """
    mission = _locked(mission)
    moment = now or clock.now()
    today = timezone.localdate(moment)
    steps = [
        step
        for step in attendance.trained_steps(mission)
        if step.starts_on is not None and step.starts_on >= today
    ]
    people = [one for one in mission.enrolments.select_related("person") if one.is_accepted]
    if not people:
        raise DomainError("Personne n’est encore accepté : vérifiez d’abord les prérequis.")
    if not steps:
        raise DomainError("Aucune séance à venir n’a de date.")
    contract = contracts.contract(mission)
    made = []
    for one in people:
        own = [s for s in steps if s.initiative_id is None or one.initiative_id in {None, s.initiative_id}]
        paper = keep(
            mission,
            kind=PaperKind.CONVOCATION,
            document=attendance_papers.convocation(contract, one, own, today=today),
            by=by,
            now=moment,
            former=one.papers.filter(kind=PaperKind.CONVOCATION, status=PaperStatus.ISSUED).first(),
            enrolment=one,
        )
        send(paper, by=by, now=moment)
        made.append(paper)
    return made


def send(paper: Paper, *, by: Actor, now: datetime | None = None) -> bool:
    """Send a paper to its trainee once the transaction holds. False when no address is known."""
    moment = now or clock.now()
    if paper.enrolment is None or not paper.enrolment.person.email:
        return False
    document, address = paper.document, paper.enrolment.person.email
    message = EmailMessage(
        subject=f"{paper.get_kind_display()} : {paper.mission.title}",
        body=(
            f"Bonjour,\n\nVous trouverez ci-joint : {paper.get_kind_display().lower()}, "
            f"pour « {paper.mission.title} ».\n\nBonne journée."
        ),
        to=[address],
    )
    message.attach(f"{str(document).lower().replace(' ', '-')}.pdf", bytes(document.pdf), "application/pdf")
    transaction.on_commit(lambda: message.send(fail_silently=True))
    paper.sent_at = moment
    paper.save(update_fields=["sent_at", "updated_at"])
    record("paper.sent", by=by, scope=paper.mission.scope(), on=paper.id, label=str(paper), now=moment)
    return True


@transaction.atomic
def issue_sheet(step: Step, *, by: Actor, now: datetime | None = None) -> Paper:
    """The sheet of a session, once each half-day is countersigned; again after a rectification."""
    moment = now or clock.now()
    mission = _locked(step.mission)
    slots = list(step.slots.select_related("step__mission", "step__initiative"))
    if not slots or not all(slot.is_locked for slot in slots):
        raise DomainError("Contresignez d’abord chaque demi-journée de cette séance.")
    former = Paper.objects.filter(step=step, kind=PaperKind.SHEET, status=PaperStatus.ISSUED).first()
    document = attendance_papers.sheet(
        contracts.contract(mission),
        step,
        [attendance.sheet(slot) for slot in slots],
        today=timezone.localdate(moment),
    )
    return keep(mission, kind=PaperKind.SHEET, document=document, by=by, now=moment, former=former, step=step)


@transaction.atomic
def issue_completion(
    mission: Mission, *, kind: PaperKind, by: Actor, now: datetime | None = None
) -> list[Paper]:
    """Attestations or certificates for everybody who attended one countersigned half-day at least.

    Issued again, each replaces the former one of the same person. Raises DomainError when nobody did.
    """
    mission = _locked(mission)
    moment = now or clock.now()
    today = timezone.localdate(moment)
    write = {
        PaperKind.ATTESTATION: attendance_papers.attestation,
        PaperKind.CERTIFICATE: attendance_papers.certificate,
    }[kind]
    hours = attendance.hours_of(mission)
    people = [
        one
        for one in mission.enrolments.select_related("person")
        if one.person_id in hours and hours[one.person_id].counted > 0
    ]
    if not people:
        raise DomainError("Aucune demi-journée contresignée : il n’y a encore rien à attester.")
    contract = contracts.contract(mission, _signed_plan(mission))
    return [
        keep(
            mission,
            kind=kind,
            document=write(contract, one, hours[one.person_id], today=today),
            by=by,
            now=moment,
            former=one.papers.filter(kind=kind, status=PaperStatus.ISSUED).first(),
            enrolment=one,
        )
        for one in people
    ]


def _signed_plan(mission: Mission) -> dict[str, object] | None:
    last = planning.last_agreement(mission)
    return last.content if last else None


@transaction.atomic
def write_file(
    mission: Mission, *, fields: dict[str, object], by: Actor, now: datetime | None = None
) -> MissionFile:
    """Who sells, who teaches, who signs for the Caf: read by the papers issued from now on."""
    file, _ = MissionFile.objects.update_or_create(mission=mission, defaults=fields)
    record("training_file.written", by=by, scope=mission.scope(), on=file.id, label=mission.title, now=now)
    return file


@transaction.atomic
def write_body(body: TrainingBody, *, by: Actor, now: datetime | None = None) -> TrainingBody:
    """Keep the mentions of a training body; papers already issued stay as they were."""
    body.full_clean()
    body.save()
    record("training_body.written", by=by, on=body.id, label=str(body), now=now)
    return body


def _signed(paper: Paper, signed_on: date, by: Actor, now: datetime | None) -> Paper:
    paper.status, paper.signed_on = PaperStatus.SIGNED, signed_on
    paper.save(update_fields=["status", "signed_on", "updated_at"])
    record("paper.signed", by=by, scope=paper.mission.scope(), on=paper.id, label=str(paper), now=now)
    return paper


def _paper(paper: Paper) -> Paper:
    return (
        Paper.objects.select_for_update(of=("self",))
        .select_related("mission", "amendment__mission", "document")
        .get(pk=paper.pk)
    )


def _locked(mission: Mission) -> Mission:
    return (
        Mission.objects.select_for_update(of=("self",))
        .select_related("client", "provider")
        .get(pk=mission.pk)
    )
