from django.db import models
from django.db.models import Q

from jalons.core.models import Entity
from jalons.initiatives.enums import StepKind
from jalons.training.enums import Placement


class Programme(Entity):
    """A training programme, versioned. Its days are data: the totals come out of them.

    A draft may change; a published version never does (domain.md §10, rule 14): a change is a new version.
    """

    code = models.SlugField("code", max_length=60)
    version = models.PositiveSmallIntegerField("version")
    title = models.CharField("titre", max_length=200)
    objective = models.TextField("objectif professionnel")
    member_daily_rate = models.DecimalField("prix par jour, adhérent (€)", max_digits=9, decimal_places=2)
    non_member_daily_rate = models.DecimalField(
        "prix par jour, non adhérent (€)", max_digits=9, decimal_places=2, null=True, blank=True
    )
    hours_per_half_day = models.DecimalField("heures par demi-journée", max_digits=3, decimal_places=1)
    ctg_years = models.PositiveSmallIntegerField("durée proposée de la CTG (années)", default=5)
    heads = models.JSONField("rubriques de la fiche", default=dict)
    updated_on = models.DateField("mis à jour le")
    is_published = models.BooleanField("publié", default=False)
    is_retired = models.BooleanField("retiré du catalogue", default=False)
    objectives = models.JSONField("objectifs évaluables", default=list)

    class Meta:
        verbose_name = "programme"
        verbose_name_plural = "programmes"
        constraints = [models.UniqueConstraint(name="programme_version_once", fields=["code", "version"])]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return not self.is_published and not self.is_retired


class ProgrammeDay(Entity):
    """One day of a programme, for the mission or for each territory."""

    programme = models.ForeignKey(
        Programme, verbose_name="programme", on_delete=models.CASCADE, related_name="days"
    )
    position = models.PositiveSmallIntegerField("ordre")
    phase = models.PositiveSmallIntegerField("phase")
    kind = models.CharField("type", max_length=20, choices=StepKind)
    rank = models.PositiveSmallIntegerField("rang")
    title = models.CharField("titre", max_length=200)
    intentions = models.TextField("intentions", blank=True)
    half_days = models.PositiveSmallIntegerField("demi-journées")
    is_per_territory = models.BooleanField("pour chaque territoire")
    may_be_remote = models.BooleanField("à distance possible", default=False)
    placement = models.CharField("date proposée", max_length=10, choices=Placement, default=Placement.WEEK)
    weeks = models.PositiveSmallIntegerField("semaines après le début", default=0)
    starts_at = models.TimeField("heure proposée", null=True, blank=True)

    class Meta:
        verbose_name = "journée de programme"
        verbose_name_plural = "journées de programme"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="programme_day_position_once", fields=["programme", "position"]),
            models.CheckConstraint(name="programme_day_at_most_two_halves", condition=Q(half_days__lte=2)),
        ]
