"""Registry of what one can do with a run beside composing it: higher areas register theirs.

`workshops` registers its toolbox and its printed papers; `rooms` knows neither.
"""

from collections.abc import Callable
from dataclasses import dataclass

from jalons.initiatives.models import Step


@dataclass(frozen=True, slots=True)
class RunsheetLink:
    """One link at the head of the run (`for_part` false), or beside each of its parts (true).

    Beside a part, the id of the part is added to the address: `?partie=…`.
    """

    label: str
    url: str
    icon: str
    for_part: bool = False


Giver = Callable[[Step], list[RunsheetLink]]
_GIVERS: list[Giver] = []


def register(giver: Giver) -> None:
    """Ask `giver` for links each time the run of a step is shown."""
    if giver not in _GIVERS:
        _GIVERS.append(giver)


def links(step: Step) -> list[RunsheetLink]:
    return [link for giver in _GIVERS for link in giver(step)]
