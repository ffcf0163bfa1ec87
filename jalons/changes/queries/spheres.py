"""Preparation 3: for each change, who acts, who weighs, who cares, and who was not there (domain.md §2.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from jalons.changes import rings
from jalons.changes.enums import Sphere
from jalons.changes.models import ChangeMobilisation, LastingChange
from jalons.changes.queries.changes import kept_changes
from jalons.initiatives.enums import StepKind
from jalons.initiatives.models import Initiative
from jalons.stakeholders.enums import MobilisationStatus
from jalons.stakeholders.models import Actor, Mobilisation

_CAME = (MobilisationStatus.INVITED, MobilisationStatus.CONFIRMED, MobilisationStatus.PRESENT)
_THIRD = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One actor: its number on the pictures, whether no earlier table called it, its state at table 3."""

    number: int
    actor: Actor
    is_new: bool
    third: Mobilisation | None
    spheres: Sequence[ChangeMobilisation | None]


@dataclass(frozen=True, slots=True)
class Picture:
    """One change and its rings; `links` are its actors with their numbers."""

    change: LastingChange
    dots: Sequence[rings.Dot]
    links: Sequence[tuple[int, bool, ChangeMobilisation]]

    @property
    def newcomers(self) -> int:
        return sum(is_new for _, is_new, _ in self.links)


@dataclass(frozen=True, slots=True)
class Board:
    """The pictures, one a kept change, and the table that says the same."""

    pictures: Sequence[Picture]
    lines: Sequence[Line]

    @property
    def newcomers(self) -> list[Line]:
        return [line for line in self.lines if line.is_new]

    @property
    def to_invite(self) -> list[Line]:
        """Called by a change and not invited to the third table yet."""
        spotted = MobilisationStatus.IDENTIFIED
        return [line for line in self.lines if line.third is None or line.third.status == spotted]


def board_of(initiative: Initiative) -> Board:
    """Everything the page shows; the same queries whatever the number of actors."""
    changes = kept_changes(initiative)
    links = list(
        ChangeMobilisation.objects.filter(change__in=changes)
        .select_related("actor", "change")
        .order_by("actor__label")
    )
    actors = {link.actor_id: link.actor for link in links}
    numbers = {actor_id: n for n, actor_id in enumerate(actors, start=1)}
    was_there = _was_there(initiative, actors)
    third = _third(initiative, actors)
    by_pair = {(link.actor_id, link.change_id): link for link in links}
    lines = [
        Line(
            numbers[actor.id],
            actor,
            actor.id not in was_there,
            third.get(actor.id),
            [by_pair.get((actor.id, change.id)) for change in changes],
        )
        for actor in actors.values()
    ]
    return Board([_picture(change, links, numbers, was_there) for change in changes], lines)


def _picture(
    change: LastingChange, links: list[ChangeMobilisation], numbers: dict[UUID, int], was_there: set[UUID]
) -> Picture:
    own = [link for link in links if link.change_id == change.id]
    bands = [[numbers[link.actor_id] for link in own if link.sphere == sphere] for sphere in Sphere]
    told = [(numbers[link.actor_id], link.actor_id not in was_there, link) for link in own]
    return Picture(change, rings.place(bands), told)


def _was_there(initiative: Initiative, actors: dict[UUID, Actor]) -> set[UUID]:
    """Those that the first two tables called and who did not say no."""
    return set(
        Mobilisation.objects.filter(
            actor__in=actors, step__initiative=initiative, step__kind=StepKind.WORKSHOP, status__in=_CAME
        )
        .filter(step__rank__lt=_THIRD)
        .values_list("actor_id", flat=True)
    )


def _third(initiative: Initiative, actors: dict[UUID, Actor]) -> dict[UUID, Mobilisation]:
    rows = Mobilisation.objects.filter(
        actor__in=actors, step__initiative=initiative, step__kind=StepKind.WORKSHOP, step__rank=_THIRD
    )
    return {row.actor_id: row for row in rows}
