"""What the page of a step opens here: futur idéal, changes, validation, who to call, trying a wording."""

from typing import TYPE_CHECKING

from django.urls import reverse

from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.initiatives.enums import StepKind
from jalons.initiatives.models import Step
from jalons.initiatives.step_links import StepLink
from jalons.rooms.runsheet_links import RunsheetLink

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
WORDING_DAY = 2
"""The training day that teaches how to word a change (domain.md §0.4)."""
_TRIAL = "Essayer une formulation"
_BY_STEP: dict[tuple[StepKind, int], tuple[_Door, ...]] = {
    (StepKind.PREPARATION, 2): (_IDEAL, _CHANGES),
    (StepKind.WORKSHOP, 2): (_IDEAL, _CHANGES),
    (StepKind.PREPARATION, 3): (_ACTORS, _VALIDATION),
}


def of_step(step: Step, user: "User | AnonymousUser") -> list[StepLink]:
    """The doors of a step, for people who may read the démarche (drafts aside for signatories)."""
    if _teaches_wording(step):
        return _trial(step) if may(user, Permission.FACILITATE, step.scope()) else []
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


def of_run(step: Step) -> list[RunsheetLink]:
    """The wording helper at the head of the run of the day that teaches it."""
    if not _teaches_wording(step):
        return []
    return [RunsheetLink(_TRIAL, reverse("changes:try_wording", args=[step.id]), "pen")]


def _teaches_wording(step: Step) -> bool:
    return (step.kind, step.rank) == (StepKind.TRAINING_DAY, WORDING_DAY)


def _trial(step: Step) -> list[StepLink]:
    hint = "Une phrase de la salle, les questions qu’elle pose, sa réécriture. Rien n’est gardé."
    return [StepLink(_TRIAL, reverse("changes:try_wording", args=[step.id]), "pen", hint, 60)]
