from django.db import models


class Placement(models.TextChoices):
    """How the date of a programme's day is proposed."""

    WEEK = "week", "Tant de semaines après le début"
    NEXT_DAY = "next_day", "Le jour d’après"
    SAME_DAY = "same_day", "Le même jour"
