"""The years of pilotage on the thread: a review with the actors, a stone."""

from collections.abc import Sequence

from jalons.core import typography
from jalons.core.thread import Mark, Place
from jalons.steering.enums import ReviewKind
from jalons.steering.models import ChangeReview

NAMES = {ReviewKind.MIDTERM: "Mi-parcours", ReviewKind.FINAL: "Bilan"}


def year_marks(reviews: Sequence[ChangeReview]) -> list[Mark]:
    """The reviews that cover every change, in order: published ones are behind, the first open one is here.

    When all of them are published, a last stone says that pilotage goes on.
    """
    marks: list[Mark] = []
    is_here_found = False
    for number, review in enumerate((r for r in reviews if r.covers_every_change), start=1):
        place = Place.DONE if not review.is_open else Place.AHEAD if is_here_found else Place.HERE
        is_here_found = is_here_found or place == Place.HERE
        marks.append(
            Mark(
                name=NAMES.get(ReviewKind(review.kind), f"An {number}"),
                place=place,
                when=f"revue, {typography.short_day(review.held_on or review.planned_on)}",
                url=review.get_absolute_url(),
                icon="eye",
            )
        )
    if marks and not is_here_found:
        marks.append(Mark(name="Pilotage", place=Place.HERE, when="prochaine revue à dater", icon="fern"))
    return marks
