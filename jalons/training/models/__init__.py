"""The training: its catalogue, its people, its papers, its attendance, its evaluations (domain.md §9.2)."""

from jalons.training.models.attendance import Emargement, HalfDaySlot, HeldSignature, Rectification
from jalons.training.models.catalogue import Programme, ProgrammeDay
from jalons.training.models.evaluation import (
    ColdEvaluation,
    Complaint,
    EvaluationSequence,
    ImprovementAction,
    ObjectiveAssessment,
    OralNotes,
)
from jalons.training.models.papers import Amendment, Paper
from jalons.training.models.people import AccessRequest, AdaptationRequest, Enrolment
from jalons.training.models.reminders import CalendarFeed, Reminder
from jalons.training.models.terms import MissionFile, TrainingBody

__all__ = [
    "AccessRequest",
    "AdaptationRequest",
    "Amendment",
    "CalendarFeed",
    "ColdEvaluation",
    "Complaint",
    "Emargement",
    "Enrolment",
    "EvaluationSequence",
    "HalfDaySlot",
    "HeldSignature",
    "ImprovementAction",
    "MissionFile",
    "ObjectiveAssessment",
    "OralNotes",
    "Paper",
    "Programme",
    "ProgrammeDay",
    "Rectification",
    "Reminder",
    "TrainingBody",
]
