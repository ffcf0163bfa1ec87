"""The usual results of a sequence of votes."""

from typing import TYPE_CHECKING

from jalons.rooms.queries import votes

if TYPE_CHECKING:
    from jalons.rooms.models import Sequence


def votes_by_option(sequence: "Sequence") -> list[votes.OptionTally]:
    """Every option with its tallies, in the order that the kind asks for."""
    return votes.vote_tally(sequence)
