"""The calendar of a mission for any agenda (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from jalons.initiatives.enums import StepStatus
from jalons.initiatives.models import Mission, Step

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
