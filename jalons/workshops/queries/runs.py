"""A run as one reads it, wherever it comes from: a step, a tool, what ships with Jalons."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from jalons.initiatives.models import Step
from jalons.rooms.enums import Grouping
from jalons.rooms.kinds import registry
from jalons.rooms.queries import runsheet as step_runs
from jalons.workshops.models import Tool
from jalons.workshops.queries import toolbox
from jalons.workshops.runsheets import TEXTS, Part, catalogue, length_in_words

HALF_DAY = 210


@dataclass(frozen=True, slots=True)
class Row:
    """One part, with its hour when the day is known, and its words as people read them."""

    part: Part
    kind: str
    grouping: str
    starts_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A run, in order. `length` is in words."""

    title: str
    rows: tuple[Row, ...]

    @property
    def minutes(self) -> int:
        return sum(row.part.minutes for row in self.rows)

    @property
    def length(self) -> str:
        return length_in_words(self.minutes)


def of_tool(tool: Tool) -> Run:
    return Run(tool.title, tuple(_row(part) for part in toolbox.parts_of(tool)))


def shipped(key: str) -> Run:
    """A run that comes with Jalons. Raises Http404."""
    found = catalogue().get(key)
    if found is None:
        raise Http404
    return Run(found.title, tuple(_row(part) for part in found.parts))


def of_step(step: Step) -> Run:
    """The run of a step with its clock times."""
    shown = step_runs.runsheet(step)
    first_after = shown.halves[1].lines[0].sequence.pk if _has_afternoon(shown) else None
    rows = []
    for line in shown.lines:
        one = line.sequence
        part = Part(
            kind=one.kind,
            title=one.title,
            minutes=one.minutes,
            prompt=one.prompt,
            begins_half=one.pk == first_after,
            texts={name: getattr(one, name) for name in TEXTS if getattr(one, name)},
            settings=one.settings,
        )
        rows.append(_row(part, line.starts_at))
    return Run(step.title, tuple(rows))


def _has_afternoon(shown: step_runs.Runsheet) -> bool:
    return len(shown.halves) > 1 and bool(shown.halves[1].lines)


def _row(part: Part, starts_at: datetime | None = None) -> Row:
    labels = dict(registry.choices())
    grouping = part.texts.get("grouping", "")
    words = str(Grouping(grouping).label) if grouping in Grouping.values else ""
    return Row(part, labels.get(part.kind, part.kind), words, starts_at)
