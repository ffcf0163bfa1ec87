"""Reviews: what is planned, what a review still has to say (rule 27), what was decided."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from jalons.changes.models import LastingChange
from jalons.changes.queries import steered_changes
from jalons.initiatives.models import Initiative
from jalons.steering.enums import Aspect, DecisionStatus, ReviewStatus
from jalons.steering.models import ChangeNarrative, ChangeRating, ChangeReview, SteeringDecision


@dataclass(slots=True)
class ReviewCoverage:
    """What a review says of one change."""

    change: LastingChange
    number: int
    narrative: ChangeNarrative | None = None
    ratings: dict[str, ChangeRating] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        """What is left to say, in words."""
        left = [str(aspect.label).lower() for aspect in Aspect if aspect.value not in self.ratings]
        return ["ce que l’on voit", *left] if self.narrative is None else left

    @property
    def is_whole(self) -> bool:
        return not self.missing

    @property
    def attainment(self) -> ChangeRating | None:
        return self.ratings.get(Aspect.ATTAINMENT)

    @property
    def significance(self) -> ChangeRating | None:
        return self.ratings.get(Aspect.SIGNIFICANCE)

    @property
    def contribution(self) -> ChangeRating | None:
        return self.ratings.get(Aspect.CONTRIBUTION)


def active_changes(initiative: Initiative) -> list[LastingChange]:
    """The changes that are steered: those that the signatories validated, in their order."""
    return steered_changes(initiative)


def reviews_of(initiative: Initiative) -> QuerySet[ChangeReview]:
    """Every review, the latest first."""
    return initiative.reviews.order_by("-planned_on", "-created_at")


def next_review(initiative: Initiative) -> ChangeReview | None:
    """The first review that is planned, or open."""
    return initiative.reviews.exclude(status=ReviewStatus.PUBLISHED).order_by("planned_on").first()


def coverage_of(review: ChangeReview) -> list[ReviewCoverage]:
    """What the review says of each active change; three queries."""
    changes = enumerate(active_changes(review.initiative), start=1)
    rows = {change.id: ReviewCoverage(change, number) for number, change in changes}
    for narrative in review.narratives.filter(change__in=rows):
        rows[narrative.change_id].narrative = narrative
    for rating in review.ratings.filter(change__in=rows):
        rows[rating.change_id].ratings[rating.aspect] = rating
    return list(rows.values())


def open_decisions(initiative: Initiative, today: date) -> list[tuple[SteeringDecision, bool]]:
    """Decisions still to be done, with whether their date has passed."""
    rows = initiative.steering_decisions.filter(status=DecisionStatus.OPEN).select_related("change", "review")
    return [(row, bool(row.due_on and row.due_on < today)) for row in rows]
