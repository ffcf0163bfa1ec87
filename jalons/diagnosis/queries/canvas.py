"""The canvas of a démarche, beside what is planned and what was signed."""

from dataclasses import dataclass

from jalons.diagnosis.models import (
    Canvas,
    CanvasMember,
    CanvasPartner,
    CanvasRisk,
    CanvasSpace,
    CanvasStage,
)
from jalons.initiatives.agreement import Difference
from jalons.initiatives.models import Initiative, Step
from jalons.training.queries.contracts import differences


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage, the step that it places (None: to add), and whether they differ."""

    stage: CanvasStage
    step: Step | None

    @property
    def is_to_add(self) -> bool:
        return self.step is None

    @property
    def differs(self) -> bool:
        """Applying the canvas would change this step."""
        return self.step is not None and (
            (self.stage.planned_on, self.stage.half_days, self.stage.provider_presence)
            != (self.step.starts_on, self.step.half_days, self.step.provider_presence)
        )


@dataclass(frozen=True, slots=True)
class CanvasPage:
    """Everything the page and the papers of the canvas need. `canvas` is None before the first word."""

    initiative: Initiative
    canvas: Canvas | None
    stages: list[StageRow]
    spaces: list[CanvasSpace]
    members: list[CanvasMember]
    partners: list[CanvasPartner]
    risks: list[CanvasRisk]
    differences: list[Difference]

    @property
    def missions(self) -> list[str]:
        """What is given to the chargé de coopération, one line each."""
        text = self.canvas.officer_missions if self.canvas else ""
        return [line.strip() for line in text.splitlines() if line.strip()]

    @property
    def officer(self) -> CanvasMember | None:
        return next((one for one in self.members if one.function == "cooperation_officer"), None)

    @property
    def to_change(self) -> int:
        """How many steps applying the canvas would add or change."""
        return sum(row.is_to_add or row.differs for row in self.stages)


def canvas_page(initiative: Initiative) -> CanvasPage:
    """The canvas beside the plan; constant queries."""
    canvas = Canvas.objects.filter(initiative=initiative).first()
    steps = {(step.kind, step.rank): step for step in initiative.steps.all()}
    lines = {"canvas": canvas} if canvas else {"canvas__isnull": True}
    return CanvasPage(
        initiative,
        canvas,
        [
            StageRow(stage, steps.get((stage.kind, stage.rank)))
            for stage in CanvasStage.objects.filter(**lines)
        ],
        list(CanvasSpace.objects.filter(**lines)),
        list(CanvasMember.objects.filter(**lines).select_related("person", "employer")),
        list(CanvasPartner.objects.filter(**lines)),
        list(CanvasRisk.objects.filter(**lines)),
        differences(initiative.mission),
    )
