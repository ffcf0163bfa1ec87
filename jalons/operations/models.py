from django.db import models

from jalons.core.models import Entity
from jalons.core.scope import Scope


class HallTrip(Entity):
    """A hall without internet: what left for a laptop, and what came back (architecture, hall mode).

    Its id travels in the archive and returns with it: only a hall that was prepared here comes back here.
    `last_return` is the last archive read, from which the next one is told apart.
    """

    initiative = models.ForeignKey(
        "initiatives.Initiative", verbose_name="démarche", on_delete=models.CASCADE, related_name="hall_trips"
    )
    prepared_at = models.DateTimeField("préparée le")
    prepared_by = models.CharField("préparée par", max_length=120)
    returned_at = models.DateTimeField("rapportée le", null=True, blank=True)
    returned_by = models.CharField("rapportée par", max_length=120, blank=True)
    last_return = models.BinaryField("dernière archive rapportée", blank=True, default=b"")
    account = models.JSONField("bilan", default=dict, blank=True)

    class Meta:
        verbose_name = "salle prêtée"
        verbose_name_plural = "salles prêtées"
        ordering = ["-prepared_at"]
        constraints = [
            models.CheckConstraint(
                name="hall_returned_by_somebody",
                condition=models.Q(returned_at__isnull=True) | ~models.Q(returned_by=""),
            )
        ]

    def __str__(self) -> str:
        return f"Salle de {self.initiative}"

    def scope(self) -> Scope:
        return self.initiative.scope()


class HallCode(Entity):
    """On the laptop of a hall: a printed code that lets one person in, once. Kept as a fingerprint."""

    user = models.ForeignKey(
        "accounts.User", verbose_name="compte", on_delete=models.CASCADE, related_name="hall_codes"
    )
    code_hash = models.CharField("empreinte du code", max_length=64, unique=True)
    used_at = models.DateTimeField("utilisé le", null=True, blank=True)

    class Meta:
        verbose_name = "code d’entrée imprimé"
        verbose_name_plural = "codes d’entrée imprimés"

    def __str__(self) -> str:
        return f"Code de {self.user}"
