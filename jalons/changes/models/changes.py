from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from jalons.changes.enums import KEPT, ChangeStatus, Dimension, Sphere
from jalons.core.models import Entity
from jalons.core.scope import Scope


class LastingChange(Entity):
    """A changement durable souhaité (domain.md §2.10): who lives what otherwise, by the end of the CTG.

    As many drafts as people write; 4 to 6 are kept. One that is kept says who changes, from which
    situation, and comes from an urgency or the futur idéal, or says why not (rule 19). Its horizon is the
    end of the convention (rule 24). A merged draft stays, and points to what it became.
    """

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
    size_estimate = models.CharField("combien de personnes, à peu près", max_length=120, blank=True)
    dimension = models.CharField("dimension", max_length=20, choices=Dimension, blank=True)
    where = models.CharField("où", max_length=200, blank=True)
    starting_situation = models.TextField("aujourd’hui", blank=True)
    observable_sign = models.TextField("à quoi le verra-t-on", blank=True)
    why_it_matters = models.TextField("pourquoi c’est important", blank=True)
    how_durable = models.TextField("ce qui le fera durer", blank=True)
    carriers = models.TextField("qui le porte", blank=True)
    brakers = models.TextField("qui ou quoi le freine", blank=True)
    wording_override = models.TextField("pourquoi nous gardons cette formulation", blank=True)
    gate_reason = models.TextField("pourquoi le retenir quand même", blank=True)
    status = models.CharField("état", max_length=10, choices=ChangeStatus, default=ChangeStatus.DRAFT)
    status_reason = models.TextField("motif", blank=True)
    proposed_by = models.CharField("proposé par", max_length=120, blank=True)
    consent = models.ForeignKey(
        "decisions.ConsentProcess",
        verbose_name="adopté par la décision",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
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
        constraints = [
            models.CheckConstraint(name="change_says_something", condition=~Q(statement="") & ~Q(title="")),
            models.CheckConstraint(
                name="change_kept_says_who_and_from_where",
                condition=~Q(status__in=KEPT) | ~Q(gate_reason="") | (~Q(who="") & ~Q(starting_situation="")),
            ),
            models.CheckConstraint(
                name="change_merged_is_put_aside",
                condition=Q(merged_into__isnull=True) | Q(status=ChangeStatus.ABANDONED),
            ),
            models.CheckConstraint(
                name="change_put_aside_with_reason",
                condition=~Q(status=ChangeStatus.ABANDONED) | ~Q(status_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def scope(self) -> Scope:
        return self.initiative.scope()

    def get_absolute_url(self) -> str:
        return reverse("changes:change", args=[self.id])

    @property
    def horizon(self) -> date | None:
        """The end of the convention (rule 24); None while it is not dated."""
        return self.initiative.ctg_ends_on

    @property
    def is_kept(self) -> bool:
        return self.status in KEPT


class ChangeMobilisation(Entity):
    """An actor that a change calls for, and what it can do about it (domain.md §2.6, preparation 3)."""

    change = models.ForeignKey(
        LastingChange,
        verbose_name="changement durable",
        on_delete=models.CASCADE,
        related_name="mobilised",
    )
    actor = models.ForeignKey(
        "stakeholders.Actor",
        verbose_name="acteur",
        on_delete=models.CASCADE,
        related_name="called_by_changes",
    )
    sphere = models.CharField("ce qu’il peut", max_length=10, choices=Sphere)

    class Meta:
        verbose_name = "acteur appelé par un changement"
        verbose_name_plural = "acteurs appelés par un changement"
        constraints = [
            models.UniqueConstraint(name="actor_called_once_by_a_change", fields=["change", "actor"])
        ]
