"""The équipe projet: who joins, with which function and which employer, and until when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.directory.models import Organisation, Person
from jalons.initiatives.enums import TeamFunction
from jalons.initiatives.models import Initiative, TeamMember
from jalons.journal.actions import record


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in the team. Function and employer are two things (domain.md §0.4, trap 7)."""

    function: str
    employer: Organisation
    starts_on: date
    ends_on: date | None = None


@transaction.atomic
def join(
    initiative: Initiative, *, person: Person, seat: Seat, by: Actor, now: datetime | None = None
) -> TeamMember:
    """Add somebody to the team. Raises DomainError when they already hold this function then."""
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    _check(seat)
    same = initiative.team_members.filter(person=person, function=seat.function)
    if same.filter(ends_on__isnull=True).exists() or same.filter(starts_on=seat.starts_on).exists():
        raise DomainError(f"{person.name} tient déjà cette fonction dans l’équipe projet.", field="function")
    member = TeamMember.objects.create(
        initiative=initiative,
        person=person,
        function=seat.function,
        employer=seat.employer,
        starts_on=seat.starts_on,
        ends_on=seat.ends_on,
    )
    _record("team.joined", member, by, now)
    return member


@transaction.atomic
def change(member: TeamMember, *, seat: Seat, by: Actor, now: datetime | None = None) -> TeamMember:
    """Correct somebody's place in the team."""
    member = TeamMember.objects.select_for_update().select_related("initiative", "person").get(pk=member.pk)
    _check(seat)
    for field in Seat.__dataclass_fields__:
        setattr(member, field, getattr(seat, field))
    member.save()
    _record("team.changed", member, by, now)
    return member


@transaction.atomic
def leave(member: TeamMember, *, ends_on: date, by: Actor, now: datetime | None = None) -> TeamMember:
    """Somebody leaves; the line stays, with its dates."""
    member = TeamMember.objects.select_for_update().select_related("initiative", "person").get(pk=member.pk)
    if ends_on < member.starts_on:
        raise DomainError("Le départ vient après l’arrivée.", field="ends_on")
    member.ends_on = ends_on
    member.save(update_fields=["ends_on", "updated_at"])
    record(
        "team.left",
        by=by,
        scope=member.initiative.scope(),
        on=member.id,
        label=member.person.name,
        now=now,
        ends_on=f"{ends_on:%d/%m/%Y}",
    )
    return member


def _check(seat: Seat) -> None:
    if seat.ends_on is not None and seat.ends_on < seat.starts_on:
        raise DomainError("Le départ vient après l’arrivée.", field="ends_on")


def _record(verb: str, member: TeamMember, by: Actor, now: datetime | None) -> None:
    record(
        verb,
        by=by,
        scope=member.initiative.scope(),
        on=member.id,
        label=member.person.name,
        now=now,
        function=TeamFunction(member.function).label.lower(),
        employer=member.employer.name,
    )
