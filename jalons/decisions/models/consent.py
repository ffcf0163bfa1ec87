from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from jalons.core.models import Entity
from jalons.core.scope import Scope
from jalons.decisions.enums import OPEN_STATES, ConsentState, Layout


class ConsentProcess(Entity):
    """A decision by consent on one text. The rules stand in `process` (domain.md §4).

    `state` is written by the actions alone, after the kernel allowed the move. The subject is named
    by kind and id: higher areas register what adoption does to it (`decisions.subjects`).
    """

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
    state = models.CharField("état", max_length=20, choices=ConsentState, default=ConsentState.DRAFT)
    layout = models.CharField("disposition", max_length=10, choices=Layout, default=Layout.TABLES)
    silence_rule = models.TextField("règle sur le silence", blank=True)
    answer_days = models.PositiveSmallIntegerField("jours pour répondre à distance", default=0)
    invited_organisations = models.PositiveSmallIntegerField("organisations invitées", default=0)
    quorum_share = models.DecimalField(
        "part des organisations invitées", max_digits=3, decimal_places=2, default="0.5"
    )
    needs_caf = models.BooleanField("la Caf doit être là", default=True)
    needs_epci = models.BooleanField("l’intercommunalité doit être là", default=True)
    quorum_waiver = models.TextField("pourquoi se passer du quorum", blank=True)
    quorum_waived_by = models.CharField("quorum levé par", max_length=120, blank=True)
    adopted_version = models.PositiveSmallIntegerField("version adoptée", null=True, blank=True)
    adopted_at = models.DateTimeField("adoptée le", null=True, blank=True)
    review_on = models.DateField("à relire le", null=True, blank=True)
    early_review_on = models.DateField("relecture avancée au", null=True, blank=True)

    class Meta:
        verbose_name = "décision par consentement"
        verbose_name_plural = "décisions par consentement"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="consent_adopted_is_whole",
                condition=Q(
                    state=ConsentState.ADOPTED,
                    adopted_version__isnull=False,
                    adopted_at__isnull=False,
                    review_on__isnull=False,
                )
                | ~Q(state=ConsentState.ADOPTED)
                & Q(adopted_version__isnull=True, adopted_at__isnull=True, review_on__isnull=True),
            ),
            models.CheckConstraint(
                name="consent_waiver_has_reason_and_author",
                condition=Q(quorum_waiver="", quorum_waived_by="")
                | ~Q(quorum_waiver="") & ~Q(quorum_waived_by=""),
            ),
            models.CheckConstraint(
                name="consent_early_review_after_adoption",
                condition=Q(early_review_on__isnull=True) | Q(state=ConsentState.ADOPTED),
            ),
            models.CheckConstraint(name="consent_answer_days_are_few", condition=Q(answer_days__lte=60)),
            models.CheckConstraint(
                name="consent_quorum_share_is_share",
                condition=Q(quorum_share__gte=0) & Q(quorum_share__lte=1),
            ),
            models.UniqueConstraint(
                name="one_open_consent_a_subject",
                fields=["subject_kind", "subject_id"],
                condition=Q(state__in=[s.value for s in OPEN_STATES]),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def scope(self) -> Scope:
        return Scope(step=self.step_id, initiative=self.initiative_id, mission=self.initiative.mission_id)

    def get_absolute_url(self) -> str:
        return reverse("decisions:consent", args=[self.id])

    @property
    def next_review_on(self) -> date | None:
        """The early review when a late objection asked for one."""
        return self.early_review_on or self.review_on


class ConsentPresence(Entity):
    """One organisation present at the moment of adoption (domain.md §4.5)."""

    process = models.ForeignKey(
        ConsentProcess, verbose_name="décision", on_delete=models.CASCADE, related_name="presences"
    )
    organisation = models.ForeignKey(
        "directory.Organisation", verbose_name="organisation", null=True, blank=True, on_delete=models.PROTECT
    )
    label = models.CharField("nom", max_length=200)
    people = models.PositiveSmallIntegerField("personnes présentes")
    is_caf = models.BooleanField("Caf", default=False)
    is_epci = models.BooleanField("intercommunalité", default=False)
    is_invited = models.BooleanField("invitée", default=True)

    class Meta:
        verbose_name = "organisation présente à l’adoption"
        verbose_name_plural = "organisations présentes à l’adoption"
        ordering = ["-is_caf", "-is_epci", "label"]
        constraints = [
            models.UniqueConstraint(name="consent_presence_once", fields=["process", "label"]),
            models.CheckConstraint(name="consent_presence_counts_people", condition=Q(people__gte=1)),
        ]


class ConsentExit(Entity):
    """A way out that adopts nothing: its reason and the date to come back (domain.md §4.3)."""

    process = models.ForeignKey(
        ConsentProcess, verbose_name="décision", on_delete=models.CASCADE, related_name="exits"
    )
    number = models.PositiveSmallIntegerField("numéro")
    state = models.CharField("sortie", max_length=20, choices=ConsentState)
    left_from = models.CharField("depuis", max_length=20, choices=ConsentState)
    reason = models.TextField("motif")
    returns_on = models.DateField("on y revient le")
    at = models.DateTimeField("le")
    resumed_at = models.DateTimeField("reprise le", null=True, blank=True)

    class Meta:
        verbose_name = "sortie de décision"
        verbose_name_plural = "sorties de décision"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="consent_exit_number_once", fields=["process", "number"]),
            models.CheckConstraint(name="consent_exit_has_reason", condition=~Q(reason="")),
        ]
