"""The thread of a démarche as marks to lay on the path drawn by `core.thread`."""

from collections.abc import Sequence

from jalons.core import typography
from jalons.core.thread import Mark, Place, Thread, lay
from jalons.initiatives.enums import StepKind, StepStatus
from jalons.initiatives.models import Initiative, Step
from jalons.initiatives.queries import Stone, steps_of, stones_of

ICONS = {
    StepKind.FRAMING: "flag",
    StepKind.WORKSHOP: "table",
    StepKind.TECHNICAL_HALF: "people",
    StepKind.VALIDATION: "pen",
    StepKind.SIGNATURE: "signature",
    StepKind.STEERING: "fern",
}
"""Preparations are small stones, bare."""


def thread_of(initiative: Initiative) -> Thread:
    """The laid path of one démarche; one query."""
    return lay(marks_from(list(steps_of(initiative).exclude(status=StepStatus.CANCELLED))))


def marks_from(steps: Sequence[Step]) -> list[Mark]:
    """The marks of steps already read (removed ones out), in their order."""
    return [mark_of(stone) for stone in stones_of(steps)]


def mark_of(stone: Stone) -> Mark:
    """One stone of the démarche: its name, its day and its place."""
    return Mark(
        name=stone.label,
        place=Place(stone.state.value),
        when=_when(stone.steps[0], stone.place),
        url=stone.url,
        icon=ICONS.get(StepKind(stone.kind), ""),
        is_minor=stone.is_minor,
    )


def _when(step: Step, place: str) -> str:
    if step.starts_on is None:
        return "à dater" if step.kind != StepKind.STEERING else ""
    day = typography.short_day(step.starts_on)
    return f"{day}, {place}" if place else day
