"""Registry of what a preparation must have ready: each line is told by real data, wherever it lives.

`workshops` tells what it can read (actors, facts, the next run); `diagnosis` and `changes`, which rank
higher, register their lines in AppConfig.ready().
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from jalons.initiatives.models import Step


class LineState(StrEnum):
    DONE = "done"
    PARTLY = "partly"
    TO_DO = "to_do"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One thing that the next table needs. `said` says where it stands, in a sentence.

    `is_manual`: no data tells it, a person ticks it. `url`: where one does it, empty when nowhere.
    """

    key: str
    label: str
    state: LineState
    said: str
    url: str = ""
    is_manual: bool = False
    position: int = 50


@dataclass(frozen=True, slots=True)
class Preparing:
    """A preparation and the table it prepares; `stage` is the rank of that table, 0 without one."""

    step: Step
    table: Step | None

    @property
    def stage(self) -> int:
        return self.table.rank if self.table else 0


Checker = Callable[[Preparing], list[CheckLine]]
_CHECKERS: list[Checker] = []


def register(checker: Checker) -> None:
    """Ask `checker` for lines each time a preparation is shown; it returns those of its stage."""
    if checker not in _CHECKERS:
        _CHECKERS.append(checker)


def lines(preparing: Preparing) -> list[CheckLine]:
    """Every line of this preparation, in order."""
    found = [line for checker in _CHECKERS for line in checker(preparing)]
    return sorted(found, key=lambda line: line.position)
