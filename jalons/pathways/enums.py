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
