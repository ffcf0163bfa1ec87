from django.db import models

from jalons.core.models import Entity
from jalons.directory.enums import Category


class CategoryAttendance(Entity):
    """How many people of a category came: a count from the sign-in sheet, never a list."""

    step = models.ForeignKey(
        "initiatives.Step", verbose_name="table", on_delete=models.CASCADE, related_name="category_attendance"
    )
    category = models.CharField("catégorie", max_length=20, choices=Category)
    people = models.PositiveSmallIntegerField("personnes")

    class Meta:
        verbose_name = "présents par catégorie"
        verbose_name_plural = "présents par catégorie"
        constraints = [models.UniqueConstraint(name="category_counted_once", fields=["step", "category"])]


class CommuneAttendance(Entity):
    """How many people came from a commune. Never crossed with the category (rule 17)."""

    step = models.ForeignKey(
        "initiatives.Step", verbose_name="table", on_delete=models.CASCADE, related_name="commune_attendance"
    )
    commune = models.ForeignKey("territories.Territory", verbose_name="commune", on_delete=models.PROTECT)
    people = models.PositiveSmallIntegerField("personnes")

    class Meta:
        verbose_name = "présents par commune"
        verbose_name_plural = "présents par commune"
        constraints = [models.UniqueConstraint(name="commune_counted_once", fields=["step", "commune"])]
