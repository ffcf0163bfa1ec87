from django.db import models

from jalons.core.models import Entity
from jalons.core.scope import Scope


class ConsentProcess(Entity):
    """A decision by consent on one text. The rules stand in `process.py` (domain.md §4)."""

    initiative = models.ForeignKey(
        "initiatives.Initiative",
        verbose_name="démarche",
        on_delete=models.CASCADE,
        related_name="consent_processes",
    )
    step = models.ForeignKey(
        "initiatives.Step", verbose_name="séance", null=True, blank=True, on_delete=models.PROTECT
    )
    subject_kind = models.CharField("type d’objet", max_length=40)
    subject_id = models.UUIDField("objet")
    title = models.CharField("titre", max_length=160)
    state = models.CharField("état", max_length=20, default="draft")

    class Meta:
        verbose_name = "décision par consentement"
        verbose_name_plural = "décisions par consentement"

    def __str__(self) -> str:
        return self.title

    def scope(self) -> Scope:
        return Scope(step=self.step_id, initiative=self.initiative_id, mission=self.initiative.mission_id)
