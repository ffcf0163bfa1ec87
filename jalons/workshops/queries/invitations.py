"""Who is invited to a table, and what they answered."""

from dataclasses import dataclass

from jalons.initiatives.models import Step
from jalons.stakeholders.enums import MobilisationStatus
from jalons.stakeholders.models import Mobilisation
from jalons.workshops.models import InvitationLink


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to a table: how many of each, how many people are expected."""

    rows: list[Mobilisation]
    coming: int
    declined: int
    silent: int
    expected: int


def answers(step: Step) -> Answers:
    """Everybody called to a table with their link; one query."""
    rows = list(
        Mobilisation.objects.filter(step=step, actor__archived_at__isnull=True)
        .select_related("actor__commune", "actor__person", "invitation_link")
        .order_by("actor__label")
    )
    coming = [one for one in rows if one.status in {MobilisationStatus.CONFIRMED, MobilisationStatus.PRESENT}]
    declined = sum(1 for one in rows if one.status == MobilisationStatus.DECLINED)
    return Answers(
        rows=rows,
        coming=len(coming),
        declined=declined,
        silent=len(rows) - len(coming) - declined,
        expected=sum(one.seats for one in coming),
    )


def link_of(token: str) -> InvitationLink | None:
    """The invitation of this secret address."""
    return (
        InvitationLink.objects.filter(token=token)
        .select_related(
            "mobilisation__actor", "mobilisation__step__initiative", "mobilisation__step__venue__commune",
            "mobilisation__step__mission",
        )
        .first()
    )  # fmt: skip
