"""The spread of an assessment, and the common answer when the group gave one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jalons.rooms.kinds.results import votes_by_option

if TYPE_CHECKING:
    from jalons.rooms.models import CommonAnswer, Sequence
    from jalons.rooms.queries.votes import OptionTally


@dataclass(frozen=True, slots=True)
class Spread:
    """One item: how the answers fall, from which to which, and what the group settled on."""

    tally: "OptionTally"
    common: "CommonAnswer | None"

    @property
    def given(self) -> list[int]:
        """The levels that somebody gave, lowest first."""
        shares = self.tally.first.shares
        return [s.choice.weight for s in shares if s.choice.weight is not None and s.count]

    @property
    def lowest(self) -> int | None:
        return min(self.given, default=None)

    @property
    def highest(self) -> int | None:
        return max(self.given, default=None)

    @property
    def common_label(self) -> str:
        if self.common is None:
            return ""
        labels = {choice.value: choice.label for choice in self.tally.first.criterion.choices}
        return labels.get(self.common.value, self.common.value)


def spreads(sequence: "Sequence") -> list[Spread]:
    """Every item in its order. Four queries at most."""
    from jalons.rooms.models import CommonAnswer

    settled = {a.option_id: a for a in CommonAnswer.objects.filter(option__sequence=sequence)}
    return [Spread(row, settled.get(row.option.id)) for row in votes_by_option(sequence)]
