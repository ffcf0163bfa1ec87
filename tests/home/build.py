"""Builders of the home area's tests."""

from datetime import date, timedelta
from typing import Any

from jalons.accounts.enums import Role
from jalons.accounts.models import User
from jalons.changes.enums import ChangeStatus
from jalons.changes.fingerprint import fingerprint
from jalons.changes.models import ChangeSet, LastingChange
from jalons.directory.enums import Category
from jalons.initiatives.enums import StepKind, StepStatus, TeamFunction
from jalons.initiatives.models import Initiative, Step, TeamMember
from jalons.rooms.enums import Channel, SequenceState
from jalons.rooms.models import Contribution, Room, Sequence
from jalons.steering.enums import Aspect, ReviewKind, ReviewStatus
from jalons.steering.models import ChangeNarrative, ChangeRating, ChangeReview
from tests import cast

TODAY = date(2026, 11, 24)

PLAN: tuple[tuple[StepKind, int, str], ...] = (
    (StepKind.FRAMING, 1, "Le cadre"),
    (StepKind.PREPARATION, 1, "Première préparation"),
    (StepKind.WORKSHOP, 1, "Première table"),
    (StepKind.PREPARATION, 2, "Deuxième préparation"),
    (StepKind.WORKSHOP, 2, "Deuxième table"),
    (StepKind.VALIDATION, 1, "Validation"),
    (StepKind.PREPARATION, 3, "Troisième préparation"),
    (StepKind.WORKSHOP, 3, "Troisième table"),
    (StepKind.TECHNICAL_HALF, 1, "Après-midi de l’équipe projet"),
    (StepKind.STEERING, 1, "Pilotage"),
)


def plan(of: Initiative, closed: int = 0, **fields: Any) -> list[Step]:
    """The whole plan of a démarche, a fortnight between steps; the first `closed` ones are closed.

    The first step that is not closed falls three days after TODAY.
    """
    steps = []
    for i, (kind, rank, title) in enumerate(PLAN):
        status = StepStatus.CLOSED if i < closed else StepStatus.PLANNED
        day = TODAY + timedelta(days=3 + 14 * (i - closed))
        steps.append(cast.step(of, kind=kind, rank=rank, title=title, starts_on=day, status=status, **fields))
    return steps


def officer(of: Initiative, name: str = "Claire Aubert") -> TeamMember:
    return TeamMember.objects.create(
        initiative=of,
        person=cast.person(name),
        function=TeamFunction.COOPERATION_OFFICER,
        employer=of.mission.client,
        starts_on=date(2026, 1, 1),
    )


def words(table: Step, count: int, *, channel: Channel = Channel.PHONE, **fields: Any) -> list[Contribution]:
    """Cards of the collection of a table."""
    room = Room.objects.filter(step=table).first() or Room.objects.create(step=table, code=str(table.id)[-8:])
    at = cast.timezone.now()
    sequence, _ = Sequence.objects.get_or_create(
        step=table,
        kind="collect",
        defaults={
            "position": 1,
            "title": "Dire",
            "minutes": 20,
            "state": SequenceState.CLOSED,
            "opened_at": at,
            "closed_at": at,
        },
    )
    first = Contribution.objects.filter(room=room).count()
    return [
        Contribution.objects.create(
            room=room,
            sequence=sequence,
            number=first + n + 1,
            text=f"Le car de 7 h est complet, {first + n}",
            category=Category.YOUTH,
            channel=channel,
            happened_on=TODAY,
            entered_at=at,
            **fields,
        )
        for n in range(count)
    ]


def territory(name: str = "Portes de Vassivière", closed: int = 3, **fields: Any) -> Initiative:
    """A démarche with its communes and its plan."""
    place = cast.epci(name)
    for commune in ("Nedde", "Rempnat", "Domps"):
        cast.commune(f"{commune} ({place.code})", epci=place)
    initiative = cast.initiative(name=name, territory=place, **fields)
    plan(initiative, closed)
    return initiative


def somebody(on: Any, role: Role = Role.COOPERATION_OFFICER) -> User:
    return cast.role(on, role)


def change(of: Initiative, title: str) -> LastingChange:
    """A change that the signatories validated."""
    return LastingChange.objects.create(
        initiative=of,
        position=LastingChange.objects.filter(initiative=of).count(),
        title=title,
        statement=f"Les parents des hameaux s’entraident. {title}",
        who="Les parents des hameaux",
        starting_situation="Chacun se débrouille.",
        status=ChangeStatus.VALIDATED,
    )


def validated(of: Initiative) -> ChangeSet:
    """The frozen set of its changes, validated by all."""
    content = {"changes": [{"id": str(c.id)} for c in LastingChange.objects.filter(initiative=of)]}
    return ChangeSet.objects.create(
        initiative=of,
        number=1,
        content=content,
        content_hash=fingerprint(content),
        submitted_at=cast.timezone.now(),
        validated_at=cast.timezone.now(),
    )


def review(of: Initiative, *, on: date = date(2026, 1, 28), published: bool = False) -> ChangeReview:
    review = ChangeReview.objects.create(
        initiative=of, kind=ReviewKind.YEARLY, title="Revue annuelle", planned_on=on
    )
    if published:
        review.status, review.held_on = ReviewStatus.PUBLISHED, on
        review.published_at, review.published_by = cast.timezone.now(), "Claire Aubert"
        review.save()
    return review


def said(at: ChangeReview, about: LastingChange) -> None:
    """What a review said of a change: its three ratings and its words."""
    for aspect, value in ((Aspect.ATTAINMENT, 3), (Aspect.SIGNIFICANCE, 3), (Aspect.CONTRIBUTION, 2)):
        ChangeRating.objects.create(
            review=at,
            change=about,
            aspect=aspect,
            value=value,
            evidence="Six entretiens.",
            other_explanations="La crèche du bourg voisin a ouvert.",
            author="L’équipe projet",
            rated_on=TODAY,
        )
    ChangeNarrative.objects.create(
        review=at, change=about, seen="Deux hameaux s’organisent.", author="L’équipe projet", written_on=TODAY
    )
