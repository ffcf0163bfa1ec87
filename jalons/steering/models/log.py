from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from jalons.core.models import Entity
from jalons.core.scope import Scope
from jalons.steering.enums import Answer, ChangeType, LogStatus, Significance


class ChangeLogEntry(Entity):
    """Something that changed: expected or not, positive or negative (domain.md §2.11, rule 23).

    The change it speaks to is optional: what nobody aimed at is worth a note too.
    """

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
    link = models.ForeignKey(
        "pathways.Link",
        verbose_name="lien du chemin qu’elle interroge",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="log_entries",
    )
    statement = models.TextField("ce qui a changé")
    kind = models.CharField("de quelle sorte", max_length=14, choices=ChangeType, blank=True)
    who_changed = models.CharField("qui a changé", max_length=200)
    commune = models.ForeignKey(
        "territories.Territory", verbose_name="où", null=True, blank=True, on_delete=models.SET_NULL
    )
    observed_on = models.DateField("observé le")
    evidence = models.TextField("comment on le sait", blank=True)
    second_evidence = models.TextField("une autre source", blank=True)
    is_expected = models.BooleanField("attendu")
    is_positive = models.BooleanField("favorable")
    significance = models.CharField("importance", max_length=6, choices=Significance, blank=True)
    why_it_matters = models.TextField("pourquoi cela compte", blank=True)
    our_part = models.TextField("notre part", blank=True)
    status = models.CharField("état", max_length=14, choices=LogStatus, default=LogStatus.SUBMITTED)
    rejected_reason = models.TextField("pourquoi écartée", blank=True)
    noted_by = models.CharField("noté par", max_length=120)
    noted_by_account = models.UUIDField("compte", null=True, blank=True)

    class Meta:
        verbose_name = "note du journal des changements"
        verbose_name_plural = "notes du journal des changements"
        ordering = ["-observed_on", "-created_at"]
        constraints = [
            models.CheckConstraint(name="log_says_something", condition=~Q(statement="")),
            models.CheckConstraint(name="log_says_who_changed", condition=~Q(who_changed="")),
            models.CheckConstraint(
                name="log_rejected_with_reason",
                condition=~Q(status=LogStatus.REJECTED) | ~Q(rejected_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        return reverse("steering:entry", args=[self.id])

    def scope(self) -> Scope:
        return self.initiative.scope()

    @property
    def sources(self) -> list[str]:
        """How one knows: the sources that were given."""
        return [source for source in (self.evidence, self.second_evidence) if source]

    @property
    def is_verified(self) -> bool:
        return self.status in {LogStatus.SUBSTANTIATED, LogStatus.PUBLISHED}


class Substantiation(Entity):
    """Somebody else than the informant was asked whether it is so (domain.md §9.6)."""

    entry = models.ForeignKey(
        ChangeLogEntry, verbose_name="note", on_delete=models.CASCADE, related_name="substantiations"
    )
    informant = models.CharField("noté par", max_length=120)
    verifier = models.CharField("vérifié auprès de", max_length=160)
    quality = models.CharField("en quelle qualité", max_length=160, blank=True)
    answer = models.CharField("réponse", max_length=10, choices=Answer, blank=True)
    comment = models.TextField("commentaire", blank=True)
    asked_on = models.DateField("demandé le")
    answered_on = models.DateField("répondu le", null=True, blank=True)
    recorded_by = models.CharField("enregistré par", max_length=120)

    class Meta:
        verbose_name = "corroboration"
        verbose_name_plural = "corroborations"
        ordering = ["asked_on", "created_at"]
        constraints = [
            models.CheckConstraint(
                name="verifier_is_not_the_informant", condition=~Q(verifier__iexact=F("informant"))
            ),
            models.CheckConstraint(
                name="substantiation_answer_is_dated",
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
            ),
        ]
