from django.db import models
from django.db.models import Q

from jalons.core.models import Entity
from jalons.diagnosis.enums import Relation, UrgencyStatus


class Cluster(Entity):
    """A regroupement: contributions that say something close. Sources stay linked (rule 18)."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", verbose_name="démarche", on_delete=models.CASCADE, related_name="clusters"
    )
    title = models.CharField("titre", max_length=120)
    summary = models.TextField("en une phrase", blank=True)
    position = models.PositiveSmallIntegerField("ordre", default=0)
    is_validated = models.BooleanField("validé", default=False)
    themes = models.ManyToManyField("initiatives.Theme", verbose_name="thèmes", blank=True)

    class Meta:
        verbose_name = "regroupement"
        verbose_name_plural = "regroupements"
        ordering = ["position", "created_at"]

    def __str__(self) -> str:
        return self.title


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


class CrossReading(Entity):
    """A croisement: salient facts × regroupements, one relation, an analysis."""

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

    class Meta:
        verbose_name = "croisement"
        verbose_name_plural = "croisements"
        ordering = ["position", "created_at"]

    def __str__(self) -> str:
        return f"{self.get_relation_display()} : {self.analysis[:80]}"


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
    cross_readings = models.ManyToManyField(
        CrossReading, verbose_name="croisements", blank=True, related_name="urgencies"
    )
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
        ]

    def __str__(self) -> str:
        return self.title
