from django.db import models
from django.db.models import Q

from jalons.core.models import Entity
from jalons.core.scope import Scope
from jalons.steering.enums import MarkerLevel, MarkerScale


class ProgressMarker(Entity):
    """An observable sign, graded attendu / souhaité / idéal (domain.md §2.7).

    On a change, or on an intermediate change of its chemin. Retired, it keeps its observations.
    """

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
    retired_at = models.DateTimeField("retiré le", null=True, blank=True)

    class Meta:
        verbose_name = "marqueur de progrès"
        verbose_name_plural = "marqueurs de progrès"
        ordering = ["position", "created_at"]
        constraints = [models.CheckConstraint(name="marker_says_something", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text

    def scope(self) -> Scope:
        return self.change.initiative.scope()


class MarkerObservation(Entity):
    """What somebody saw of a sign, one day. No scale means « ne sait pas »; a level needs its evidence."""

    marker = models.ForeignKey(
        ProgressMarker, verbose_name="marqueur", on_delete=models.CASCADE, related_name="observations"
    )
    scale = models.PositiveSmallIntegerField("vu", choices=MarkerScale, null=True, blank=True)
    observed_on = models.DateField("observé le")
    observed_by = models.CharField("par", max_length=120)
    evidence = models.TextField("comment on le sait", blank=True)
    surprise = models.TextField("ce qui surprend", blank=True)

    class Meta:
        verbose_name = "observation d’un marqueur"
        verbose_name_plural = "observations de marqueurs"
        ordering = ["observed_on", "created_at"]
        constraints = [
            models.CheckConstraint(
                name="observation_scale_0_to_3", condition=Q(scale__isnull=True) | Q(scale__lte=3)
            ),
            models.CheckConstraint(
                name="observation_seen_with_evidence",
                condition=Q(scale__isnull=True) | Q(scale=0) | ~Q(evidence=""),
            ),
        ]

    @property
    def word(self) -> str:
        """What was seen, in words."""
        return "Ne sait pas" if self.scale is None else MarkerScale(self.scale).label
