from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from jalons.changes.enums import FAVOURABLE, ValidationDecision
from jalons.changes.fingerprint import fingerprint
from jalons.core.models import Entity
from jalons.core.scope import Scope


class FrozenSetError(Exception):
    """A submitted set is written once: an edit makes another version. Always a programming error."""


class ChangeSet(Entity):
    """One frozen version of the kept changes, submitted to the signatories (rules 1 and 2).

    Its content never changes, here and by a trigger of the database; a later version supersedes it.
    """

    initiative = models.ForeignKey(
        "initiatives.Initiative",
        verbose_name="démarche",
        on_delete=models.CASCADE,
        related_name="change_sets",
    )
    number = models.PositiveSmallIntegerField("version")
    content = models.JSONField("contenu")
    content_hash = models.CharField("empreinte", max_length=64)
    reason = models.TextField("ce que cette version change", blank=True)
    submitted_at = models.DateTimeField("soumis le")
    submitted_by = models.CharField("soumis par", max_length=120)
    validated_at = models.DateTimeField("validé par toutes les collectivités le", null=True, blank=True)
    superseded_at = models.DateTimeField("remplacé le", null=True, blank=True)
    superseded_reason = models.TextField("pourquoi il est remplacé", blank=True)

    class Meta:
        verbose_name = "ensemble de changements"
        verbose_name_plural = "ensembles de changements"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="change_set_number_once", fields=["initiative", "number"]),
            models.UniqueConstraint(
                name="one_current_change_set", fields=["initiative"], condition=Q(superseded_at__isnull=True)
            ),
            models.CheckConstraint(
                name="change_set_superseded_with_reason",
                condition=Q(superseded_at__isnull=True, superseded_reason="")
                | Q(superseded_at__isnull=False) & ~Q(superseded_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} des changements"

    def scope(self) -> Scope:
        return self.initiative.scope()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.content_hash != fingerprint(self.content):
            raise FrozenSetError
        super().save(*args, **kwargs)


class FormalValidation(Entity):
    """What one signatory decided on one frozen version (rule 2).

    Recorded by the signatory itself (personal link or own account) it counts at once; typed by somebody
    else it needs a proof and a second person's confirmation: nobody closes a validation alone (§9.7).
    Once recorded it changes only by a dated rectification.
    """

    change_set = models.ForeignKey(
        ChangeSet, verbose_name="ensemble soumis", on_delete=models.CASCADE, related_name="validations"
    )
    signatory = models.ForeignKey(
        "initiatives.Signatory", verbose_name="signataire", on_delete=models.PROTECT
    )
    decision = models.CharField(
        "décision", max_length=14, choices=ValidationDecision, default=ValidationDecision.REQUESTED
    )
    decided_on = models.DateField("date de la décision", null=True, blank=True)
    deliberation_reference = models.CharField("délibération ou décision", max_length=80, blank=True)
    reserves = models.TextField("réserves ou motif", blank=True)
    proof = models.CharField("où se trouve la preuve", max_length=200, blank=True)
    token = models.CharField("lien personnel", max_length=64, unique=True)
    asked_at = models.DateTimeField("demandée le")
    last_mailed_at = models.DateTimeField("dernier message envoyé le", null=True, blank=True)
    reminder_count = models.PositiveSmallIntegerField("relances", default=0)
    recorded_at = models.DateTimeField("enregistrée le", null=True, blank=True)
    recorded_by = models.CharField("enregistrée par", max_length=120, blank=True)
    recorder_id = models.UUIDField("compte qui a saisi", null=True, blank=True)
    confirmed_at = models.DateTimeField("confirmée le", null=True, blank=True)
    confirmed_by = models.CharField("confirmée par", max_length=120, blank=True)

    class Meta:
        verbose_name = "validation"
        verbose_name_plural = "validations"
        constraints = [
            models.UniqueConstraint(name="validated_once_by_signatory", fields=["change_set", "signatory"]),
            models.CheckConstraint(
                name="validation_decided_is_whole",
                condition=Q(
                    decision=ValidationDecision.REQUESTED,
                    decided_on__isnull=True,
                    recorded_at__isnull=True,
                    confirmed_at__isnull=True,
                )
                | ~Q(decision=ValidationDecision.REQUESTED)
                & Q(decided_on__isnull=False, recorded_at__isnull=False)
                & ~Q(recorded_by=""),
            ),
            models.CheckConstraint(
                name="validation_reserves_written",
                condition=~Q(decision__in=[ValidationDecision.WITH_RESERVES, ValidationDecision.REFUSED])
                | ~Q(reserves=""),
            ),
            models.CheckConstraint(
                name="validation_confirmed_by_somebody",
                condition=Q(confirmed_at__isnull=True, confirmed_by="")
                | Q(confirmed_at__isnull=False) & ~Q(confirmed_by=""),
            ),
        ]

    def scope(self) -> Scope:
        return self.change_set.scope()

    def get_absolute_url(self) -> str:
        return reverse("changes:sign", args=[self.token])

    @property
    def is_recorded(self) -> bool:
        return self.decision != ValidationDecision.REQUESTED

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_favourable(self) -> bool:
        """Counts for rule 2: favourable, with or without reserves, and confirmed."""
        return self.is_confirmed and self.decision in FAVOURABLE


class ValidationRectification(Entity):
    """A dated correction of what was recorded; the former words stay (rule 10's way, applied here)."""

    validation = models.ForeignKey(
        FormalValidation, verbose_name="validation", on_delete=models.CASCADE, related_name="rectifications"
    )
    at = models.DateTimeField("le")
    by = models.CharField("par", max_length=120)
    reason = models.TextField("motif")
    before = models.JSONField("avant")
    after = models.JSONField("après")

    class Meta:
        verbose_name = "rectification d’une validation"
        verbose_name_plural = "rectifications de validation"
        ordering = ["at"]
        constraints = [models.CheckConstraint(name="rectification_has_reason", condition=~Q(reason=""))]
