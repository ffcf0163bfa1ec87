from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from jalons.core.models import Entity
from jalons.core.scope import Scope
from jalons.diagnosis.enums import Factor, Item, Moment, Sign


class Reading(Entity):
    """A relevé of the capital stratégique: what n people present said on one day (domain.md §3.8).

    Subjective data, always shown with the number of people and the date; nothing is computed from it.
    """

    initiative = models.ForeignKey(
        "initiatives.Initiative",
        verbose_name="démarche",
        on_delete=models.CASCADE,
        related_name="capital_readings",
    )
    moment = models.CharField("moment", max_length=10, choices=Moment)
    taken_on = models.DateField("fait le")
    people = models.PositiveSmallIntegerField("personnes présentes", validators=[MinValueValidator(1)])
    who_was_there = models.CharField("qui était là", max_length=300, blank=True)

    class Meta:
        verbose_name = "relevé du capital stratégique"
        verbose_name_plural = "relevés du capital stratégique"
        ordering = ["taken_on"]
        constraints = [
            models.UniqueConstraint(name="capital_reading_once_a_day", fields=["initiative", "taken_on"]),
            models.CheckConstraint(name="capital_reading_has_people", condition=Q(people__gte=1)),
        ]

    def __str__(self) -> str:
        return self.get_moment_display()

    def scope(self) -> Scope:
        return self.initiative.scope()


class Finding(Entity):
    """A constat of the group on one factor: a strength or a fragility, never a name (domain.md §3.8)."""

    reading = models.ForeignKey(
        Reading, verbose_name="relevé", on_delete=models.CASCADE, related_name="findings"
    )
    factor = models.CharField("facteur", max_length=12, choices=Factor)
    item = models.CharField("plus précisément", max_length=60, blank=True)
    sign = models.CharField("force ou fragilité", max_length=10, choices=Sign)
    text = models.TextField("constat")
    dots = models.PositiveSmallIntegerField("gommettes", null=True, blank=True)
    said_by = models.CharField("dit par (table, groupe)", max_length=60, blank=True)
    fact = models.ForeignKey(
        "indicators.SalientFact",
        verbose_name="fait chiffré en regard",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = "constat"
        verbose_name_plural = "constats"
        ordering = ["factor", "sign", "created_at"]
        constraints = [models.CheckConstraint(name="finding_says_something", condition=~Q(text=""))]


class Level(Entity):
    """How a group situates one item: the spread of its members, then its common answer with the reason.

    Individual answers are counted, never named (§3.6). The common one is typed by people: software
    computes it from nothing, neither from the spread nor from the factors.
    """

    reading = models.ForeignKey(
        Reading, verbose_name="relevé", on_delete=models.CASCADE, related_name="levels"
    )
    item = models.CharField("ce que l’on situe", max_length=14, choices=Item)
    absent = models.PositiveSmallIntegerField("1, absent", default=0)
    fragile = models.PositiveSmallIntegerField("2, fragile", default=0)
    present = models.PositiveSmallIntegerField("3, présent", default=0)
    solid = models.PositiveSmallIntegerField("4, solide", default=0)
    unknown = models.PositiveSmallIntegerField("ne sait pas", default=0)
    common = models.PositiveSmallIntegerField("réponse commune, de 1 à 4", null=True, blank=True)
    reason = models.TextField("parce que", blank=True)

    class Meta:
        verbose_name = "niveau situé par un groupe"
        verbose_name_plural = "niveaux situés par un groupe"
        constraints = [
            models.UniqueConstraint(name="level_once_an_item", fields=["reading", "item"]),
            models.CheckConstraint(
                name="level_common_with_reason",
                condition=Q(common__isnull=True) | Q(common__gte=1, common__lte=4) & ~Q(reason=""),
            ),
        ]


class Cultivation(Entity):
    """« À cultiver »: what a group decides to do about a weak item, who carries it, by when (§3.6)."""

    reading = models.ForeignKey(
        Reading, verbose_name="relevé", on_delete=models.CASCADE, related_name="cultivations"
    )
    item = models.CharField("à propos de", max_length=14, choices=Item)
    what = models.CharField("ce que nous décidons de cultiver", max_length=300)
    carried_by = models.CharField("qui s’en occupe", max_length=160)
    due_on = models.DateField("pour le", null=True, blank=True)

    class Meta:
        verbose_name = "décision « à cultiver »"
        verbose_name_plural = "décisions « à cultiver »"
        ordering = ["due_on", "created_at"]
        constraints = [
            models.CheckConstraint(name="cultivation_is_carried", condition=~Q(what="") & ~Q(carried_by=""))
        ]
