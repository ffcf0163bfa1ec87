"""What a submitted set holds, as plain values."""

from typing import Any

from jalons.changes.models.changes import LastingChange
from jalons.changes.models.ideal import IdealFuture
from jalons.initiatives.models import Initiative

FIELDS = (
    "title",
    "statement",
    "who",
    "size_estimate",
    "where",
    "starting_situation",
    "observable_sign",
    "why_it_matters",
    "how_durable",
    "carriers",
    "brakers",
)


def content_of(initiative: Initiative, changes: list[LastingChange]) -> dict[str, Any]:
    """The changes word for word, with what they come from, the horizon and the adopted futur idéal."""
    ideal = IdealFuture.objects.filter(initiative=initiative).first()
    return {
        "territory": initiative.name,
        "horizon": initiative.ctg_ends_on.isoformat() if initiative.ctg_ends_on else None,
        "ideal_future": {"text": ideal.adopted_text, "version": ideal.adopted_version} if ideal else None,
        "changes": [_change(change) for change in changes],
    }


def _change(change: LastingChange) -> dict[str, Any]:
    said = {name: getattr(change, name) for name in FIELDS}
    return {
        "id": str(change.id),
        **said,
        "dimension": change.get_dimension_display() if change.dimension else "",
        "urgencies": sorted(u.title for u in change.urgencies.all()),
        "fragments": sorted(f.number for f in change.fragments.all()),
    }


def says_the_same(frozen: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether two contents hold the same changes, whatever their order on the page."""
    return _sorted(frozen) == _sorted(now)


def _sorted(content: dict[str, Any]) -> dict[str, Any]:
    return content | {"changes": sorted(content["changes"], key=lambda c: str(c["id"]))}
