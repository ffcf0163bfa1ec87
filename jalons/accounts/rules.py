"""Rules of access that are not permissions: which role makes sense where, how long an invitation lives."""

import hashlib
from datetime import timedelta
from uuid import UUID

from jalons.accounts.enums import Role, ScopeKind
from jalons.core.scope import Scope

INVITATION_LIFE = timedelta(days=14)

_ROLES: dict[ScopeKind, tuple[Role, ...]] = {
    ScopeKind.INSTALLATION: (
        Role.ADMINISTRATOR,
        Role.TRAINING_BODY,
        Role.TRAINING_MANAGER,
        Role.TRAINER,
        Role.CAF_REFERENT,
        Role.COOPERATION_OFFICER,
        Role.DPO,
        Role.DISABILITY_REFERENT,
    ),
    ScopeKind.MISSION: (
        Role.TRAINING_BODY,
        Role.TRAINING_MANAGER,
        Role.TRAINER,
        Role.CAF_REFERENT,
        Role.COOPERATION_OFFICER,
        Role.TRAINEE,
        Role.DPO,
        Role.DISABILITY_REFERENT,
    ),
    ScopeKind.INITIATIVE: (
        Role.COOPERATION_OFFICER,
        Role.CAF_REFERENT,
        Role.TRAINER,
        Role.PROJECT_TEAM,
        Role.SIGNATORY,
        Role.DPO,
    ),
    ScopeKind.STEP: (Role.TABLE_SCRIBE, Role.TRAINER),
}


def roles_given_on(kind: ScopeKind) -> tuple[Role, ...]:
    """The roles that may be given on a scope of this kind, in the order in which they are offered."""
    return _ROLES[kind]


def narrowest(scope: Scope) -> tuple[ScopeKind, UUID | None]:
    """What a role given on this scope bears on: the step, else the démarche, else the mission."""
    if scope.step:
        return ScopeKind.STEP, scope.step
    if scope.initiative:
        return ScopeKind.INITIATIVE, scope.initiative
    if scope.mission:
        return ScopeKind.MISSION, scope.mission
    return ScopeKind.INSTALLATION, None


def fingerprint(token: str) -> str:
    """What is stored of a secret link: reading the database does not let anybody in."""
    return hashlib.sha256(token.encode()).hexdigest()
