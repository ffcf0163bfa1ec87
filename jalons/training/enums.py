from django.db import models


class Placement(models.TextChoices):
    """How the date of a programme's day is proposed."""

    WEEK = "week", "Tant de semaines après le début"
    NEXT_DAY = "next_day", "Le jour d’après"
    SAME_DAY = "same_day", "Le même jour"


class AccessPath(models.TextChoices):
    """How a request reaches its start (domain.md §6.4): each path has its delay."""

    DIRECT = "direct", "Demande directe"
    PROCUREMENT = "procurement", "Marché public"
    INTER = "inter", "Session inter-entreprises"


class AccessStatus(models.TextChoices):
    OPEN = "open", "Sans réponse"
    ANSWERED = "answered", "Répondue"
    CLOSED = "closed", "Sans suite"


class EnrolmentStatus(models.TextChoices):
    REQUESTED = "requested", "Demandée"
    ACCEPTED = "accepted", "Acceptée"
    REFUSED = "refused", "Refusée"
    DROPPED = "dropped", "Abandonnée"


class CheckMode(models.TextChoices):
    """How prerequisites are checked before the training."""

    QUESTIONNAIRE = "questionnaire", "Questionnaire"
    INTERVIEW = "interview", "Entretien"


class CheckConclusion(models.TextChoices):
    PENDING = "pending", "À vérifier"
    VALIDATED = "validated", "Prérequis validés"
    TO_COMPLETE = "to_complete", "À compléter"


class AdaptationStatus(models.TextChoices):
    OPEN = "open", "À étudier"
    DECIDED = "decided", "Adaptation décidée"
    CLOSED = "closed", "Close sans adaptation"


class PaperKind(models.TextChoices):
    """Papers of a mission. Each kind has its own series of numbers."""

    QUOTE = "quote", "Devis"
    AGREEMENT = "agreement", "Convention de formation"
    AMENDMENT = "amendment", "Avenant"
    CONVOCATION = "convocation", "Convocation"
    SHEET = "sheet", "Feuille de présence"
    ATTESTATION = "attestation", "Attestation de participation"
    CERTIFICATE = "certificate", "Certificat de réalisation"
    EVALUATION = "evaluation", "Bilan des évaluations"


class PaperStatus(models.TextChoices):
    ISSUED = "issued", "Émis"
    SIGNED = "signed", "Signé"
    REPLACED = "replaced", "Remplacé"
    CANCELLED = "cancelled", "Annulé"


class AmendmentStatus(models.TextChoices):
    DRAFT = "draft", "Proposé"
    ISSUED = "issued", "Émis, à signer"
    SIGNED = "signed", "Signé"
    DROPPED = "dropped", "Abandonné"


class Half(models.TextChoices):
    MORNING = "am", "Matin"
    AFTERNOON = "pm", "Après-midi"


class Attendee(models.TextChoices):
    TRAINEE = "trainee", "Stagiaire"
    TRAINER = "trainer", "Formatrice, formateur"


class Presence(models.TextChoices):
    PRESENT = "present", "Présente, présent"
    LATE = "late", "Arrivée en retard"
    ABSENT = "absent", "Absente, absent"


class SigningMode(models.TextChoices):
    """How an attendance came in."""

    TABLET = "tablet", "Signée au doigt sur la tablette"
    PHONE = "phone", "Signée sur son téléphone"
    PAPER = "paper", "Signée sur papier, puis recopiée"


class Moment(models.TextChoices):
    """The moments of evaluation (domain.md §6.3)."""

    BEFORE = "before", "Avant"
    DURING = "during", "Pendant"
    HOT = "hot", "À chaud"
    COLD = "cold", "À froid"


class Mastery(models.TextChoices):
    """Where somebody stands on an objective."""

    ACQUIRED = "acquired", "Acquis"
    IN_PROGRESS = "in_progress", "En cours"
    NOT_ACQUIRED = "not_acquired", "Non acquis"


class AssessedBy(models.TextChoices):
    SELF = "self", "Par la personne elle-même"
    TRAINER = "trainer", "Par la formatrice ou le formateur"


class ComplaintSource(models.TextChoices):
    TRAINEE = "trainee", "Stagiaire"
    CLIENT = "client", "Caf cliente"
    FUNDER = "funder", "Financeur"
    TRAINER = "trainer", "Formatrice, formateur"
    OTHER = "other", "Autre"


class ReminderKind(models.TextChoices):
    WEEK_BEFORE = "week_before", "Une semaine avant"
    DAY_BEFORE = "day_before", "La veille"
