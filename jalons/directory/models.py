from django.db import models
from django.db.models import F, Q

from jalons.core.models import Entity
from jalons.directory.enums import Category, Competency, OrganisationKind


class Organisation(Entity):
    """A body: Caf, EPCI, commune, association, school, company…"""

    name = models.CharField("nom", max_length=200)
    kind = models.CharField("type", max_length=20, choices=OrganisationKind)
    siren = models.CharField("SIREN", max_length=9, blank=True)
    territory = models.ForeignKey(
        "territories.Territory", verbose_name="territoire", null=True, blank=True, on_delete=models.PROTECT
    )
    is_egoc_member = models.BooleanField("adhérente de l’EGOC", null=True, blank=True)
    archived_at = models.DateTimeField("archivée le", null=True, blank=True)

    class Meta:
        verbose_name = "organisation"
        verbose_name_plural = "organisations"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="organisation_siren_nine_digits", condition=Q(siren="") | Q(siren__regex=r"^[0-9]{9}$")
            ),
            models.UniqueConstraint(name="organisation_siren_once", fields=["siren"], condition=~Q(siren="")),
        ]

    def __str__(self) -> str:
        return self.name


class Person(Entity):
    """Somebody known by name: team, elected official, contact. Never an author of a contribution."""

    name = models.CharField("nom", max_length=120)
    email = models.EmailField("adresse électronique", blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    category = models.CharField("catégorie", max_length=20, choices=Category, blank=True)
    account = models.OneToOneField(
        "accounts.User", verbose_name="compte", null=True, blank=True, on_delete=models.SET_NULL
    )
    anonymised_at = models.DateTimeField("anonymisée le", null=True, blank=True)

    class Meta:
        verbose_name = "personne"
        verbose_name_plural = "personnes"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Affiliation(Entity):
    """What a person does for an organisation, between two dates."""

    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.CASCADE, related_name="affiliations"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="organisation", on_delete=models.PROTECT, related_name="affiliations"
    )
    function = models.CharField("fonction", max_length=160, blank=True)
    starts_on = models.DateField("depuis le", null=True, blank=True)
    ends_on = models.DateField("jusqu’au", null=True, blank=True)

    class Meta:
        verbose_name = "appartenance"
        verbose_name_plural = "appartenances"
        constraints = [
            models.CheckConstraint(
                name="affiliation_dates_ordered",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
        ]


class Venue(Entity):
    """A place where sessions are held. The accessibility register belongs to it (domain.md §6.4)."""

    name = models.CharField("nom", max_length=160)
    address = models.CharField("adresse", max_length=300, blank=True)
    commune = models.ForeignKey(
        "territories.Territory", verbose_name="commune", null=True, blank=True, on_delete=models.PROTECT
    )
    capacity = models.PositiveSmallIntegerField("places", null=True, blank=True)
    access_notes = models.TextField("accès", blank=True)
    accessibility_sheet_url = models.URLField("registre public d’accessibilité", blank=True)
    network_quality = models.CharField("réseau", max_length=120, blank=True)

    class Meta:
        verbose_name = "lieu"
        verbose_name_plural = "lieux"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Competence(Entity):
    """Who holds a mission for a commune, between two dates (domain.md §1.4): no overlap."""

    holder = models.ForeignKey(
        Organisation, verbose_name="exercée par", on_delete=models.PROTECT, related_name="competences"
    )
    commune = models.ForeignKey("territories.Territory", verbose_name="commune", on_delete=models.PROTECT)
    competency = models.CharField("compétence", max_length=20, choices=Competency)
    starts_on = models.DateField("depuis le")
    ends_on = models.DateField("jusqu’au", null=True, blank=True)

    class Meta:
        verbose_name = "compétence"
        verbose_name_plural = "compétences"
        constraints = [
            models.CheckConstraint(
                name="competence_dates_ordered",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                name="competence_once_from_a_date", fields=["commune", "competency", "starts_on"]
            ),
        ]
