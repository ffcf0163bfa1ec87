"""Rows of figures in bulk: a whole census is written in seconds, in the same columns as one figure."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from jalons.core.ids import new_id
from jalons.indicators.models import DataImport, FormerValue, IndicatorValue

Key = tuple[UUID, UUID, str, UUID, int]
"""Indicator, territory, vintage, source, year of the geography."""
Content = tuple[Decimal | None, str, Decimal | None, Decimal | None, str]
"""Value, status, numerator, denominator, note."""
Combination = tuple[UUID, UUID, str, int]
"""Indicator, source, vintage, year of the geography."""
CONTENT = ("value", "status", "numerator", "denominator", "note")
COLUMNS = (
    "id", "created_at", "updated_at", "indicator_id", "territory_id", "vintage", "source_id",
    "geography_year", *CONTENT,
)  # fmt: skip
EXACT = Decimal("0.0001")
CHUNK = 500


def decimal(number: float | None, places: int = 4) -> Decimal | None:
    """A figure as the base keeps it: four decimals; counts rounded to what their source knows."""
    return None if number is None else Decimal(f"{number:.{places}f}").quantize(EXACT)


def insert(new: Sequence[tuple[Key, Content]], *, now: datetime) -> None:
    """Write rows that are not there; one that another line of the same file just wrote is left alone."""
    if not new:
        return
    when = connection.ops.adapt_datetimefield_value(now)
    table = connection.ops.quote_name(IndicatorValue._meta.db_table)
    marks = ", ".join(["%s"] * len(COLUMNS))
    names = ", ".join(connection.ops.quote_name(name) for name in COLUMNS)
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608 - no outside text
    with connection.cursor() as cursor:
        cursor.executemany(
            statement,
            [(_told(new_id()), when, when, *map(_told, key), *map(_told, content)) for key, content in new],
        )


def _told(value: Any) -> Any:
    """A value as this database takes it in a bare statement."""
    if connection.vendor == "postgresql":
        return value
    if isinstance(value, UUID):
        return value.hex
    return format(value, "f") if isinstance(value, Decimal) else value


def same(group: Combination) -> QuerySet[IndicatorValue]:
    indicator, source, vintage, year = group
    return IndicatorValue.objects.filter(
        indicator_id=indicator, source_id=source, vintage=vintage, geography_year=year
    )


def stored(group: Combination, places: Iterable[UUID]) -> dict[Key, tuple[UUID, Content]]:
    """What is known of one combination for these territories, with the id of each row."""
    indicator, source, vintage, year = group
    found: dict[Key, tuple[UUID, Content]] = {}
    wanted = list(places)
    for start in range(0, len(wanted), CHUNK):
        part = same(group).filter(territory__in=wanted[start : start + CHUNK])
        for pk, place, *content in part.values_list("id", "territory_id", *CONTENT):
            found[indicator, place, vintage, source, year] = (pk, _content(content))
    return found


def _content(values: Sequence[Any]) -> Content:
    value, status, numerator, denominator, note = values
    return value, status, numerator, denominator, note


def correct(changed: Sequence[tuple[UUID, Content, Content]], *, run: DataImport | None) -> None:
    """Replace figures that their producer corrected; each former one is kept beside."""
    former = [
        FormerValue(current_id=pk, replaced_by=run, **dict(zip(CONTENT, before, strict=True)))
        for pk, before, _ in changed
    ]
    FormerValue.objects.bulk_create(former, batch_size=CHUNK)
    table = connection.ops.quote_name(IndicatorValue._meta.db_table)
    marks = ", ".join(f"{connection.ops.quote_name(name)} = %s" for name in CONTENT)
    statement = f"UPDATE {table} SET {marks} WHERE id = %s"  # noqa: S608 - no outside text
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(*map(_told, after), _told(pk)) for pk, _, after in changed])
