"""What one person sees of their own training: their papers, their sessions, and nobody else's."""

from dataclasses import dataclass
from datetime import date

from jalons.accounts.enums import Permission, ScopeKind
from jalons.accounts.models import User
from jalons.accounts.permissions import scope_ids
from jalons.initiatives.models import Mission, Step
from jalons.training.enums import PaperStatus
from jalons.training.models import AdaptationRequest, CalendarFeed, Enrolment, Paper
from jalons.training.queries import attendance
from jalons.training.queries.attendance import Hours


@dataclass(frozen=True, slots=True)
class Own:
    """One enrolment with what belongs to it."""

    enrolment: Enrolment
    steps: list[Step]
    papers: list[Paper]
    adaptations: list[AdaptationRequest]
    hours: Hours | None


def of_account(user: User) -> list[Own]:
    """The enrolments of this account, last asked first."""
    rows = (
        Enrolment.objects.filter(person__account=user)
        .select_related("mission", "person", "initiative")
        .order_by("-requested_on", "-id")
    )
    return [_own(row) for row in rows]


def _own(row: Enrolment) -> Own:
    papers = row.papers.exclude(status__in=[PaperStatus.REPLACED, PaperStatus.CANCELLED])
    hours = attendance.hours_of(row.mission, [row.person])
    return Own(
        row,
        sessions(row),
        list(
            papers.select_related("document", "mission").defer(
                "document__pdf", "document__docx", "document__tree"
            )
        ),
        list(row.adaptation_requests.all()),
        hours.get(row.person_id),
    )


def sessions(row: Enrolment) -> list[Step]:
    """The sessions that a trainee attends, once accepted."""
    if not row.is_accepted:
        return []
    return [
        step
        for step in attendance.trained_steps(row.mission)
        if step.initiative_id is None or row.initiative_id in {None, step.initiative_id}
    ]


def calendar(user: User) -> list[Step]:
    """Every session of an account: those it attends, and those of the missions whose training it follows."""
    found: dict[object, Step] = {}
    for row in Enrolment.objects.filter(person__account=user).select_related("mission"):
        found |= {step.pk: step for step in sessions(row)}
    followed = scope_ids(user, ScopeKind.MISSION, Permission.VIEW_TRAINING)
    for mission in Mission.objects.filter(pk__in=followed):
        found |= {step.pk: step for step in attendance.trained_steps(mission)}
    return sorted(found.values(), key=lambda step: (step.starts_on or date.max, step.position))


def owner_of_feed(token_hash: str) -> User | None:
    """The account whose calendar has this secret."""
    feed = (
        CalendarFeed.objects.filter(token_hash=token_hash, user__is_active=True)
        .select_related("user")
        .first()
    )
    return feed.user if feed else None
