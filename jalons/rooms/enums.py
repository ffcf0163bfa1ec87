from django.db import models


class SequenceState(models.TextChoices):
    PLANNED = "planned", "À venir"
    OPEN = "open", "Ouverte"
    PAUSED = "paused", "En pause"
    CLOSED = "closed", "Close"


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
