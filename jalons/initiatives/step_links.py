"""Registry of what one can open from the page of a step: higher areas register theirs.

`rooms` registers console, projector and paper entry; `workshops` the attendance; `changes` the validation…
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jalons.initiatives.models import Step

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from jalons.accounts.models import User


@dataclass(frozen=True, slots=True)
class StepLink:
    """One door: a few words, where it leads, an icon, a sentence that says what is behind."""

    label: str
    url: str
    icon: str = "arrow"
    hint: str = ""
    position: int = 50


Door = Callable[[Step, "User | AnonymousUser"], list[StepLink]]
_DOORS: list[Door] = []


def register(door: Door) -> None:
    """Ask `door` for links each time the page of a step is shown; it returns those the person may open."""
    if door not in _DOORS:
        _DOORS.append(door)


def links(step: Step, user: "User | AnonymousUser") -> list[StepLink]:
    """Every door of this step for this person, in order."""
    found = [link for door in _DOORS for link in door(step, user)]
    return sorted(found, key=lambda link: link.position)
