from typing import ClassVar, TypeVar

from django.db import models
from django.db.models import F, Q

from jalons.core.models import Entity
from jalons.core.scope import Scope
from jalons.diagnosis.enums import Relation, UrgencyStatus, WallMoveKind

DECIDED = [
    UrgencyStatus.RETAINED,
    UrgencyStatus.PARKED,
    UrgencyStatus.MERGED,
    UrgencyStatus.OUT_OF_SCOPE,
]

Row = TypeVar("Row", bound=models.Model)


class CurrentManager(models.Manager[Row]):
    """What still stands. Retired rows stay in the database for undo and for the archive: `everything`."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(retired_at__isnull=True)


class Cluster(Entity):
    """A regroupement: contributions that say something close. Sources stay linked (rule 18).

    Merged or undone, it is retired, never erased: the move can be taken back.
    """

    initiative = models.ForeignKey(
        "initiatives.Initiative", verbose_name="démarche", on_delete=models.CASCADE, related_name="clusters"
    )
    title = models.CharField("titre", max_length=120)
    summary = models.TextField("en une phrase", blank=True)
    position = models.PositiveSmallIntegerField("ordre", default=0)
    is_validated = models.BooleanField("validé", default=False)
    themes = models.ManyToManyField("initiatives.Theme", verbose_name="thèmes", blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name="réuni à",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="merged_from",
    )
    retired_at = models.DateTimeField("défait le", null=True, blank=True)

    objects = CurrentManager["Cluster"]()
    everything: ClassVar["models.Manager[Cluster]"] = models.Manager()

    class Meta:
        verbose_name = "regroupement"
        verbose_name_plural = "regroupements"
        ordering = ["position", "created_at"]
        base_manager_name = "everything"
        constraints = [
            models.CheckConstraint(name="cluster_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="cluster_merged_is_retired",
                condition=Q(merged_into__isnull=True) | Q(retired_at__isnull=False) & ~Q(merged_into=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def scope(self) -> Scope:
        return self.initiative.scope()


class ClusterMember(Entity):
    """A contribution in a regroupement: in one at a time."""

    cluster = models.ForeignKey(
        Cluster, verbose_name="regroupement", on_delete=models.CASCADE, related_name="members"
    )
    contribution = models.OneToOneField(
        "rooms.Contribution",
        verbose_name="parole",
        on_delete=models.CASCADE,
        related_name="cluster_membership",
    )

    class Meta:
        verbose_name = "parole regroupée"
        verbose_name_plural = "paroles regroupées"


class WallMove(Entity):
    """One move on the wall, with what was there before: enough to take it back.

    `before` is `{"cards": {contribution: cluster or null}, "cluster": id or null, "links": [ids]}`:
    where each card stood, the regroupement that the move retired, the croisements it re-tied.
    """

    initiative = models.ForeignKey(
        "initiatives.Initiative", verbose_name="démarche", on_delete=models.CASCADE, related_name="wall_moves"
    )
    kind = models.CharField("geste", max_length=10, choices=WallMoveKind)
    target = models.ForeignKey(
        Cluster,
        verbose_name="regroupement d’arrivée",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="moves",
    )
    label = models.CharField("en clair", max_length=300)
    before = models.JSONField("état d’avant", default=dict)
    by = models.CharField("fait par", max_length=120)
    undone_at = models.DateTimeField("repris le", null=True, blank=True)
    undone_by = models.CharField("repris par", max_length=120, blank=True)

    class Meta:
        verbose_name = "geste sur le mur"
        verbose_name_plural = "gestes sur le mur"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="wall_move_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by="")
                | Q(undone_at__isnull=False) & ~Q(undone_by=""),
            ),
        ]


class SuggestionRefusal(Entity):
    """A person said that two cards, or a card and a regroupement, do not belong together.

    The suggestion never comes back: software proposes, people decide.
    """

    initiative = models.ForeignKey(
        "initiatives.Initiative",
        verbose_name="démarche",
        on_delete=models.CASCADE,
        related_name="suggestion_refusals",
    )
    contribution = models.ForeignKey(
        "rooms.Contribution", verbose_name="parole", on_delete=models.CASCADE, related_name="refusals"
    )
    other = models.ForeignKey(
        "rooms.Contribution",
        verbose_name="autre parole",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    cluster = models.ForeignKey(
        Cluster,
        verbose_name="regroupement",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="refusals",
    )

    class Meta:
        verbose_name = "suggestion écartée"
        verbose_name_plural = "suggestions écartées"
        constraints = [
            models.UniqueConstraint(name="pair_refused_once", fields=["contribution", "other"]),
            models.UniqueConstraint(name="cluster_refused_once", fields=["contribution", "cluster"]),
            models.CheckConstraint(
                name="refusal_of_a_card_or_a_cluster",
                condition=Q(other__isnull=True, cluster__isnull=False)
                | Q(other__isnull=False, cluster__isnull=True) & ~Q(other=F("contribution")),
            ),
        ]


class CrossReading(Entity):
    """A croisement: salient facts × regroupements, one relation, an analysis.

    Which sides a relation needs is in `rules.sides_problem` (§5.1): both sides are many-to-many, which
    no database constraint can count, so that the form and the action check it.
    """

    initiative = models.ForeignKey(
        "initiatives.Initiative",
        verbose_name="démarche",
        on_delete=models.CASCADE,
        related_name="cross_readings",
    )
    relation = models.CharField("relation", max_length=16, choices=Relation)
    analysis = models.TextField("ce que nous en disons")
    question = models.TextField("à chercher encore", blank=True)
    position = models.PositiveSmallIntegerField("ordre", default=0)
    facts = models.ManyToManyField(
        "indicators.SalientFact", verbose_name="faits", blank=True, related_name="cross_readings"
    )
    clusters = models.ManyToManyField(
        Cluster, verbose_name="regroupements", blank=True, related_name="cross_readings"
    )
    authors = models.CharField("établi par", max_length=160, blank=True)
    retired_at = models.DateTimeField("retiré le", null=True, blank=True)

    objects = CurrentManager["CrossReading"]()
    everything: ClassVar["models.Manager[CrossReading]"] = models.Manager()

    class Meta:
        verbose_name = "croisement"
        verbose_name_plural = "croisements"
        ordering = ["position", "created_at"]
        base_manager_name = "everything"
        constraints = [
            models.CheckConstraint(name="cross_reading_says_something", condition=~Q(analysis="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()} : {self.analysis[:80]}"

    def scope(self) -> Scope:
        return self.initiative.scope()


class SocialUrgency(Entity):
    """An urgence sociale: proposed, rated by the room, then decided by people with a reason (§5.4)."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", verbose_name="démarche", on_delete=models.CASCADE, related_name="urgencies"
    )
    title = models.CharField("titre", max_length=120)
    description = models.TextField("description", blank=True)
    people_concerned = models.CharField("personnes concernées", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("ordre", default=0)
    status = models.CharField(
        "décision", max_length=12, choices=UrgencyStatus, default=UrgencyStatus.PROPOSED
    )
    reason = models.TextField("motif", blank=True)
    decided_on = models.DateField("décidée le", null=True, blank=True)
    decided_by = models.CharField("décidée par", max_length=160, blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name="fondue dans",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_from",
    )
    carried_by = models.CharField("qui pourrait la porter", max_length=200, blank=True)
    override_reason = models.TextField("pourquoi sans croisement", blank=True)
    cross_readings = models.ManyToManyField(
        CrossReading, verbose_name="croisements", blank=True, related_name="urgencies"
    )
    communes = models.ManyToManyField("territories.Territory", verbose_name="communes", blank=True)
    themes = models.ManyToManyField("initiatives.Theme", verbose_name="thèmes", blank=True)

    class Meta:
        verbose_name = "urgence sociale"
        verbose_name_plural = "urgences sociales"
        ordering = ["position", "created_at"]
        constraints = [
            models.CheckConstraint(
                name="urgency_decided_with_reason",
                condition=Q(status__in=[UrgencyStatus.PROPOSED, UrgencyStatus.RATED]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="urgency_merged_into_another",
                condition=Q(status=UrgencyStatus.MERGED, merged_into__isnull=False) & ~Q(merged_into=F("id"))
                | ~Q(status=UrgencyStatus.MERGED) & Q(merged_into__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def scope(self) -> Scope:
        return self.initiative.scope()
