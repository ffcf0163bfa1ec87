"""The catalogue: programmes are loaded from files or written here, published once complete (rule 14)."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from importlib import resources
from typing import Any

from django.db import transaction
from django.utils import timezone

from jalons.core import clock
from jalons.core.actors import SOFTWARE, Actor
from jalons.core.errors import DomainError
from jalons.initiatives.enums import StepKind
from jalons.journal.actions import record
from jalons.training.enums import Placement
from jalons.training.models import Programme, ProgrammeDay
from jalons.training.rules import missing_to_publish


@transaction.atomic
def load_catalogue(*, by: Actor = SOFTWARE, now: datetime | None = None) -> list[Programme]:
    """Load every programme shipped with the software. Loading again changes nothing.

    A published version is never edited: a change is a new version in the file.
    """
    folder = resources.files("jalons.training") / "data" / "programmes"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=str)
    return [load(tomllib.loads(file.read_text(encoding="utf-8")), by=by, now=now) for file in files]


@transaction.atomic
def load(content: dict[str, Any], *, by: Actor, now: datetime | None = None) -> Programme:
    """Load one programme. Raises DomainError when it is published incomplete (rule 14)."""
    known = Programme.objects.filter(code=content["code"], version=content["version"]).first()
    if known is not None:
        return known
    non_member = content.get("non_member_daily_rate")
    is_published = content.get("is_published", False)
    programme = Programme(
        code=content["code"],
        version=content["version"],
        title=content.get("title", ""),
        objective=content.get("objective", ""),
        objectives=content.get("objectives", []),
        member_daily_rate=Decimal(content.get("member_daily_rate", "0")),
        non_member_daily_rate=Decimal(non_member) if non_member else None,
        hours_per_half_day=Decimal(content.get("hours_per_half_day", "3.5")),
        ctg_years=content.get("ctg_years", 5),
        heads=content.get("heads", {}),
        updated_on=content.get("updated_on", clock.today()),
        is_published=is_published,
    )
    days = [_day(programme, position, day) for position, day in enumerate(content["days"], start=1)]
    if is_published:
        _complete(programme, days)
    programme.save()
    ProgrammeDay.objects.bulk_create(days)
    if is_published:
        _retire_others(programme)
    record(
        "programme.loaded", by=by, on=programme.id, label=programme.title, now=now, version=programme.version
    )
    return programme


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What a person writes of a draft sheet."""

    title: str
    objective: str
    objectives: Sequence[str]
    member_daily_rate: Decimal
    non_member_daily_rate: Decimal | None
    heads: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def new_version(programme: Programme, *, by: Actor, now: datetime | None = None) -> Programme:
    """A draft copied from the last version, to be changed then published. One draft at a time."""
    draft = Programme.objects.filter(code=programme.code, is_published=False, is_retired=False).first()
    if draft is not None:
        return draft
    last = Programme.objects.filter(code=programme.code).order_by("-version").first() or programme
    days = list(last.days.all())
    copy = Programme.objects.get(pk=last.pk)
    copy.pk = Programme().pk
    copy._state.adding = True
    copy.version, copy.is_published, copy.is_retired = last.version + 1, False, False
    copy.updated_on = _day_of(now)
    copy.save()
    for day in days:
        day.pk = ProgrammeDay().pk
        day._state.adding = True
        day.programme = copy
    ProgrammeDay.objects.bulk_create(days)
    record("programme.drafted", by=by, on=copy.id, label=copy.title, now=now, version=copy.version)
    return copy


@transaction.atomic
def write(
    programme: Programme, *, content: SheetContent, by: Actor, now: datetime | None = None
) -> Programme:
    """Change a draft's texts and rates. Raises DomainError for a published version."""
    programme = _draft(programme)
    programme.title = content.title.strip()
    programme.objective = content.objective.strip()
    programme.objectives = [line.strip() for line in content.objectives if line.strip()]
    programme.member_daily_rate = content.member_daily_rate
    programme.non_member_daily_rate = content.non_member_daily_rate
    programme.heads = {key: text.strip() for key, text in content.heads.items()}
    programme.updated_on = _day_of(now)
    programme.save()
    record("programme.written", by=by, on=programme.id, label=programme.title, now=now)
    return programme


@transaction.atomic
def write_day(
    day: ProgrammeDay, *, title: str, intentions: str, half_days: int, by: Actor, now: datetime | None = None
) -> ProgrammeDay:
    """Change a day of a draft. Raises DomainError for a published version."""
    programme = _draft(day.programme)
    day.title, day.intentions, day.half_days = title.strip(), intentions.strip(), half_days
    day.save()
    Programme.objects.filter(pk=programme.pk).update(updated_on=_day_of(now))
    record("programme.written", by=by, on=programme.id, label=programme.title, now=now)
    return day


@transaction.atomic
def publish(programme: Programme, *, by: Actor, now: datetime | None = None) -> Programme:
    """Publish a draft; the former version leaves the catalogue and stays with the missions that follow it.

    Raises DomainError naming what is missing (rule 14).
    """
    programme = _draft(programme)
    _complete(programme, list(programme.days.all()))
    programme.is_published = True
    programme.updated_on = _day_of(now)
    programme.save(update_fields=["is_published", "updated_on", "updated_at"])
    _retire_others(programme)
    record(
        "programme.published",
        by=by,
        on=programme.id,
        label=programme.title,
        now=now,
        version=programme.version,
    )
    return programme


def _draft(programme: Programme) -> Programme:
    found = Programme.objects.select_for_update().get(pk=programme.pk)
    if not found.is_draft:
        raise DomainError(
            "Une version publiée ne change plus : préparez une nouvelle version, puis publiez-la."
        )
    return found


def _complete(programme: Programme, days: Sequence[ProgrammeDay]) -> None:
    missing = missing_to_publish(
        programme.heads,
        objective=programme.objective,
        objectives=programme.objectives,
        intentions=[day.intentions for day in days],
    )
    if missing:
        raise DomainError(f"Une fiche publiée donne toutes ses rubriques ; il manque : {', '.join(missing)}.")


def _retire_others(programme: Programme) -> None:
    Programme.objects.filter(code=programme.code, is_published=True).exclude(pk=programme.pk).update(
        is_retired=True
    )


def _day_of(now: datetime | None) -> date:
    return timezone.localdate(now or clock.now())


def _day(programme: Programme, position: int, content: dict[str, Any]) -> ProgrammeDay:
    return ProgrammeDay(
        programme=programme,
        position=position,
        phase=content["phase"],
        kind=StepKind(content["kind"]),
        rank=content["rank"],
        title=content["title"],
        intentions=content.get("intentions", ""),
        half_days=content["half_days"],
        is_per_territory=content.get("is_per_territory", False),
        may_be_remote=content.get("may_be_remote", False),
        placement=Placement(content.get("placement", Placement.WEEK)),
        weeks=content.get("weeks", 0),
        starts_at=content.get("starts_at"),
    )
