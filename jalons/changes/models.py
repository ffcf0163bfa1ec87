from django.db import models
from django.db.models import Q

from jalons.changes.enums import ChangeStatus, Dimension, ValidationDecision
from jalons.core.models import Entity
from jalons.core.scope import Scope


class IdealFuture(Entity):
    """The futur idéal of a démarche. Its text lives in versions; it is adopted only by consent."""

    initiative = models.OneToOneField(
        "initiatives.Initiative",
        verbose_name="démarche",
        on_delete=models.CASCADE,
        related_name="ideal_future",
    )
    draft_text = models.TextField("projet de texte", blank=True)
    draft_easy_text = models.TextField("version facile à lire", blank=True)
    adopted_text = models.TextField("texte adopté", blank=True)
    adopted_easy_text = models.TextField("version facile à lire adoptée", blank=True)
    adopted_version = models.PositiveSmallIntegerField("version adoptée", null=True, blank=True)
    adopted_on = models.DateField("adopté le", null=True, blank=True)
    fragments = models.ManyToManyField("rooms.Contribution", verbose_name="fragments", blank=True)

    class Meta:
        verbose_name = "futur idéal"
        verbose_name_plural = "futurs idéaux"

    def scope(self) -> Scope:
        return self.initiative.scope()


class LastingChange(Entity):
    """A changement durable souhaité (domain.md §2.10): who lives what otherwise, by the end of the CTG."""

    initiative = models.ForeignKey(
        "initiatives.Initiative",
        verbose_name="démarche",
        on_delete=models.CASCADE,
        related_name="lasting_changes",
    )
    position = models.PositiveSmallIntegerField("ordre", default=0)
    title = models.CharField("titre", max_length=120)
    statement = models.TextField("énoncé")
    who = models.CharField("qui change", max_length=200, blank=True)
    dimension = models.CharField("dimension", max_length=20, choices=Dimension, blank=True)
    starting_situation = models.TextField("aujourd’hui", blank=True)
    observable_sign = models.TextField("à quoi le verra-t-on", blank=True)
    why_it_matters = models.TextField("pourquoi c’est important", blank=True)
    how_durable = models.TextField("ce qui le fera durer", blank=True)
    wording_override = models.TextField("pourquoi nous gardons cette formulation", blank=True)
    status = models.CharField("état", max_length=10, choices=ChangeStatus, default=ChangeStatus.DRAFT)
    proposed_by = models.CharField("proposé par", max_length=120, blank=True)
    urgencies = models.ManyToManyField(
        "diagnosis.SocialUrgency", verbose_name="urgences", blank=True, related_name="lasting_changes"
    )
    fragments = models.ManyToManyField(
        "rooms.Contribution",
        verbose_name="fragments du futur idéal",
        blank=True,
        related_name="lasting_changes",
    )
    facts = models.ManyToManyField("indicators.SalientFact", verbose_name="faits", blank=True)
    themes = models.ManyToManyField("initiatives.Theme", verbose_name="thèmes", blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name="fondu dans",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="merged_from",
    )

    class Meta:
        verbose_name = "changement durable"
        verbose_name_plural = "changements durables"
        ordering = ["position", "created_at"]

    def __str__(self) -> str:
        return self.title

    def scope(self) -> Scope:
        return self.initiative.scope()


class ChangeSet(Entity):
    """One frozen version of the retained changes, submitted to the signatories (rules 1 and 2)."""

    initiative = models.ForeignKey(
        "initiatives.Initiative",
        verbose_name="démarche",
        on_delete=models.CASCADE,
        related_name="change_sets",
    )
    number = models.PositiveSmallIntegerField("version")
    content = models.JSONField("contenu")
    content_hash = models.CharField("empreinte", max_length=64)
    submitted_at = models.DateTimeField("soumis le")
    submitted_by = models.CharField("soumis par", max_length=120)
    superseded_at = models.DateTimeField("remplacé le", null=True, blank=True)

    class Meta:
        verbose_name = "ensemble de changements"
        verbose_name_plural = "ensembles de changements"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="change_set_number_once", fields=["initiative", "number"]),
            models.UniqueConstraint(
                name="one_current_change_set", fields=["initiative"], condition=Q(superseded_at__isnull=True)
            ),
        ]


class FormalValidation(Entity):
    """What one signatory decided on one frozen version (rule 2)."""

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
    deliberation_reference = models.CharField("délibération", max_length=80, blank=True)
    reserves = models.TextField("réserves ou motif", blank=True)
    token = models.CharField("lien personnel", max_length=64, unique=True)
    recorded_at = models.DateTimeField("enregistrée le", null=True, blank=True)
    recorded_by = models.CharField("enregistrée par", max_length=120, blank=True)

    class Meta:
        verbose_name = "validation"
        verbose_name_plural = "validations"
        constraints = [
            models.UniqueConstraint(name="validated_once_by_signatory", fields=["change_set", "signatory"]),
            models.CheckConstraint(
                name="validation_decided_has_date",
                condition=Q(decision=ValidationDecision.REQUESTED) | Q(decided_on__isnull=False),
            ),
            models.CheckConstraint(
                name="validation_reserves_written",
                condition=~Q(decision__in=[ValidationDecision.WITH_RESERVES, ValidationDecision.REFUSED])
                | ~Q(reserves=""),
            ),
        ]
