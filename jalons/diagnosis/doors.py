"""What the pages of training days and reviews open here: the capital stratégique, the canvas."""

from typing import TYPE_CHECKING

from django.urls import reverse

from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.diagnosis.queries.opinions import statement_sequences
from jalons.initiatives.enums import StepKind
from jalons.initiatives.models import Initiative, Step
from jalons.initiatives.step_links import StepLink

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from jalons.accounts.models import User

    Person = User | AnonymousUser

CAPITAL_DAY, CANVAS_DAY = 1, 3


def of_step(step: Step, user: "Person") -> list[StepLink]:
    """Doors to the tools of phase 1, for each territory of the mission that the person may open."""
    if step.kind == StepKind.TRAINING_DAY:
        territories = list(step.mission.initiatives.order_by("short_name"))
        if step.rank == CAPITAL_DAY:
            return [link for one in territories for link in _capital(one, user)]
        if step.rank == CANVAS_DAY:
            return [link for one in territories for link in _canvas(one, user)]
        return []
    if step.kind == StepKind.REVIEW and step.initiative:
        return [*_capital(step.initiative, user), *_opinions(step, user)]
    return _opinions(step, user) if step.kind == StepKind.WORKSHOP else []


def _capital(initiative: Initiative, user: "Person") -> list[StepLink]:
    if not may(user, Permission.READ_WORDS, initiative.scope()):
        return []
    url = reverse("diagnosis:capital", args=[initiative.slug])
    hint = "Forces, fragilités, préconditions : ce que le groupe en dit."
    return [StepLink(f"Capital stratégique, {initiative.short_name}", url, "people", hint, 60)]


def _canvas(initiative: Initiative, user: "Person") -> list[StepLink]:
    if not may(user, Permission.VIEW_DRAFTS, initiative.scope()):
        return []
    url = reverse("diagnosis:canvas", args=[initiative.slug])
    hint = "Étapes, espaces, équipe, parties prenantes, risques."
    return [StepLink(f"Canevas, {initiative.short_name}", url, "edit", hint, 60)]


def _opinions(step: Step, user: "Person") -> list[StepLink]:
    if not may(user, Permission.READ_WORDS, step.scope()):
        return []
    hint = "Accord, division, et des groupes seulement s’ils tiennent."
    return [
        StepLink(
            f"Ce que la salle partage : {asked.title}",
            reverse("diagnosis:opinions", args=[step.id, asked.id]),
            "scale",
            hint,
            55,
        )
        for asked in statement_sequences(step)
    ]
