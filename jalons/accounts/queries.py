"""Reading accounts: who has access, to what, since when."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from jalons.accounts import rules, scopes
from jalons.accounts.models import Invitation, RoleAssignment, User
from jalons.accounts.scopes import ScopeName
from jalons.core import clock
from jalons.core.scope import Scope


@dataclass(slots=True)
class HeldRole:
    """A role with the name of what it bears on."""

    assignment: RoleAssignment
    scope: ScopeName


@dataclass(slots=True)
class PersonRow:
    """A person and every role held today."""

    user: User
    roles: list[HeldRole] = field(default_factory=list)


def held_today() -> QuerySet[RoleAssignment]:
    """The assignments in force today, with their person."""
    today = clock.today()
    return (
        RoleAssignment.objects.filter(starts_on__lte=today, revoked_at__isnull=True, user__is_active=True)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .select_related("user")
        .order_by("user__display_name", "role")
    )


def people() -> list[PersonRow]:
    """Every account, closed ones last, with its roles named: three queries and one a kind of scope."""
    rows = {user.pk: PersonRow(user) for user in User.objects.order_by("-is_active", "display_name", "email")}
    for held in _named(held_today()):
        if held.assignment.user_id in rows:
            rows[held.assignment.user_id].roles.append(held)
    return list(rows.values())


def roles_of(user: User) -> list[HeldRole]:
    """The roles that a person holds today, named."""
    return _named(held_today().filter(user=user))


def _named(assignments: QuerySet[RoleAssignment]) -> list[HeldRole]:
    held = list(assignments)
    named = scopes.names((a.scope_kind, a.scope_id) for a in held)
    return [HeldRole(a, named[a.scope_kind, a.scope_id]) for a in held]


def access_to(scope: Scope) -> list[RoleAssignment]:
    """The roles held today exactly on this scope (not through a wider one), with their people."""
    kind, scope_id = rules.narrowest(scope)
    return list(held_today().filter(scope_kind=kind, scope_id=scope_id))


def pending_invitations(scope: Scope | None = None) -> list[Invitation]:
    """Invitations sent and not yet accepted nor withdrawn, expired ones included; on one scope or all."""
    waiting = Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    if scope is not None:
        kind, scope_id = rules.narrowest(scope)
        waiting = waiting.filter(scope_kind=kind, scope_id=scope_id)
    return list(waiting)
