"""Organisations are added and corrected."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.scope import INSTALLATION, Scope
from jalons.directory import rules
from jalons.directory.enums import OrganisationKind
from jalons.directory.models import Organisation
from jalons.journal.actions import record
from jalons.territories.enums import Level
from jalons.territories.models import Territory


@dataclass(frozen=True, slots=True)
class Identity:
    """What an organisation is."""

    name: str
    kind: str = OrganisationKind.OTHER
    siren: str = ""
    territory: Territory | None = None
    is_egoc_member: bool | None = None


@transaction.atomic
def create(
    *, identity: Identity, by: Actor, scope: Scope = INSTALLATION, now: datetime | None = None
) -> Organisation:
    """Add an organisation. Raises DomainError for a wrong SIREN or one that is known already."""
    _check(identity)
    organisation = Organisation.objects.create(
        name=identity.name.strip(),
        kind=identity.kind,
        siren=identity.siren,
        territory=identity.territory,
        is_egoc_member=identity.is_egoc_member,
    )
    record("organisation.created", by=by, scope=scope, on=organisation.id, label=organisation.name, now=now)
    return organisation


@transaction.atomic
def change(
    organisation: Organisation,
    *,
    identity: Identity,
    by: Actor,
    scope: Scope = INSTALLATION,
    now: datetime | None = None,
) -> Organisation:
    """Correct an organisation. Raises DomainError as `create` does."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    _check(identity, but=organisation)
    before = {field: getattr(organisation, field) for field in Identity.__dataclass_fields__}
    for field in Identity.__dataclass_fields__:
        setattr(organisation, field, getattr(identity, field))
    if before == {field: getattr(organisation, field) for field in Identity.__dataclass_fields__}:
        return organisation
    organisation.save()
    record("organisation.changed", by=by, scope=scope, on=organisation.id, label=organisation.name, now=now)
    return organisation


def find_or_create(
    *, identity: Identity, by: Actor, scope: Scope = INSTALLATION, now: datetime | None = None
) -> Organisation:
    """The organisation of this name and kind, added when nobody had yet."""
    known = Organisation.objects.filter(
        name__iexact=identity.name.strip(), kind=identity.kind, archived_at__isnull=True
    ).first()
    return known or create(identity=identity, by=by, scope=scope, now=now)


def of_territory(
    territory: Territory, *, by: Actor, scope: Scope = INSTALLATION, now: datetime | None = None
) -> Organisation:
    """The commune or the EPCI as a body: found by its territory, added when nobody had yet."""
    known = Organisation.objects.filter(
        territory=territory, kind__in=[OrganisationKind.COMMUNE, OrganisationKind.EPCI]
    ).first()
    if known is not None:
        return known
    is_epci = territory.level == Level.EPCI
    identity = Identity(
        name=territory.name if is_epci else f"Commune {_of(territory.name)}",
        kind=OrganisationKind.EPCI if is_epci else OrganisationKind.COMMUNE,
        siren=territory.code if is_epci and rules.is_siren(territory.code) else "",
        territory=territory,
    )
    return create(identity=identity, by=by, scope=scope, now=now)


def _of(name: str) -> str:
    """« d’Eymoutiers », « de Nedde », « du Buis », « des Cars », « de La Geneytouse »."""
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    return f"d’{name}" if name[0] in "AEIOUYÉÈÊÎÔH" else f"de {name}"


def _check(identity: Identity, but: Organisation | None = None) -> None:
    if not identity.name.strip():
        raise DomainError("Écrivez le nom de l’organisation.", field="name")
    if not identity.siren:
        return
    if not rules.is_siren(identity.siren):
        raise DomainError(
            "Ce SIREN ne tient pas : neuf chiffres, dont le dernier vérifie les autres. Relisez-le.",
            field="siren",
        )
    same = Organisation.objects.filter(siren=identity.siren)
    known = (same.exclude(pk=but.pk) if but else same).first()
    if known is not None:
        raise DomainError(f"Ce SIREN est déjà celui de {known.name}.", field="siren")
