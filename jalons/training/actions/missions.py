"""A mission is created from a programme: démarches and steps fill themselves (domain.md §0.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from jalons.accounts.enums import Role
from jalons.accounts.models import User
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.directory.actions import organisations
from jalons.directory.actions.organisations import Identity
from jalons.directory.enums import OrganisationKind
from jalons.directory.models import Organisation
from jalons.initiatives import calendar
from jalons.initiatives.actions import missions
from jalons.initiatives.actions.missions import PlannedStep, Terms, TerritoryPlan
from jalons.initiatives.models import Mission
from jalons.territories.models import Territory
from jalons.training import plan
from jalons.training.models import Programme, ProgrammeDay


@dataclass(frozen=True, slots=True)
class Purchase:
    """What the form says. `daily_rate` None means: the one that the programme publishes."""

    title: str
    client: Organisation
    provider: Organisation
    is_member_rate: bool
    daily_rate: Decimal | None
    starts_on: date


@transaction.atomic
def create(
    *,
    programme: Programme,
    purchase: Purchase,
    territories: Sequence[Territory | TerritoryPlan],
    by: Actor,
    creator: User | None = None,
    creator_role: Role = Role.COOPERATION_OFFICER,
    is_fictitious: bool = False,
    now: datetime | None = None,
) -> Mission:
    """Create the mission with everything that the programme foresees, dates proposed.

    Raises DomainError when no rate is known for this client (rule 9).
    """
    days = list(programme.days.all())
    return missions.open_mission(
        terms=_terms(programme, purchase),
        territories=[_plan(territory, programme, purchase) for territory in territories],
        steps=_steps(days, len(territories), purchase.starts_on),
        by=by,
        creator=creator,
        creator_role=creator_role,
        is_fictitious=is_fictitious,
        now=now,
    )


def _terms(programme: Programme, purchase: Purchase) -> Terms:
    try:
        rate = plan.agreed_rate(
            typed=purchase.daily_rate,
            is_member=purchase.is_member_rate,
            member_rate=programme.member_daily_rate,
            non_member_rate=programme.non_member_daily_rate,
        )
    except plan.UnknownRateError as unknown:
        raise DomainError(
            "Le programme ne publie pas de prix pour une Caf non adhérente : écrivez le prix convenu.",
            field="daily_rate",
        ) from unknown
    return Terms(
        title=purchase.title,
        client=purchase.client,
        provider=purchase.provider,
        is_member_rate=purchase.is_member_rate,
        daily_rate=rate,
        hours_per_half_day=programme.hours_per_half_day,
        programme_id=programme.id,
        programme_version=programme.version,
    )


def _plan(territory: Territory | TerritoryPlan, programme: Programme, purchase: Purchase) -> TerritoryPlan:
    """The CTG is proposed from the January that follows the first day; its length is the programme's."""
    if isinstance(territory, TerritoryPlan):
        return territory
    starts_on = date(purchase.starts_on.year + 1, 1, 1)
    return TerritoryPlan(
        territory=territory,
        ctg_starts_on=starts_on,
        ctg_ends_on=calendar.years_later(starts_on, programme.ctg_years),
    )


def _steps(days: list[ProgrammeDay], territories: int, start: date) -> list[PlannedStep]:
    return [
        PlannedStep(
            kind=day.kind,
            rank=day.rank,
            phase=day.phase,
            title=day.title,
            half_days=day.half_days,
            territory=entry.territory,
            intentions=day.intentions,
            starts_on=entry.starts_on,
            starts_at=day.starts_at,
            programme_day_id=day.id,
        )
        for entry in plan.lay_out(days, territories=territories, start=start)
        for day in [days[entry.index]]
    ]


@transaction.atomic
def create_from_form(
    data: dict[str, Any],
    *,
    territories: Sequence[Territory],
    by: Actor,
    creator: User | None = None,
    creator_role: Role = Role.COOPERATION_OFFICER,
    now: datetime | None = None,
) -> Mission:
    """The same from what a person chose or wrote: a Caf or a provider written by name is added first."""
    client = data.get("client") or organisations.find_or_create(
        identity=Identity(name=data["new_client"], kind=OrganisationKind.CAF), by=by, now=now
    )
    provider = data.get("provider") or organisations.find_or_create(
        identity=Identity(name=data["new_provider"], kind=OrganisationKind.TRAINING_BODY), by=by, now=now
    )
    purchase = Purchase(
        title=data["title"],
        client=client,
        provider=provider,
        is_member_rate=data["membership"] == "yes",
        daily_rate=data["daily_rate"],
        starts_on=plan.first_day(data["month"]),
    )
    return create(
        programme=data["programme"],
        purchase=purchase,
        territories=territories,
        by=by,
        creator=creator,
        creator_role=creator_role,
        now=now,
    )
