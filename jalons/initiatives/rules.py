"""Rules on steps: order, training days, durations (domain.md §10, rules 6, 7, 8). Pure: no Django here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from jalons.initiatives import calendar

ORDER: tuple[tuple[str, int], ...] = (
    ("preparation", 1),
    ("workshop", 1),
    ("preparation", 2),
    ("workshop", 2),
    ("validation", 1),
    ("preparation", 3),
    ("workshop", 3),
    ("technical_half", 1),
)
"""Rule 6: prep 1 < table 1 < prep 2 < table 2 < validation < prep 3 < table 3 a.m. < table 3 p.m."""

MOMENTS = {"signature": len(ORDER), "steering": len(ORDER) + 1, "framing": -1}
DONE = frozenset({"closed", "cancelled"})


class Ordered(Protocol):
    """What these rules read of a step."""

    kind: str
    rank: int
    status: str
    starts_on: date | None


S = TypeVar("S", bound=Ordered)


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A step as a plain value, for tests and for a move that is not saved yet."""

    kind: str
    rank: int
    status: str = "planned"
    starts_on: date | None = None


def place_in_order(kind: str, rank: int) -> int | None:
    """Where rule 6 puts a step; None for what it does not order (training, reviews, added steps)."""
    if (kind, rank) in ORDER:
        return ORDER.index((kind, rank))
    return MOMENTS.get(kind)


def unfinished_before(step: Ordered, others: Iterable[S]) -> list[S]:
    """The steps of the same démarche that rule 6 wants finished before this one, in order."""
    place = place_in_order(step.kind, step.rank)
    if place is None:
        return []
    earlier = [
        (where, other)
        for other in others
        if other.status not in DONE
        and (where := place_in_order(other.kind, other.rank)) is not None
        and where < place
    ]
    return [other for _, other in sorted(earlier, key=lambda pair: pair[0])]


def dated_out_of_order(step: Ordered, on: date | None, others: Iterable[S]) -> list[S]:
    """The steps that rule 6 puts on the other side of this one, were it dated `on`."""
    place = place_in_order(step.kind, step.rank)
    if place is None or on is None:
        return []
    wrong: list[S] = []
    for other in others:
        where = place_in_order(other.kind, other.rank)
        if where is None or other.starts_on is None or other.status == "cancelled":
            continue
        if (where < place and other.starts_on > on) or (where > place and other.starts_on < on):
            wrong.append(other)
    return wrong


def training_days_fault(days: Sequence[date | None]) -> str:
    """What rule 8 finds wrong in the dates of the three training days; empty when it holds.

    Days 1 and 2 follow each other (next calendar or working day); day 3 comes later, not next to them.
    """
    known = list(days) + [None] * (3 - len(days))
    first, second, third = known[:3]
    if first and second and second not in {first + timedelta(days=1), calendar.next_working_day(first)}:
        return "Les journées 1 et 2 de formation se suivent : choisissez le jour d’après pour la deuxième."
    if second and third and third <= calendar.next_working_day(second):
        return (
            "La troisième journée de formation vient plus tard, pour laisser le temps du recul : "
            "choisissez une date qui ne suit pas la deuxième."
        )
    return ""
