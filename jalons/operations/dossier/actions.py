"""Exporting and importing a territory's record: what the page and the command line both call."""

from datetime import date, datetime
from typing import IO

from django.db import transaction

from jalons.accounts.enums import Role, ScopeKind
from jalons.accounts.models import RoleAssignment, User
from jalons.core import clock
from jalons.core.actors import Actor
from jalons.documents import actions as documents
from jalons.documents import docx, pdf
from jalons.documents.models import IssuedDocument
from jalons.initiatives.models import Initiative
from jalons.journal import actions as journal
from jalons.operations.dossier import archive, paper, reading

SERIES = "DOSSIER"


def issue(initiative: Initiative, *, by: Actor, now: datetime | None = None) -> IssuedDocument:
    """Issue the whole record as a numbered paper. It supersedes the former one."""
    moment = now or clock.now()
    document = paper.build(initiative, now=moment)
    former = (
        IssuedDocument.objects.filter(series=SERIES, initiative_id=initiative.pk, superseded_by__isnull=True)
        .order_by("-issued_at")
        .first()
    )
    return documents.issue(
        document, series=SERIES, by=by, scope=initiative.scope(), supersedes=former, now=moment
    )


def export(initiative: Initiative, target: IO[bytes], *, by: Actor, now: datetime | None = None) -> None:
    """Write the archive: data, tables, the record as PDF and DOCX, and the papers already issued."""
    moment = now or clock.now()
    with transaction.atomic():
        journal.record(
            "dossier.exported",
            by=by,
            scope=initiative.scope(),
            on=initiative.pk,
            label=initiative.name,
            now=moment,
        )
        document = paper.build(initiative, now=moment)
        papers = {
            "dossier.pdf": pdf.render(document, now=moment),
            "dossier.docx": docx.render(document, now=moment),
        }
        for issued in IssuedDocument.objects.filter(initiative_id=initiative.pk):
            papers[f"documents/{str(issued).replace(' ', '-')}.pdf"] = bytes(issued.pdf)
        archive.write(initiative, target, now=moment, papers=papers)


@transaction.atomic
def import_archive(
    source: IO[bytes], *, by: Actor, officer: User | None = None, today: date | None = None
) -> reading.Reading:
    """Read an archive; give `officer` the role of chargé de coopération on the territory if given.

    Raises DomainError when the archive cannot be read here; nothing is then changed.
    """
    result = reading.read(source, by=by)
    if officer is not None:
        RoleAssignment.objects.create(
            user=officer,
            role=Role.COOPERATION_OFFICER,
            scope_kind=ScopeKind.INITIATIVE,
            scope_id=result.initiative.pk,
            starts_on=today or clock.today(),
        )
    return result
