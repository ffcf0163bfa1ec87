from django.db import models
from django.db.models import Q

from jalons.core.models import Entity
from jalons.territories.enums import Level
from jalons.territories.naming import in_the, of_the, the

EPCI_KINDS = {
    "CC": "Communauté de communes",
    "CA": "Communauté d’agglomération",
    "CU": "Communauté urbaine",
    "METRO": "Métropole",
    "MET69": "Métropole de Lyon",
}


class Territory(Entity):
    """A commune, EPCI, département, région or France, of the official geography.

    Codes are text: « 01004 », « 2A004 », SIREN of an EPCI « 248719353 ». `liaison` is Insee's code of
    the article (« la Haute-Vienne », « l’Ain »), which French sentences need.
    """

    level = models.CharField("niveau", max_length=12, choices=Level)
    code = models.CharField("code", max_length=9)
    name = models.CharField("nom", max_length=120)
    search_name = models.CharField("nom pour la recherche", max_length=120, db_index=True)
    kind = models.CharField("nature juridique", max_length=12, blank=True)
    geography_year = models.PositiveSmallIntegerField("année de la géographie")
    is_current = models.BooleanField("en vigueur", default=True)
    department_code = models.CharField("département", max_length=3, blank=True)
    region_code = models.CharField("région", max_length=3, blank=True)
    liaison = models.PositiveSmallIntegerField("article", default=0)
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
            models.CheckConstraint(
                name="territory_former_is_commune",
                condition=Q(level=Level.COMMUNE) | Q(successor__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["level", "is_current"], name="territory_level_current")]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_label(self) -> str:
        """« Communauté de communes » for an EPCI, the level's word otherwise."""
        return EPCI_KINDS.get(self.kind, self.get_level_display())

    @property
    def with_article(self) -> str:
        """« la Haute-Vienne », « l’Ain », « Mayotte »."""
        return the(self.name, self.liaison)

    @property
    def of_name(self) -> str:
        """« de la Haute-Vienne », « de l’Ain », « d’Eymoutiers »."""
        return of_the(self.name, self.liaison)

    @property
    def in_name(self) -> str:
        """« dans la Haute-Vienne », « dans l’Ain », « en Nouvelle-Aquitaine » for a région."""
        return in_the(self.name, self.liaison, is_region=self.level == Level.REGION)


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
    """Simplified outline: rings of [longitude, latitude] pairs in degrees (WGS 84), even-odd filled.

    Neighbours share exactly the same points. `area_km2` was measured before simplifying, lakes included.
    """

    territory = models.OneToOneField(
        Territory, verbose_name="territoire", on_delete=models.CASCADE, related_name="boundary"
    )
    rings = models.JSONField("contours")
    area_km2 = models.FloatField("superficie en km²", default=0)

    class Meta:
        verbose_name = "contour"
        verbose_name_plural = "contours"


class GeographyLoad(Entity):
    """One loading of the official geography: which artefact, when. A second load of it changes nothing."""

    digest = models.CharField("empreinte du fichier", max_length=64, unique=True)
    perimeter_year = models.PositiveSmallIntegerField("périmètres de")
    counts = models.JSONField("décomptes")

    class Meta:
        verbose_name = "chargement de la géographie"
        verbose_name_plural = "chargements de la géographie"
        ordering = ["-updated_at"]
