from django.db import models

from jalons.decisions import process as kernel


class ConsentState(models.TextChoices):
    """Where a proposal stands (domain.md §4.4); the values are those of the kernel."""

    DRAFT = kernel.State.DRAFT.value, "Brouillon"
    PRESENTED = kernel.State.PRESENTED.value, "Présentée"
    CLARIFICATION = kernel.State.CLARIFICATION.value, "En clarification"
    REACTION = kernel.State.REACTION.value, "En réaction"
    IMPROVEMENT = kernel.State.IMPROVEMENT.value, "En amélioration"
    OBJECTION = kernel.State.OBJECTION.value, "Tour des objections"
    LIFTING = kernel.State.LIFTING.value, "Levée des objections"
    ADOPTED = kernel.State.ADOPTED.value, "Adoptée"
    WITHDRAWN = kernel.State.WITHDRAWN.value, "Retirée"
    POSTPONED = kernel.State.POSTPONED.value, "Ajournée"
    TRIAL = kernel.State.TRIAL.value, "À l’essai"
    RETURNED = kernel.State.RETURNED.value, "Renvoyée au travail"
    SUSPENDED = kernel.State.SUSPENDED.value, "Suspendue"


class ObjectionKind(models.TextChoices):
    """What an objection shows (domain.md §4.3)."""

    GOAL = kernel.ObjectionKind.GOAL.value, "Le texte nous éloigne du but"
    LIMIT = kernel.ObjectionKind.LIMIT.value, "Il dépasse les limites de certaines personnes"
    CONSEQUENCE = kernel.ObjectionKind.CONSEQUENCE.value, "Il aurait une conséquence que l’on ne veut pas"
    OUT_OF_SCOPE = kernel.ObjectionKind.OUT_OF_SCOPE.value, "Elle porte sur autre chose"


class ObjectionStatus(models.TextChoices):
    IN_TEST = kernel.ObjectionStatus.IN_TEST.value, "À tester avec le groupe"
    RETAINED = kernel.ObjectionStatus.RETAINED.value, "Retenue, à lever"
    CONCERN = kernel.ObjectionStatus.CONCERN.value, "Gardée comme préoccupation"
    WITHDRAWN = kernel.ObjectionStatus.WITHDRAWN.value, "Retirée par son auteur"
    LIFTED = kernel.ObjectionStatus.LIFTED.value, "Levée"


class Says(models.TextChoices):
    """The two answers of an objection round. There is no third, and no percentage."""

    NO_OBJECTION = kernel.Says.NO_OBJECTION.value, "Pas d’objection"
    OBJECTION = kernel.Says.OBJECTION.value, "Objection"


class SpokenKind(models.TextChoices):
    QUESTION = kernel.SpokenKind.QUESTION.value, "Question"
    REACTION = kernel.SpokenKind.REACTION.value, "Réaction"
    CONCERN = kernel.SpokenKind.CONCERN.value, "Préoccupation"


class Layout(models.TextChoices):
    """How a group of this size speaks in rounds (domain.md §4.5)."""

    PLENARY = "plenary", "En plénière, 20 personnes au plus"
    TABLES = "tables", "Par tables, avec rapporteur"
    FISHBOWL = "fishbowl", "En bocal, avec porte-parole"


class VoiceKind(models.TextChoices):
    """Who speaks. None of them is a person's name."""

    TICKET = "ticket", "Une personne, depuis son téléphone"
    SLIP = "slip", "Une personne, sur papier ou à voix haute"
    TABLE = "table", "Une table, par son rapporteur"


OPEN_STATES = (*kernel.ROUNDS, kernel.State.DRAFT, *kernel.EXITS)
"""States in which the decision is still to be taken."""
