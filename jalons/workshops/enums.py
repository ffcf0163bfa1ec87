from django.db import models


class ToolShape(models.TextChoices):
    """What a tool of the toolbox holds: one sequence, or a whole run."""

    SEQUENCE = "sequence", "Une séquence"
    RUN = "run", "Un déroulé entier"


class ToolReach(models.TextChoices):
    """Who finds a tool in their toolbox (see `rules.may_see`)."""

    HOME = "home", "L’équipe d’ici"
    CAF = "caf", "Toutes les équipes de cette Caf, et leurs stagiaires"
    PROVIDER = "provider", "Les formatrices et formateurs de l’organisme"
