"""Where each démarche stands: what the first screens and « la suite » are told from.

Everything is read for many démarches at once, in a constant number of queries (`standings`).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from jalons.changes.enums import ValidationDecision
from jalons.changes.models import ChangeSet, FormalValidation, IdealFuture, LastingChange
from jalons.core.thread import Thread, lay
from jalons.decisions.models import ConsentProcess
from jalons.diagnosis.models import Cluster, CrossReading, SocialUrgency
from jalons.home.years import year_marks
from jalons.indicators.enums import FactStatus
from jalons.indicators.models import SalientFact
from jalons.initiatives import marks
from jalons.initiatives.enums import InitiativeStatus, SignatoryStatus, StepKind, StepStatus, TeamFunction
from jalons.initiatives.models import Initiative, Signatory, Step, TeamMember
from jalons.initiatives.queries import Stone, stones_of
from jalons.pathways.models import Pathway
from jalons.rooms.enums import Channel
from jalons.rooms.kinds.collect import KIND as COLLECT
from jalons.rooms.models import Contribution
from jalons.stakeholders.models import Mobilisation
from jalons.steering.models import ChangeReview
from jalons.workshops.models import CategoryAttendance


@dataclass(frozen=True, slots=True)
class Words:
    """Published cards of the first table's collection, by how they came in."""

    total: int = 0
    ungrouped: int = 0
    by_phone: int = 0


@dataclass(frozen=True, slots=True)
class Validation:
    """The frozen version before the signatories: who was asked, whose decision does not count yet."""

    version: int
    asked: int
    waiting: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass(slots=True)
class Standing:
    """One démarche today. Counts are of rows that still stand; nothing personal beyond the officer's name."""

    initiative: Initiative
    steps: list[Step] = field(default_factory=list)
    officer: TeamMember | None = None
    team: int = 0
    signatories: int = 0
    words: Words = Words()
    clusters: int = 0
    cross_readings: int = 0
    retained_facts: int = 0
    urgencies: dict[str, int] = field(default_factory=dict)
    future: IdealFuture | None = None
    consent: ConsentProcess | None = None
    changes: dict[str, int] = field(default_factory=dict)
    validation: Validation | None = None
    invited: dict[UUID, int] = field(default_factory=dict)
    present: dict[UUID, int] = field(default_factory=dict)
    pathways: dict[str, int] = field(default_factory=dict)
    reviews: list[ChangeReview] = field(default_factory=list)

    @property
    def stones(self) -> list[Stone]:
        return stones_of(self.steps)

    @property
    def thread(self) -> Thread:
        """The path. In its years of pilotage, the reviews take the place of the stone « Pilotage »."""
        laid = marks.marks_from(self.steps)
        years = year_marks(self.reviews) if self.is_steering else []
        if not years:
            return lay(laid)
        walked = [
            mark for stone, mark in zip(self.stones, laid, strict=True) if stone.kind != StepKind.STEERING
        ]
        return lay([*walked, *years])

    @property
    def here(self) -> Step | None:
        """The step where the démarche stands: of the stone « here », the first one not closed."""
        for stone in self.stones:
            if stone.state == "here":
                return next(step for step in stone.steps if step.status != StepStatus.CLOSED)
        return None

    def step(self, kind: StepKind, rank: int) -> Step | None:
        """The step of this kind and rank, unless it was removed."""
        return next((s for s in self.steps if s.kind == kind and s.rank == rank), None)

    def next_workshop(self) -> Step | None:
        """The next table de concertation that is not closed."""
        return next(
            (s for s in self.steps if s.kind == StepKind.WORKSHOP and s.status != StepStatus.CLOSED), None
        )

    @property
    def next_review(self) -> ChangeReview | None:
        """The next revue des changements that is not published, technical points included."""
        return next((review for review in self.reviews if review.is_open), None)

    @property
    def is_steering(self) -> bool:
        """Whether the changes come first on its page: the démarche is in its years of pilotage."""
        here = self.here
        is_there = here is not None and here.kind == StepKind.STEERING
        return is_there or self.initiative.status == InitiativeStatus.RUNNING

    @property
    def participants(self) -> int:
        """People who came to the first table, from its counts."""
        first = self.step(StepKind.WORKSHOP, 1)
        return self.present.get(first.id, 0) if first else 0


def standings(initiatives: Iterable[Initiative], today: date) -> dict[UUID, Standing]:
    """Where each démarche stands, by id. A constant number of queries, whatever their number."""
    found = {initiative.id: Standing(initiative) for initiative in initiatives}
    ids = list(found)
    _read_plan(found, ids)
    _read_people(found, ids, today)
    _read_diagnosis(found, ids)
    _read_future(found, ids)
    _read_changes(found, ids)
    _read_steering(found, ids)
    return found


def standing(initiative: Initiative, today: date) -> Standing:
    """Where one démarche stands."""
    return standings([initiative], today)[initiative.id]


