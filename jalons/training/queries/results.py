"""What the evaluations say, for the trainer and the Caf: counts and words without names."""

from dataclasses import dataclass

from jalons.initiatives.models import Mission
from jalons.rooms.models import Contribution
from jalons.rooms.queries.votes import CriterionTally, vote_tally
from jalons.training.enums import AssessedBy, Mastery, Moment
from jalons.training.models import ColdEvaluation, EvaluationSequence, ObjectiveAssessment, OralNotes
from jalons.training.queries import satisfaction
from jalons.training.rules import FEWEST_ANSWERS, Satisfaction

WORDS = "words"


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a questionnaire with its answers; under five answers, only their number is told."""

    label: str
    tally: CriterionTally

    @property
    def n(self) -> int:
        return self.tally.tally.n

    @property
    def is_shown(self) -> bool:
        return self.n >= FEWEST_ANSWERS


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A part of a moment, with its lines."""

    moment: Moment
    title: str
    lines: list[Asked]


@dataclass(frozen=True, slots=True)
class Acquired:
    """How many trainees stand where on one objective, as the trainer says."""

    label: str
    counts: dict[str, int]

    @property
    def cells(self) -> list[tuple[str, int]]:
        return [(str(mastery.label), self.counts[mastery]) for mastery in Mastery]


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that was evaluated in a mission."""

    questionnaires: list[Questionnaire]
    words: list[str]
    acquired: list[Acquired]
    oral: list[OralNotes]
    cold: ColdEvaluation | None
    satisfaction: Satisfaction

    @property
    def satisfaction_in_words(self) -> str:
        return satisfaction.in_words(self.satisfaction)


def of_mission(mission: Mission) -> Results:
    """The results of one mission. Words of these questionnaires are the trainees', never a territory's."""
    rows = list(EvaluationSequence.objects.filter(mission=mission).select_related("sequence__step"))
    asked = [row for row in rows if row.part != WORDS]
    said = [row.sequence_id for row in rows if row.part == WORDS]
    words = Contribution.objects.filter(
        sequence__in=said, masked_at__isnull=True, withdrawn_at__isnull=True
    ).values_list("text", flat=True)
    return Results(
        questionnaires=[_questionnaire(row) for row in asked],
        words=list(words),
        acquired=_acquired(mission),
        oral=list(mission.oral_notes.all()),
        cold=ColdEvaluation.objects.filter(mission=mission).defer("attachment").first(),
        satisfaction=satisfaction.of_mission(mission),
    )


def _questionnaire(row: EvaluationSequence) -> Questionnaire:
    lines = [Asked(one.option.label, one.first) for one in vote_tally(row.sequence)]
    return Questionnaire(Moment(row.moment), row.sequence.title, lines)


def _acquired(mission: Mission) -> list[Acquired]:
    rows = ObjectiveAssessment.objects.filter(
        enrolment__mission=mission, assessed_by=AssessedBy.TRAINER
    ).order_by("objective")
    found: dict[int, Acquired] = {}
    for row in rows:
        line = found.setdefault(row.objective, Acquired(row.label, dict.fromkeys(Mastery, 0)))
        line.counts[row.mastery] += 1
    return list(found.values())
