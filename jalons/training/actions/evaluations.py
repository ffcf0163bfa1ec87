"""Evaluations before, during, à chaud and à froid; complaints; what is improved (domain.md §6.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.ids import new_id
from jalons.initiatives.models import Mission, Step
from jalons.journal.actions import record
from jalons.rooms.actions import runsheet
from jalons.rooms.kinds.base import OptionDraft
from jalons.training import kinds, rules
from jalons.training.enums import AssessedBy, ComplaintSource, Mastery, Moment
from jalons.training.models import (
    ColdEvaluation,
    Complaint,
    Enrolment,
    EvaluationSequence,
    ImprovementAction,
    ObjectiveAssessment,
    OralNotes,
)
from jalons.training.queries import contracts
from jalons.training.queries.satisfaction import OVERALL

OBJECTIVES, ITEMS, WORDS = "objectives", "items", "words"
BIGGEST_ATTACHMENT = 5 * 1024 * 1024
ALLOWED = (".pdf", ".docx", ".odt", ".xlsx", ".ods", ".csv")


@dataclass(frozen=True, slots=True)
class _Part:
    part: str
    kind: str
    title: str
    prompt: str
    options: tuple[str, ...]
    minutes: int = 5


@transaction.atomic
def prepare(
    step: Step, *, moment: Moment, by: Actor, now: datetime | None = None
) -> list[EvaluationSequence]:
    """Add the questionnaire of a moment to the runsheet of a session: people answer it in its room.

    Before: one line an objective. À chaud: the overall item alone, then the others, then free words.
    Raises DomainError when it is there already, or for a moment that has no questionnaire of ours.
    """
    mission = Mission.objects.select_for_update().get(pk=step.mission_id)
    if moment not in {Moment.BEFORE, Moment.HOT}:
        raise DomainError("Ce moment n’a pas de questionnaire ici.")
    if EvaluationSequence.objects.filter(sequence__step=step, moment=moment).exists():
        raise DomainError("Ce questionnaire est déjà au déroulé de la séance.")
    made = [_add(step, mission, moment=moment, part=part, by=by, now=now) for part in _parts(mission, moment)]
    record("evaluation.prepared", by=by, scope=step.scope(), on=step.id, label=moment.label.lower(), now=now)
    return made


def _parts(mission: Mission, moment: Moment) -> list[_Part]:
    objectives = objectives_of(mission)
    if not objectives:
        raise DomainError("Le programme de cette mission n’a pas d’objectif évaluable.")
    when = "avant" if moment == Moment.BEFORE else "après"
    where = _Part(
        OBJECTIVES,
        "positioning",
        f"Où j’en suis, {when} la formation",
        "Aujourd’hui, où en êtes-vous ?",
        objectives,
    )
    if moment == Moment.BEFORE:
        return [where]
    return [
        where,
        _Part(
            OVERALL,
            "satisfaction",
            "Dans l’ensemble",
            "Votre avis sur la formation",
            (kinds.OVERALL_ITEM,),
            2,
        ),
        _Part(ITEMS, "satisfaction", "Plus précisément", "Votre avis sur la formation", kinds.ITEMS),
        _Part(WORDS, "collect", "Vos mots", "Que garderez-vous ? Que changeriez-vous ?", ()),
    ]


def _add(
    step: Step, mission: Mission, *, moment: Moment, part: _Part, by: Actor, now: datetime | None
) -> EvaluationSequence:
    sequence = runsheet.add_sequence(
        step,
        kind=part.kind,
        title=part.title,
        prompt=part.prompt,
        minutes=part.minutes,
        by=by,
        fallback="Sur papier : une grille par personne, recopiée ensuite.",
        now=now,
    )
    if part.options:
        drafts = [OptionDraft("training.item", new_id(), label) for label in part.options]
        runsheet.set_options(sequence=sequence, options=drafts, by=by, now=now)
    return EvaluationSequence.objects.create(
        mission=mission, moment=moment, part=part.part, sequence=sequence
    )


def objectives_of(mission: Mission) -> tuple[str, ...]:
    """The objectives of the programme that the mission follows."""
    programme = contracts.programme_of(mission)
    return tuple(programme.objectives) if programme else ()


@transaction.atomic
def assess(
    enrolment: Enrolment,
    *,
    levels: Mapping[int, Mastery],
    assessed_by: AssessedBy,
    by: Actor,
    now: datetime | None = None,
) -> list[ObjectiveAssessment]:
    """Say where a trainee stands, by rank from 1. A new word replaces the same author's former one."""
    objectives = objectives_of(enrolment.mission)
    moment = now or clock.now()
    if any(not 1 <= rank <= len(objectives) for rank in levels):
        raise DomainError("Cet objectif n’est pas de ce programme.")
    made = [
        ObjectiveAssessment.objects.update_or_create(
            enrolment=enrolment,
            objective=rank,
            assessed_by=assessed_by,
            defaults={
                "label": objectives[rank - 1],
                "mastery": level,
                "author": by.label,
                "assessed_on": timezone.localdate(moment),
            },
        )[0]
        for rank, level in levels.items()
    ]
    if made:
        record(
            "evaluation.assessed",
            by=by,
            scope=enrolment.mission.scope(),
            on=enrolment.id,
            label=enrolment.person.name,
            now=moment,
        )
    return made


