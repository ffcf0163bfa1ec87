from django.db import models


class Relation(models.TextChoices):
    """How a cold fact and a felt theme meet (domain.md §5.1)."""

    CONFIRMS = "confirms", "Confirme"
    CONTRADICTS = "contradicts", "Contredit"
    FELT_SILENCE = "felt_silence", "Silence du ressenti"
    FIGURES_BLIND = "figures_blind", "Angle mort des chiffres"
    NUANCE = "nuance", "Nuance"


class UrgencyStatus(models.TextChoices):
    PROPOSED = "proposed", "Proposée"
    RATED = "rated", "Notée"
    RETAINED = "retained", "Retenue"
    PARKED = "parked", "Mise en attente"
    MERGED = "merged", "Fusionnée"
    OUT_OF_SCOPE = "out_of_scope", "Hors champ"


class WallMoveKind(models.TextChoices):
    """What somebody did on the wall, and may take back."""

    MOVED = "moved", "Paroles rangées"
    CREATED = "created", "Regroupement formé"
    MERGED = "merged", "Regroupements réunis"
    DELETED = "deleted", "Regroupement défait"
