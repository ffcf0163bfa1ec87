"""Reading the journal: by day, filtered, a page at a time. Two queries a page, however many lines."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone

from jalons.core.scope import Scope
from jalons.journal.models import Entry

PAGE = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep: one person's moves, one kind of object, a period (both days included)."""

    actor: UUID | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(slots=True)
class Day:
    """The lines of a day, last one first."""

    date: date
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class JournalPage:
    """A page of the journal: its days, and the paginator's page."""

    days: list[Day]
    page: "Page[Entry]"


def within(scope: Scope) -> QuerySet[Entry]:
    """The entries of a scope: a step, a démarche, a mission (with its démarches), or the installation only.

    The installation's own journal holds what belongs to no mission: an administrator reads no territory.
    """
    entries = Entry.objects.all()
    if scope.step:
        return entries.filter(step_id=scope.step)
    if scope.initiative:
        return entries.filter(initiative_id=scope.initiative)
    if scope.mission:
        return entries.filter(mission_id=scope.mission)
    return entries.filter(mission_id=None, initiative_id=None, step_id=None)


def read(scope: Scope, filters: Filters, *, page: int) -> JournalPage:
    """One page of a scope's journal, grouped by day in Europe/Paris."""
    entries = _filtered(within(scope), filters).order_by("-at", "-id")
    found = Paginator(entries, PAGE).get_page(page)
    by_day = groupby(found.object_list, key=lambda entry: timezone.localdate(entry.at))
    return JournalPage(days=[Day(day, list(lines)) for day, lines in by_day], page=found)


def _filtered(entries: QuerySet[Entry], filters: Filters) -> QuerySet[Entry]:
    kept = Q()
    if filters.actor:
        kept &= Q(actor_id=filters.actor)
    if filters.kind:
        kept &= Q(verb__startswith=f"{filters.kind}.")
    if filters.since:
        kept &= Q(at__gte=_midnight(filters.since))
    if filters.until:
        kept &= Q(at__lt=_midnight(filters.until + timedelta(days=1)))
    return entries.filter(kept)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def actors(scope: Scope) -> list[tuple[UUID, str]]:
    """The accounts that wrote something here, under the last name they had, sorted by name."""
    rows = within(scope).filter(actor_id__isnull=False).order_by("at").values_list("actor_id", "actor_label")
    latest = {actor: label for actor, label in rows.distinct() if actor is not None}
    return sorted(latest.items(), key=lambda pair: pair[1].casefold())


def kinds(scope: Scope) -> list[str]:
    """The kinds of objects that something happened to here: `cluster` for the verb `cluster.created`."""
    verbs = within(scope).order_by().values_list("verb", flat=True).distinct()
    return sorted({verb.partition(".")[0] for verb in verbs})
