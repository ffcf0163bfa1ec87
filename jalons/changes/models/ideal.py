from django.db import models
from django.db.models import Q
from django.urls import reverse

from jalons.core.models import Entity
from jalons.core.scope import Scope


class IdealFuture(Entity):
    """The futur idéal of a démarche: the draft is free, the adopted text comes from a consent only (rule 3).

    It has no deadline and no indicator (rule 24). A later text is another consent process.
    """

    initiative = models.OneToOneField(
        "initiatives.Initiative",
        verbose_name="démarche",
        on_delete=models.CASCADE,
        related_name="ideal_future",
    )
    draft_text = models.TextField("projet de texte", blank=True)
    draft_easy_text = models.TextField("version facile à lire", blank=True)
    draft_author = models.CharField("projet écrit par", max_length=160, blank=True)
    adopted_text = models.TextField("texte adopté", blank=True)
    adopted_easy_text = models.TextField("version facile à lire adoptée", blank=True)
    adopted_version = models.PositiveSmallIntegerField("version adoptée", null=True, blank=True)
    adopted_on = models.DateField("adopté le", null=True, blank=True)
    adopted_hash = models.CharField("empreinte du texte adopté", max_length=64, blank=True)
    adopted_by = models.ForeignKey(
        "decisions.ConsentProcess",
        verbose_name="adopté par la décision",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    fragments = models.ManyToManyField("rooms.Contribution", verbose_name="fragments", blank=True)

    class Meta:
        verbose_name = "futur idéal"
        verbose_name_plural = "futurs idéaux"
        constraints = [
            models.CheckConstraint(
                name="ideal_future_adopted_by_consent",
                condition=Q(
                    adopted_text="",
                    adopted_hash="",
                    adopted_version__isnull=True,
                    adopted_on__isnull=True,
                    adopted_by__isnull=True,
                )
                | Q(
                    adopted_version__isnull=False,
                    adopted_on__isnull=False,
                    adopted_by__isnull=False,
                )
                & ~Q(adopted_text="")
                & ~Q(adopted_hash=""),
            ),
        ]

    def scope(self) -> Scope:
        return self.initiative.scope()

    def get_absolute_url(self) -> str:
        return reverse("changes:ideal_future", args=[self.initiative.slug])
