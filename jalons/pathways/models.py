from django.db import models
from django.db.models import F, Q

from jalons.core.models import Entity
from jalons.core.scope import Scope
from jalons.pathways.enums import ActionStatus, HypothesisStatus, LinkKind, NodeKind, PathwayStatus, Strength


class PathNode(Entity):
    """A meaning: a change, a condition, a factor or an action. It may stand in several chemins."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", verbose_name="démarche", on_delete=models.CASCADE, related_name="path_nodes"
    )
    kind = models.CharField("type", max_length=14, choices=NodeKind)
    text = models.TextField("texte")
    who = models.CharField("qui", max_length=200, blank=True)
    horizon = models.CharField("horizon", max_length=40, blank=True)
    change = models.OneToOneField(
        "changes.LastingChange",
        verbose_name="changement durable",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="node",
    )
    contributions = models.ManyToManyField(
        "rooms.Contribution", verbose_name="paroles d’origine", blank=True, related_name="path_nodes"
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name="fondu dans",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="merged_from",
    )

    class Meta:
        verbose_name = "élément de chemin"
        verbose_name_plural = "éléments de chemin"
        constraints = [
            models.CheckConstraint(
                name="node_change_iff_kind_change",
                condition=Q(kind=NodeKind.CHANGE, change__isnull=False)
                | (~Q(kind=NodeKind.CHANGE) & Q(change__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Pathway(Entity):
    """The chemin de progrès of one lasting change."""

    change = models.OneToOneField(
        "changes.LastingChange",
        verbose_name="changement durable",
        on_delete=models.CASCADE,
        related_name="pathway",
    )
    status = models.CharField("état", max_length=10, choices=PathwayStatus, default=PathwayStatus.DRAFT)
    simplified_on = models.DateField("simplifié le", null=True, blank=True)

    class Meta:
        verbose_name = "chemin de progrès"
        verbose_name_plural = "chemins de progrès"

    def scope(self) -> Scope:
        return self.change.initiative.scope()


class Placement(Entity):
    """The place of a node in one chemin: meaning and place are two things."""

    pathway = models.ForeignKey(
        Pathway, verbose_name="chemin", on_delete=models.CASCADE, related_name="placements"
    )
    node = models.ForeignKey(
        PathNode, verbose_name="élément", on_delete=models.CASCADE, related_name="placements"
    )
    position = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "place dans un chemin"
        verbose_name_plural = "places dans un chemin"
        constraints = [
            models.UniqueConstraint(name="node_placed_once_in_pathway", fields=["pathway", "node"])
        ]


class Link(Entity):
    """An arrow of one chemin. Change → change carries the hypothesis; action → change a strength."""

    pathway = models.ForeignKey(
        Pathway, verbose_name="chemin", on_delete=models.CASCADE, related_name="links"
    )
    source = models.ForeignKey(
        PathNode, verbose_name="de", on_delete=models.CASCADE, related_name="links_out"
    )
    target = models.ForeignKey(
        PathNode, verbose_name="vers", on_delete=models.CASCADE, related_name="links_in"
    )
    kind = models.CharField("type", max_length=12, choices=LinkKind)
    because = models.TextField("parce que", blank=True)
    confidence = models.PositiveSmallIntegerField("confiance (1 à 4)", null=True, blank=True)
    evidence = models.TextField("sur quoi l’on s’appuie", blank=True)
    status = models.CharField(
        "état", max_length=14, choices=HypothesisStatus, default=HypothesisStatus.STATED
    )
    strength = models.CharField("force attendue", max_length=6, choices=Strength, blank=True)
    version = models.PositiveSmallIntegerField("version", default=1)

    class Meta:
        verbose_name = "lien"
        verbose_name_plural = "liens"
        constraints = [
            models.UniqueConstraint(name="link_once", fields=["pathway", "source", "target"]),
            models.CheckConstraint(name="link_not_to_itself", condition=~Q(source=F("target"))),
            models.CheckConstraint(
                name="link_confidence_1_to_4",
                condition=Q(confidence__isnull=True) | Q(confidence__gte=1, confidence__lte=4),
            ),
        ]


class ActionSheet(Entity):
    """The fiche action of a contributing action (domain.md §1.10)."""

    node = models.OneToOneField(
        PathNode, verbose_name="action", on_delete=models.CASCADE, related_name="sheet"
    )
    pilot = models.CharField("pilote", max_length=160, blank=True)
    partners = models.CharField("partenaires", max_length=300, blank=True)
    calendar = models.CharField("calendrier", max_length=120, blank=True)
    means = models.TextField("moyens", blank=True)
    status = models.CharField("état", max_length=10, choices=ActionStatus, default=ActionStatus.IDEA)
    is_off_path = models.BooleanField("hors chemin", default=False)

    class Meta:
        verbose_name = "fiche action"
        verbose_name_plural = "fiches action"
