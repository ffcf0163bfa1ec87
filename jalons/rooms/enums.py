from django.db import models


class SequenceState(models.TextChoices):
    PLANNED = "planned", "À venir"
    OPEN = "open", "Ouverte"
    PAUSED = "paused", "En pause"
    CLOSED = "closed", "Close"
    SKIPPED = "skipped", "Passée"


RUNNING_STATES = (SequenceState.OPEN, SequenceState.PAUSED)
"""A room has at most one sequence in these states."""


class Grouping(models.TextChoices):
    """How people sit during a sequence (domain.md §5.6)."""

    PLENARY = "plenary", "Toute la salle"
    TABLES = "tables", "Par tables"
    PAIRS = "pairs", "À deux"
    ALONE = "alone", "Chacun pour soi"


class Channel(models.TextChoices):
    """How a contribution came in: one stream for all."""

    PHONE = "phone", "Téléphone"
    PAPER = "paper", "Papier"
    SCRIBE = "scribe", "Noté pour quelqu’un"


class Tone(models.TextChoices):
    POSITIVE = "positive", "Positif"
    NEGATIVE = "negative", "Négatif"
    MIXED = "mixed", "Mitigé"
    NEUTRAL = "neutral", "Neutre"
