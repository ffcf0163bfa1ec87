"""What is read of the directory."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from jalons.directory.enums import Competency, OrganisationKind
from jalons.directory.models import Competence, Organisation, Venue
from jalons.territories import queries as territories
from jalons.territories.models import Territory

ELECTED_BODIES = {OrganisationKind.EPCI, OrganisationKind.COMMUNE, OrganisationKind.DEPARTEMENT}
"""Bodies whose signature needs a deliberation (rule 26)."""


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    """One commune of the table: who holds each mission today, in the order of `Competency`."""

    commune: Territory
    held: tuple[Competence | None, ...]


def communes_of(epci: Territory) -> list[Territory]:
    """The communes of an EPCI in its last known perimeter, by name."""
    return territories.members(epci)


def competence_table(communes: Iterable[Territory], on: date) -> list[CompetenceRow]:
    """Who holds what, commune by commune, on a day. One query."""
    rows = list(communes)
    held: dict[tuple[object, str], Competence] = {
        (competence.commune_id, competence.competency): competence
        for competence in Competence.objects.select_related("holder")
        .filter(commune__in=rows, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    }
    return [
        CompetenceRow(commune, tuple(held.get((commune.pk, competency)) for competency in Competency))
        for commune in rows
    ]


def competence_history(commune: Territory) -> QuerySet[Competence]:
    """Every holder that the commune's missions had, mission by mission, last first."""
    return (
        Competence.objects.select_related("holder")
        .filter(commune=commune)
        .order_by("competency", "-starts_on")
    )


def holders_among(communes: Iterable[Territory], on: date) -> QuerySet[Organisation]:
    """The communes (as bodies) that still hold a mission themselves: signatories to propose (§1.3)."""
    return (
        Organisation.objects.filter(
            kind=OrganisationKind.COMMUNE,
            territory__in=list(communes),
            competences__starts_on__lte=on,
        )
        .filter(Q(competences__ends_on__isnull=True) | Q(competences__ends_on__gte=on))
        .distinct()
    )


def active_organisations() -> QuerySet[Organisation]:
    """Organisations that are not archived, by name."""
    return Organisation.objects.filter(archived_at__isnull=True).select_related("territory")


def organisations_near(epci: Territory, communes: Iterable[Territory]) -> QuerySet[Organisation]:
    """The EPCI, its communes as bodies, and what stands in them; public bodies without a place as well.

    Another territory's associations are not shown: each sees its own (domain.md §9.7).
    """
    shared = {
        OrganisationKind.CAF,
        OrganisationKind.MSA,
        OrganisationKind.DEPARTEMENT,
        OrganisationKind.TRAINING_BODY,
    }
    return active_organisations().filter(
        Q(territory=epci) | Q(territory__in=list(communes)) | Q(territory__isnull=True, kind__in=shared)
    )


def venues_near(communes: Iterable[Territory]) -> QuerySet[Venue]:
    """Venues of these communes, by name."""
    return Venue.objects.select_related("commune").filter(commune__in=list(communes))
