"""Where each change stands, from what people published: words, signs, hypotheses, notes.

Nothing here is computed from actions, and no rating is ever averaged (rules 22 and 23).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Prefetch, Q

from jalons.changes.models import LastingChange
from jalons.core import typography
from jalons.initiatives.models import Initiative
from jalons.pathways.models import Pathway
from jalons.pathways.queries import LearnedLink, learned_links
from jalons.steering.curve import Point, draw
from jalons.steering.enums import Aspect, DecisionStatus, LogStatus, MarkerLevel, ReviewStatus
from jalons.steering.models import (
    ChangeLogEntry,
    ChangeNarrative,
    ChangeRating,
    ChangeReview,
    MarkerObservation,
    ProgressMarker,
    SteeringDecision,
)
from jalons.steering.queries.reviews import active_changes, next_review


@dataclass(slots=True)
class MarkerState:
    """A sign and what was last seen of it."""

    marker: ProgressMarker
    observations: list[MarkerObservation]

    @property
    def latest(self) -> MarkerObservation | None:
        return self.observations[-1] if self.observations else None

    @property
    def word(self) -> str:
        """What was last seen, in words."""
        return self.latest.word if self.latest else "Pas encore regardé"

    @property
    def seen(self) -> int | None:
        """0 to 3, or none: for a small bar beside the word."""
        return self.latest.scale if self.latest else None


@dataclass(slots=True)
class ChangeState:
    """One change on the first screen of a territory in pilotage."""

    change: LastingChange
    number: int
    next_review: ChangeReview | None
    pathway: Pathway | None = None
    attainment: ChangeRating | None = None
    significance: ChangeRating | None = None
    contribution: ChangeRating | None = None
    narrative: ChangeNarrative | None = None
    history: list[ChangeRating] = field(default_factory=list)
    hypotheses: list[LearnedLink] = field(default_factory=list)
    markers: list[MarkerState] = field(default_factory=list)
    decisions: list[SteeringDecision] = field(default_factory=list)
    log_count: int = 0
    log_negative: int = 0
    log_unexpected: int = 0
    log_verified: int = 0

    @property
    def word(self) -> str:
        """What changed, in words; « Pas encore apprécié » before any review."""
        return self.attainment.word if self.attainment else "Pas encore apprécié"

    @property
    def level(self) -> int | None:
        """The level of what changed, for a shape beside the word."""
        return self.attainment.value if self.attainment else None

    @property
    def curve(self) -> str:
        """What changed, review after review, as a small SVG."""
        points = [Point(typography.short_day(r.rated_on), r.value, r.word) for r in self.history]
        return draw(points, f"Ce qui a changé : {self.change.title}", f"courbe-{self.number}")

    @property
    def missing_levels(self) -> list[str]:
        return missing_levels(state.marker for state in self.markers)


def missing_levels(markers: Iterable[ProgressMarker]) -> list[str]:
    """Degrees without any sign, in words: one of each is proposed per change."""
    there = {marker.level for marker in markers}
    return [str(level.label).lower() for level in MarkerLevel if level.value not in there]


def change_states(initiative: Initiative) -> list[ChangeState]:
    """Every active change with what was published of it; a constant number of queries."""
    planned = next_review(initiative)
    changes = active_changes(initiative)
    rows = {change.id: ChangeState(change, number, planned) for number, change in enumerate(changes, start=1)}
    _read_reviews(rows)
    _read_signs(rows)
    for pathway in Pathway.objects.filter(change__in=rows):
        rows[pathway.change_id].pathway = pathway
    for change_id, found in learned_links(changes).items():
        rows[change_id].hypotheses = found
    for decision in SteeringDecision.objects.filter(change__in=rows, status=DecisionStatus.OPEN):
        if decision.change_id:
            rows[decision.change_id].decisions.append(decision)
    _read_log(rows)
    return list(rows.values())


def state_of(change: LastingChange) -> ChangeState:
    """One change, as on the first screen."""
    return next(row for row in change_states(change.initiative) if row.change.id == change.id)


def _read_reviews(rows: dict[UUID, ChangeState]) -> None:
    published = {"review__status": ReviewStatus.PUBLISHED, "change__in": rows}
    ratings = ChangeRating.objects.filter(**published).select_related("review")
    for rating in ratings.order_by("rated_on", "created_at"):
        row = rows[rating.change_id]
        match rating.aspect:
            case Aspect.ATTAINMENT:
                row.attainment = rating
                row.history.append(rating)
            case Aspect.SIGNIFICANCE:
                row.significance = rating
            case _:
                row.contribution = rating
    narratives = ChangeNarrative.objects.filter(**published).select_related("review")
    for narrative in narratives.order_by("written_on", "created_at"):
        rows[narrative.change_id].narrative = narrative


def _read_signs(rows: dict[UUID, ChangeState]) -> None:
    order = list(MarkerLevel.values)
    observations = Prefetch("observations", MarkerObservation.objects.order_by("observed_on", "created_at"))
    markers = ProgressMarker.objects.filter(change__in=rows, retired_at__isnull=True).select_related("node")
    found = sorted(
        markers.prefetch_related(observations), key=lambda m: (order.index(m.level), m.position, m.created_at)
    )
    for marker in found:
        rows[marker.change_id].markers.append(MarkerState(marker, list(marker.observations.all())))


def _read_log(rows: dict[UUID, ChangeState]) -> None:
    counts = (
        ChangeLogEntry.objects.filter(change__in=rows)
        .exclude(status__in=[LogStatus.DRAFT, LogStatus.REJECTED])
        .order_by()
        .values("change")
        .annotate(
            total=Count("id"),
            negative=Count("id", filter=Q(is_positive=False)),
            unexpected=Count("id", filter=Q(is_expected=False)),
            verified=Count("id", filter=Q(status__in=[LogStatus.SUBSTANTIATED, LogStatus.PUBLISHED])),
        )
    )
    for count in counts:
        row = rows[count["change"]]
        row.log_count, row.log_negative = count["total"], count["negative"]
        row.log_unexpected, row.log_verified = count["unexpected"], count["verified"]
