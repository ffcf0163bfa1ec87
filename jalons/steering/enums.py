from django.db import models


class MarkerLevel(models.TextChoices):
    EXPECTED = "expected", "Attendu"
    HOPED = "hoped", "Souhaité"
    IDEAL = "ideal", "Idéal"


class MarkerScale(models.IntegerChoices):
    """How far a sign was seen (domain.md §2.7)."""

    NOT_SEEN = 0, "Pas observé"
    A_FEW = 1, "Chez quelques-uns"
    SOME = 2, "Chez une partie"
    WIDELY = 3, "Largement"


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


class Aspect(models.TextChoices):
    """The three ratings of a change, kept apart (rule 23)."""

    ATTAINMENT = "attainment", "Ce qui a changé"
    SIGNIFICANCE = "significance", "Ce que cela compte pour les gens"
    CONTRIBUTION = "contribution", "Notre part dans ce changement"


class Unsaid(models.TextChoices):
    """Honest answers that are no level."""

    TOO_EARLY = "too_early", "Trop tôt pour conclure"
    UNKNOWN = "unknown", "Nous ne savons pas"


class ChangeType(models.TextChoices):
    """What kind of thing changed (domain.md §2.11)."""

    BEHAVIOUR = "behaviour", "Un comportement"
    RELATIONSHIP = "relationship", "Une relation"
    ACTION = "action", "Une initiative prise"
    POLICY = "policy", "Une règle, une politique"
    PRACTICE = "practice", "Une pratique professionnelle"


class LogStatus(models.TextChoices):
    DRAFT = "draft", "Brouillon"
    SUBMITTED = "submitted", "Notée"
    SUBSTANTIATED = "substantiated", "Vérifiée"
    REJECTED = "rejected", "Écartée"
    PUBLISHED = "published", "Publiée"


class Answer(models.TextChoices):
    """What somebody else says of a note (domain.md §2.11)."""

    FULLY = "fully", "Tout à fait d’accord"
    PARTLY = "partly", "En partie d’accord"
    DISAGREE = "disagree", "Pas d’accord"
    DONT_KNOW = "dont_know", "Ne sait pas"


class ReviewKind(models.TextChoices):
    """The rhythms of steering (domain.md §2.14)."""

    TECHNICAL = "technical", "Point technique"
    YEARLY = "yearly", "Revue annuelle"
    MIDTERM = "midterm", "Évaluation intermédiaire"
    FINAL = "final", "Évaluation finale"


class ReviewStatus(models.TextChoices):
    PLANNED = "planned", "Prévue"
    HELD = "held", "Tenue"
    PUBLISHED = "published", "Publiée"


class DecisionKind(models.TextChoices):
    CONTINUE = "continue", "Continuer"
    ADAPT = "adapt", "Adapter"
    STOP = "stop", "Arrêter"
    ADD = "add", "Ajouter"


class DecisionStatus(models.TextChoices):
    OPEN = "open", "À faire"
    DONE = "done", "Fait"
    DROPPED = "dropped", "Abandonnée"
