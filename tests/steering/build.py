"""Builders of steering: a steered change, a review that was held, a note."""

from datetime import date
from typing import Any

from django.utils import timezone

from jalons.changes.models import LastingChange
from jalons.initiatives.models import Initiative
from jalons.steering.actions import log, reviews
from jalons.steering.enums import Aspect
from jalons.steering.models import ChangeLogEntry, ChangeReview
from tests.pathways.build import CLAIRE, change

__all__ = ["CLAIRE", "a_note", "change", "held", "say_all"]


def today() -> date:
    return timezone.localdate()


def a_note(home: Initiative, **fields: Any) -> ChangeLogEntry:
    defaults: dict[str, Any] = {
        "statement": "Sept parents se partagent les trajets",
        "who_changed": "des parents",
        "observed_on": today(),
        "is_expected": True,
        "is_positive": True,
        "by": CLAIRE,
    }
    return log.note(home, **defaults | fields)


def held(home: Initiative, kind: str = "yearly") -> ChangeReview:
    review = reviews.plan(home, kind=kind, planned_on=today(), by=CLAIRE)
    return reviews.hold(
        review, held_on=today(), attendance={"parent": 4}, concerned_people="Elles étaient là.", by=CLAIRE
    )


def say_all(review: ChangeReview, about: LastingChange, **levels: int | str) -> None:
    """Everything that a review must say of a change: 2, 2 and 1 unless told."""
    reviews.narrate(review, about, seen="Deux groupes", by=CLAIRE)
    for aspect, usual in (("attainment", 2), ("significance", 2), ("contribution", 1)):
        level = levels.get(aspect, usual)
        is_level = isinstance(level, int)
        reviews.rate(
            review,
            about,
            aspect=Aspect(aspect),
            value=level if isinstance(level, int) else None,
            unsaid="" if isinstance(level, int) else level,
            evidence="six entretiens" if is_level else "",
            other_explanations="rien d’autre",
            by=CLAIRE,
        )
