from django.db import models


class ChangeStatus(models.TextChoices):
    DRAFT = "draft", "Brouillon"
    PROPOSED = "proposed", "Proposé"
    RETAINED = "retained", "Retenu"
    VALIDATED = "validated", "Validé"
    ABANDONED = "abandoned", "Écarté"


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