def _read_plan(found: dict[UUID, Standing], ids: Sequence[UUID]) -> None:
    steps = (
        Step.objects.filter(initiative__in=ids)
        .exclude(status=StepStatus.CANCELLED)
        .select_related("venue__commune")
        .order_by("position", "starts_on")
    )
    for step in steps:
        if step.initiative_id:
            found[step.initiative_id].steps.append(step)
    invited = Mobilisation.objects.filter(step__initiative__in=ids).order_by()
    for initiative_id, step_id, count in invited.values_list("step__initiative", "step").annotate(
        Count("id")
    ):
        found[initiative_id].invited[step_id] = count
    came = CategoryAttendance.objects.filter(step__initiative__in=ids).order_by()
    for initiative_id, step_id, people in came.values_list("step__initiative", "step").annotate(
        Sum("people")
    ):
        found[initiative_id].present[step_id] = people


def _read_people(found: dict[UUID, Standing], ids: Sequence[UUID], today: date) -> None:
    members = (
        TeamMember.objects.filter(initiative__in=ids, starts_on__lte=today)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .select_related("person")
        .order_by("starts_on", "person__name")
    )
    for member in members:
        one = found[member.initiative_id]
        one.team += 1
        if one.officer is None and member.function == TeamFunction.COOPERATION_OFFICER:
            one.officer = member
    parties = Signatory.objects.filter(initiative__in=ids).exclude(status=SignatoryStatus.WITHDRAWN)
    for initiative_id, count in _counts(parties):
        found[initiative_id].signatories = count


def _read_diagnosis(found: dict[UUID, Standing], ids: Sequence[UUID]) -> None:
    words = Contribution.objects.filter(
        sequence__step__initiative__in=ids,
        sequence__step__kind=StepKind.WORKSHOP,
        sequence__step__rank=1,
        sequence__kind=COLLECT.code,
        masked_at__isnull=True,
        withdrawn_at__isnull=True,
    ).order_by()
    rows = words.values_list("sequence__step__initiative").annotate(
        total=Count("id"),
        ungrouped=Count("id", filter=Q(cluster_membership__isnull=True)),
        by_phone=Count("id", filter=Q(channel=Channel.PHONE)),
    )
    for initiative_id, total, ungrouped, by_phone in rows:
        found[initiative_id].words = Words(total, ungrouped, by_phone)
    for initiative_id, count in _counts(Cluster.objects.filter(initiative__in=ids)):
        found[initiative_id].clusters = count
    for initiative_id, count in _counts(CrossReading.objects.filter(initiative__in=ids)):
        found[initiative_id].cross_readings = count
    facts = SalientFact.objects.filter(initiative__in=ids, status=FactStatus.RETAINED)
    for initiative_id, count in _counts(facts):
        found[initiative_id].retained_facts = count
    for initiative_id, status, count in _counts_by_status(SocialUrgency.objects.filter(initiative__in=ids)):
        found[initiative_id].urgencies[status] = count


def _read_future(found: dict[UUID, Standing], ids: Sequence[UUID]) -> None:
    futures = {future.id: future for future in IdealFuture.objects.filter(initiative__in=ids)}
    for future in futures.values():
        found[future.initiative_id].future = future
    for consent in ConsentProcess.objects.filter(subject_id__in=list(futures)).order_by("created_at"):
        found[consent.initiative_id].consent = consent  # the latest one wins


def _read_changes(found: dict[UUID, Standing], ids: Sequence[UUID]) -> None:
    for initiative_id, status, count in _counts_by_status(LastingChange.objects.filter(initiative__in=ids)):
        found[initiative_id].changes[status] = count
    current = ChangeSet.objects.filter(initiative__in=ids, superseded_at__isnull=True)
    asked: dict[UUID, list[FormalValidation]] = defaultdict(list)
    validations = FormalValidation.objects.filter(change_set__in=current).select_related(
        "signatory__organisation"
    )
    for row in validations.exclude(signatory__status=SignatoryStatus.WITHDRAWN):
        asked[row.change_set_id].append(row)
    for change_set in current:
        found[change_set.initiative_id].validation = _validation(change_set, asked[change_set.id])
    paths = Pathway.objects.filter(change__initiative__in=ids).order_by()
    counted = paths.values_list("change__initiative", "status").annotate(Count("id"))
    for initiative_id, status, count in counted:
        found[initiative_id].pathways[status] = count


def _read_steering(found: dict[UUID, Standing], ids: Sequence[UUID]) -> None:
    for review in ChangeReview.objects.filter(initiative__in=ids).order_by("planned_on", "created_at"):
        found[review.initiative_id].reviews.append(review)


def _validation(change_set: ChangeSet, rows: list[FormalValidation]) -> Validation:
    binding = [row for row in rows if row.signatory.is_authority]
    return Validation(
        version=change_set.number,
        asked=len(binding),
        waiting=_names(row for row in binding if row.confirmed_at is None),
        refused=_names(row for row in binding if row.decision == ValidationDecision.REFUSED),
    )


def _names(rows: Iterable[FormalValidation]) -> tuple[str, ...]:
    return tuple(sorted(row.signatory.organisation.name for row in rows))


def _counts(rows: "QuerySet[Any]") -> list[tuple[UUID, int]]:
    return list(rows.order_by().values_list("initiative").annotate(Count("id")))


def _counts_by_status(rows: "QuerySet[Any]") -> list[tuple[UUID, str, int]]:
    return list(rows.order_by().values_list("initiative", "status").annotate(Count("id")))
