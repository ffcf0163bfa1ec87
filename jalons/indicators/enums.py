from django.db import models


class ValueStatus(models.TextChoices):
    """Masked, missing and zero are three things (domain.md §1.12)."""

    PUBLISHED = "published", "Publiée"
    MASKED = "masked", "Secret statistique"
    BLURRED = "rounded", "Arrondie ou brouillée"
    ESTIMATED = "estimated", "Estimée"
    CENSORED = "censored", "Bornée par le producteur"
    MISSING = "not_available", "Non disponible"


class Polarity(models.TextChoices):
    VULNERABILITY = "vulnerability", "Vulnérabilité"
    RESOURCE = "resource", "Ressource"
    NEED = "need", "Besoin"
    CONTEXT = "context", "Contexte"
    NEUTRAL = "neutral", "Neutre"


class FactStatus(models.TextChoices):
    SUGGESTED = "suggested", "Proposé"
    RETAINED = "retained", "Retenu"
    REJECTED = "rejected", "Écarté"


class ImportStatus(models.TextChoices):
    """Where the reading of a file stands."""

    READY = "ready", "Prêt à importer"
    RUNNING = "running", "En cours"
    DONE = "done", "Importé"
    FAILED = "failed", "Arrêté"
