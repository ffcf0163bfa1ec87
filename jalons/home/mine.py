"""What a person has on their desk: missions, territories, and steps where they hold a role."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from jalons.accounts.enums import Permission, Role, ScopeKind
from jalons.accounts.models import User
from jalons.accounts.permissions import active_assignments, may, scope_ids
from jalons.core.scope import INSTALLATION
from jalons.core.thread import Thread
from jalons.home.screen import place_on_the_thread
from jalons.home.standing import Standing, standings
from jalons.home.suite import Suite, suite_of, without_doors
from jalons.initiatives.models import Initiative, Mission, Step
from jalons.territories.models import Membership
from jalons.territories.naming import fold
from jalons.territories.queries import latest_populations


@dataclass(frozen=True, slots=True)
class Desk:
    """The page « Mes territoires »."""

    territories: "list[Line]"
    missions: Sequence[Mission]
    steps: Sequence[Step]
    may_create: bool
    may_write_catalogue: bool
    is_trainee: bool
    adapted: Sequence[Mission]  # those whose requests for an adaptation this person alone reads

    @property
    def is_empty(self) -> bool:
        return not (self.territories or self.missions or self.steps or self.adapted)

    @property
    def has_training(self) -> bool:
        """Whoever is enrolled and not yet accepted has nothing else here: their page is offered too."""
        return self.is_trainee or self.is_empty


@dataclass(frozen=True, slots=True)
class Line:
    """One territory: where it stands and what comes next."""

    initiative: Initiative
    communes: int
    population: int | None
    place: str
    thread: Thread
    suite: Suite


def desk_of(user: User, today: date) -> Desk:
    """Everything of one person, in a constant number of queries."""
    in_missions = scope_ids(user, ScopeKind.MISSION, Permission.VIEW_INITIATIVE)
    own = scope_ids(user, ScopeKind.INITIATIVE, Permission.VIEW_INITIATIVE)
    initiatives = list(
        Initiative.objects.filter(Q(id__in=own) | Q(mission__in=in_missions)).select_related(
            "mission", "territory"
        )
    )
    initiatives.sort(key=lambda initiative: fold(initiative.name))
    missions = Mission.objects.filter(id__in=scope_ids(user, ScopeKind.MISSION, Permission.VIEW_MISSION))
    steps = Step.objects.filter(id__in=scope_ids(user, ScopeKind.STEP, Permission.VIEW_INITIATIVE))
    return Desk(
        territories=_lines(user, initiatives, today),
        missions=list(
            missions.select_related("client").annotate(territories=Count("initiatives")).order_by("title")
        ),
        steps=list(steps.select_related("initiative", "venue__commune").order_by("starts_on")),
        may_create=may(user, Permission.CREATE_MISSION, INSTALLATION),
        may_write_catalogue=may(user, Permission.MANAGE_CATALOGUE, INSTALLATION),
        is_trainee=any(Role(one.role) is Role.TRAINEE for one in active_assignments(user)),
        adapted=_adapted(user),
    )


def _adapted(user: User) -> list[Mission]:
    ids = scope_ids(user, ScopeKind.MISSION, Permission.READ_ADAPTATIONS)
    return list(Mission.objects.filter(id__in=ids).order_by("title")) if ids else []


def _lines(user: User, initiatives: list[Initiative], today: date) -> list[Line]:
    found = standings(initiatives, today)
    people = latest_populations(initiative.territory for initiative in initiatives)
    communes = _commune_counts(initiative.territory_id for initiative in initiatives)
    return [
        Line(
            initiative=initiative,
            communes=communes.get(initiative.territory_id, 0),
            population=people.get(initiative.territory_id),
            place=place_on_the_thread(found[initiative.id], today),
            thread=found[initiative.id].thread,
            suite=suite_for(user, found[initiative.id], today),
        )
        for initiative in initiatives
    ]


def suite_for(user: User, standing: Standing, today: date) -> Suite:
    """The next thing, without its doors for who may not go through them."""
    suite = suite_of(standing, today)
    return suite if may(user, suite.permission, standing.initiative.scope()) else without_doors(suite)


def _commune_counts(epcis: Iterable[UUID]) -> dict[UUID, int]:
    """Communes of each EPCI in its latest perimeter; one query."""
    rows = Membership.objects.filter(epci__in=list(epcis)).order_by().values_list("epci", "year")
    latest: dict[UUID, tuple[int, int]] = {}
    for epci, year, count in rows.annotate(Count("id")):
        if year > latest.get(epci, (0, 0))[0]:
            latest[epci] = (year, count)
    return {epci: count for epci, (_, count) in latest.items()}
