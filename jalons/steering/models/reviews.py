from django.db import models
from django.db.models import Q
from django.urls import reverse

from jalons.core.models import Entity
from jalons.core.scope import Scope
from jalons.directory.enums import Category
from jalons.pathways.enums import MARKS, TONES, HypothesisStatus
from jalons.steering.enums import (
    Aspect,
    Attainment,
    ContributionLevel,
    DecisionKind,
    DecisionStatus,
    ReviewKind,
    ReviewStatus,
    Unsaid,
)

SIGNIFICANCE_WORDS = {1: "Faible", 2: "Moyenne", 3: "Forte"}


class ChangeReview(Entity):
    """A look back with the actors: planned, held, then published (domain.md §2.14).

    A yearly, intermediate or final one covers every active change (rule 27); published, it no longer moves.
    """

    initiative = models.ForeignKey(
        "initiatives.Initiative", verbose_name="démarche", on_delete=models.CASCADE, related_name="reviews"
    )
    step = models.OneToOneField(
        "initiatives.Step",
        verbose_name="étape",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="review",
    )
    kind = models.CharField("type", max_length=10, choices=ReviewKind)
    title = models.CharField("intitulé", max_length=160)
    status = models.CharField("état", max_length=10, choices=ReviewStatus, default=ReviewStatus.PLANNED)
    planned_on = models.DateField("prévue le")
    place = models.CharField("lieu", max_length=160, blank=True)
    held_on = models.DateField("tenue le", null=True, blank=True)
    published_at = models.DateTimeField("publiée le", null=True, blank=True)
    published_by = models.CharField("publiée par", max_length=120, blank=True)
    concerned_people = models.TextField("comment les personnes concernées ont été associées", blank=True)
    summary = models.TextField("ce que nous retenons", blank=True)

    class Meta:
        verbose_name = "revue des changements"
        verbose_name_plural = "revues des changements"
        ordering = ["planned_on", "created_at"]
        constraints = [
            models.CheckConstraint(
                name="review_held_is_dated",
                condition=Q(status=ReviewStatus.PLANNED, held_on__isnull=True)
                | (~Q(status=ReviewStatus.PLANNED) & Q(held_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="review_published_is_signed",
                condition=~Q(status=ReviewStatus.PUBLISHED)
                | Q(published_at__isnull=False) & ~Q(published_by=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("steering:review", args=[self.id])

    def scope(self) -> Scope:
        return self.initiative.scope()

    @property
    def is_open(self) -> bool:
        return self.status != ReviewStatus.PUBLISHED

    @property
    def covers_every_change(self) -> bool:
        """Rule 27 bears on reviews with the actors; a technical point looks at what it wants."""
        return self.kind != ReviewKind.TECHNICAL


class ReviewAttendance(Entity):
    """Who was there, by category: a count, never a name."""

    review = models.ForeignKey(
        ChangeReview, verbose_name="revue", on_delete=models.CASCADE, related_name="attendance"
    )
    category = models.CharField("catégorie", max_length=20, choices=Category)
    count = models.PositiveSmallIntegerField("nombre")

    class Meta:
        verbose_name = "présence à une revue"
        verbose_name_plural = "présences à une revue"
        constraints = [models.UniqueConstraint(name="attendance_once", fields=["review", "category"])]


class ChangeRating(Entity):
    """One of the three ratings of a change: what changed, what it means, what our part was (rule 23).

    Said by people, with author, date and evidence; never an average, never computed. `value` is empty when
    it is too early or nobody knows. A part of ours that is supported has its other explanations examined.
    """

    review = models.ForeignKey(
        ChangeReview, verbose_name="revue", on_delete=models.CASCADE, related_name="ratings"
    )
    change = models.ForeignKey(
        "changes.LastingChange",
        verbose_name="changement durable",
        on_delete=models.CASCADE,
        related_name="ratings",
    )
    aspect = models.CharField("aspect", max_length=14, choices=Aspect)
    value = models.PositiveSmallIntegerField("degré", null=True, blank=True)
    unsaid = models.CharField("sans degré", max_length=10, choices=Unsaid, blank=True)
    evidence = models.TextField("sur quoi l’on s’appuie", blank=True)
    other_explanations = models.TextField("autres explications examinées", blank=True)
    author = models.CharField("dit par", max_length=120)
    rated_on = models.DateField("dit le")

    class Meta:
        verbose_name = "appréciation d’un changement"
        verbose_name_plural = "appréciations des changements"
        constraints = [
            models.UniqueConstraint(name="rating_once_a_review", fields=["review", "change", "aspect"]),
            models.CheckConstraint(
                name="rating_in_its_scale",
                condition=Q(value__isnull=True)
                | Q(aspect=Aspect.ATTAINMENT, value__lte=5)
                | Q(aspect=Aspect.SIGNIFICANCE, value__gte=1, value__lte=3)
                | Q(aspect=Aspect.CONTRIBUTION, value__lte=3),
            ),
            models.CheckConstraint(
                name="rating_says_a_level_or_why_not",
                condition=Q(value__isnull=False, unsaid="") | (Q(value__isnull=True) & ~Q(unsaid="")),
            ),
            models.CheckConstraint(
                name="rating_level_with_evidence", condition=Q(value__isnull=True) | ~Q(evidence="")
            ),
            models.CheckConstraint(
                name="contribution_supported_with_other_explanations",
                condition=~Q(aspect=Aspect.CONTRIBUTION)
                | Q(value__isnull=True)
                | Q(value__lt=2)
                | ~Q(other_explanations=""),
            ),
        ]

    @property
    def word(self) -> str:
        """The level in words; never a number on screen."""
        if self.value is None:
            return Unsaid(self.unsaid).label
        match self.aspect:
            case Aspect.ATTAINMENT:
                return str(Attainment(self.value).label)
            case Aspect.CONTRIBUTION:
                return str(ContributionLevel(self.value).label)
        return SIGNIFICANCE_WORDS[self.value]


class ChangeNarrative(Entity):
    """What stands beside the ratings: what we see, how we know, what we learned. Always words."""

    review = models.ForeignKey(
        ChangeReview, verbose_name="revue", on_delete=models.CASCADE, related_name="narratives"
    )
    change = models.ForeignKey(
        "changes.LastingChange",
        verbose_name="changement durable",
        on_delete=models.CASCADE,
        related_name="narratives",
    )
    seen = models.TextField("ce que l’on voit")
    known = models.TextField("comment on le sait", blank=True)
    learned = models.TextField("ce que l’on a appris", blank=True)
    author = models.CharField("écrit par", max_length=120)
    written_on = models.DateField("écrit le")

    class Meta:
        verbose_name = "récit d’un changement"
        verbose_name_plural = "récits des changements"
        constraints = [
            models.UniqueConstraint(name="narrative_once_a_review", fields=["review", "change"]),
            models.CheckConstraint(name="narrative_says_something", condition=~Q(seen="")),
        ]


class HypothesisFinding(Entity):
    """What a review said of a hypothesis, of the wording it had then. Kept when the hypothesis moves on."""

    review = models.ForeignKey(
        ChangeReview, verbose_name="revue", on_delete=models.CASCADE, related_name="findings"
    )
    link = models.ForeignKey(
        "pathways.Link", verbose_name="lien", null=True, on_delete=models.SET_NULL, related_name="findings"
    )
    change = models.ForeignKey(
        "changes.LastingChange", verbose_name="changement durable", on_delete=models.CASCADE
    )
    link_version = models.PositiveSmallIntegerField("version du lien")
    wording = models.TextField("hypothèse telle qu’elle était")
    before = models.CharField("avant", max_length=14, choices=HypothesisStatus)
    after = models.CharField("après", max_length=14, choices=HypothesisStatus)
    reason = models.TextField("ce qui le fait dire", blank=True)
    author = models.CharField("dit par", max_length=120)

    class Meta:
        verbose_name = "constat sur une hypothèse"
        verbose_name_plural = "constats sur les hypothèses"
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(name="finding_once_a_review", fields=["review", "link"]),
        ]

    @property
    def tone(self) -> str:
        return TONES[HypothesisStatus(self.after)]

    @property
    def mark(self) -> str:
        return MARKS[self.tone]


class SteeringDecision(Entity):
    """What people decide to do of what they see: continue, adapt, stop, add; who, before when."""

    initiative = models.ForeignKey(
        "initiatives.Initiative",
        verbose_name="démarche",
        on_delete=models.CASCADE,
        related_name="steering_decisions",
    )
    review = models.ForeignKey(
        ChangeReview,
        verbose_name="revue",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="decisions",
    )
    change = models.ForeignKey(
        "changes.LastingChange",
        verbose_name="changement durable",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="steering_decisions",
    )
    kind = models.CharField("décision", max_length=10, choices=DecisionKind)
    text = models.TextField("quoi")
    reason = models.TextField("pourquoi", blank=True)
    owner = models.CharField("qui s’en charge", max_length=160, blank=True)
    due_on = models.DateField("avant le", null=True, blank=True)
    status = models.CharField("état", max_length=10, choices=DecisionStatus, default=DecisionStatus.OPEN)
    closed_on = models.DateField("close le", null=True, blank=True)

    class Meta:
        verbose_name = "décision de pilotage"
        verbose_name_plural = "décisions de pilotage"
        ordering = ["due_on", "created_at"]
        constraints = [
            models.CheckConstraint(name="decision_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="decision_closed_is_dated",
                condition=Q(status=DecisionStatus.OPEN, closed_on__isnull=True)
                | (~Q(status=DecisionStatus.OPEN) & Q(closed_on__isnull=False)),
            ),
        ]

    def scope(self) -> Scope:
        return self.initiative.scope()
