"""What is due for a training, on one page: the first thing first, late ones seen."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from jalons.initiatives import planning
from jalons.initiatives.enums import StepKind, StepStatus
from jalons.initiatives.models import Mission, Step
from jalons.training.enums import (
    CheckConclusion,
    EnrolmentStatus,
    Moment,
    PaperKind,
    PaperStatus,
)
from jalons.training.models import EvaluationSequence, Paper
from jalons.training.queries import attendance, contracts

CONVOKE_BEFORE = timedelta(days=21)
COLD_AFTER = timedelta(days=180)
THIRD_DAY = 3


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: a sentence, where it is done, and whether its day has passed."""

    what: str
    url: str
    is_late: bool = False
    hint: str = ""


def of_mission(mission: Mission, *, today: date) -> list[Due]:
    """Everything that the training awaits today, in the order of the training."""
    steps = list(attendance.trained_steps(mission).prefetch_related("slots"))
    return [
        *_people(mission),
        *_contract(mission),
        *_convocations(mission, steps, today),
        *_attendance(steps, today),
        *_amendment(mission),
        *_evaluations(mission, steps, today),
        *_completion(mission, steps, today),
        *_complaints(mission, today),
    ]


def _page(mission: Mission, name: str) -> str:
    return reverse(f"training:{name}", args=[mission.slug])


def _people(mission: Mission) -> list[Due]:
    waiting = mission.enrolments.filter(status=EnrolmentStatus.REQUESTED)
    unchecked = waiting.filter(check_conclusion=CheckConclusion.PENDING).count()
    checked = waiting.count() - unchecked
    found = []
    if not mission.enrolments.exists():
        found.append(Due("Inscrire les stagiaires", _page(mission, "trainees")))
    if unchecked:
        found.append(Due(f"Vérifier les prérequis de {_persons(unchecked)}", _page(mission, "trainees")))
    if checked:
        found.append(Due(f"Répondre à l’inscription de {_persons(checked)}", _page(mission, "trainees")))
    return found


def _contract(mission: Mission) -> list[Due]:
    if planning.last_agreement(mission) is not None:
        return []
    paper = contracts.standing(mission, PaperKind.AGREEMENT)
    if paper is not None:
        return [Due("Faire signer la convention de formation", _page(mission, "papers"))]
    if contracts.standing(mission, PaperKind.QUOTE) is None:
        return [Due("Émettre le devis", _page(mission, "papers"))]
    return [Due("Émettre la convention de formation", _page(mission, "papers"))]


def _convocations(mission: Mission, steps: list[Step], today: date) -> list[Due]:
    coming = [step for step in steps if step.starts_on and step.starts_on >= today]
    if not coming or coming[0].starts_on is None or coming[0].starts_on > today + CONVOKE_BEFORE:
        return []
    convoked = Paper.objects.filter(
        mission=mission, kind=PaperKind.CONVOCATION, status=PaperStatus.ISSUED
    ).values("enrolment")
    left = mission.enrolments.filter(status=EnrolmentStatus.ACCEPTED).exclude(pk__in=convoked).count()
    if not left:
        return []
    is_late = coming[0].starts_on < today + timedelta(days=7)
    return [Due(f"Envoyer la convocation de {_persons(left)}", _page(mission, "papers"), is_late)]


def _attendance(steps: list[Step], today: date) -> list[Due]:
    found = []
    for step in steps:
        if step.starts_on is None or step.starts_on > today:
            continue
        slots = list(step.slots.all())
        if not slots or not all(slot.is_locked for slot in slots):
            found.append(
                Due(
                    f"Contresigner la présence : {step.title}",
                    reverse("training:attendance", args=[step.id]),
                    step.starts_on < today,
                )
            )
    return found


def _amendment(mission: Mission) -> list[Due]:
    pending = contracts.pending_amendment(mission)
    if pending is not None:
        words = "Émettre l’avenant proposé" if pending.status == "draft" else "Faire signer l’avenant"
        return [Due(words, _page(mission, "papers"), hint=pending.reason)]
    if not contracts.differences(mission):
        return []
    third = mission.steps.filter(
        kind=StepKind.TRAINING_DAY, rank=THIRD_DAY, status=StepStatus.CLOSED
    ).exists()
    hint = "La troisième journée est passée : le plan n’est plus celui qui a été signé." if third else ""
    return [Due("Proposer un avenant", _page(mission, "papers"), hint=hint)]


def _evaluations(mission: Mission, steps: list[Step], today: date) -> list[Due]:
    asked = set(EvaluationSequence.objects.filter(mission=mission).values_list("moment", flat=True))
    days = [step.starts_on for step in steps if step.starts_on]
    found = []
    if Moment.BEFORE not in asked and days and days[0] >= today:
        found.append(Due("Préparer le positionnement d’avant la formation", _page(mission, "evaluations")))
    if Moment.HOT not in asked and days and days[-1] <= today + timedelta(days=14):
        late = days[-1] < today
        found.append(Due("Préparer l’évaluation à chaud", _page(mission, "evaluations"), late))
    cold = getattr(mission, "cold_evaluation", None)
    if cold is None and days and days[-1] < today:
        found.append(Due("Prévoir l’évaluation à froid avec la Caf", _page(mission, "evaluations")))
    elif cold is not None and cold.done_on is None and cold.planned_on < today:
        found.append(
            Due("Demander à la Caf son évaluation à froid", _page(mission, "evaluations"), is_late=True)
        )
    return found


def _completion(mission: Mission, steps: list[Step], today: date) -> list[Due]:
    days = [step.starts_on for step in steps if step.starts_on]
    if not days or days[-1] > today:
        return []
    issued = Paper.objects.filter(
        mission=mission, kind=PaperKind.ATTESTATION, status=PaperStatus.ISSUED
    ).values("enrolment")
    left = mission.enrolments.filter(status=EnrolmentStatus.ACCEPTED).exclude(pk__in=issued).count()
    if not left:
        return []
    return [Due(f"Remettre l’attestation de {_persons(left)}", _page(mission, "papers"))]


def _complaints(mission: Mission, today: date) -> list[Due]:
    found = []
    for one in mission.complaints.filter(closed_on__isnull=True):
        words = "Répondre à" if one.answered_on is None else "Clore"
        is_late = one.answered_on is None and one.due_on < today
        found.append(Due(f"{words} la réclamation : {one.subject}", _page(mission, "complaints"), is_late))
    found += [
        Due(f"Mener à bien : {one.what}", _page(mission, "complaints"), one.due_on < today)
        for one in mission.improvements.filter(done_on__isnull=True)
    ]
    return found


def _persons(count: int) -> str:
    return "une personne" if count == 1 else f"{count} personnes"
