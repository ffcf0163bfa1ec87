"""Attendance by half-day: signed, countersigned, locked, corrected by dated rectifications (rule 10)."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import F, Q

from jalons.core.models import Entity
from jalons.core.scope import Scope
from jalons.training.enums import Attendee, Half, Presence, SigningMode


class LockedSheetError(Exception):
    """A countersigned sheet is never edited: write a rectification (domain.md §10, rule 10)."""


class HalfDaySlot(Entity):
    """A half-day of a session whose attendance is kept. Countersigned, it is locked."""

    step = models.ForeignKey(
        "initiatives.Step", verbose_name="séance", on_delete=models.PROTECT, related_name="slots"
    )
    half = models.CharField("demi-journée", max_length=2, choices=Half)
    on = models.DateField("date")
    starts_at = models.TimeField("début")
    ends_at = models.TimeField("fin")
    hours = models.DecimalField("heures", max_digits=3, decimal_places=1)
    key = models.CharField("clé du carré à photographier", max_length=40, unique=True)
    countersigned_at = models.DateTimeField("contresignée le", null=True, blank=True)
    countersigned_by = models.CharField("contresignée par", max_length=120, blank=True)

    class Meta:
        verbose_name = "demi-journée"
        verbose_name_plural = "demi-journées"
        ordering = ["on", "half", "id"]
        constraints = [
            models.UniqueConstraint(name="slot_once_by_half", fields=["step", "half"]),
            models.CheckConstraint(name="slot_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(name="slot_lasts", condition=Q(hours__gt=0, hours__lte=12)),
            models.CheckConstraint(
                name="slot_countersigned_by_somebody",
                condition=Q(countersigned_at__isnull=True, countersigned_by="")
                | (Q(countersigned_at__isnull=False) & ~Q(countersigned_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step.title}, {self.get_half_display().lower()}"

    def scope(self) -> Scope:
        return self.step.scope()

    @property
    def is_locked(self) -> bool:
        return self.countersigned_at is not None


class Emargement(Entity):
    """What one person signed, or was noted, for one half-day. The database refuses a change once locked.

    `client_id` is made by the device: a replay answers with the first receipt.
    """

    slot = models.ForeignKey(
        HalfDaySlot, verbose_name="demi-journée", on_delete=models.PROTECT, related_name="emargements"
    )
    person = models.ForeignKey(
        "directory.Person", verbose_name="personne", on_delete=models.PROTECT, related_name="emargements"
    )
    attendee = models.CharField("qui", max_length=8, choices=Attendee)
    presence = models.CharField("présence", max_length=8, choices=Presence)
    mode = models.CharField("comment", max_length=8, choices=SigningMode)
    is_offline = models.BooleanField("signée sans réseau", default=False)
    signature = models.JSONField("tracé", default=list, blank=True)
    signed_at = models.DateTimeField("signée le")
    received_at = models.DateTimeField("reçue le")
    recorded_by = models.CharField("notée par", max_length=120, blank=True)
    client_id = models.UUIDField("identifiant de l’envoi", unique=True)

    class Meta:
        verbose_name = "émargement"
        verbose_name_plural = "émargements"
        ordering = ["attendee", "person__name"]
        constraints = [models.UniqueConstraint(name="emargement_once", fields=["slot", "person"])]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if HalfDaySlot.objects.filter(pk=self.slot_id, countersigned_at__isnull=False).exists():
            raise LockedSheetError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        if HalfDaySlot.objects.filter(pk=self.slot_id, countersigned_at__isnull=False).exists():
            raise LockedSheetError
        return super().delete(*args, **kwargs)


class Rectification(Entity):
    """A correction of a locked sheet: dated, with its author and its reason. Never changed (rule 10)."""

    emargement = models.ForeignKey(
        Emargement, verbose_name="émargement", on_delete=models.PROTECT, related_name="rectifications"
    )
    presence_before = models.CharField("noté avant", max_length=8, choices=Presence)
    presence_after = models.CharField("rectifié en", max_length=8, choices=Presence)
    reason = models.TextField("motif")
    made_by = models.CharField("par", max_length=120)
    made_at = models.DateTimeField("le")

    class Meta:
        verbose_name = "rectification d’émargement"
        verbose_name_plural = "rectifications d’émargement"
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(name="rectification_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="rectification_changes_something",
                condition=~Q(presence_before=F("presence_after")),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise LockedSheetError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise LockedSheetError


class HeldSignature(Entity):
    """A signature that came in after its place was taken or its sheet locked: kept, shown, never merged.

    Synchronisation never overwrites silently (domain.md §10, rule 25).
    """

    slot = models.ForeignKey(
        HalfDaySlot, verbose_name="demi-journée", on_delete=models.PROTECT, related_name="held_signatures"
    )
    person = models.ForeignKey("directory.Person", verbose_name="personne", on_delete=models.PROTECT)
    mode = models.CharField("comment", max_length=8, choices=SigningMode)
    signature = models.JSONField("tracé", default=list, blank=True)
    signed_at = models.DateTimeField("signée le")
    received_at = models.DateTimeField("reçue le")
    client_id = models.UUIDField("identifiant de l’envoi", unique=True)
    settled_at = models.DateTimeField("vue le", null=True, blank=True)
    settled_by = models.CharField("vue par", max_length=120, blank=True)

    class Meta:
        verbose_name = "signature à part"
        verbose_name_plural = "signatures à part"
        ordering = ["received_at"]
