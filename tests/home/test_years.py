from datetime import date

from jalons.core.thread import Place
from jalons.home.years import year_marks
from jalons.steering.enums import ReviewKind, ReviewStatus
from jalons.steering.models import ChangeReview

OPEN, PAST = ReviewStatus.PLANNED, ReviewStatus.PUBLISHED


def review(kind: ReviewKind, year: int, status: ReviewStatus) -> ChangeReview:
    return ChangeReview(kind=kind, planned_on=date(year, 1, 14), status=status)


def shown(*reviews: ChangeReview) -> list[tuple[str, Place]]:
    return [(mark.name, mark.place) for mark in year_marks(reviews)]


def test_published_reviews_are_behind_and_the_first_open_one_is_here() -> None:
    assert shown(
        review(ReviewKind.YEARLY, 2026, PAST),
        review(ReviewKind.TECHNICAL, 2026, PAST),
        review(ReviewKind.YEARLY, 2027, OPEN),
        review(ReviewKind.MIDTERM, 2028, OPEN),
        review(ReviewKind.FINAL, 2029, OPEN),
    ) == [("An 1", Place.DONE), ("An 2", Place.HERE), ("Mi-parcours", Place.AHEAD), ("Bilan", Place.AHEAD)]


def test_pilotage_goes_on_after_the_last_published_review() -> None:
    assert shown(review(ReviewKind.YEARLY, 2026, PAST)) == [("An 1", Place.DONE), ("Pilotage", Place.HERE)]


def test_without_review_the_stone_of_pilotage_stays() -> None:
    assert shown() == []
    assert shown(review(ReviewKind.TECHNICAL, 2026, OPEN)) == []
