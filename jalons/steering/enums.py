from django.db import models


class MarkerLevel(models.TextChoices):
    EXPECTED = "expected", "Attendu"
    HOPED = "hoped", "Souhaité"
    IDEAL = "ideal", "Idéal"


class Attainment(models.IntegerChoices):
    """What changed (domain.md §2.14). Never averaged."""

    SETBACK = 0, "Recul"
    UNCHANGED = 1, "Situation inchangée"
    FIRST_SIGNS = 2, "Premiers signes"
    VISIBLE = 3, "Changement visible chez une partie"
    SETTLED = 4, "Changement installé"
    LASTING = 5, "Changement durable sans le projet"


class Significance(models.TextChoices):
    """What it means to people."""

    LOW = "low", "Faible"
    MEDIUM = "medium", "Moyenne"
    HIGH = "high", "Forte"


class ContributionLevel(models.IntegerChoices):
    """Our part in the change (domain.md §2.12)."""

    NONE = 0, "Aucune contribution visible"
    PLAUSIBLE = 1, "Plausible, pas encore étayée"
    ONE_SOURCE = 2, "Étayée par une source"
    SEVERAL_SOURCES = 3, "Étayée par plusieurs sources indépendantes"


class LogStatus(models.TextChoices):
    DRAFT = "draft", "Brouillon"
    SUBMITTED = "submitted", "Notée"
    SUBSTANTIATED = "substantiated", "Vérifiée"
    REJECTED = "rejected", "Écartée"
    PUBLISHED = "published", "Publiée"


class ReviewStatus(models.TextChoices):
    PLANNED = "planned", "Prévue"
    HELD = "held", "Tenue"
    PUBLISHED = "published", "Publiée"
