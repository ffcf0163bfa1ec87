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
    StepKind.REVIEW: "eye",
}
"""Preparations are small stones, bare."""


def thread_of(initiative: Initiative) -> Thread:
    """The laid path of one démarche; one query."""
    return thread_from(list(steps_of(initiative).exclude(status=StepStatus.CANCELLED)))


def thread_from(steps: Sequence[Step]) -> Thread:
    """The laid path from steps already read (removed ones out), in their order.

    Once reviews exist, they take the place of the stone « Pilotage »: a year, a stone.
    """
    stones = stones_of(steps)
    reviews = [step for step in steps if step.kind == StepKind.REVIEW]
    marks = [mark_of(stone) for stone in stones if not (reviews and stone.kind == StepKind.STEERING)]
    return lay([*marks, *_reviews(reviews, is_begun=all(mark.place == Place.DONE for mark in marks))])


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


def _reviews(steps: Sequence[Step], *, is_begun: bool) -> list[Mark]:
    marks: list[Mark] = []
    is_here_found = not is_begun
    for step in steps:
        is_done = step.status == StepStatus.CLOSED
        place = Place.DONE if is_done else Place.AHEAD if is_here_found else Place.HERE
        is_here_found = is_here_found or place == Place.HERE
        marks.append(
            Mark(
                name=f"An {step.rank}",
                place=place,
                when=f"revue, {_when(step, '')}" if step.starts_on else "revue à dater",
                url=step.get_absolute_url(),
                icon=ICONS[StepKind.REVIEW],
            )
        )
    return marks


def _when(step: Step, place: str) -> str:
    if step.starts_on is None:
        return "à dater" if step.kind != StepKind.STEERING else ""
    day = typography.short_day(step.starts_on)
    return f"{day}, {place}" if place else day
