"""Urgences sociales: their croisements, their ratings, their sources."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from jalons.diagnosis.enums import UrgencyStatus
from jalons.diagnosis.models import CrossReading, SocialUrgency
from jalons.diagnosis.picture import Picture, Stone, draw
from jalons.diagnosis.queries.cross_readings import cards_of_cross_readings
from jalons.diagnosis.ratings import Answer, Levels, Position, levels, positions
from jalons.initiatives.enums import StepKind, StepStatus
from jalons.initiatives.models import Initiative
from jalons.rooms.kinds.base import Criterion
from jalons.rooms.kinds.rating import CRITERIA
from jalons.rooms.kinds.rating import KIND as RATING
from jalons.rooms.models import Contribution, Option, Sequence, Vote
from jalons.territories.enums import Level
from jalons.territories.models import Membership, Territory

SUBJECT_KIND = "urgency"


def urgencies_of(initiative: Initiative) -> QuerySet[SocialUrgency]:
    """Urgencies in the order people chose, with their croisements."""
    return (
        SocialUrgency.objects.filter(initiative=initiative)
        .select_related("merged_into")
        .prefetch_related(
            Prefetch("cross_readings", queryset=CrossReading.objects.prefetch_related("facts", "clusters")),
            "themes",
            "communes",
        )
    )


def decision_counts(initiative: Initiative) -> dict[UrgencyStatus, int]:
    counted = dict(
        SocialUrgency.objects.filter(initiative=initiative)
        .order_by("status")
        .values_list("status")
        .annotate(count=Count("id"))
    )
    return {status: counted.get(status.value, 0) for status in UrgencyStatus}


def sources_of_urgency(urgency: SocialUrgency) -> QuerySet[Contribution]:
    """The very cards that led to this urgency: croisements → regroupements → paroles (rule 18)."""
    return cards_of_cross_readings(urgency.cross_readings.all())


def rating_sequences(initiative: Initiative) -> QuerySet[Sequence]:
    """Rating sequences of the démarche's tables that still lie ahead or under way."""
    return (
        Sequence.objects.filter(step__initiative=initiative, step__kind=StepKind.WORKSHOP, kind=RATING.code)
        .exclude(step__status__in=[StepStatus.CANCELLED])
        .select_related("step")
        .annotate(
            option_count=Count("options", distinct=True), vote_count=Count("options__votes", distinct=True)
        )
        .order_by("step__position", "position")
    )


def answers_of(initiative: Initiative) -> list[Answer]:
    """Every ticket's last word on every criterion, for all urgencies; one query, no person in sight."""
    said = Vote.objects.filter(
        option__subject_kind=SUBJECT_KIND,
        option__sequence__step__initiative=initiative,
        option__sequence__kind=RATING.code,
        criterion__in=[criterion.code for criterion in CRITERIA],
        value__in=["1", "2", "3", "4"],
    ).values_list("option__subject_id", "ticket_id", "criterion", "value")
    return [
        Answer(str(subject), str(ticket), criterion, int(value)) for subject, ticket, criterion, value in said
    ]


def positions_of(initiative: Initiative) -> dict[UUID, Position]:
    """By urgency id: where those who rated it place it, with the spread."""
    return {UUID(subject): position for subject, position in positions(answers_of(initiative)).items()}


@dataclass(frozen=True, slots=True)
class CriterionLevels:
    criterion: Criterion
    levels: Levels


def ratings_of(initiative: Initiative) -> dict[UUID, list[CriterionLevels]]:
    """By urgency id: how many people answered 1, 2, 3, 4 on each criterion."""
    values: dict[UUID, dict[str, list[int]]] = {}
    for answer in answers_of(initiative):
        by_criterion = values.setdefault(UUID(answer.subject), {})
        by_criterion.setdefault(answer.criterion, []).append(answer.value)
    return {
        subject: [
            CriterionLevels(criterion, levels(by_criterion.get(criterion.code, []))) for criterion in CRITERIA
        ]
        for subject, by_criterion in values.items()
    }


def communes_of(initiative: Initiative) -> QuerySet[Territory]:
    """The communes of the démarche's territory (itself, when the territory is a commune), by name."""
    territory = initiative.territory
    if territory.level == Level.COMMUNE:
        return Territory.objects.filter(pk=territory.pk)
    members = Membership.objects.filter(epci=territory).values("commune")
    return Territory.objects.filter(pk__in=members).order_by("search_name")


def is_put_to_vote(urgency: SocialUrgency) -> bool:
    return Option.objects.filter(subject_kind=SUBJECT_KIND, subject_id=urgency.id).exists()


@dataclass(frozen=True, slots=True)
class UrgencyRow:
    """An urgency with its ratings: `letter` ties it to the picture, empty when it is not in it."""

    urgency: SocialUrgency
    position: Position | None
    levels: list[CriterionLevels]
    letter: str
    stone: Stone[UUID] | None


def urgency_rows(initiative: Initiative) -> tuple[list[UrgencyRow], Picture[UUID]]:
    """Urgencies in the order people chose, with the two-axis picture of their ratings."""
    rows = list(urgencies_of(initiative))
    placed, rated = positions_of(initiative), ratings_of(initiative)
    drawing = draw([row.id for row in rows if row.id in placed], placed)
    stones = {stone.key: stone for stone in drawing.stones}
    return [
        UrgencyRow(
            row,
            placed.get(row.id),
            rated.get(row.id, []),
            drawing.letters.get(row.id, ""),
            stones.get(row.id),
        )
        for row in rows
    ], drawing
