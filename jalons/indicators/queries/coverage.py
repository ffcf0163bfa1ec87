"""What the base holds: sources with their vintages, indicators that still await a file."""

from collections import defaultdict
from typing import Any

from django.db.models import Count

from jalons.indicators.models import Indicator, IndicatorValue, Source

COMPUTED = frozenset({"POP_TOT", "POP_DENS"})
"""From the official geography: they await no file."""


def awaited() -> list[Indicator]:
    """Indicators of the catalogue without any figure here, in the catalogue's order."""
    known = set(IndicatorValue.objects.order_by().values_list("indicator__code", flat=True).distinct())
    return [i for i in Indicator.objects.all() if i.code not in known | COMPUTED]


def sources() -> dict[str, Any]:
    """Sources and what is awaited, as JSON."""
    counts: dict[str, int] = defaultdict(int)
    vintages: dict[str, set[str]] = defaultdict(set)
    rows = IndicatorValue.objects.order_by().values("source__code", "vintage").annotate(number=Count("id"))
    for row in rows:
        counts[row["source__code"]] += row["number"]
        vintages[row["source__code"]].add(row["vintage"])
    return {
        "sources": [
            {
                "code": source.code,
                "producer": source.producer,
                "title": source.title,
                "address": source.address,
                "licence": source.licence,
                "values": counts[source.code],
                "vintages": sorted(vintages[source.code]),
                "how_to_get": source.how_to_get,
            }
            for source in Source.objects.order_by("producer", "title")
        ],
        "awaited": [
            {"code": i.code, "label": i.label, "how_to_get": i.how_to_get or "À importer."} for i in awaited()
        ],
    }
