"""Giving a role and taking it back."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from jalons.accounts import rules
from jalons.accounts.enums import Role, ScopeKind
from jalons.accounts.models import RoleAssignment, User
from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.scope import Scope
from jalons.journal import actions as journal


@transaction.atomic
def grant(
    *,
    user: User,
    role: Role,
    scope: Scope,
    by: Actor,
    employer: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    now: datetime | None = None,
) -> RoleAssignment:
    """Give a role on the narrowest scope named. Given twice, it is the same role: no second row.

    Raises DomainError when the role makes no sense on this scope.
    """
    kind, scope_id = rules.narrowest(scope)
    if role not in rules.roles_given_on(kind):
        raise DomainError(
            f"Le rôle « {role.label} » ne se donne pas sur {kind.label.lower()}. Choisissez-en un autre.",
            field="role",
        )
    held = _held(user, role, kind, scope_id)
    if held is not None:
        return held
    assignment = RoleAssignment.objects.create(
        user=user,
        role=role,
        scope_kind=kind,
        scope_id=scope_id,
        employer=employer,
        starts_on=starts_on or clock.today(),
        ends_on=ends_on,
    )
    journal.record("role.granted", by=by, scope=scope, on=user.id, label=str(user), role=role.label, now=now)
    return assignment


def _held(user: User, role: Role, kind: ScopeKind, scope_id: UUID | None) -> RoleAssignment | None:
    return _current().filter(user=user, role=role, scope_kind=kind, scope_id=scope_id).first()


def _current() -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(revoked_at__isnull=True).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today())
    )


@transaction.atomic
def end(
    *,
    assignment: RoleAssignment,
    by: Actor,
    scope: Scope,
    on: date | None = None,
    now: datetime | None = None,
) -> None:
    """End a role: on a day to come, or at once. The line stays: who could read what is part of the story.

    Raises DomainError for the last administrator: somebody must hold the keys.
    """
    if assignment.role == Role.ADMINISTRATOR:
        keep_an_administrator_other_than(assignment.user)
    moment = now or clock.now()
    today = clock.today()
    if on is not None and on > today:
        assignment.ends_on = on
    else:
        assignment.ends_on = max(today, assignment.starts_on)
        assignment.revoked_at = moment
    assignment.save(update_fields=["ends_on", "revoked_at", "updated_at"])
    journal.record(
        "role.ended",
        by=by,
        scope=scope,
        on=assignment.user_id,
        label=str(assignment.user),
        role=assignment.get_role_display(),
        now=moment,
    )


def keep_an_administrator_other_than(user: User) -> None:
    """Raise DomainError when this person is the only one who administers the installation."""
    administrators = _current().filter(role=Role.ADMINISTRATOR, user__is_active=True)
    if administrators.filter(user=user).exists() and not administrators.exclude(user=user).exists():
        raise DomainError(
            "C’est la dernière personne qui administre l’installation. "
            "Donnez d’abord ce rôle à quelqu’un d’autre."
        )
