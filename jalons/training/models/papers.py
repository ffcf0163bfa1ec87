"""Papers of a mission, and the avenants that change what was agreed."""

from django.db import models
from django.db.models import Q

from jalons.core.models import Entity
from jalons.training.enums import AmendmentStatus, PaperKind, PaperStatus


class Amendment(Entity):
    """An avenant: what changes, why, from when. Numbered 1…n; the base document is never edited (§6.2).

    `clauses` are changes that the plan does not hold (roles, places of decision): label, before, after.
    """

    mission = models.ForeignKey(
        "initiatives.Mission", verbose_name="mission", on_delete=models.CASCADE, related_name="amendments"
    )
    reason = models.TextField("motif")
    clauses = models.JSONField("ce qui change hors du calendrier", default=list)
    effect_on = models.DateField("date d’effet", null=True, blank=True)
    origin = models.CharField("vient de", max_length=120, blank=True)
    status = models.CharField("état", max_length=10, choices=AmendmentStatus, default=AmendmentStatus.DRAFT)
    proposed_by = models.CharField("proposé par", max_length=120)
    agreed_plan = models.OneToOneField(
        "initiatives.AgreedPlan",
        verbose_name="plan convenu",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="amendment",
    )
    dropped_reason = models.CharField("motif de l’abandon", max_length=300, blank=True)

    class Meta:
        verbose_name = "avenant"
        verbose_name_plural = "avenants"
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(name="amendment_says_why", condition=~Q(reason="")),
            models.UniqueConstraint(
                name="amendment_pending_once",
                fields=["mission"],
                condition=Q(status__in=[AmendmentStatus.DRAFT, AmendmentStatus.ISSUED]),
            ),
        ]


class Paper(Entity):
    """A paper that was issued for a mission: its number and its bytes stand in `document`, immutable."""

    mission = models.ForeignKey(
        "initiatives.Mission", verbose_name="mission", on_delete=models.PROTECT, related_name="papers"
    )
    kind = models.CharField("type", max_length=12, choices=PaperKind)
    document = models.OneToOneField(
        "documents.IssuedDocument", verbose_name="document", on_delete=models.PROTECT, related_name="paper"
    )
    enrolment = models.ForeignKey(
        "training.Enrolment",
        verbose_name="stagiaire",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="papers",
    )
    step = models.ForeignKey(
        "initiatives.Step",
        verbose_name="séance",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="papers",
    )
    amendment = models.ForeignKey(
        Amendment,
        verbose_name="avenant",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="papers",
    )
    status = models.CharField("état", max_length=10, choices=PaperStatus, default=PaperStatus.ISSUED)
    plan_hash = models.CharField("empreinte du plan", max_length=64, blank=True)
    signed_on = models.DateField("signé le", null=True, blank=True)
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True)

    class Meta:
        verbose_name = "papier de formation"
        verbose_name_plural = "papiers de formation"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="paper_signed_has_date",
                condition=~Q(status=PaperStatus.SIGNED) | Q(signed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="paper_of_a_trainee_names_them",
                condition=~Q(kind__in=[PaperKind.CONVOCATION, PaperKind.ATTESTATION, PaperKind.CERTIFICATE])
                | Q(enrolment__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.document}"
