"""A table as an entry of anybody's calendar (RFC 5545). No name in it."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from icalendar import Calendar, Event

from jalons.initiatives.models import Step

HALF_DAY = timedelta(hours=3, minutes=30)
LUNCH = timedelta(hours=1)
MORNING = time(9)


def ics(step: Step, *, address: str = "", now: datetime) -> bytes:
    """The calendar entry of a table that has a date. Its id never changes: a new date replaces the old."""
    assert step.starts_on is not None  # noqa: S101 - the caller offers it only with a date
    start = timezone.make_aware(datetime.combine(step.starts_on, step.starts_at or MORNING))
    length = HALF_DAY * max(step.half_days, 1) + (LUNCH if step.half_days > 1 else timedelta())
    event = Event()
    event.add("uid", f"{step.id}@jalons")
    event.add("dtstamp", now)
    event.add("dtstart", start)
    event.add("dtend", start + length)
    event.add("summary", step.title)
    if place := place_of(step):
        event.add("location", place)
    if address:
        event.add("description", f"Répondre : {address}")
    calendar = Calendar()
    calendar.add("prodid", "-//Jalons//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def place_of(step: Step) -> str:
    """« Salle des fêtes, 2 rue du Moulin, Nedde »."""
    if step.venue is None:
        return "À distance" if step.is_remote else ""
    parts = [step.venue.name, step.venue.address, step.venue.commune.name if step.venue.commune else ""]
    return ", ".join(part for part in parts if part)
