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


class Moment(models.TextChoices):
    """When the strategic capital is read, to compare over the years."""

    DAY_1 = "day_1", "Formation, premier jour"
    YEAR_2 = "year_2", "Deuxième année"
    YEAR_5 = "year_5", "Cinquième année"
    OTHER = "other", "Autre moment"


class Factor(models.TextChoices):
    """The four factors of the capital stratégique (domain.md §3.8)."""

    TRAJECTORY = "trajectory", "Trajectoire"
    ASSETS = "assets", "Atouts"
    CAPACITY = "capacity", "Capacité d’action"
    VALUES = "values", "Valeurs et comportements"


class Sign(models.TextChoices):
    STRENGTH = "strength", "Force"
    FRAGILITY = "fragility", "Fragilité"


class Item(models.TextChoices):
    """What a group situates from 1 to 4: four factors, three preconditions, five components (§3.3 to 3.8)."""

    TRAJECTORY = "trajectory", "Trajectoire"
    ASSETS = "assets", "Atouts"
    CAPACITY = "capacity", "Capacité d’action"
    VALUES = "values", "Valeurs et comportements"
    CHAMPIONS = "champions", "Des personnes qui entraînent"
    URGENCY = "urgency", "Un sentiment d’urgence partagé"
    RESOURCES = "resources", "Des moyens pour plusieurs années"
    AGENDA = "agenda", "Une ambition commune"
    MEASURE = "measure", "Une mesure partagée"
    ACTIVITIES = "activities", "Des activités qui se renforcent"
    COMMUNICATION = "communication", "Une communication continue"
    BACKBONE = "backbone", "Une structure de soutien"


class Association(models.TextChoices):
    """How a stakeholder is associated."""

    INFORMED = "informed", "Tenu au courant"
    CONSULTED = "consulted", "Consulté"
    CONTRIBUTES = "contributes", "Construit avec nous"
    DECIDES = "decides", "Décide avec nous"


class Likelihood(models.TextChoices):
    LOW = "low", "Peu probable"
    MEDIUM = "medium", "Possible"
    HIGH = "high", "Probable"
