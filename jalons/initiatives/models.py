from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from jalons.core.models import Entity
from jalons.core.scope import Scope
from jalons.initiatives.enums import (
    InitiativeStatus,
    MissionStatus,
    ProviderPresence,
    SignatoryStatus,
    StepKind,
    StepStatus,
    TeamFunction,
)


class Mission(Entity):
    """What a Caf buys: a plan of days with its price (domain.md §0.4, §9.2)."""

    title = models.CharField("intitulé", max_length=200)
    slug = models.SlugField("adresse", max_length=80, unique=True)
    programme_id = models.UUIDField("programme", null=True, blank=True)
    programme_version = models.PositiveSmallIntegerField("version du programme", null=True, blank=True)
    client = models.ForeignKey(
        "directory.Organisation",
        verbose_name="client",
        on_delete=models.PROTECT,
        related_name="bought_missions",
    )
    provider = models.ForeignKey(
        "directory.Organisation",
        verbose_name="prestataire",
        on_delete=models.PROTECT,
        related_name="provided_missions",
    )
    is_member_rate = models.BooleanField("tarif adhérent")
    daily_rate = models.DecimalField("prix par jour (€)", max_digits=9, decimal_places=2)
    hours_per_half_day = models.DecimalField("heures par demi-journée", max_digits=3, decimal_places=1)
    status = models.CharField("état", max_length=12, choices=MissionStatus, default=MissionStatus.PROSPECT)
    is_fictitious = models.BooleanField("exemple fictif", default=False)

    class Meta:
        verbose_name = "mission"
        verbose_name_plural = "missions"
        constraints = [
            models.CheckConstraint(name="mission_rate_positive", condition=Q(daily_rate__gt=0)),
            models.CheckConstraint(name="mission_half_day_positive", condition=Q(hours_per_half_day__gt=0)),
        ]

    def __str__(self) -> str:
        return self.title

    def scope(self) -> Scope:
        return Scope(mission=self.id)

    def get_absolute_url(self) -> str:
        return reverse("initiatives:mission", args=[self.slug])


class AgreedPlan(Entity):
    """What was signed: a frozen snapshot of the plan. A difference calls for an avenant (rule 7)."""

    mission = models.ForeignKey(
        Mission, verbose_name="mission", on_delete=models.CASCADE, related_name="agreed_plans"
    )
    number = models.PositiveSmallIntegerField("numéro")  # 0: the agreement; 1…n: the avenants
    signed_on = models.DateField("signé le")
    content = models.JSONField("contenu")
    content_hash = models.CharField("empreinte", max_length=64)
    reason = models.TextField("motif", blank=True)

    class Meta:
        verbose_name = "plan convenu"
        verbose_name_plural = "plans convenus"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="agreed_plan_number_once", fields=["mission", "number"])]


