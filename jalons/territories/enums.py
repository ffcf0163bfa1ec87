from django.db import models


class Level(models.TextChoices):
    """Level of the reference ladder (domain.md §1.13)."""

    COMMUNE = "commune", "Commune"
    EPCI = "epci", "Intercommunalité"
    DEPARTEMENT = "departement", "Département"
    REGION = "region", "Région"
    FRANCE = "france", "France"
