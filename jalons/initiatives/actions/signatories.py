"""The parties to the convention: invited, they deliberate, sign, or withdraw (rules 2 and 26)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from jalons.core import typography
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.directory import queries as directory
from jalons.directory.actions import organisations
from jalons.directory.enums import OrganisationKind
from jalons.directory.models import Organisation
from jalons.initiatives.enums import SignatoryStatus
from jalons.initiatives.models import Initiative, Signatory
from jalons.journal.actions import record

ELECTED = {OrganisationKind.EPCI, OrganisationKind.COMMUNE, OrganisationKind.DEPARTEMENT}


@dataclass(frozen=True, slots=True)
class Representation:
    """Who stands for a signatory. Elected officials in office may be named (domain.md §7.1)."""

    representative: str = ""
    representative_function: str = ""
    contact_email: str = ""


@transaction.atomic
def invite(
    initiative: Initiative,
    *,
    organisation: Organisation,
    by: Actor,
    who: Representation | None = None,
    is_authority: bool | None = None,
    now: datetime | None = None,
) -> Signatory:
    """Add a party. A collectivité is an authority, whose validation counts; the Caf decides beside.

    Raises DomainError when the organisation is already there.
    """
    if initiative.signatories.filter(organisation=organisation).exists():
        raise DomainError(f"{organisation.name} est déjà parmi les signataires.", field="organisation")
    who = who or Representation()
    signatory = Signatory.objects.create(
        initiative=initiative,
        organisation=organisation,
        representative=who.representative,
        representative_function=who.representative_function,
        contact_email=who.contact_email,
        is_authority=organisation.kind in ELECTED if is_authority is None else is_authority,
    )
    _record("signatory.invited", signatory, by, now)
    return signatory


@transaction.atomic
def invite_proposed(
    initiative: Initiative, *, on: date, by: Actor, now: datetime | None = None
) -> list[Signatory]:
    """Add the Caf, the EPCI and the communes that hold a mission on this day (domain.md §1.3)."""
    known = set(initiative.signatories.values_list("organisation_id", flat=True))
    communes = directory.communes_of(initiative.territory)
    epci = organisations.of_territory(initiative.territory, by=by, scope=initiative.scope(), now=now)
    bodies = [initiative.mission.client, epci, *directory.holders_among(communes, on)]
    return [invite(initiative, organisation=body, by=by, now=now) for body in bodies if body.pk not in known]


@transaction.atomic
def represent(
    signatory: Signatory, *, who: Representation, by: Actor, now: datetime | None = None
) -> Signatory:
    """Say who represents the signatory, and how to reach them."""
    signatory = _locked(signatory)
    signatory.representative = who.representative
    signatory.representative_function = who.representative_function
    signatory.contact_email = who.contact_email
    signatory.save()
    _record("signatory.changed", signatory, by, now)
    return signatory


@transaction.atomic
def deliberate(
    signatory: Signatory, *, reference: str, on: date, by: Actor, now: datetime | None = None
) -> Signatory:
    """Record the deliberation that authorises the signature of the CTG (rule 26)."""
    signatory = _locked(signatory)
    _refuse_withdrawn(signatory)
    if not reference.strip():
        raise DomainError("Écrivez la référence de la délibération.", field="deliberation_reference")
    if signatory.signed_on is not None and signatory.signed_on < on:
        raise DomainError("La délibération vient avant la signature.", field="deliberated_on")
    signatory.deliberation_reference, signatory.deliberated_on = reference.strip(), on
    if signatory.status == SignatoryStatus.INVITED:
        signatory.status = SignatoryStatus.DELIBERATED
    signatory.save()
    record(
        "signatory.deliberated",
        by=by,
        scope=signatory.initiative.scope(),
        on=signatory.id,
        label=signatory.organisation.name,
        now=now,
        reference=signatory.deliberation_reference,
        on_day=typography.day(on),
    )
    return signatory


@transaction.atomic
def sign(signatory: Signatory, *, on: date, by: Actor, now: datetime | None = None) -> Signatory:
    """Record the signature of the CTG. An authority signs after its deliberation (rule 26)."""
    signatory = _locked(signatory)
    _refuse_withdrawn(signatory)
    if signatory.is_authority and not signatory.deliberation_reference:
        raise DomainError(
            "Une collectivité signe après sa délibération : enregistrez d’abord sa référence et sa date.",
            field="deliberation_reference",
        )
    if signatory.deliberated_on is not None and on < signatory.deliberated_on:
        raise DomainError("La signature vient après la délibération.", field="signed_on")
    signatory.signed_on, signatory.status = on, SignatoryStatus.SIGNED
    signatory.save()
    record(
        "signatory.signed",
        by=by,
        scope=signatory.initiative.scope(),
        on=signatory.id,
        label=signatory.organisation.name,
        now=now,
        on_day=typography.day(on),
    )
    return signatory


@transaction.atomic
def withdraw(signatory: Signatory, *, reason: str, by: Actor, now: datetime | None = None) -> Signatory:
    """A party leaves, with its reason: the only way, beside amending, out of a refusal (rule 2)."""
    signatory = _locked(signatory)
    _refuse_withdrawn(signatory)
    if not reason.strip():
        raise DomainError("Écrivez le motif du retrait.", field="reason")
    if signatory.status == SignatoryStatus.SIGNED:
        raise DomainError("Cette partie a déjà signé : un retrait passe par un avenant à la convention.")
    signatory.status, signatory.withdrawn_reason = SignatoryStatus.WITHDRAWN, reason.strip()
    signatory.save()
    record(
        "signatory.withdrawn",
        by=by,
        scope=signatory.initiative.scope(),
        on=signatory.id,
        label=signatory.organisation.name,
        now=now,
        reason=signatory.withdrawn_reason,
    )
    return signatory


@transaction.atomic
def bring_back(signatory: Signatory, *, by: Actor, now: datetime | None = None) -> Signatory:
    """A party that withdrew comes back; its former reason stays in the journal."""
    signatory = _locked(signatory)
    if signatory.status != SignatoryStatus.WITHDRAWN:
        return signatory
    signatory.status = (
        SignatoryStatus.DELIBERATED if signatory.deliberation_reference else SignatoryStatus.INVITED
    )
    signatory.withdrawn_reason = ""
    signatory.save()
    _record("signatory.returned", signatory, by, now)
    return signatory


def _locked(signatory: Signatory) -> Signatory:
    return (
        Signatory.objects.select_for_update(of=("self",))
        .select_related("initiative", "organisation")
        .get(pk=signatory.pk)
    )


def _refuse_withdrawn(signatory: Signatory) -> None:
    if signatory.status == SignatoryStatus.WITHDRAWN:
        raise DomainError("Cette partie s’est retirée : remettez-la d’abord parmi les signataires.")


def _record(verb: str, signatory: Signatory, by: Actor, now: datetime | None) -> None:
    record(
        verb,
        by=by,
        scope=signatory.initiative.scope(),
        on=signatory.id,
        label=signatory.organisation.name,
        now=now,
    )
