from django.db import models


class MissionStatus(models.TextChoices):
    PROSPECT = "prospect", "À l’étude"
    QUOTED = "quoted", "Devis envoyé"
    CONTRACTED = "contracted", "Convention signée"
    RUNNING = "running", "En cours"
    CLOSED = "closed", "Terminée"
    CANCELLED = "cancelled", "Annulée"


class StepKind(models.TextChoices):
    """A dated step of a mission or of a démarche (domain.md §9.2). `Step` is the session being run."""

    TRAINING_DAY = "training_day", "Journée de formation"
    FRAMING = "framing", "Cadrage"
    PREPARATION = "preparation", "Préparation"
    WORKSHOP = "workshop", "Table de concertation"
    TECHNICAL_HALF = "technical_half", "Demi-journée de l’équipe projet"
    VALIDATION = "validation", "Validation par les signataires"
    SIGNATURE = "signature", "Signature de la CTG"
    STEERING = "steering", "Pilotage"
    REVIEW = "review", "Revue des changements"


class StepStatus(models.TextChoices):
    PLANNED = "planned", "Prévue"
    CONFIRMED = "confirmed", "Confirmée"
    HELD = "held", "Ouverte"
    CLOSED = "closed", "Tenue"
    CANCELLED = "cancelled", "Annulée"


class ProviderPresence(models.TextChoices):
    YES = "yes", "Avec le prestataire"
    NO = "no", "Sans le prestataire"
    UNDECIDED = "undecided", "À décider"


class TeamFunction(models.TextChoices):
    """What somebody does in the équipe projet; the employer is another matter."""

    COOPERATION_OFFICER = "cooperation_officer", "Chargée, chargé de coopération"
    CAF_REFERENT = "caf_referent", "Référente, référent Caf"
    TRAINER = "trainer", "Formatrice, formateur"
    ELECTED_LEAD = "elected_lead", "Élue, élu référent"
    PARTNER = "partner", "Partenaire du noyau"


class SignatoryStatus(models.TextChoices):
    INVITED = "invited", "Pressentie"
    DELIBERATED = "deliberated", "A délibéré"
    SIGNED = "signed", "A signé"
    WITHDRAWN = "withdrawn", "S’est retirée"


class InitiativeStatus(models.TextChoices):
    PREPARATION = "preparation", "En préparation"
    RUNNING = "running", "En pilotage"
    CLOSED = "closed", "Terminée"
