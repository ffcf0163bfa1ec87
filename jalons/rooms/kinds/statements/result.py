"""How a room answers statements: agreement, division, and who has not spoken."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jalons.rooms.kinds.results import votes_by_option

if TYPE_CHECKING:
    from jalons.rooms.models import Sequence
    from jalons.rooms.queries.votes import OptionTally


@dataclass(frozen=True, slots=True)
class Agreement:
    """One statement. `silent`: people who answered something in this sequence, but not this statement."""

    tally: "OptionTally"
    silent: int

    @property
    def agree(self) -> int:
        return self.tally.first.tally.counts["agree"]

    @property
    def disagree(self) -> int:
        return self.tally.first.tally.counts["disagree"]

    @property
    def passed(self) -> int:
        return self.tally.first.tally.counts["pass"]

    @property
    def is_proposed(self) -> bool:
        """Written by a participant."""
        return self.tally.option.word_id is not None

    @property
    def decided(self) -> int:
        return self.agree + self.disagree

    @property
    def sureness(self) -> float:
        """0 when those who took side are split in two halves, 1 when they all say the same."""
        return abs(self.agree - self.disagree) / self.decided if self.decided else 0.0


@dataclass(frozen=True, slots=True)
class Agreements:
    """Statements from what most people share to what divides them; those too few answered come last."""

    rows: tuple[Agreement, ...]
    voters: int

    @property
    def common(self) -> list[Agreement]:
        """Common ground first: three quarters at least say the same, five people or more took side."""
        return [row for row in self.rows if row.decided >= FEWEST and row.sureness >= COMMON]

    @property
    def divided(self) -> list[Agreement]:
        return [row for row in self.rows if row.decided >= FEWEST and row.sureness < COMMON]

    @property
    def early(self) -> list[Agreement]:
        """Too few took side to say anything."""
        return [row for row in self.rows if row.decided < FEWEST]


FEWEST = 5
COMMON = 0.5
"""Three quarters against one quarter: |75 − 25| / 100."""


def agreement(sequence: "Sequence") -> Agreements:
    """Every statement shown, with its answers. Counts come from rows."""
    from jalons.rooms.queries.votes import voters

    people = voters(sequence)
    rows = [Agreement(row, people - row.voters) for row in votes_by_option(sequence)]
    rows.sort(key=lambda row: (row.decided < FEWEST, -row.sureness, -row.decided, row.tally.option.position))
    return Agreements(tuple(rows), people)
