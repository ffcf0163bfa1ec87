from django.db import models
from django.db.models import Q

from jalons.core.models import Entity
from jalons.directory.enums import Category
from jalons.stakeholders.enums import MobilisationStatus


class Actor(Entity):
    """A person, an organisation or a group concerned by the démarche (« acteur »)."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", verbose_name="démarche", on_delete=models.CASCADE, related_name="actors"
    )
    label = models.CharField("nom", max_length=160)
    person = models.ForeignKey(
        "directory.Person", verbose_name="personne", null=True, blank=True, on_delete=models.SET_NULL
    )
    organisation = models.ForeignKey(
        "directory.Organisation", verbose_name="organisation", null=True, blank=True, on_delete=models.PROTECT
    )
    category = models.CharField("catégorie", max_length=20, choices=Category)
    commune = models.ForeignKey(
        "territories.Territory", verbose_name="commune", null=True, blank=True, on_delete=models.PROTECT
    )
    note = models.TextField("note", blank=True)

    class Meta:
        verbose_name = "acteur"
        verbose_name_plural = "acteurs"
        ordering = ["label"]
        constraints = [models.CheckConstraint(name="actor_has_label", condition=~Q(label=""))]

    def __str__(self) -> str:
        return self.label


class Mobilisation(Entity):
    """An actor called to one table (domain.md §9.3)."""

    actor = models.ForeignKey(
        Actor, verbose_name="acteur", on_delete=models.CASCADE, related_name="mobilisations"
    )
    step = models.ForeignKey(
        "initiatives.Step", verbose_name="table", on_delete=models.CASCADE, related_name="mobilisations"
    )
    status = models.CharField(
        "état", max_length=12, choices=MobilisationStatus, default=MobilisationStatus.IDENTIFIED
    )
    invited_at = models.DateTimeField("invité le", null=True, blank=True)
    seats = models.PositiveSmallIntegerField("personnes attendues", default=1)

    class Meta:
        verbose_name = "mobilisation"
        verbose_name_plural = "mobilisations"
        constraints = [models.UniqueConstraint(name="actor_mobilised_once_a_step", fields=["actor", "step"])]