@transaction.atomic
def note_oral(
    mission: Mission, *, text: str, held_on: date, by: Actor, now: datetime | None = None
) -> OralNotes:
    """Keep what the group said aloud. No name is asked."""
    if not text.strip():
        raise DomainError("Écrivez ce qui s’est dit.", field="text")
    made = OralNotes.objects.create(mission=mission, text=text.strip(), held_on=held_on, written_by=by.label)
    record("evaluation.noted", by=by, scope=mission.scope(), on=made.id, label=mission.title, now=now)
    return made


@dataclass(frozen=True, slots=True)
class Imported:
    """A file received from the Caf's own tool."""

    name: str
    content: bytes


@transaction.atomic
def follow_cold(
    mission: Mission,
    *,
    planned_on: date,
    sent_on: date | None = None,
    done_on: date | None = None,
    synthesis: str = "",
    attachment: Imported | None = None,
    by: Actor,
    now: datetime | None = None,
) -> ColdEvaluation:
    """Track the later evaluation and keep what the Caf sends back: nothing is computed from it (rule 13)."""
    if done_on is not None and sent_on is None:
        raise DomainError("Dites d’abord quand elle a été envoyée.", field="sent_on")
    if sent_on is not None and done_on is not None and done_on < sent_on:
        raise DomainError("Elle ne peut pas être faite avant d’être envoyée.", field="done_on")
    fields: dict[str, object] = {
        "planned_on": planned_on,
        "sent_on": sent_on,
        "done_on": done_on,
        "synthesis": synthesis.strip(),
    }
    if attachment is not None:
        _acceptable(attachment)
        fields |= {"attachment_name": attachment.name[-160:], "attachment": attachment.content}
    made, _ = ColdEvaluation.objects.update_or_create(mission=mission, defaults=fields)
    record("evaluation.cold", by=by, scope=mission.scope(), on=made.id, label=mission.title, now=now)
    return made


def _acceptable(attachment: Imported) -> None:
    if not attachment.name.lower().endswith(ALLOWED):
        raise DomainError(f"Joignez un fichier {', '.join(ALLOWED)}.", field="attachment")
    if len(attachment.content) > BIGGEST_ATTACHMENT:
        raise DomainError("Ce fichier dépasse 5 Mo : joignez une synthèse plus légère.", field="attachment")


@dataclass(frozen=True, slots=True)
class Grievance:
    """What somebody complains about."""

    received_on: date
    source: ComplaintSource
    subject: str
    sender: str = ""
    description: str = ""


@transaction.atomic
def complain(mission: Mission, *, grievance: Grievance, by: Actor, now: datetime | None = None) -> Complaint:
    """Write a complaint in the register; an answer is due in fifteen days."""
    if not grievance.subject.strip():
        raise DomainError("Écrivez l’objet de la réclamation.", field="subject")
    made = Complaint.objects.create(
        mission=mission,
        received_on=grievance.received_on,
        source=grievance.source,
        sender=grievance.sender.strip(),
        subject=grievance.subject.strip(),
        description=grievance.description.strip(),
        due_on=grievance.received_on + timedelta(days=rules.COMPLAINT_DAYS),
    )
    record("complaint.received", by=by, scope=mission.scope(), on=made.id, label=made.subject, now=now)
    return made


@transaction.atomic
def answer_complaint(
    complaint: Complaint,
    *,
    answer: str,
    action: str,
    answered_on: date,
    is_closed: bool,
    by: Actor,
    now: datetime | None = None,
) -> Complaint:
    """Write the answer and what is done; close it when nothing is left to do."""
    complaint = (
        Complaint.objects.select_for_update(of=("self",)).select_related("mission").get(pk=complaint.pk)
    )
    if complaint.closed_on is not None:
        raise DomainError("Cette réclamation est close.")
    if not answer.strip():
        raise DomainError("Écrivez la réponse donnée.", field="answer")
    if answered_on < complaint.received_on:
        raise DomainError("La réponse ne peut pas précéder la réclamation.", field="answered_on")
    complaint.answer, complaint.action, complaint.answered_on = answer.strip(), action.strip(), answered_on
    complaint.closed_on = timezone.localdate(now or clock.now()) if is_closed else None
    complaint.save()
    verb = "complaint.closed" if is_closed else "complaint.answered"
    record(verb, by=by, scope=complaint.mission.scope(), on=complaint.id, label=complaint.subject, now=now)
    return complaint


@transaction.atomic
def improve(
    mission: Mission,
    *,
    what: str,
    who: str,
    due_on: date,
    origin: str,
    complaint: Complaint | None = None,
    by: Actor,
    now: datetime | None = None,
) -> ImprovementAction:
    """Decide something to do better: what, who, until when."""
    made = ImprovementAction.objects.create(
        mission=mission,
        what=what.strip(),
        who=who.strip(),
        due_on=due_on,
        origin=origin.strip(),
        complaint=complaint,
    )
    record("improvement.planned", by=by, scope=mission.scope(), on=made.id, label=made.what, now=now)
    return made


@transaction.atomic
def improved(
    action: ImprovementAction, *, result: str, done_on: date, by: Actor, now: datetime | None = None
) -> ImprovementAction:
    """Say that it was done and what came out of it."""
    if not result.strip():
        raise DomainError("Écrivez ce que cela a donné.", field="result")
    action.result, action.done_on = result.strip(), done_on
    action.save()
    record("improvement.done", by=by, scope=action.mission.scope(), on=action.id, label=action.what, now=now)
    return action
