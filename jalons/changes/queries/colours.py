"""The room's colour on each change: the last abaque that was revealed. It opens the talk, decides nothing."""

from uuid import UUID

from jalons.initiatives.models import Initiative
from jalons.rooms.models import Sequence
from jalons.rooms.queries.votes import OptionTally, vote_tally

OPTION_KIND = "lasting_change"


def colours_of(initiative: Initiative) -> dict[UUID, OptionTally]:
    """Each change that the last revealed abaque asked about, with its answers; at most four queries."""
    asked = (
        Sequence.objects.filter(
            step__initiative=initiative,
            kind="abaque",
            is_revealed=True,
            options__subject_kind=OPTION_KIND,
        )
        .order_by("-opened_at")
        .distinct()
        .first()
    )
    if asked is None:
        return {}
    return {row.option.subject_id: row for row in vote_tally(asked) if row.voters}
