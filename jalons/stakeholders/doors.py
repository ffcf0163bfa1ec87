"""What the page of a step opens here: the actors while one prepares, the invitations of a table."""

from typing import TYPE_CHECKING

from django.urls import reverse

from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.initiatives.enums import StepKind
from jalons.initiatives.models import Step
from jalons.initiatives.step_links import StepLink
from jalons.stakeholders.queries import CALLED_TO

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from jalons.accounts.models import User


def of_step(step: Step, user: "User | AnonymousUser") -> list[StepLink]:
    """The doors of a step for people who may see the contacts of the territory."""
    if step.initiative is None or not may(user, Permission.VIEW_PEOPLE, step.scope()):
        return []
    slug = step.initiative.slug
    if step.kind == StepKind.PREPARATION:
        hint = "Qui inviter, à quelle table, et qui manque."
        return [StepLink("Les acteurs", reverse("stakeholders:actors", args=[slug]), "people", hint, 70)]
    if step.kind in CALLED_TO:
        hint = "La lettre, les réponses, qui manque."
        url = reverse("stakeholders:letters", args=[slug, step.id])
        return [StepLink("Les invitations", url, "mail", hint, 50)]
    return []
