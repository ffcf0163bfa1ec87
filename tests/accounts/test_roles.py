"""Roles begin, end, and are read for the day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from jalons.accounts import rules
from jalons.accounts.actions import people, roles
from jalons.accounts.enums import Permission, Role, ScopeKind
from jalons.accounts.models import RoleAssignment, User
from jalons.accounts.permissions import WHO_MAY, may, roles_on, scope_ids
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.core.ids import new_id
from jalons.core.scope import INSTALLATION, Scope
from tests import cast
from tests.accounts.build import HEAD


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.mark.django_db
def test_a_role_granted_twice_is_one_role():
    user, place = cast.user(), cast.initiative()
    first = roles.grant(user=user, role=Role.PROJECT_TEAM, scope=place.scope(), by=HEAD)
    assert roles.grant(user=user, role=Role.PROJECT_TEAM, scope=place.scope(), by=HEAD) == first
    assert RoleAssignment.objects.count() == 1


@pytest.mark.django_db
def test_a_person_holds_several_roles_each_on_its_scope():
    user, here, there = cast.user(), cast.initiative(), cast.initiative()
    roles.grant(user=user, role=Role.SIGNATORY, scope=here.scope(), by=HEAD)
    roles.grant(user=user, role=Role.PROJECT_TEAM, scope=here.scope(), by=HEAD)
    roles.grant(user=user, role=Role.COOPERATION_OFFICER, scope=there.scope(), by=HEAD)
    user = fresh(user)
    assert roles_on(user, here.scope()) == {Role.SIGNATORY, Role.PROJECT_TEAM}
    assert roles_on(user, there.scope()) == {Role.COOPERATION_OFFICER}
    assert scope_ids(user, ScopeKind.INITIATIVE, Permission.EDIT_INITIATIVE) == {there.id}


@pytest.mark.django_db
def test_a_role_on_a_mission_opens_its_territories_but_not_the_reverse():
    place = cast.initiative()
    trainer = roles.grant(user=cast.user(), role=Role.TRAINER, scope=place.mission.scope(), by=HEAD).user
    member = roles.grant(user=cast.user(), role=Role.PROJECT_TEAM, scope=place.scope(), by=HEAD).user
    assert may(trainer, Permission.VIEW_DRAFTS, place.scope())
    assert not may(member, Permission.VIEW_MISSION, place.mission.scope())


@pytest.mark.django_db
def test_neither_the_administrator_nor_a_role_on_the_installation_opens_a_territory():
    place = cast.initiative()
    for role in rules.roles_given_on(ScopeKind.INSTALLATION):
        holder = roles.grant(user=cast.user(), role=role, scope=INSTALLATION, by=HEAD).user
        assert roles_on(holder, place.scope()) == frozenset()


@pytest.mark.django_db
def test_ending_a_role_stops_it_at_once_even_on_its_first_day():
    user, place = cast.user(), cast.initiative()
    assignment = roles.grant(user=user, role=Role.PROJECT_TEAM, scope=place.scope(), by=HEAD)
    roles.end(assignment=assignment, by=HEAD, scope=place.scope())
    assert not may(fresh(user), Permission.VIEW_INITIATIVE, place.scope())
    roles.grant(user=user, role=Role.PROJECT_TEAM, scope=place.scope(), by=HEAD)
    assert may(fresh(user), Permission.VIEW_INITIATIVE, place.scope())


@pytest.mark.django_db
def test_a_role_ended_on_a_day_to_come_lasts_until_that_day():
    user, place = cast.user(), cast.initiative()
    assignment = roles.grant(user=user, role=Role.PROJECT_TEAM, scope=place.scope(), by=HEAD)
    roles.end(assignment=assignment, by=HEAD, scope=place.scope(), on=clock.today() + timedelta(days=3))
    assert may(fresh(user), Permission.VIEW_INITIATIVE, place.scope())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts", "ends", "is_held"), [(0, None, True), (0, 0, True), (-9, -1, False), (1, None, False)]
)
def test_a_role_is_held_between_its_dates_both_included(starts, ends, is_held):
    user, place = cast.user(), cast.initiative()
    RoleAssignment.objects.create(
        user=user,
        role=Role.PROJECT_TEAM,
        scope_kind=ScopeKind.INITIATIVE,
        scope_id=place.id,
        starts_on=clock.today() + timedelta(days=starts),
        ends_on=None if ends is None else clock.today() + timedelta(days=ends),
    )
    assert may(user, Permission.VIEW_INITIATIVE, place.scope()) is is_held


@pytest.mark.django_db
def test_the_last_administrator_keeps_the_keys():
    only = roles.grant(user=cast.user(), role=Role.ADMINISTRATOR, scope=INSTALLATION, by=HEAD)
    with pytest.raises(DomainError, match="dernière personne"):
        roles.end(assignment=only, by=HEAD, scope=INSTALLATION)
    closed = cast.user(is_active=False)
    roles.grant(user=closed, role=Role.ADMINISTRATOR, scope=INSTALLATION, by=HEAD)
    with pytest.raises(DomainError, match="dernière personne"):
        roles.end(assignment=only, by=HEAD, scope=INSTALLATION)
    roles.grant(user=cast.user(), role=Role.ADMINISTRATOR, scope=INSTALLATION, by=HEAD)
    roles.end(assignment=only, by=HEAD, scope=INSTALLATION)


@pytest.mark.django_db
def test_the_last_administrator_is_not_locked_out_by_closing_the_account():
    only = roles.grant(user=cast.user(), role=Role.ADMINISTRATOR, scope=INSTALLATION, by=HEAD).user
    with pytest.raises(DomainError, match="dernière personne"):
        people.close_account(user=only, by=HEAD)
    roles.grant(user=cast.user(), role=Role.ADMINISTRATOR, scope=INSTALLATION, by=HEAD)
    people.close_account(user=only, by=HEAD)
    people.reopen_account(user=only, by=HEAD)
    assert fresh(only).is_active


@pytest.mark.django_db
def test_nobody_closes_their_own_account():
    user = cast.user()
    with pytest.raises(DomainError, match="votre propre compte"):
        people.close_account(user=user, by=user.actor)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "has_id"), [(ScopeKind.INSTALLATION, True), (ScopeKind.MISSION, False), (ScopeKind.STEP, False)]
)
def test_the_database_refuses_a_scope_without_its_object_and_an_object_without_its_scope(kind, has_id):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(
            user=cast.user(),
            role=Role.DPO,
            scope_kind=kind,
            scope_id=new_id() if has_id else None,
            starts_on=date(2026, 1, 1),
        )


def test_every_permission_is_held_by_somebody_and_every_role_holds_something():
    assert set(WHO_MAY) == set(Permission)
    assert all(WHO_MAY.values())
    holding = frozenset().union(*WHO_MAY.values())
    assert set(Role) == holding


@given(
    st.builds(
        Scope,
        step=st.none() | st.uuids(),
        initiative=st.none() | st.uuids(),
        mission=st.none() | st.uuids(),
    )
)
def test_a_role_is_given_on_the_narrowest_object_named(scope):
    kind, id_ = rules.narrowest(scope)
    chain = [
        (ScopeKind.STEP, scope.step),
        (ScopeKind.INITIATIVE, scope.initiative),
        (ScopeKind.MISSION, scope.mission),
    ]
    named = [pair for pair in chain if pair[1] is not None]
    assert (kind, id_) == (named[0] if named else (ScopeKind.INSTALLATION, None))
