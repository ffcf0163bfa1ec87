"""What leaves a démarche: its calendar for any agenda (iCalendar, RFC 5545), its people on paper."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from jalons.core import typography
from jalons.documents.tree import Block, Column, Facts, Heading, Table, text
from jalons.initiatives import queries
from jalons.initiatives.enums import SignatoryStatus, StepStatus
from jalons.initiatives.models import Initiative, Mission, Signatory, Step, TeamMember

LUNCH = timedelta(hours=1)
SHORT_MEETING = timedelta(hours=2)
WHOLE_DAY = 2
FOLD = 74


def calendar_file(mission: Mission, steps: Iterable[Step], *, now: datetime) -> str:
    """The dated steps of a mission, removed ones out, as one VCALENDAR."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Jalons//Calendrier//FR",
        f"X-WR-CALNAME:{_text(mission.title)}",
    ]
    for step in steps:
        if step.starts_on is not None and step.status != StepStatus.CANCELLED:
            lines += _event(mission, step, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(mission: Mission, step: Step, now: datetime) -> list[str]:
    where = "À distance" if step.is_remote else _place(step)
    title = f"{step.title}, {step.initiative.short_name}" if step.initiative else step.title
    return [
        "BEGIN:VEVENT",
        f"UID:{step.id}@jalons",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        *_times(mission, step),
        f"SUMMARY:{_text(title)}",
        *([f"LOCATION:{_text(where)}"] if where else []),
        *([f"DESCRIPTION:{_text(step.intentions)}"] if step.intentions else []),
        f"STATUS:{'TENTATIVE' if step.status == StepStatus.PLANNED else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _times(mission: Mission, step: Step) -> list[str]:
    assert step.starts_on is not None  # noqa: S101 - the caller looked
    if step.starts_at is None:
        return [
            f"DTSTART;VALUE=DATE:{step.starts_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{step.starts_on + timedelta(days=1):%Y%m%d}",
        ]
    start = timezone.make_aware(datetime.combine(step.starts_on, step.starts_at))
    length = timedelta(hours=float(step.half_days * mission.hours_per_half_day)) or SHORT_MEETING
    end = start + length + (LUNCH if step.half_days == WHOLE_DAY else timedelta())
    return [f"DTSTART:{start.astimezone(UTC):%Y%m%dT%H%M%SZ}", f"DTEND:{end.astimezone(UTC):%Y%m%dT%H%M%SZ}"]


def _place(step: Step) -> str:
    if step.venue is None:
        return ""
    commune = step.venue.commune.name if step.venue.commune else ""
    return ", ".join(part for part in (step.venue.name, step.venue.address, commune) if part)


def _text(value: str) -> str:
    """Backslash, comma, semicolon and line breaks are escaped (RFC 5545, 3.3.11)."""
    for raw, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        value = value.replace(raw, escaped)
    return value


def _folded(line: str) -> str:
    """Lines of 75 octets at most; a character is never cut (RFC 5545, 3.1)."""
    parts, current = [], ""
    for character in line:
        if len((current + character).encode()) > FOLD:
            parts.append(current)
            current = ""
        current += character
    return "\r\n ".join([*parts, current])


def chapter(initiative: Initiative) -> list[Block]:
    """The frame and the people: convention, steps with their dates, équipe projet, signatories."""
    blocks: list[Block] = [_frame(initiative), Heading(2, "Les étapes"), _steps(initiative)]
    members = list(queries.team(initiative))
    if members:
        blocks += [Heading(2, "L’équipe projet"), _team(members)]
    parties = list(queries.signatories(initiative))
    if parties:
        blocks += [Heading(2, "Les signataires"), _signatories(parties)]
    return blocks + _decided(initiative)


def _frame(initiative: Initiative) -> Facts:
    mission = initiative.mission
    pairs = (
        ("Territoire", initiative.territory.name),
        ("Démarche commandée par", mission.client.name),
        ("Animée avec", mission.provider.name),
        ("Convention territoriale globale", _period(initiative)),
        ("Nature", "renouvellement" if initiative.is_renewal else "première convention"),
    )
    return Facts(tuple((label, value) for label, value in pairs if value))


def _period(initiative: Initiative) -> str:
    starts, ends = initiative.ctg_starts_on, initiative.ctg_ends_on
    if starts is None:
        return "dates à fixer"
    return f"du {typography.day(starts)} au {typography.day(ends)}" if ends else typography.day(starts)


def _steps(initiative: Initiative) -> Table:
    columns = (Column("Étape", weight=4), Column("Date", weight=2), Column("Lieu", weight=3), Column("État"))
    rows = tuple(
        (
            step.title,
            typography.day(step.starts_on) if step.starts_on else "à fixer",
            "À distance" if step.is_remote else _place(step),
            str(step.get_status_display()),
        )
        for step in queries.steps_of(initiative).exclude(status=StepStatus.CANCELLED)
    )
    return Table("Le chemin suivi, séance par séance", columns, rows)


def _team(members: Iterable[TeamMember]) -> Table:
    columns = (
        Column("Personne", weight=3),
        Column("Fonction dans l’équipe", weight=3),
        Column("Employeur", weight=4),
        Column("Période", weight=3),
    )
    rows = tuple(
        (one.person.name, str(one.get_function_display()), one.employer.name, _presence(one))
        for one in members
    )
    return Table("Fonction et employeur sont deux choses", columns, rows)


def _presence(member: TeamMember) -> str:
    since = typography.day(member.starts_on)
    return f"du {since} au {typography.day(member.ends_on)}" if member.ends_on else f"depuis le {since}"


def _signatories(parties: Iterable[Signatory]) -> Table:
    columns = (
        Column("Organisation", weight=4),
        Column("Représentée par", weight=4),
        Column("Délibération", weight=3),
        Column("État", weight=2),
    )
    rows = tuple(
        (one.organisation.name, _representative(one), _deliberation(one), _said(one)) for one in parties
    )
    note = "Les collectivités valident les changements ; la Caf se prononce à côté d’elles."
    return Table("Qui s’engage dans la convention", columns, rows, note=note)


def _representative(party: Signatory) -> str:
    return ", ".join(filter(None, [party.representative, party.representative_function]))


def _deliberation(party: Signatory) -> str:
    day = f"le {typography.day(party.deliberated_on)}" if party.deliberated_on else ""
    return ", ".join(filter(None, [party.deliberation_reference, day]))


def _said(party: Signatory) -> str:
    status = str(party.get_status_display())
    if party.status == SignatoryStatus.SIGNED and party.signed_on:
        return f"{status} le {typography.day(party.signed_on)}"
    return f"{status}\u00a0: {party.withdrawn_reason}" if party.withdrawn_reason else status


def _decided(initiative: Initiative) -> list[Block]:
    """What each step wrote down; steps that wrote nothing are left out."""
    blocks: list[Block] = []
    for step in queries.steps_of(initiative).exclude(status=StepStatus.CANCELLED):
        if step.minutes.strip() or step.decisions.strip():
            when = f", {typography.day(step.starts_on)}" if step.starts_on else ""
            blocks.append(Heading(3, f"{step.title}{when}"))
            blocks += [text(part) for part in (*_lines(step.minutes), *_lines(step.decisions))]
    return [Heading(2, "Ce que les séances ont noté"), *blocks] if blocks else []


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]
