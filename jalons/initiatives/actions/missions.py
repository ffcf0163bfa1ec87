"""A mission is opened with its démarches and all its steps; its terms are changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from jalons.accounts.actions import roles
from jalons.accounts.enums import Role
from jalons.accounts.models import User
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.directory.models import Organisation
from jalons.initiatives.enums import MissionStatus, ProviderPresence, StepKind
from jalons.initiatives.models import Initiative, Mission, Step
from jalons.journal.actions import record
from jalons.territories.models import Territory

WORDS = {
    "title": "l’intitulé",
    "is_member_rate": "le tarif adhérent",
    "daily_rate": "le prix par jour",
    "hours_per_half_day": "la durée d’une demi-journée",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What is bought, by whom, from whom, at what price. `daily_rate` in euros."""

    title: str
    client: Organisation
    provider: Organisation
    is_member_rate: bool
    daily_rate: Decimal
    hours_per_half_day: Decimal
    programme_id: UUID | None = None
    programme_version: int | None = None


@dataclass(frozen=True, slots=True)
class TerritoryPlan:
    """A territory that comes in, and the dates proposed for its CTG (their length is data, rule 24)."""

    territory: Territory
    ctg_starts_on: date | None = None
    ctg_ends_on: date | None = None
    name: str = ""
    short_name: str = ""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step to create; `territory` is the index in the list of territories, None for the mission."""

    kind: str
    rank: int
    phase: int | None
    title: str
    half_days: int
    territory: int | None = None
    intentions: str = ""
    starts_on: date | None = None
    starts_at: time | None = None
    programme_day_id: UUID | None = None
    provider_presence: str = ProviderPresence.UNDECIDED


@transaction.atomic
def open_mission(
    *,
    terms: Terms,
    territories: Sequence[TerritoryPlan],
    steps: Sequence[PlannedStep],
    by: Actor,
    creator: User | None = None,
    creator_role: Role = Role.COOPERATION_OFFICER,
    is_fictitious: bool = False,
    now: datetime | None = None,
) -> Mission:
    """Create the mission, its démarches and its steps together, and give the creator a role on it.

    Raises DomainError without a territory or with the same one twice.
    """
    if not territories:
        raise DomainError("Choisissez au moins un territoire.", field="territories")
    if len({plan.territory.pk for plan in territories}) < len(territories):
        raise DomainError("Le même territoire est choisi deux fois.", field="territories")
    mission = _create_mission(terms, is_fictitious)
    initiatives = [_create_initiative(mission, plan, is_fictitious) for plan in territories]
    Step.objects.bulk_create(
        _step(mission, initiatives, planned, position) for position, planned in enumerate(steps, start=1)
    )
    if creator is not None:
        roles.grant(user=creator, role=creator_role, scope=mission.scope(), by=by, now=now)
    record(
        "mission.created",
        by=by,
        scope=mission.scope(),
        on=mission.id,
        label=mission.title,
        now=now,
        territories=", ".join(initiative.name for initiative in initiatives),
    )
    return mission


@transaction.atomic
def change_terms(
    mission: Mission,
    *,
    title: str,
    is_member_rate: bool,
    daily_rate: Decimal,
    hours_per_half_day: Decimal,
    by: Actor,
    now: datetime | None = None,
) -> Mission:
    """Change what the mission is called and costs. A signed agreement then says that an avenant is due."""
    mission = Mission.objects.select_for_update().get(pk=mission.pk)
    new = {
        "title": title,
        "is_member_rate": is_member_rate,
        "daily_rate": daily_rate,
        "hours_per_half_day": hours_per_half_day,
    }
    what = [WORDS[field] for field, value in new.items() if getattr(mission, field) != value]
    if not what:
        return mission
    for field, value in new.items():
        setattr(mission, field, value)
    mission.save()
    record(
        "mission.changed",
        by=by,
        scope=mission.scope(),
        on=mission.id,
        label=title,
        now=now,
        what=", ".join(what),
    )
    return mission


def _create_mission(terms: Terms, is_fictitious: bool) -> Mission:
    return Mission.objects.create(
        title=terms.title,
        slug=_free_slug(Mission, terms.title),
        programme_id=terms.programme_id,
        programme_version=terms.programme_version,
        client=terms.client,
        provider=terms.provider,
        is_member_rate=terms.is_member_rate,
        daily_rate=terms.daily_rate,
        hours_per_half_day=terms.hours_per_half_day,
        status=MissionStatus.PROSPECT,
        is_fictitious=is_fictitious,
    )


def _create_initiative(mission: Mission, plan: TerritoryPlan, is_fictitious: bool) -> Initiative:
    name = plan.name or plan.territory.name
    return Initiative.objects.create(
        mission=mission,
        territory=plan.territory,
        slug=_free_slug(Initiative, plan.short_name or name),
        name=name,
        short_name=(plan.short_name or name)[:40],
        ctg_starts_on=plan.ctg_starts_on,
        ctg_ends_on=plan.ctg_ends_on,
        is_fictitious=is_fictitious,
    )


def _step(mission: Mission, initiatives: list[Initiative], planned: PlannedStep, position: int) -> Step:
    initiative = None if planned.territory is None else initiatives[planned.territory]
    return Step(
        mission=mission,
        initiative=initiative,
        kind=StepKind(planned.kind),
        rank=planned.rank,
        phase=planned.phase,
        position=position,
        title=planned.title,
        intentions=planned.intentions,
        half_days=planned.half_days,
        starts_on=planned.starts_on,
        starts_at=planned.starts_at,
        programme_day_id=planned.programme_day_id,
        provider_presence=planned.provider_presence,
    )


def _free_slug(model: type[Mission] | type[Initiative], text: str) -> str:
    """A readable address that nobody has yet: « elan », then « elan-2 »."""
    base = slugify(text)[:70].strip("-") or "mission"
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
