"""What the page of a session opens for the training: its attendance by half-day."""

from typing import TYPE_CHECKING

from django.urls import reverse

from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.initiatives.models import Step
from jalons.initiatives.step_links import StepLink

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from jalons.accounts.models import User


def of_step(step: Step, user: "User | AnonymousUser") -> list[StepLink]:
    """The doors that this person may open on a billed session."""
    links = []
    if step.half_days and step.is_billed and may(user, Permission.TAKE_ATTENDANCE, step.scope()):
        links.append(
            StepLink(
                "L’émargement",
                reverse("training:attendance", args=[step.id]),
                "pen",
                "Par demi-journée : signatures, absences, contresignature.",
                70,
            )
        )
    return links
