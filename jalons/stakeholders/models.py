from django.db import models
from django.db.models import Q

from jalons.core.models import Entity
from jalons.directory.enums import Category
from jalons.stakeholders.enums import ActorShape, MobilisationStatus


class Actor(Entity):
    """A person, an organisation or a group concerned by the démarche (« acteur »)."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", verbose_name="démarche", on_delete=models.CASCADE, related_name="actors"
    )
    label = models.CharField("nom", max_length=160)
    shape = models.CharField("nature", max_length=12, choices=ActorShape, default=ActorShape.ORGANISATION)
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
    email = models.EmailField("adresse électronique", blank=True)
    note = models.TextField("note", blank=True)
    archived_at = models.DateTimeField("retiré le", null=True, blank=True)

    class Meta:
        verbose_name = "acteur"
        verbose_name_plural = "acteurs"
        ordering = ["label"]
        constraints = [
            models.CheckConstraint(name="actor_has_label", condition=~Q(label="")),
            models.UniqueConstraint(
                name="actor_label_once", fields=["initiative", "label"], condition=Q(archived_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Mobilisation(Entity):
    """An actor called to one table (domain.md §9.3).

    At preparation 3 new actors come because of a change: `reason_kind` and `reason_id` name it, the label
    is frozen. This area never knows what stands behind (see `reasons`).
    """

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
    reason_kind = models.CharField("type du motif", max_length=40, blank=True)
    reason_id = models.UUIDField("objet du motif", null=True, blank=True)
    reason_label = models.CharField("à cause de", max_length=200, blank=True)

    class Meta:
        verbose_name = "mobilisation"
        verbose_name_plural = "mobilisations"
        constraints = [
            models.UniqueConstraint(name="actor_mobilised_once_a_step", fields=["actor", "step"]),
            models.CheckConstraint(
                name="mobilisation_reason_whole",
                condition=Q(reason_kind="", reason_id__isnull=True)
                | (~Q(reason_kind="") & Q(reason_id__isnull=False) & ~Q(reason_label="")),
            ),
        ]
