from django.db import models
from django.db.models import Q

from jalons.core.models import Entity
from jalons.core.scope import Scope
from jalons.diagnosis.enums import Association, Likelihood
from jalons.directory.enums import Category
from jalons.initiatives.enums import ProviderPresence, StepKind, TeamFunction


class Canvas(Entity):
    """The canevas de l'expérimentation of one territory, written on the third training day (§0.4).

    It is a draft until it is applied: then it becomes the démarche's calendar, team and calls to tables,
    and what differs from what was signed calls for an avenant (rule 7).
    """

    initiative = models.OneToOneField(
        "initiatives.Initiative", verbose_name="démarche", on_delete=models.CASCADE, related_name="canvas"
    )
    officer_time = models.CharField("temps disponible", max_length=120, blank=True)
    officer_missions = models.TextField("ce qui est confié, une mission par ligne", blank=True)
    officer_authority = models.TextField("ce que la personne décide seule, et avec qui le reste", blank=True)
    officer_support = models.TextField("appuis et moyens", blank=True)
    applied_at = models.DateTimeField("appliqué le", null=True, blank=True)
    applied_by = models.CharField("appliqué par", max_length=120, blank=True)

    class Meta:
        verbose_name = "canevas de l’expérimentation"
        verbose_name_plural = "canevas de l’expérimentation"
        constraints = [
            models.CheckConstraint(
                name="canvas_applied_by_somebody",
                condition=Q(applied_at__isnull=True, applied_by="")
                | Q(applied_at__isnull=False) & ~Q(applied_by=""),
            )
        ]

    def scope(self) -> Scope:
        return self.initiative.scope()


class CanvasStage(Entity):
    """A stage of the experiment: which time, when, how long, with the provider or not."""

    canvas = models.ForeignKey(
        Canvas, verbose_name="canevas", on_delete=models.CASCADE, related_name="stages"
    )
    kind = models.CharField("type", max_length=20, choices=StepKind)
    rank = models.PositiveSmallIntegerField("rang", default=1)
    title = models.CharField("titre", max_length=200)
    planned_on = models.DateField("date", null=True, blank=True)
    half_days = models.PositiveSmallIntegerField("demi-journées", default=0)
    provider_presence = models.CharField(
        "présence du prestataire", max_length=10, choices=ProviderPresence, default=ProviderPresence.UNDECIDED
    )
    note = models.CharField("note", max_length=300, blank=True)

    class Meta:
        verbose_name = "étape du canevas"
        verbose_name_plural = "étapes du canevas"
        ordering = ["planned_on", "created_at"]
        constraints = [
            models.UniqueConstraint(name="canvas_stage_once", fields=["canvas", "kind", "rank"]),
            models.CheckConstraint(
                name="canvas_stage_of_a_territory", condition=~Q(kind=StepKind.TRAINING_DAY)
            ),
            models.CheckConstraint(
                name="canvas_stage_half_days", condition=Q(half_days__lte=2) & Q(rank__gte=1)
            ),
        ]


class CanvasSpace(Entity):
    """A space of concertation or of decision: who sits, what is handled, how one decides."""

    canvas = models.ForeignKey(
        Canvas, verbose_name="canevas", on_delete=models.CASCADE, related_name="spaces"
    )
    name = models.CharField("nom", max_length=120)
    is_deciding = models.BooleanField("on y décide", default=False)
    people = models.CharField("qui y siège", max_length=300)
    handles = models.TextField("de quoi l’on y parle, ou ce que l’on y décide")
    rule = models.CharField("comment l’on y décide", max_length=200, blank=True)
    rhythm = models.CharField("quand", max_length=120, blank=True)

    class Meta:
        verbose_name = "espace du canevas"
        verbose_name_plural = "espaces du canevas"
        ordering = ["is_deciding", "created_at"]
        constraints = [
            models.UniqueConstraint(name="canvas_space_once", fields=["canvas", "name"]),
            models.CheckConstraint(
                name="canvas_space_decides_by_a_rule", condition=Q(is_deciding=False) | ~Q(rule="")
            ),
        ]


class CanvasMember(Entity):
    """Somebody who will be in the équipe projet."""

    canvas = models.ForeignKey(
        Canvas, verbose_name="canevas", on_delete=models.CASCADE, related_name="members"
    )
    person = models.ForeignKey("directory.Person", verbose_name="personne", on_delete=models.PROTECT)
    function = models.CharField("fonction", max_length=24, choices=TeamFunction)
    employer = models.ForeignKey("directory.Organisation", verbose_name="employeur", on_delete=models.PROTECT)

    class Meta:
        verbose_name = "membre prévu au canevas"
        verbose_name_plural = "membres prévus au canevas"
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(name="canvas_member_once", fields=["canvas", "person", "function"])
        ]


class CanvasPartner(Entity):
    """A stakeholder, how it is associated, and the tables it is called to."""

    canvas = models.ForeignKey(
        Canvas, verbose_name="canevas", on_delete=models.CASCADE, related_name="partners"
    )
    label = models.CharField("partie prenante", max_length=160)
    category = models.CharField("catégorie", max_length=20, choices=Category)
    association = models.CharField("comment elle est associée", max_length=12, choices=Association)
    how = models.CharField("concrètement", max_length=300, blank=True)
    tables = models.JSONField("tables où l’appeler", default=list, blank=True)  # ranks: [1, 2, 3]

    class Meta:
        verbose_name = "partie prenante du canevas"
        verbose_name_plural = "parties prenantes du canevas"
        ordering = ["category", "label"]
        constraints = [models.UniqueConstraint(name="canvas_partner_once", fields=["canvas", "label"])]


class CanvasRisk(Entity):
    """What could go wrong, and what will be done."""

    canvas = models.ForeignKey(Canvas, verbose_name="canevas", on_delete=models.CASCADE, related_name="risks")
    title = models.CharField("risque", max_length=200)
    likelihood = models.CharField("probabilité", max_length=8, choices=Likelihood)
    answer = models.TextField("ce que nous ferons")
    watched_by = models.CharField("qui y veille", max_length=160, blank=True)

    class Meta:
        verbose_name = "risque du canevas"
        verbose_name_plural = "risques du canevas"
        ordering = ["created_at"]
