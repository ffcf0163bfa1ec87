"""Gates: what must hold before a step is held or closed (domain.md §10).

Higher areas register their own in AppConfig.ready(): `changes` registers rule 2, `pathways` rule 21.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from jalons.initiatives.models import Step


class Move(StrEnum):
    HOLD = "hold"
    CLOSE = "close"


class Strictness(StrEnum):
    HARD = "hard"  # refused, whatever the reason
    GATE = "gate"  # a person may pass it with a written reason
    WARNING = "warning"  # said, never blocking


@dataclass(frozen=True, slots=True)
class Blocker:
    """What does not hold. `sentence` is French and says what to do; `rule` is the number in §10."""

    rule: int
    strictness: Strictness
    sentence: str


Gate = Callable[[Step], list[Blocker]]
_GATES: dict[Move, list[Gate]] = {Move.HOLD: [], Move.CLOSE: []}


def register(move: Move, gate: Gate) -> None:
    """Ask `gate` for blockers each time a step is about to make this move."""
    if gate not in _GATES[move]:
        _GATES[move].append(gate)


def blockers(step: Step, move: Move) -> list[Blocker]:
    """Everything that stands in the way, hard blockers first."""
    order = [Strictness.HARD, Strictness.GATE, Strictness.WARNING]
    found = [blocker for gate in _GATES[move] for blocker in gate(step)]
    return sorted(found, key=lambda blocker: order.index(blocker.strictness))
