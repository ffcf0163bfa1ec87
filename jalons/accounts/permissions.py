"""Who may do what (domain.md §9.7): one matrix, read by views, live topics and one test."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from jalons.accounts.enums import Permission, Role, ScopeKind
from jalons.core import clock
from jalons.core.scope import INSTALLATION, Scope

if TYPE_CHECKING:
    from jalons.accounts.models import RoleAssignment, User

R = Role
_TERRITORY_STAFF = frozenset({R.TRAINER, R.CAF_REFERENT, R.COOPERATION_OFFICER, R.PROJECT_TEAM})

WHO_MAY: dict[Permission, frozenset[Role]] = {
    Permission.ADMINISTER: frozenset({R.ADMINISTRATOR}),
    Permission.READ_JOURNAL: _TERRITORY_STAFF | {R.DPO},
    Permission.VIEW_MISSION: _TERRITORY_STAFF | {R.TRAINING_BODY, R.TRAINING_MANAGER, R.TRAINEE},
    Permission.EDIT_MISSION: frozenset(
        {R.TRAINING_BODY, R.TRAINING_MANAGER, R.TRAINER, R.COOPERATION_OFFICER, R.CAF_REFERENT}
    ),
    Permission.CREATE_MISSION: frozenset(
        {R.TRAINING_BODY, R.TRAINING_MANAGER, R.TRAINER, R.COOPERATION_OFFICER, R.CAF_REFERENT}
    ),
    Permission.VIEW_STEP: _TERRITORY_STAFF
    | {R.TRAINING_BODY, R.TRAINING_MANAGER, R.TRAINEE, R.SIGNATORY, R.TABLE_SCRIBE},
    Permission.VIEW_INITIATIVE: _TERRITORY_STAFF | {R.SIGNATORY, R.TABLE_SCRIBE},
    Permission.VIEW_DRAFTS: _TERRITORY_STAFF,
    Permission.EDIT_INITIATIVE: frozenset({R.TRAINER, R.CAF_REFERENT, R.COOPERATION_OFFICER}),
    Permission.VIEW_PEOPLE: _TERRITORY_STAFF,
    Permission.EDIT_PORTRAIT: _TERRITORY_STAFF,
    Permission.FACILITATE: frozenset({R.TRAINER, R.CAF_REFERENT, R.COOPERATION_OFFICER}),
    Permission.RECORD_TABLE: _TERRITORY_STAFF | {R.TABLE_SCRIBE},
    Permission.READ_WORDS: _TERRITORY_STAFF,
    Permission.DRAFT: _TERRITORY_STAFF,
    Permission.RECORD_VALIDATION: frozenset({R.SIGNATORY, R.CAF_REFERENT, R.COOPERATION_OFFICER}),
    Permission.STEER: _TERRITORY_STAFF,
    Permission.EXPORT_DOSSIER: frozenset({R.TRAINER, R.CAF_REFERENT, R.COOPERATION_OFFICER}),
    Permission.MANAGE_CATALOGUE: frozenset({R.TRAINING_BODY, R.TRAINING_MANAGER}),
    Permission.VIEW_TRAINING: frozenset(
        {R.TRAINING_BODY, R.TRAINING_MANAGER, R.TRAINER, R.COOPERATION_OFFICER, R.CAF_REFERENT}
    ),
    Permission.MANAGE_TRAINING: frozenset({R.TRAINING_BODY, R.TRAINING_MANAGER}),
    Permission.TAKE_ATTENDANCE: frozenset({R.TRAINING_BODY, R.TRAINING_MANAGER, R.TRAINER}),
    Permission.TEACH: frozenset({R.TRAINER}),
    Permission.READ_ADAPTATIONS: frozenset({R.DISABILITY_REFERENT}),
}


def active_assignments(user: "User | AnonymousUser") -> "Iterable[RoleAssignment]":
    """The roles that the person holds today; read once per request."""
    if not user.is_authenticated:
        return ()
    cached: list[RoleAssignment] | None = user.assignments_today
    if cached is None:
        today = clock.today()
        cached = list(
            user.role_assignments.filter(starts_on__lte=today, revoked_at__isnull=True).filter(
                Q(ends_on__isnull=True) | Q(ends_on__gte=today)
            )
        )
        user.assignments_today = cached
    return cached


def _bears_on(assignment: "RoleAssignment", scope: Scope) -> bool:
    match assignment.scope_kind:
        case ScopeKind.INSTALLATION:
            return scope == INSTALLATION
        case ScopeKind.MISSION:
            return scope.mission is not None and assignment.scope_id == scope.mission
        case ScopeKind.INITIATIVE:
            return scope.initiative is not None and assignment.scope_id == scope.initiative
        case ScopeKind.STEP:
            return scope.step is not None and assignment.scope_id == scope.step
    return False


def roles_on(user: "User | AnonymousUser", scope: Scope) -> frozenset[Role]:
    """Every role the person holds on this scope, through the step, the démarche or the mission.

    A role held on the installation opens the installation only (accounts, catalogue, creating a
    mission): neither the administrator nor a Caf sees a territory without a role there (§9.7).
    """
    return frozenset(Role(a.role) for a in active_assignments(user) if _bears_on(a, scope))


def may(user: "User | AnonymousUser", permission: Permission, scope: Scope) -> bool:
    """Whether the person holds a role that grants the permission on this scope."""
    return bool(roles_on(user, scope) & WHO_MAY[permission])


def scope_ids(user: "User | AnonymousUser", kind: ScopeKind, permission: Permission) -> set[UUID]:
    """Ids of the scopes of one kind on which the person's own roles grant the permission."""
    return {
        a.scope_id
        for a in active_assignments(user)
        if a.scope_kind == kind and a.scope_id is not None and Role(a.role) in WHO_MAY[permission]
    }
