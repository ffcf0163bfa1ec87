from django.db import models
from django.db.models import Q

from jalons.core.models import Entity
from jalons.core.scope import Scope
from jalons.initiatives.enums import StepKind
from jalons.workshops.enums import ToolReach, ToolShape

SHARED = (ToolReach.CAF, ToolReach.PROVIDER)


class Tool(Entity):
    """A tool of the toolbox (« caisse à outils »): a sequence or a run, kept with its guide.

    It holds what one does, never what was said: no word, no option, no note of a session comes with it.
    A copy remembers its origin by id and title, without a link in the database: the origin may stand in
    another territory, or in another installation.
    """

    shape = models.CharField("nature", max_length=10, choices=ToolShape)
    title = models.CharField("titre", max_length=160)
    purpose = models.CharField("à quoi il sert", max_length=300, blank=True)
    guide = models.TextField("conseils à qui l’animera", blank=True)
    step_kind = models.CharField("pour quelle étape", max_length=20, choices=StepKind, blank=True)
    content = models.JSONField("contenu")  # {"parts": [{kind, title, minutes, prompt, texts, settings}]}
    reach = models.CharField("qui le voit", max_length=10, choices=ToolReach, default=ToolReach.HOME)
    mission = models.ForeignKey(
        "initiatives.Mission",
        verbose_name="mission",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="tools",
    )
    initiative = models.ForeignKey(
        "initiatives.Initiative",
        verbose_name="démarche",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="tools",
    )
    organisation = models.ForeignKey(
        "directory.Organisation",
        verbose_name="partagé au sein de",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tools",
    )
    origin_id = models.UUIDField("outil d’origine", null=True, blank=True)
    origin_title = models.CharField("adapté de", max_length=200, blank=True)
    kept_by = models.CharField("gardé par", max_length=160)
    retired_at = models.DateTimeField("retiré le", null=True, blank=True)

    class Meta:
        verbose_name = "outil"
        verbose_name_plural = "outils"
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(name="tool_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="tool_shared_within_somebody",
                condition=Q(reach=ToolReach.HOME, organisation__isnull=True)
                | Q(reach__in=SHARED, organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="tool_origin_whole",
                condition=Q(origin_id__isnull=True, origin_title="")
                | Q(origin_id__isnull=False) & ~Q(origin_title=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def scope(self) -> Scope:
        return Scope(initiative=self.initiative_id, mission=self.mission_id)

    @property
    def parts(self) -> list[dict[str, object]]:
        parts: list[dict[str, object]] = self.content["parts"]
        return parts

    @property
    def minutes(self) -> int:
        """How long it lasts, in minutes."""
        return sum(int(str(part["minutes"])) for part in self.parts)


class ToolUse(Entity):
    """A tool was put in the run of a step. The tool is named by id and title: it may be retired since."""

    tool_id = models.UUIDField("outil")
    title = models.CharField("titre", max_length=160)
    step = models.ForeignKey(
        "initiatives.Step", verbose_name="séance", on_delete=models.CASCADE, related_name="tool_uses"
    )
    used_by = models.CharField("par", max_length=160)

    class Meta:
        verbose_name = "emploi d’un outil"
        verbose_name_plural = "emplois d’outils"
        ordering = ["created_at"]
        indexes = [models.Index(fields=["tool_id"], name="tool_use_by_tool")]
