"""Roles of the cast on the missions, the territories and one table (domain.md §9.7)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from jalons.accounts.actions import roles
from jalons.accounts.enums import Role
from jalons.core.actors import SOFTWARE
from jalons.core.scope import INSTALLATION, Scope
from jalons.operations.demo.world import Place, World

Give = Callable[[str, Role, Scope, str], None]
PROVIDER = "Organisme prestataire (exemple fictif)"
CAF = "Caf de la Haute-Vienne"


def seed_access(world: World, *, now: datetime) -> None:
    """Give everybody what they need and nothing more; several people hold several roles."""
    assert world.elan is not None and world.vassiviere is not None  # noqa: S101, PT018 - called when both exist
    since = (now - timedelta(days=900)).date()

    def give(key: str, role: Role, scope: Scope, employer: str) -> None:
        roles.grant(
            user=world.users[key],
            role=role,
            scope=scope,
            by=SOFTWARE,
            employer=employer,
            starts_on=since,
            now=now,
        )

    give("administrator", Role.ADMINISTRATOR, INSTALLATION, CAF)
    for key, role in (
        ("training_body", Role.TRAINING_BODY),
        ("training_manager", Role.TRAINING_MANAGER),
        ("trainer", Role.TRAINER),
        ("caf_referent", Role.CAF_REFERENT),
        ("elan_officer", Role.COOPERATION_OFFICER),
        ("dpo", Role.DPO),
        ("disability_referent", Role.DISABILITY_REFERENT),
    ):
        give(key, role, INSTALLATION, "")
    for place in (world.elan, world.vassiviere):
        mission = place.initiative.mission.scope()
        give("training_body", Role.TRAINING_BODY, mission, "Organisme de formation (exemple fictif)")
        give("training_manager", Role.TRAINING_MANAGER, mission, "Organisme de formation (exemple fictif)")
        give("trainer", Role.TRAINER, mission, PROVIDER)
        give("caf_referent", Role.CAF_REFERENT, mission, CAF)
        give("dpo", Role.DPO, mission, CAF)
        give("disability_referent", Role.DISABILITY_REFERENT, mission, CAF)
    give("trainee", Role.TRAINEE, world.elan.initiative.mission.scope(), CAF)
    _territory(give, world.elan, "elan")
    _territory(give, world.vassiviere, "vassiviere")
    step = world.elan.steps.get("workshop-2") or world.elan.steps.get("workshop-1")
    if step is not None:
        give("table_scribe", Role.TABLE_SCRIBE, step.scope(), "Centre social (exemple fictif)")


def _territory(give: Give, place: Place, key: str) -> None:
    scope = place.initiative.scope()
    employer = f"Communauté de communes {place.initiative.short_name} (exemple fictif)"
    give(f"{key}_officer", Role.COOPERATION_OFFICER, scope, employer)
    give(f"{key}_team", Role.PROJECT_TEAM, scope, employer)
    give(f"{key}_signatory", Role.SIGNATORY, scope, "Une commune signataire (exemple fictif)")
