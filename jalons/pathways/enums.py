from django.db import models


class NodeKind(models.TextChoices):
    CHANGE = "change", "Changement durable"
    INTERMEDIATE = "intermediate", "Changement intermédiaire"
    CONDITION = "condition", "Condition"
    CONTEXT_FAVOURABLE = "context_plus", "Facteur favorable"
    CONTEXT_UNFAVOURABLE = "context_minus", "Facteur défavorable"
    ACTION = "action", "Action contributrice"


class LinkKind(models.TextChoices):
    HYPOTHESIS = "hypothesis", "Hypothèse"
    CONTRIBUTION = "contribution", "Contribution"
    CONDITION = "condition", "Condition de"


class HypothesisStatus(models.TextChoices):
    """Life of a hypothesis (domain.md §2.8)."""

    STATED = "stated", "Formulée"
    PLAUSIBLE = "plausible", "Jugée plausible"
    TESTING = "testing", "À l’épreuve"
    STRENGTHENED = "strengthened", "Confortée"
    REFUTED = "refuted", "Infirmée"
    UNDECIDED = "undecided", "Indéterminée"
    REVISED = "revised", "Révisée"


class ConditionState(models.TextChoices):
    """Whether a condition is there; nobody's change in the chemin."""

    AWAITED = "awaited", "À réunir"
    MET = "met", "Réunie"
    LOST = "lost", "Perdue"


class Strength(models.TextChoices):
    LOW = "low", "Faible"
    MEDIUM = "medium", "Moyenne"
    HIGH = "high", "Forte"


class PathwayStatus(models.TextChoices):
    DRAFT = "draft", "Brouillon"
    WORKSHOP = "workshop", "En table"
    SIMPLIFIED = "simplified", "Simplifié"
    ADOPTED = "adopted", "Adopté"
    REVISED = "revised", "Révisé"


class ActionStatus(models.TextChoices):
    IDEA = "idea", "Idée"
    RETAINED = "retained", "Retenue"
    ENGAGED = "engaged", "Engagée"
    RUNNING = "running", "En cours"
    SUSPENDED = "suspended", "Suspendue"
    DONE = "done", "Terminée"
    ABANDONED = "abandoned", "Abandonnée"


OPEN_STATUSES = frozenset({PathwayStatus.DRAFT, PathwayStatus.WORKSHOP, PathwayStatus.REVISED})
"""A chemin that people may still draw; the others are frozen as a version."""

TONES = {
    HypothesisStatus.STATED: "unsaid",
    HypothesisStatus.PLAUSIBLE: "unsaid",
    HypothesisStatus.TESTING: "test",
    HypothesisStatus.STRENGTHENED: "hold",
    HypothesisStatus.REFUTED: "fall",
    HypothesisStatus.UNDECIDED: "waver",
    HypothesisStatus.REVISED: "fall",
}
"""The look of what was learned of a link: the cairn and the line of `pathways.shapes`."""

MARKS = {
    "unsaid": "Pas encore éprouvée",
    "test": "À l’épreuve",
    "hold": "Tient",
    "fall": "Ne tient pas",
    "waver": "Vacille",
}
"""What was learned, in the words people use before a drawing."""
