"""Which organisations were called to decide: the base of the quorum (domain.md §4.5)."""

from dataclasses import dataclass

from jalons.directory.models import Organisation
from jalons.initiatives.enums import SignatoryStatus
from jalons.initiatives.models import Initiative, Signatory, Step
from jalons.stakeholders.enums import ActorShape, MobilisationStatus
from jalons.stakeholders.models import Mobilisation

_CALLED = (
    MobilisationStatus.INVITED,
    MobilisationStatus.CONFIRMED,
    MobilisationStatus.PRESENT,
    MobilisationStatus.ABSENT,
)


@dataclass(frozen=True, slots=True)
class Invited:
    """A body that was called; `organisation` is None when only its name is known."""

    label: str
    organisation: Organisation | None = None


def invited_organisations(initiative: Initiative, step: Step | None) -> list[Invited]:
    """The signatories, then the organisations among the actors invited to the step; each once by name.

    The Caf and the EPCI come first: the quorum asks for both.
    """
    signing = (
        Signatory.objects.filter(initiative=initiative)
        .exclude(status=SignatoryStatus.WITHDRAWN)
        .select_related("organisation")
    )
    found = {s.organisation.name: Invited(s.organisation.name, s.organisation) for s in signing}
    if step is not None:
        called = Mobilisation.objects.filter(
            step=step, status__in=_CALLED, actor__shape=ActorShape.ORGANISATION
        ).select_related("actor__organisation")
        for one in called:
            body = one.actor.organisation
            label = body.name if body else one.actor.label
            found.setdefault(label, Invited(label, body))
    return sorted(found.values(), key=_order)


def _order(invited: Invited) -> tuple[int, str]:
    kinds = ("caf", "epci", "commune")
    kind = invited.organisation.kind if invited.organisation else ""
    return (kinds.index(kind) if kind in kinds else len(kinds), invited.label)
