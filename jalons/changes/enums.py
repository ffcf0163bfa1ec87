from django.db import models


class ChangeStatus(models.TextChoices):
    DRAFT = "draft", "Brouillon"
    PROPOSED = "proposed", "Proposé au vote"
    RETAINED = "retained", "Retenu"
    VALIDATED = "validated", "Validé"
    ABANDONED = "abandoned", "Écarté"


KEPT = (ChangeStatus.RETAINED, ChangeStatus.VALIDATED)
"""Changes that the territory keeps: 4 to 6 of them are submitted (rule 1)."""


class Dimension(models.TextChoices):
    KNOWLEDGE = "knowledge", "Connaissances"
    ATTITUDES = "attitudes", "Attitudes et représentations"
    PRACTICES = "practices", "Comportements et pratiques"
    RELATIONS = "relations", "Relations et coopérations"
    LIVING_CONDITIONS = "living_conditions", "Conditions de vie"
    RULES = "rules", "Règles et politiques"


class ValidationDecision(models.TextChoices):
    REQUESTED = "requested", "Demandée"
    FAVOURABLE = "favourable", "Favorable"
    WITH_RESERVES = "with_reserves", "Favorable avec réserves"
    REFUSED = "refused", "Refusée"


FAVOURABLE = (ValidationDecision.FAVOURABLE, ValidationDecision.WITH_RESERVES)


class Sphere(models.TextChoices):
    """What an actor can do about a change (domain.md §2.6): a relation, never a property of the change."""

    CONTROL = "control", "Peut agir directement"
    INFLUENCE = "influence", "Peut peser sur d’autres"
    INTEREST = "interest", "Y tient, sans pouvoir peser"
