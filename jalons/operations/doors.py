"""What the page of a session opens here: its rehearsal, and the hall without internet."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.initiatives.enums import StepStatus
from jalons.initiatives.models import Step
from jalons.initiatives.step_links import StepLink

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from jalons.accounts.models import User

_BEFORE = (StepStatus.PLANNED, StepStatus.CONFIRMED, StepStatus.HELD)


def of_step(step: Step, user: "User | AnonymousUser") -> list[StepLink]:
    """For whoever animates a session that is not over."""
    if step.initiative is None or step.status not in _BEFORE:
        return []
    if not may(user, Permission.FACILITATE, step.scope()):
        return []
    rehearsal = StepLink(
        "Répétition générale", reverse("operations:rehearsal", args=[step.id]), "play",
        "Jouer la salle avant le jour, et savoir ce qui lâcherait.", 80,
    )  # fmt: skip
    hall = StepLink(
        "Salle sans internet", reverse("operations:hall", args=[step.initiative.slug]), "device",
        "Emporter la salle sur un ordinateur, puis la rapporter.", 85,
    )  # fmt: skip
    return [rehearsal] if settings.HALL else [rehearsal, hall]
