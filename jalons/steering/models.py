from django.db import models

from jalons.core.models import Entity
from jalons.steering.enums import LogStatus, MarkerLevel, Significance


class ProgressMarker(Entity):
    """An observable sign, graded attendu / souhaité / idéal (domain.md §2.7)."""

    change = models.ForeignKey(
        "changes.LastingChange",
        verbose_name="changement durable",
        on_delete=models.CASCADE,
        related_name="markers",
    )
    node = models.ForeignKey(
        "pathways.PathNode",
        verbose_name="changement intermédiaire",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )
    level = models.CharField("degré", max_length=10, choices=MarkerLevel)
    text = models.TextField("signe")
    position = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "marqueur de progrès"
        verbose_name_plural = "marqueurs de progrès"
        ordering = ["position", "created_at"]


class ChangeLogEntry(Entity):
    """Something that changed: expected or not, positive or negative (domain.md §2.11)."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", verbose_name="démarche", on_delete=models.CASCADE, related_name="change_log"
    )
    change = models.ForeignKey(
        "changes.LastingChange",
        verbose_name="changement durable",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="log_entries",
    )
    statement = models.TextField("ce qui a changé")
    who_changed = models.CharField("qui a changé", max_length=200)
    observed_on = models.DateField("observé le")
    evidence = models.TextField("comment on le sait", blank=True)
    is_expected = models.BooleanField("attendu")
    is_positive = models.BooleanField("favorable")
    significance = models.CharField("importance", max_length=6, choices=Significance, blank=True)
    our_part = models.TextField("notre part", blank=True)
    status = models.CharField("état", max_length=14, choices=LogStatus, default=LogStatus.SUBMITTED)
    noted_by = models.CharField("noté par", max_length=120)

    class Meta:
        verbose_name = "note du journal des changements"
        verbose_name_plural = "notes du journal des changements"
        ordering = ["-observed_on", "-created_at"]
