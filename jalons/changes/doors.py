"""What the page of a step opens here: futur idéal, changes, validation, who to call."""

from typing import TYPE_CHECKING

from django.urls import reverse

from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.initiatives.enums import StepKind
from jalons.initiatives.models import Step
from jalons.initiatives.step_links import StepLink

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from jalons.accounts.models import User

_Door = tuple[str, str, str, str, int]

_IDEAL: _Door = (
    "ideal_future",
    "Le futur idéal",
    "sprout",
    "Les fragments, le texte, sa lecture à voix haute.",
    60,
)
_CHANGES = (
    "changes",
    "Les changements durables",
    "fern",
    "Les projets, ceux que l’on retient, leur formulation.",
    62,
)
_VALIDATION = (
    "validation",
    "La validation",
    "pen",
    "Où en est chaque signataire, les courriers, les relances.",
    40,
)
_ACTORS = ("actors", "Qui appeler", "people", "Qui chaque changement appelle, et ce que chacun peut.", 60)
_BY_STEP: dict[tuple[StepKind, int], tuple[_Door, ...]] = {
    (StepKind.PREPARATION, 2): (_IDEAL, _CHANGES),
    (StepKind.WORKSHOP, 2): (_IDEAL, _CHANGES),
    (StepKind.PREPARATION, 3): (_ACTORS, _VALIDATION),
}


def of_step(step: Step, user: "User | AnonymousUser") -> list[StepLink]:
    """The doors of a step, for people who may read the démarche (drafts aside for signatories)."""
    if step.initiative is None or not may(user, Permission.VIEW_INITIATIVE, step.scope()):
        return []
    doors: tuple[_Door, ...] = ()
    if step.kind == StepKind.VALIDATION:
        doors = (_VALIDATION,)
    elif may(user, Permission.VIEW_DRAFTS, step.scope()):
        doors = _BY_STEP.get((StepKind(step.kind), step.rank), ())
    slug = step.initiative.slug
    return [
        StepLink(label, reverse(f"changes:{name}", args=[slug]), icon, hint, position)
        for name, label, icon, hint, position in doors
    ]
