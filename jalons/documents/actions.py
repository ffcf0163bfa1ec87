"""Issuing: a paper gets its number, its fingerprints, and never changes again (rule 30)."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.scope import Scope
from jalons.documents import docx, pdf
from jalons.documents.models import IssuedDocument, NumberSeries
from jalons.documents.tree import Document, to_json
from jalons.journal import actions as journal

TEMPLATE_VERSION = "1"


def _next_number(series: str, year: int) -> int:
    """The next number without a gap: the counter is locked until the transaction ends."""
    NumberSeries.objects.get_or_create(code=series, year=year)
    counter = NumberSeries.objects.select_for_update().get(code=series, year=year)
    counter.last_number += 1
    counter.save(update_fields=["last_number", "updated_at"])
    return counter.last_number


@transaction.atomic
def issue(
    document: Document,
    *,
    series: str,
    by: Actor,
    scope: Scope,
    supersedes: IssuedDocument | None = None,
    now: datetime | None = None,
) -> IssuedDocument:
    """Number, render and keep the document. A failure to render takes no number."""
    moment = now or clock.now()
    year = timezone.localtime(moment).year
    number = _next_number(series, year)
    numbered = replace(document, reference=f"{series} {year}-{number:03d}")
    pdf_bytes, docx_bytes = pdf.render(numbered, now=moment), docx.render(numbered, now=moment)
    issued = IssuedDocument.objects.create(
        series=series,
        year=year,
        number=number,
        title=numbered.title,
        tree=to_json(numbered),
        template_version=TEMPLATE_VERSION,
        pdf=pdf_bytes,
        docx=docx_bytes,
        pdf_sha256=sha256(pdf_bytes).hexdigest(),
        docx_sha256=sha256(docx_bytes).hexdigest(),
        initiative_id=scope.initiative,
        mission_id=scope.mission,
        issued_by=by.label,
        issued_at=moment,
        supersedes=supersedes,
    )
    journal.record(
        "document.issued",
        by=by,
        scope=scope,
        on=issued.id,
        label=issued.title,
        number=str(issued),
        now=moment,
    )
    return issued
