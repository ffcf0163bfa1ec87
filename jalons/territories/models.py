from django.db import models
from django.db.models import Q

from jalons.core.models import Entity
from jalons.territories.enums import Level


class Territory(Entity):
    """A commune, EPCI, département, région or France, of the official geography.

    Codes are text: « 01004 », « 2A004 », SIREN of an EPCI « 248719353 ».
    """

    level = models.CharField("niveau", max_length=12, choices=Level)
    code = models.CharField("code", max_length=9)
    name = models.CharField("nom", max_length=120)
    search_name = models.CharField("nom pour la recherche", max_length=120, db_index=True)
    kind = models.CharField("nature juridique", max_length=12, blank=True)
    geography_year = models.PositiveSmallIntegerField("année de la géographie")
    is_current = models.BooleanField("en vigueur", default=True)
    department_code = models.CharField("département", max_length=3, blank=True)
    region_code = models.CharField("région", max_length=2, blank=True)
    successor = models.ForeignKey(
        "self", verbose_name="commune nouvelle", null=True, blank=True, on_delete=models.SET_NULL
    )

    class Meta:
        verbose_name = "territoire"
        verbose_name_plural = "territoires"
        constraints = [
            models.UniqueConstraint(name="territory_code_once", fields=["level", "code"]),
            models.CheckConstraint(
                name="territory_epci_is_siren",
                condition=~Q(level=Level.EPCI) | Q(code__regex=r"^[0-9]{9}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(Entity):
    """A commune belongs to an EPCI, in the perimeter of one year."""

    epci = models.ForeignKey(
        Territory, verbose_name="EPCI", on_delete=models.CASCADE, related_name="memberships"
    )
    commune = models.ForeignKey(
        Territory, verbose_name="commune", on_delete=models.CASCADE, related_name="epci_memberships"
    )
    year = models.PositiveSmallIntegerField("périmètre de l’année")

    class Meta:
        verbose_name = "appartenance à un EPCI"
        verbose_name_plural = "appartenances à un EPCI"
        constraints = [
            models.UniqueConstraint(name="commune_in_one_epci_a_year", fields=["commune", "year"]),
        ]


class LegalPopulation(Entity):
    """Population municipale of a census year (Insee). The year is the census's, not the package's."""

    territory = models.ForeignKey(
        Territory, verbose_name="territoire", on_delete=models.CASCADE, related_name="populations"
    )
    year = models.PositiveSmallIntegerField("recensement de")
    value = models.PositiveIntegerField("population municipale")
    is_rebuilt = models.BooleanField("somme des communes", default=False)

    class Meta:
        verbose_name = "population légale"
        verbose_name_plural = "populations légales"
        constraints = [models.UniqueConstraint(name="population_once_a_year", fields=["territory", "year"])]


class Boundary(Entity):
    """Simplified outline: rings of [longitude, latitude] pairs in degrees (WGS 84)."""

    territory = models.OneToOneField(
        Territory, verbose_name="territoire", on_delete=models.CASCADE, related_name="boundary"
    )
    rings = models.JSONField("contours")

    class Meta:
        verbose_name = "contour"
        verbose_name_plural = "contours"