class Initiative(Entity):
    """A démarche: one territory renewing its CTG (domain.md §9.3)."""

    mission = models.ForeignKey(
        Mission, verbose_name="mission", on_delete=models.PROTECT, related_name="initiatives"
    )
    territory = models.ForeignKey(
        "territories.Territory", verbose_name="territoire", on_delete=models.PROTECT
    )
    slug = models.SlugField("adresse", max_length=80, unique=True)
    name = models.CharField("nom", max_length=160)
    short_name = models.CharField("nom court", max_length=40)
    status = models.CharField(
        "état", max_length=12, choices=InitiativeStatus, default=InitiativeStatus.PREPARATION
    )
    ctg_starts_on = models.DateField("début de la CTG", null=True, blank=True)
    ctg_ends_on = models.DateField("fin de la CTG", null=True, blank=True)
    is_renewal = models.BooleanField("renouvellement", default=True)
    is_fictitious = models.BooleanField("exemple fictif", default=False)

    class Meta:
        verbose_name = "démarche"
        verbose_name_plural = "démarches"
        constraints = [
            models.CheckConstraint(
                name="ctg_dates_ordered",
                condition=Q(ctg_ends_on__isnull=True)
                | (Q(ctg_starts_on__isnull=False) & Q(ctg_ends_on__gt=F("ctg_starts_on"))),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def scope(self) -> Scope:
        return Scope(initiative=self.id, mission=self.mission_id)


class Step(Entity):
    """A dated step: training day, preparation, table, validation, review… « Session » in French.

    `rank` tells the first, second and third of a kind; `half_days` is what is billed (0 when none).
    """

    mission = models.ForeignKey(
        Mission, verbose_name="mission", on_delete=models.CASCADE, related_name="steps"
    )
    initiative = models.ForeignKey(
        Initiative,
        verbose_name="démarche",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="steps",
    )
    kind = models.CharField("type", max_length=20, choices=StepKind)
    rank = models.PositiveSmallIntegerField("rang")
    phase = models.PositiveSmallIntegerField("phase", null=True, blank=True)
    position = models.PositiveSmallIntegerField("ordre")
    title = models.CharField("titre", max_length=200)
    intentions = models.TextField("intentions", blank=True)
    half_days = models.PositiveSmallIntegerField("demi-journées")
    starts_on = models.DateField("date", null=True, blank=True)
    starts_at = models.TimeField("heure", null=True, blank=True)
    venue = models.ForeignKey(
        "directory.Venue", verbose_name="lieu", null=True, blank=True, on_delete=models.SET_NULL
    )
    is_remote = models.BooleanField("à distance", default=False)
    provider_presence = models.CharField(
        "présence du prestataire", max_length=10, choices=ProviderPresence, default=ProviderPresence.UNDECIDED
    )
    status = models.CharField("état", max_length=10, choices=StepStatus, default=StepStatus.PLANNED)
    held_at = models.DateTimeField("ouverte le", null=True, blank=True)
    closed_at = models.DateTimeField("close le", null=True, blank=True)
    programme_day_id = models.UUIDField("journée du programme", null=True, blank=True)
    minutes = models.TextField("compte rendu", blank=True)
    decisions = models.TextField("décisions", blank=True)
    status_before_cancel = models.CharField(
        "état avant le retrait", max_length=10, choices=StepStatus, blank=True
    )

    class Meta:
        verbose_name = "étape"
        verbose_name_plural = "étapes"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="step_rank_once", fields=["initiative", "kind", "rank"]),
            models.UniqueConstraint(
                name="training_day_rank_once",
                fields=["mission", "kind", "rank"],
                condition=Q(initiative__isnull=True),
            ),
            models.CheckConstraint(
                name="step_training_has_no_territory",
                condition=Q(kind=StepKind.TRAINING_DAY, initiative__isnull=True)
                | (~Q(kind=StepKind.TRAINING_DAY) & Q(initiative__isnull=False)),
            ),
            models.CheckConstraint(name="step_half_days_at_most_two", condition=Q(half_days__lte=2)),
            models.CheckConstraint(
                name="step_held_before_closed",
                condition=Q(closed_at__isnull=True) | Q(held_at__isnull=False),
            ),
            models.CheckConstraint(
                name="step_held_has_date",
                condition=~Q(status__in=[StepStatus.HELD, StepStatus.CLOSED]) | Q(held_at__isnull=False),
            ),
            models.CheckConstraint(
                name="step_closed_has_date",
                condition=~Q(status=StepStatus.CLOSED) | Q(closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def scope(self) -> Scope:
        return Scope(step=self.id, initiative=self.initiative_id, mission=self.mission_id)

    def get_absolute_url(self) -> str:
        return reverse("initiatives:step", args=[self.id])

    @property
    def is_billed(self) -> bool:
        """A step counts in days, hours and price unless it was removed or the provider stays away."""
        return self.status != StepStatus.CANCELLED and self.provider_presence != ProviderPresence.NO

    @property
    def is_ahead(self) -> bool:
        return self.status in {StepStatus.PLANNED, StepStatus.CONFIRMED}


class TeamMember(Entity):
    """A member of the équipe projet: function and employer are two fields."""

    initiative = models.ForeignKey(
        Initiative, verbose_name="démarche", on_delete=models.CASCADE, related_name="team_members"
    )
    person = models.ForeignKey("directory.Person", verbose_name="personne", on_delete=models.PROTECT)
    function = models.CharField("fonction", max_length=24, choices=TeamFunction)
    employer = models.ForeignKey("directory.Organisation", verbose_name="employeur", on_delete=models.PROTECT)
    starts_on = models.DateField("depuis le")
    ends_on = models.DateField("jusqu’au", null=True, blank=True)

    class Meta:
        verbose_name = "membre de l’équipe projet"
        verbose_name_plural = "membres de l’équipe projet"
        constraints = [
            models.UniqueConstraint(
                name="team_member_once", fields=["initiative", "person", "function", "starts_on"]
            ),
            models.CheckConstraint(
                name="team_dates_ordered", condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))
            ),
        ]


class Signatory(Entity):
    """A party to the convention. Authorities validate the changes; the Caf decides beside (rule 2)."""

    initiative = models.ForeignKey(
        Initiative, verbose_name="démarche", on_delete=models.CASCADE, related_name="signatories"
    )
    organisation = models.ForeignKey(
        "directory.Organisation", verbose_name="organisation", on_delete=models.PROTECT
    )
    representative = models.CharField("représentée par", max_length=160, blank=True)
    representative_function = models.CharField("en qualité de", max_length=160, blank=True)
    contact_email = models.EmailField("adresse électronique", blank=True)
    is_authority = models.BooleanField("collectivité")
    status = models.CharField("état", max_length=12, choices=SignatoryStatus, default=SignatoryStatus.INVITED)
    deliberation_reference = models.CharField("délibération", max_length=80, blank=True)
    deliberated_on = models.DateField("délibérée le", null=True, blank=True)
    signed_on = models.DateField("signée le", null=True, blank=True)
    withdrawn_reason = models.TextField("motif du retrait", blank=True)

    class Meta:
        verbose_name = "signataire"
        verbose_name_plural = "signataires"
        constraints = [
            models.UniqueConstraint(name="signatory_once", fields=["initiative", "organisation"]),
            models.CheckConstraint(
                name="signatory_signed_after_deliberation",
                condition=~Q(status=SignatoryStatus.SIGNED)
                | Q(signed_on__isnull=False, is_authority=False)
                | Q(signed_on__isnull=False, is_authority=True, deliberated_on__isnull=False)
                & ~Q(deliberation_reference=""),
            ),
            models.CheckConstraint(
                name="signatory_withdrawn_with_reason",
                condition=~Q(status=SignatoryStatus.WITHDRAWN) | ~Q(withdrawn_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name


class Theme(Entity):
    """An entry of the nomenclature (domain.md §1.7), editable per Caf. Not a regroupement."""

    caf = models.ForeignKey(
        "directory.Organisation", verbose_name="Caf", null=True, blank=True, on_delete=models.CASCADE
    )
    label = models.CharField("libellé", max_length=80)
    position = models.PositiveSmallIntegerField("ordre")
    is_retired = models.BooleanField("n’est plus proposé", default=False)

    class Meta:
        verbose_name = "thème"
        verbose_name_plural = "thèmes"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="theme_label_once", fields=["caf", "label"]),
            models.UniqueConstraint(
                name="shipped_theme_label_once", fields=["label"], condition=Q(caf__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.label
