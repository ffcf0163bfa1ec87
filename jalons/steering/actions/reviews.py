"""Reviews: planned, held, said change by change, published. Nothing is computed (rules 22, 23, 27)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from jalons.changes.models import LastingChange
from jalons.core import clock, typography
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.live import publish as tell
from jalons.directory.enums import Category
from jalons.initiatives.models import Initiative, Step
from jalons.journal.actions import record
from jalons.pathways.actions import links
from jalons.pathways.models import Link
from jalons.steering import queries, rules
from jalons.steering.enums import Aspect, ReviewKind, ReviewStatus
from jalons.steering.models import (
    ChangeNarrative,
    ChangeRating,
    ChangeReview,
    HypothesisFinding,
    ReviewAttendance,
)

PUBLISHED = "Cette revue est publiée : elle ne change plus. La suite se dira à la prochaine."


@transaction.atomic
def plan(
    initiative: Initiative,
    *,
    kind: str,
    planned_on: date,
    by: Actor,
    title: str = "",
    place: str = "",
    step: Step | None = None,
    now: datetime | None = None,
) -> ChangeReview:
    """Set the date of a review."""
    if kind not in ReviewKind.values:
        raise DomainError("Choisissez le type de revue.", field="kind")
    review = ChangeReview.objects.create(
        initiative=initiative,
        step=step,
        kind=kind,
        title=title.strip() or f"{ReviewKind(kind).label} {planned_on.year}",
        planned_on=planned_on,
        place=place.strip(),
    )
    _note(review, "review.planned", by=by, now=now, day=typography.day(planned_on))
    return review


@transaction.atomic
def edit(
    review: ChangeReview,
    *,
    title: str,
    planned_on: date,
    by: Actor,
    place: str = "",
    concerned_people: str = "",
    summary: str = "",
    now: datetime | None = None,
) -> ChangeReview:
    """Change the date, the place, or what is said of the whole."""
    _check_open(review)
    if not title.strip():
        raise DomainError("Donnez un intitulé à la revue.", field="title")
    review.title, review.planned_on, review.place = title.strip(), planned_on, place.strip()
    review.concerned_people, review.summary = concerned_people.strip(), summary.strip()
    review.save()
    _note(review, "review.edited", by=by, now=now)
    return review


@transaction.atomic
def hold(
    review: ChangeReview,
    *,
    held_on: date,
    attendance: Mapping[str, int],
    by: Actor,
    concerned_people: str = "",
    now: datetime | None = None,
) -> ChangeReview:
    """Say that the review took place, who was there by category, how those concerned had their say."""
    _check_open(review)
    if held_on > (now or clock.now()).date():
        raise DomainError("La revue ne peut pas s’être tenue dans l’avenir.", field="held_on")
    present = {key: count for key, count in attendance.items() if count}
    if not present:
        raise DomainError("Comptez qui était là, par catégorie.")
    if set(present) - set(Category.values):
        raise DomainError("Une catégorie est inconnue.")
    review.attendance.all().delete()
    ReviewAttendance.objects.bulk_create(
        ReviewAttendance(review=review, category=key, count=count) for key, count in present.items()
    )
    review.status, review.held_on = ReviewStatus.HELD, held_on
    review.concerned_people = concerned_people.strip()
    review.save()
    _note(review, "review.held", by=by, now=now)
    return review


@transaction.atomic
def narrate(
    review: ChangeReview,
    change: LastingChange,
    *,
    seen: str,
    by: Actor,
    known: str = "",
    learned: str = "",
    author: str = "",
    on: date | None = None,
    now: datetime | None = None,
) -> ChangeNarrative:
    """Write what we see, how we know, what we learned of one change."""
    _check_held(review, change)
    if not seen.strip():
        raise DomainError("Écrivez ce que l’on voit, même si ce n’est rien encore.", field="seen")
    moment = now or clock.now()
    narrative, _ = ChangeNarrative.objects.update_or_create(
        review=review,
        change=change,
        defaults={
            "seen": seen.strip(),
            "known": known.strip(),
            "learned": learned.strip(),
            "author": author.strip() or by.label,
            "written_on": on or review.held_on or moment.date(),
        },
    )
    _note(review, "review.narrated", by=by, now=now, change=change.title)
    return narrative


@transaction.atomic
def rate(
    review: ChangeReview,
    change: LastingChange,
    *,
    aspect: str,
    by: Actor,
    value: int | None = None,
    unsaid: str = "",
    evidence: str = "",
    other_explanations: str = "",
    author: str = "",
    on: date | None = None,
    now: datetime | None = None,
) -> ChangeRating:
    """Say one of the three ratings of a change, apart from the two others (rule 23). Raises DomainError."""
    _check_held(review, change)
    rules.check_rating(
        aspect, value=value, unsaid=unsaid, evidence=evidence, other_explanations=other_explanations
    )
    moment = now or clock.now()
    rating, _ = ChangeRating.objects.update_or_create(
        review=review,
        change=change,
        aspect=aspect,
        defaults={
            "value": value,
            "unsaid": unsaid,
            "evidence": evidence.strip(),
            "other_explanations": other_explanations.strip(),
            "author": author.strip() or by.label,
            "rated_on": on or review.held_on or moment.date(),
        },
    )
    said = str(Aspect(aspect).label).lower()
    _note(review, "review.rated", by=by, now=now, change=change.title, aspect=said, word=rating.word)
    return rating


@transaction.atomic
def find(
    review: ChangeReview,
    link: Link,
    *,
    status: str,
    reason: str,
    by: Actor,
    author: str = "",
    now: datetime | None = None,
) -> HypothesisFinding:
    """Say in a review what became of a hypothesis: kept here with its wording, and on the chemin."""
    change = link.pathway.change
    _check_held(review, change)
    before, version = link.status, link.version
    links.learn(link, status=status, reason=reason, by=by, now=now)
    finding, _ = HypothesisFinding.objects.update_or_create(
        review=review,
        link=link,
        defaults={
            "change": change,
            "link_version": version,
            "wording": rules.hypothesis_said(link),
            "before": before,
            "after": status,
            "reason": reason.strip(),
            "author": author.strip() or by.label,
        },
    )
    record(
        "review.found",
        by=by,
        scope=review.scope(),
        on=review.id,
        label=finding.wording[:200],
        now=now,
        mark=finding.mark,
        change=change.title,
    )
    return finding


@transaction.atomic
def publish(review: ChangeReview, *, by: Actor, now: datetime | None = None) -> ChangeReview:
    """Publish a held review. It covers every active change (rule 27), then no longer moves."""
    _check_open(review)
    if review.status != ReviewStatus.HELD:
        raise DomainError("Dites d’abord que la revue s’est tenue, et qui était là.")
    if review.covers_every_change:
        left = [row for row in queries.coverage_of(review) if not row.is_whole]
        if left:
            said = " ; ".join(f"« {row.change.title} » : {', '.join(row.missing)}" for row in left)
            raise DomainError(f"Une revue parle de tous les changements. Il reste à dire, pour {said}.")
        if not review.concerned_people:
            raise DomainError(
                "Dites comment les personnes concernées ont eu leur part, ou pourquoi elles ne l’ont pas eue."
            )
    review.status, review.published_by = ReviewStatus.PUBLISHED, by.label
    review.published_at = now or clock.now()
    review.save()
    _note(review, "review.published", by=by, now=now)
    return review


def _check_open(review: ChangeReview) -> None:
    if not review.is_open:
        raise DomainError(PUBLISHED)


def _check_held(review: ChangeReview, change: LastingChange) -> None:
    _check_open(review)
    if review.status != ReviewStatus.HELD:
        raise DomainError("Dites d’abord que la revue s’est tenue, et qui était là.")
    if change.initiative_id != review.initiative_id:
        raise DomainError("Ce changement n’est pas de ce territoire.")


def _note(review: ChangeReview, verb: str, *, by: Actor, now: datetime | None, **facts: Any) -> None:
    record(verb, by=by, scope=review.scope(), on=review.id, label=review.title, now=now, **facts)
    tell(f"initiative:{review.initiative_id}", "review", {"id": str(review.id)})
