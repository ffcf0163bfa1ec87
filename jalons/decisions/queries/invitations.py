"""Which organisations were called to decide: the base of the quorum (domain.md §4.5)."""

from jalons.directory.models import Organisation
from jalons.initiatives.enums import SignatoryStatus
from jalons.initiatives.models import Initiative, Signatory, Step
from jalons.stakeholders.enums import MobilisationStatus
from jalons.stakeholders.models import Mobilisation

_CALLED = (
    MobilisationStatus.INVITED,
    MobilisationStatus.CONFIRMED,
    MobilisationStatus.PRESENT,
    MobilisationStatus.ABSENT,
)


def invited_organisations(initiative: Initiative, step: Step | None) -> list[Organisation]:
    """The signatories, and the organisations of the actors invited to the step; Caf and EPCI first."""
    signing = Signatory.objects.filter(initiative=initiative).exclude(status=SignatoryStatus.WITHDRAWN)
    ids = set(signing.values_list("organisation_id", flat=True))
    if step is not None:
        called = Mobilisation.objects.filter(step=step, status__in=_CALLED)
        ids |= set(called.exclude(actor__organisation=None).values_list("actor__organisation_id", flat=True))
    first = {"caf": 0, "epci": 1, "commune": 2}
    return sorted(Organisation.objects.filter(id__in=ids), key=lambda o: (first.get(o.kind, 3), o.name))
