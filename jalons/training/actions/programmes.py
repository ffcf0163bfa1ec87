"""The catalogue: programmes are data files, loaded once a version."""

import tomllib
from datetime import datetime
from decimal import Decimal
from importlib import resources
from typing import Any

from django.db import transaction

from jalons.core.actors import SOFTWARE, Actor
from jalons.core.errors import DomainError
from jalons.initiatives.enums import StepKind
from jalons.journal.actions import record
from jalons.training.enums import Placement
from jalons.training.models import Programme, ProgrammeDay
from jalons.training.rules import missing_heads


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
    """Load one programme. Raises DomainError when it is published without all its heads (rule 14)."""
    known = Programme.objects.filter(code=content["code"], version=content["version"]).first()
    if known is not None:
        return known
    heads = content.get("heads", {})
    missing = missing_heads(heads)
    if content.get("is_published") and missing:
        raise DomainError(f"Une fiche publiée donne toutes ses rubriques ; il manque : {', '.join(missing)}.")
    non_member = content.get("non_member_daily_rate")
    programme = Programme.objects.create(
        code=content["code"],
        version=content["version"],
        title=content["title"],
        objective=content["objective"],
        member_daily_rate=Decimal(content["member_daily_rate"]),
        non_member_daily_rate=Decimal(non_member) if non_member else None,
        hours_per_half_day=Decimal(content["hours_per_half_day"]),
        ctg_years=content.get("ctg_years", 5),
        heads=heads,
        updated_on=content["updated_on"],
        is_published=content.get("is_published", False),
    )
    ProgrammeDay.objects.bulk_create(
        _day(programme, position, day) for position, day in enumerate(content["days"], start=1)
    )
    record(
        "programme.loaded", by=by, on=programme.id, label=programme.title, now=now, version=programme.version
    )
    return programme


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
