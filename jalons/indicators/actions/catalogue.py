"""Loading the catalogue and figures that ship with Jalons. Idempotent: a second run changes nothing."""

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.indicators.enums import ValueStatus
from jalons.indicators.models import Indicator, IndicatorValue, Source
from jalons.journal.actions import record
from jalons.territories.models import Territory

CATALOGUE = UUID("3b9a4c1e-6d0f-5b52-8f7e-6a616c6f6e73")
"""What ships has the same ids everywhere, so that an archive reads the same in another house."""

DATA = Path(__file__).resolve().parent.parent / "data"
UNKNOWN = {ValueStatus.MASKED, ValueStatus.MISSING}
Row = dict[str, str]


@transaction.atomic
def load(*, by: Actor, path: Path = DATA / "catalogue.json") -> bool:
    """Write sources and indicators as the file says. Returns False when nothing had to change."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    changed = [_write(Source, row) for row in rows["sources"]]
    changed += [
        _write(Indicator, row | {"position": position})
        for position, row in enumerate(rows["indicators"], start=1)
    ]
    if not any(changed):
        return False
    record(
        "catalogue.loaded",
        by=by,
        label="Catalogue",
        indicators=len(rows["indicators"]),
        sources=len(rows["sources"]),
    )
    return True


def _write(model: type[Source] | type[Indicator], row: dict[str, Any]) -> bool:
    """Create or update one row; returns whether something changed."""
    known = model.objects.filter(code=row["code"]).first()
    if known is None:
        model.objects.create(id=uuid5(CATALOGUE, f"{model.__name__}:{row['code']}"), **row)
        return True
    differs = any(getattr(known, name) != value for name, value in row.items())
    if differs:
        model.objects.filter(pk=known.pk).update(**row)
    return differs


@transaction.atomic
def load_figures(*, by: Actor, path: Path = DATA / "demonstration_figures.csv") -> int:
    """Load figures of territories that the geography knows. Returns how many were new or changed.

    Raises DomainError when the catalogue or the geography is missing.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    indicators = dict(Indicator.objects.values_list("code", "id"))
    sources = dict(Source.objects.values_list("code", "id"))
    codes = {row["code"] for row in rows}
    territories = {
        (level, code): pk
        for level, code, pk in Territory.objects.filter(code__in=codes).values_list("level", "code", "id")
    }
    if not indicators or not territories:
        raise DomainError("Chargez d’abord la géographie et le catalogue des indicateurs.")
    wanted = [
        _value(row, indicators, sources, territories)
        for row in rows
        if (row["level"], row["code"]) in territories
    ]
    changed = _write_values(wanted)
    if changed:
        record("figures.loaded", by=by, label="Chiffres", count=changed)
    return changed


def _value(row: Row, indicators: Any, sources: Any, territories: Any) -> IndicatorValue:
    status = ValueStatus(row["status"])
    return IndicatorValue(
        indicator_id=indicators[row["indicator"]],
        territory_id=territories[row["level"], row["code"]],
        source_id=sources[row["source"]],
        geography_year=int(row["geography_year"]),
        vintage=row["vintage"],
        value=None if status in UNKNOWN else _decimal(row["value"]),
        status=status,
        numerator=_decimal(row["numerator"]),
        denominator=_decimal(row["denominator"]),
        note=row["note"],
    )


def _decimal(text: str) -> Decimal | None:
    return Decimal(text).quantize(Decimal("0.0001")) if text else None


CONTENT = ("value", "status", "numerator", "denominator", "note")


def _write_values(wanted: list[IndicatorValue]) -> int:
    """Insert what is new, update what differs, in two statements a batch."""
    territories = {value.territory_id for value in wanted}
    known = {_key(value): value for value in IndicatorValue.objects.filter(territory__in=territories)}
    new = [value for value in wanted if _key(value) not in known]
    different = []
    for value in wanted:
        stored = known.get(_key(value))
        if stored and any(getattr(stored, name) != getattr(value, name) for name in CONTENT):
            for name in CONTENT:
                setattr(stored, name, getattr(value, name))
            different.append(stored)
    IndicatorValue.objects.bulk_create(new, batch_size=1000)
    IndicatorValue.objects.bulk_update(different, CONTENT, batch_size=500)
    return len(new) + len(different)


def _key(value: IndicatorValue) -> tuple[object, ...]:
    return value.indicator_id, value.territory_id, value.vintage, value.source_id, value.geography_year
