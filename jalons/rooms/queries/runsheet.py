"""The runsheet of a step against the time that was agreed."""

from collections.abc import Sequence as Many
from dataclasses import dataclass

from jalons.initiatives.models import Step
from jalons.rooms.models import Sequence
from jalons.rooms.queries.console import Line, lines
from jalons.rooms.rules import HALF_DAY_MINUTES

_WHOLE_DAY = 2


@dataclass(frozen=True, slots=True)
class Half:
    """One half-day: how long its parts last against what it has (3 h 30, domain.md §5.6)."""

    label: str
    lines: list[Line]
    minutes: int
    available: int

    @property
    def excess(self) -> int:
        """Minutes too many; negative when some are left."""
        return self.minutes - self.available

    @property
    def left(self) -> int:
        """Minutes left, 0 when there are none."""
        return max(0, -self.excess)

    @property
    def fits(self) -> bool:
        return not self.available or self.excess <= 0


@dataclass(frozen=True, slots=True)
class Runsheet:
    """Its lines, how many minutes they last and how many there are, half-day by half-day.

    `is_cut_by_hand`: people said where the second half-day begins; else it begins with the first part
    that the morning cannot hold, or where the day overflows least.
    """

    lines: list[Line]
    minutes: int
    available: int
    halves: tuple[Half, ...]
    is_cut_by_hand: bool

    @property
    def excess(self) -> int:
        """Minutes too many; negative when some are left."""
        return self.minutes - self.available

    @property
    def fits(self) -> bool:
        """Whether all holds in the time agreed; each half-day too, once people said where it is cut."""
        if not self.available:
            return True
        return self.excess <= 0 and (not self.is_cut_by_hand or all(half.fits for half in self.halves))


def runsheet(step: Step) -> Runsheet:
    """The runsheet of a step."""
    sequences = list(step.sequences.order_by("position"))
    return Runsheet(
        lines=lines(step, sequences),
        minutes=_minutes(sequences),
        available=step.half_days * HALF_DAY_MINUTES,
        halves=tuple(_halves(step, sequences)),
        is_cut_by_hand=any(one.begins_half for one in sequences),
    )


def cut_of(sequences: Many[Sequence]) -> int:
    """How many parts the first half-day holds: those before the one marked, else the cut that overflows
    least, the morning being the fuller of two that do as well."""
    marked = next((place for place, one in enumerate(sequences) if one.begins_half), None)
    if marked is not None:
        return marked
    return min(range(len(sequences) + 1), key=lambda place: (_overflow(sequences, place), -place))


def _overflow(sequences: Many[Sequence], place: int) -> int:
    halves = (sequences[:place], sequences[place:])
    return sum(max(0, _minutes(half) - HALF_DAY_MINUTES) for half in halves)


def _halves(step: Step, sequences: list[Sequence]) -> list[Half]:
    shown = lines(step, sequences)
    if step.half_days < _WHOLE_DAY:
        label = "La demi-journée" if step.half_days else "La séance"
        return [Half(label, shown, _minutes(sequences), step.half_days * HALF_DAY_MINUTES)]
    cut = cut_of(sequences)
    return [
        Half("Le matin", shown[:cut], _minutes(sequences[:cut]), HALF_DAY_MINUTES),
        Half("L’après-midi", shown[cut:], _minutes(sequences[cut:]), HALF_DAY_MINUTES),
    ]


def _minutes(sequences: Many[Sequence]) -> int:
    return sum(one.minutes for one in sequences if one.state != "skipped")
