"""The runsheet of a step against the time that was agreed."""

from dataclasses import dataclass

from jalons.initiatives.models import Step
from jalons.rooms.queries.console import Line, lines
from jalons.rooms.rules import HALF_DAY_MINUTES


@dataclass(frozen=True, slots=True)
class Runsheet:
    """Its lines, how many minutes they last and how many there are (a half-day: 3 h 30, domain.md §5.6)."""

    lines: list[Line]
    minutes: int
    available: int

    @property
    def excess(self) -> int:
        """Minutes too many; negative when some are left."""
        return self.minutes - self.available

    @property
    def fits(self) -> bool:
        return not self.available or self.excess <= 0


def runsheet(step: Step) -> Runsheet:
    """The runsheet of a step."""
    sequences = list(step.sequences.order_by("position"))
    planned = sum(s.minutes for s in sequences if s.state != "skipped")
    return Runsheet(lines(step, sequences), planned, step.half_days * HALF_DAY_MINUTES)
