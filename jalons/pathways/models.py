from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from jalons.core.models import Entity
from jalons.core.scope import Scope
from jalons.pathways.enums import (
    MARKS,
    OPEN_STATUSES,
    TONES,
    ActionStatus,
    ConditionState,
    HypothesisStatus,
    LinkKind,
    NodeKind,
    PathwayStatus,
    Strength,
)


class PathNode(Entity):
    """A meaning: a change, a condition, a factor or an action. It may stand in several chemins.

    Never deleted: taken off every chemin, it keeps its words and who said them (domain.md §2.8).
    """

    initiative = models.ForeignKey(
        "initiatives.Initiative", verbose_name="démarche", on_delete=models.CASCADE, related_name="path_nodes"
    )
    kind = models.CharField("type", max_length=14, choices=NodeKind)
    text = models.TextField("texte")
    who = models.CharField("qui", max_length=200, blank=True)
    horizon = models.CharField("quand", max_length=40, blank=True)
    state = models.CharField("état de la condition", max_length=10, choices=ConditionState, blank=True)
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
            models.CheckConstraint(name="node_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="node_state_for_conditions_only", condition=Q(kind=NodeKind.CONDITION) | Q(state="")
            ),
            models.CheckConstraint(
                name="node_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def scope(self) -> Scope:
        return self.initiative.scope()

    @property
    def is_a_change(self) -> bool:
        """Whether it is a change, lasting or intermediate: links between two of them are hypotheses."""
        return self.kind in {NodeKind.CHANGE, NodeKind.INTERMEDIATE}

    @property
    def note(self) -> str:
        """Who and when, in a few words."""
        return ", ".join(part for part in (self.who, self.horizon) if part)


class Pathway(Entity):
    """The chemin de progrès of one lasting change: acyclic, one end, the change (rule 21).

    Drawn by a table, simplified by a small team, then frozen as a version; taken up again later.
    """

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
        constraints = [
            models.CheckConstraint(
                name="pathway_simplified_has_date",
                condition=~Q(status__in=[PathwayStatus.SIMPLIFIED, PathwayStatus.ADOPTED])
                | Q(simplified_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.change.title

    def get_absolute_url(self) -> str:
        return reverse("pathways:pathway", args=[self.id])

    def scope(self) -> Scope:
        return self.change.initiative.scope()

    @property
    def is_open(self) -> bool:
        """Whether people may draw it; else it is frozen and has to be taken up again first."""
        return self.status in OPEN_STATUSES


class Placement(Entity):
    """The place of a node in one chemin: meaning and place are two things.

    `position` keeps the drawing where people know it; 0 means not placed yet.
    """

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
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(name="node_placed_once_in_pathway", fields=["pathway", "node"])
        ]


class Link(Entity):
    """An arrow of one chemin. Change → change carries the hypothesis; action → change a strength.

    « Si la source, alors la cible, parce que… »: `then` says the consequence when it is not word for
    word the next element. What was learned is its status; old wordings are kept (domain.md §2.8).
    """

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
    then = models.TextField("alors", blank=True)
    because = models.TextField("parce que", blank=True)
    confidence = models.PositiveSmallIntegerField("confiance (1 à 4)", null=True, blank=True)
    evidence = models.TextField("sur quoi l’on s’appuie", blank=True)
    status = models.CharField(
        "état", max_length=14, choices=HypothesisStatus, default=HypothesisStatus.STATED
    )
    status_reason = models.TextField("ce qui le fait dire", blank=True)
    strength = models.CharField("force attendue", max_length=6, choices=Strength, blank=True)
    version = models.PositiveSmallIntegerField("version", default=1)

    class Meta:
        verbose_name = "lien"
        verbose_name_plural = "liens"
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(name="link_once", fields=["pathway", "source", "target"]),
            models.CheckConstraint(name="link_not_to_itself", condition=~Q(source=F("target"))),
            models.CheckConstraint(
                name="link_confidence_1_to_4",
                condition=Q(confidence__isnull=True) | Q(confidence__gte=1, confidence__lte=4),
            ),
            models.CheckConstraint(
                name="link_strength_for_contributions_only",
                condition=Q(strength="") | Q(kind=LinkKind.CONTRIBUTION),
            ),
            models.CheckConstraint(
                name="link_learned_with_reason",
                condition=Q(status__in=[HypothesisStatus.STATED, HypothesisStatus.PLAUSIBLE])
                | ~Q(status_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.text} → {self.target.text}"

    @property
    def tone(self) -> str:
        return TONES[HypothesisStatus(self.status)]

    @property
    def mark(self) -> str:
        """What was learned, in words: « Tient », « Vacille »…"""
        return MARKS[self.tone]


class LinkVersion(Entity):
    """An earlier wording of a hypothesis, with what had been learned of it. Never changed."""

    link = models.ForeignKey(Link, verbose_name="lien", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField("version")
    source_text = models.TextField("si")
    target_text = models.TextField("vers")
    then = models.TextField("alors", blank=True)
    because = models.TextField("parce que", blank=True)
    confidence = models.PositiveSmallIntegerField("confiance (1 à 4)", null=True, blank=True)
    evidence = models.TextField("sur quoi l’on s’appuyait", blank=True)
    strength = models.CharField("force attendue", max_length=6, choices=Strength, blank=True)
    status = models.CharField("état", max_length=14, choices=HypothesisStatus)
    status_reason = models.TextField("ce qui le faisait dire", blank=True)
    reason = models.TextField("pourquoi elle a été révisée")
    ended_on = models.DateField("révisée le")
    ended_by = models.CharField("par", max_length=120)

    class Meta:
        verbose_name = "ancienne version d’un lien"
        verbose_name_plural = "anciennes versions de liens"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="link_version_once", fields=["link", "number"]),
            models.CheckConstraint(name="link_version_has_reason", condition=~Q(reason="")),
        ]

    @property
    def tone(self) -> str:
        return TONES[HypothesisStatus(self.status)]

    @property
    def mark(self) -> str:
        return MARKS[self.tone]


class PathwayVersion(Entity):
    """A chemin as it was frozen: immutable, with the hash of its content."""

    pathway = models.ForeignKey(
        Pathway, verbose_name="chemin", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField("version")
    content = models.JSONField("contenu")
    content_hash = models.CharField("empreinte", max_length=64)
    reason = models.TextField("motif", blank=True)
    frozen_at = models.DateTimeField("figé le")
    frozen_by = models.CharField("figé par", max_length=120)

    class Meta:
        verbose_name = "version d’un chemin"
        verbose_name_plural = "versions d’un chemin"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="pathway_version_once", fields=["pathway", "number"]),
            models.CheckConstraint(
                name="pathway_later_version_has_reason", condition=Q(number=1) | ~Q(reason="")
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("pathways:version", args=[self.pathway_id, self.number])


class PathwayEdit(Entity):
    """A move on a chemin and what stood before it, so that it can be undone exactly."""

    pathway = models.ForeignKey(
        Pathway, verbose_name="chemin", on_delete=models.CASCADE, related_name="edits"
    )
    sentence = models.CharField("geste", max_length=300)
    before = models.JSONField("avant")
    made_at = models.DateTimeField("le")
    made_by = models.CharField("par", max_length=120)
    undone_at = models.DateTimeField("annulé le", null=True, blank=True)

    class Meta:
        verbose_name = "geste sur un chemin"
        verbose_name_plural = "gestes sur un chemin"
        ordering = ["made_at", "id"]


class SimplificationAnswer(Entity):
    """What people answered to a proposal of simplification: who, when; a refusal can be taken back.

    `subject` names the proposal whatever its words (kind, elements, links): what was refused is not
    proposed again until somebody asks for it.
    """

    pathway = models.ForeignKey(
        Pathway, verbose_name="chemin", on_delete=models.CASCADE, related_name="answers"
    )
    subject = models.CharField("proposition", max_length=64)
    message = models.TextField("ce qui était proposé")
    is_accepted = models.BooleanField("acceptée")
    reason = models.TextField("pourquoi", blank=True)
    answered_at = models.DateTimeField("le")
    answered_by = models.CharField("par", max_length=120)
    edit = models.ForeignKey(
        PathwayEdit,
        verbose_name="geste",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="answers",
    )

    class Meta:
        verbose_name = "réponse à une proposition"
        verbose_name_plural = "réponses aux propositions"
        ordering = ["answered_at", "id"]
        indexes = [models.Index(fields=["pathway", "subject"], name="answer_by_subject")]


class ActionSheet(Entity):
    """The fiche action of a contributing action (domain.md §1.10).

    It contributes to a change, or is said to be « hors chemin » (rule 22). Its status never touches a
    change: finishing an action raises nothing.
    """

    node = models.OneToOneField(
        PathNode, verbose_name="action", on_delete=models.CASCADE, related_name="sheet"
    )
    objective = models.TextField("objectif opérationnel", blank=True)
    public = models.CharField("public visé", max_length=300, blank=True)
    pilot_organisation = models.ForeignKey(
        "directory.Organisation",
        verbose_name="organisation pilote",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="piloted_actions",
    )
    pilot = models.CharField("qui la porte", max_length=160, blank=True)
    partners = models.CharField("partenaires", max_length=300, blank=True)
    calendar = models.CharField("calendrier", max_length=120, blank=True)
    starts_on = models.DateField("commence le", null=True, blank=True)
    ends_on = models.DateField("se termine le", null=True, blank=True)
    means = models.TextField("moyens", blank=True)
    budget = models.TextField("budget", blank=True)
    funders = models.CharField("financeurs", max_length=300, blank=True)
    indicators = models.TextField("indicateurs de mise en œuvre", blank=True)
    axis = models.CharField("axe", max_length=200, blank=True)
    sub_axis = models.CharField("sous-axe", max_length=200, blank=True)
    risks = models.TextField("conditions et risques", blank=True)
    communes = models.ManyToManyField("territories.Territory", verbose_name="communes", blank=True)
    status = models.CharField("état", max_length=10, choices=ActionStatus, default=ActionStatus.IDEA)
    is_off_path = models.BooleanField("hors chemin", default=False)
    off_path_reason = models.TextField("pourquoi hors chemin", blank=True)

    class Meta:
        verbose_name = "fiche action"
        verbose_name_plural = "fiches action"
        constraints = [
            models.CheckConstraint(
                name="action_dates_ordered",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="action_off_path_with_reason", condition=Q(is_off_path=False) | ~Q(off_path_reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.node.text

    def get_absolute_url(self) -> str:
        return reverse("pathways:action", args=[self.id])

    def scope(self) -> Scope:
        return self.node.initiative.scope()

    @property
    def pilot_name(self) -> str:
        """Who pilots, in words: the organisation, and the person if one is named."""
        parts = [self.pilot_organisation.name if self.pilot_organisation else "", self.pilot]
        return ", ".join(part for part in parts if part)
