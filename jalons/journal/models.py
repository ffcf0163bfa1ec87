from typing import Any, NoReturn

from django.db import models

from jalons.core.ids import new_id
from jalons.journal import verbs


class AppendOnlyError(Exception):
    """The journal is written once and never changed."""


class Entry(models.Model):
    """One line of the journal. No foreign key: an erased object leaves its trace."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField("le")
    actor_id = models.UUIDField("compte", null=True)
    actor_label = models.CharField("par", max_length=120)
    verb = models.CharField("verbe", max_length=60)
    label = models.CharField("objet", max_length=300, blank=True)
    object_id = models.UUIDField("identifiant de l’objet", null=True)
    step_id = models.UUIDField("étape", null=True)
    initiative_id = models.UUIDField("démarche", null=True)
    mission_id = models.UUIDField("mission", null=True)
    facts = models.JSONField("faits", default=dict)

    class Meta:
        verbose_name = "ligne du journal"
        verbose_name_plural = "lignes du journal"
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["initiative_id", "-at"]),
            models.Index(fields=["mission_id", "-at"]),
            models.Index(fields=["object_id", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label} {self.sentence}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError

    @property
    def sentence(self) -> str:
        return verbs.sentence(self.verb).format(label=self.label, **self.facts)
