"""What leaves the training as files: invoice data, archives of papers, calendars."""

import csv
import io
import zipfile
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.text import slugify
from icalendar import Calendar, Event
from openpyxl import Workbook

from jalons.initiatives.enums import StepStatus
from jalons.initiatives.models import Step
from jalons.training.models import Paper
from jalons.training.papers import common
from jalons.training.papers.attendance import place
from jalons.training.queries.contracts import Contract, money

INVOICE_COLUMNS = (
    "mission", "client", "siren_client", "organisme", "siret_organisme", "document", "signe_le",
    "designation", "jours", "heures", "prix_jour", "montant_ht", "taux_tva", "montant_tva", "montant_ttc",
)  # fmt: skip
LUNCH = timedelta(hours=1)
FIRST_PATTERNS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be a formula for a spreadsheet: an apostrophe keeps it a text."""


def invoice_rows(contract: Contract, *, document: str, signed_on: str) -> list[tuple[str | Decimal, ...]]:
    """One row a phase and territory, as accounting imports them. Empty cells: nobody said."""
    body, mission = contract.body, contract.mission
    rows: list[tuple[str | Decimal, ...]] = []
    for label, count, price in common.billed(contract):
        found = money(price, body)
        rows.append(
            (
                mission.title,
                mission.client.name,
                mission.client.siren,
                contract.seller,
                body.siret if body else "",
                document,
                signed_on,
                label,
                count,
                count * 2 * contract.hours_per_half_day,
                contract.rate,
                found.net,
                "" if found.rate is None else found.rate,
                "" if found.tax is None else found.tax,
                found.gross,
            )
        )
    return rows


def _safe(cell: str | Decimal) -> str | Decimal:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FIRST_PATTERNS) else cell


def invoice_csv(rows: Iterable[tuple[str | Decimal, ...]]) -> bytes:
    """The rows as CSV that a French spreadsheet opens: semicolons, decimal commas, a BOM."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(INVOICE_COLUMNS)
    for row in rows:
        writer.writerow(
            [str(cell).replace(".", ",") if isinstance(cell, Decimal) else _safe(cell) for cell in row]
        )
    return out.getvalue().encode("utf-8-sig")


def invoice_xlsx(rows: Iterable[tuple[str | Decimal, ...]]) -> bytes:
    """The same as a workbook, numbers as numbers."""
    book = Workbook()
    page = book.active
    assert page is not None  # noqa: S101 - a new workbook has one
    page.title = "Facturation"
    page.append(INVOICE_COLUMNS)
    for row in rows:
        page.append([_safe(cell) for cell in row])
    page.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def archive(papers: Iterable[Paper]) -> bytes:
    """The PDF of each paper in one ZIP, named by number and person."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for paper in papers:
            pack.writestr(file_name(paper), bytes(paper.document.pdf))
    return out.getvalue()


def file_name(paper: Paper) -> str:
    """« attestation-2026-003-lucie-pradeau.pdf »: only letters, digits and dashes."""
    who = paper.enrolment.person.name if paper.enrolment else ""
    return f"{slugify(f'{paper.document} {who}')}.pdf"


def calendar(steps: Iterable[Step], *, name: str, site: str, now: datetime) -> bytes:
    """The dated sessions as a calendar that any agenda reads (RFC 5545)."""
    book = Calendar()
    book.add("prodid", "-//Jalons//Formation//FR")
    book.add("version", "2.0")
    book.add("x-wr-calname", name)
    for step in steps:
        if step.starts_on is not None:
            book.add_component(_event(step, site, now))
    return bytes(book.to_ical())


def _event(step: Step, site: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{step.id}@jalons")
    event.add("dtstamp", now)
    event.add("last-modified", step.updated_at)
    title = f"{step.title}, {step.initiative.short_name}" if step.initiative else step.title
    event.add("summary", title)
    event.add("location", place(step).capitalize())
    event.add("url", site.rstrip("/") + step.get_absolute_url())
    event.add("status", "TENTATIVE" if step.status == StepStatus.PLANNED else "CONFIRMED")
    assert step.starts_on is not None  # noqa: S101 - the caller looked
    if step.starts_at is None:
        event.add("dtstart", step.starts_on)
        event.add("dtend", step.starts_on + timedelta(days=1))
        return event
    start = timezone.make_aware(datetime.combine(step.starts_on, step.starts_at))
    hours = float(step.half_days * step.mission.hours_per_half_day) or 2.0
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(hours=hours) + (LUNCH if step.half_days > 1 else timedelta()))
    return event
