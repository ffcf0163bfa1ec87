"""The cast of the tests: boring defaults, one function a thing. Pass only what your test is about."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from jalons.accounts.enums import Role, ScopeKind
from jalons.accounts.models import RoleAssignment, User
from jalons.core.ids import new_id
from jalons.directory.models import Organisation, Person
from jalons.initiatives.enums import StepKind, StepStatus
from jalons.initiatives.models import Initiative, Mission, Step
from jalons.territories.enums import Level
from jalons.territories.models import Membership, Territory

LONG_AGO = date(2020, 1, 1)


def user(name: str = "Claire Aubert", **fields: Any) -> User:
    email = fields.pop("email", f"{new_id().hex}@exemple.example")
    return User.objects.create_user(email=email, display_name=name, **fields)


def role(on: Any, role: Role = Role.COOPERATION_OFFICER, who: User | None = None) -> User:
    """Give a role on a mission, an initiative, a step, or `None` for the installation."""
    kinds = {Mission: ScopeKind.MISSION, Initiative: ScopeKind.INITIATIVE, Step: ScopeKind.STEP}
    account = who or user()
    RoleAssignment.objects.create(
        user=account,
        role=role,
        scope_kind=kinds[type(on)] if on is not None else ScopeKind.INSTALLATION,
        scope_id=on.id if on is not None else None,
        starts_on=LONG_AGO,
    )
    return account


def commune(name: str = "Eymoutiers", code: str | None = None, epci: Territory | None = None) -> Territory:
    place = Territory.objects.create(
        level=Level.COMMUNE,
        code=code or f"87{Territory.objects.count():03d}",
        name=name,
        search_name=name.lower(),
        geography_year=2026,
        department_code="87",
        region_code="75",
    )
    if epci:
        Membership.objects.create(epci=epci, commune=place, year=2026)
    return place


def epci(name: str = "Portes de Vassivière", code: str | None = None) -> Territory:
    return Territory.objects.create(
        level=Level.EPCI,
        code=code or f"{200000000 + Territory.objects.count():09d}",
        name=name,
        search_name=name.lower(),
        geography_year=2026,
        kind="CC",
        department_code="87",
        region_code="75",
    )


def organisation(name: str = "Caf de la Haute-Vienne", kind: str = "caf", **fields: Any) -> Organisation:
    return Organisation.objects.create(name=name, kind=kind, **fields)


def person(name: str = "Jeanne Lavaud", **fields: Any) -> Person:
    return Person.objects.create(name=name, **fields)


def mission(**fields: Any) -> Mission:
    defaults: dict[str, Any] = {
        "title": "Territoires d’impact collectif",
        "slug": f"mission-{new_id().hex[-8:]}",
        "is_member_rate": True,
        "daily_rate": Decimal(1350),
        "hours_per_half_day": Decimal("3.5"),
    }
    if "client" not in fields:
        defaults["client"] = organisation()
    if "provider" not in fields:
        defaults["provider"] = organisation("Prestataire fictif", "training_body")
    return Mission.objects.create(**defaults | fields)


def initiative(**fields: Any) -> Initiative:
    defaults: dict[str, Any] = {
        "name": "Portes de Vassivière",
        "short_name": "Vassivière",
        "slug": f"territoire-{new_id().hex[-8:]}",
    }
    if "mission" not in fields:
        defaults["mission"] = mission()
    if "territory" not in fields:
        defaults["territory"] = epci()
    return Initiative.objects.create(**defaults | fields)


def step(of: Initiative | None = None, **fields: Any) -> Step:
    home = of or initiative()
    defaults: dict[str, Any] = {
        "mission": home.mission,
        "initiative": home,
        "kind": StepKind.WORKSHOP,
        "rank": Step.objects.filter(initiative=home, kind=fields.get("kind", StepKind.WORKSHOP)).count() + 1,
        "position": Step.objects.filter(mission=home.mission).count() + 1,
        "title": "Première table de concertation",
        "half_days": 2,
    }
    if fields.get("status") in {StepStatus.HELD, StepStatus.CLOSED}:
        defaults["held_at"] = timezone.now()
    if fields.get("status") == StepStatus.CLOSED:
        defaults["closed_at"] = timezone.now()
    return Step.objects.create(**defaults | fields)
