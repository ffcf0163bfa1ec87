"""Recomputing what the base holds and comparing it with what producers publish, differences shown.

Three checks: each rate against its own counts; each EPCI against its communes; our sums against the figures
published by somebody else for the same territory and vintage.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from jalons.indicators.models import IndicatorValue
from jalons.indicators.queries import geography
from jalons.indicators.sums import Part, Total
from jalons.territories.enums import Level
from jalons.territories.models import Territory

TOLERANCE = 0.05
"""In points: half of the last digit that most producers publish is rounding, not a difference."""
SCALES = {"APL_INF": 100_000, "APL_DENT": 100_000, "APL_SF": 100_000, "APL_MED": 1}
SHARES = ("%",)
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that two ways give differently. `gap` is in the indicator's unit."""

    check: str
    indicator: str
    vintage: str
    level: str
    code: str
    name: str
    ours: float
    published: float
    source: str

    @property
    def gap(self) -> float:
        return self.ours - self.published


@dataclass(slots=True)
class Checked:
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    faults: list[Difference] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    widest: dict[str, float] = field(default_factory=dict)


def check(tolerance: float = TOLERANCE) -> Checked:
    """Run the three checks. A fault is a rate that does not follow from its own counts or communes; a
    difference with another producer is shown, not judged: perimeters and rounding differ."""
    found = Checked()
    names = {t.pk: t for t in Territory.objects.only("id", "level", "code", "name")}
    for difference in _own_counts(found, names):
        _keep(found, difference, tolerance, is_fault=True)
    for difference in _communes(found, names):
        _keep(found, difference, tolerance, is_fault=True)
    for difference in _published(found, names):
        _keep(found, difference, tolerance, is_fault=False)
    return found


def _keep(found: Checked, difference: Difference, tolerance: float, *, is_fault: bool) -> None:
    key = f"{difference.check} {difference.indicator}"
    found.widest[key] = max(found.widest.get(key, 0.0), abs(difference.gap))
    if abs(difference.gap) > tolerance:
        (found.faults if is_fault else found.differences).append(difference)


def _own_counts(found: Checked, names: dict[Any, Territory]) -> Iterator[Difference]:
    """Each rate of EPCI and above from its own numerator and denominator."""
    rows = IndicatorValue.objects.filter(
        numerator__isnull=False,
        denominator__gt=0,
        value__isnull=False,
    ).exclude(territory__level=Level.COMMUNE)
    columns = (
        "indicator__code", "indicator__unit", "vintage", "territory_id", "value", "numerator", "denominator",
        "source__code",
    )  # fmt: skip
    for code, unit, vintage, place, value, above, below, source in rows.values_list(*columns).iterator():
        if unit not in SHARES and code not in SCALES:
            continue
        found.counts["own_counts"] += 1
        scale = SCALES.get(code, 100)
        # counts are kept to one decimal: what that rounding alone can move is no fault
        slack = scale * 0.1 / float(below)
        ours = scale * float(above) / float(below)
        if abs(ours - float(value)) > slack:
            yield _difference("own_counts", code, vintage, names[place], ours, float(value), source)


def _communes(found: Checked, names: dict[Any, Territory]) -> Iterator[Difference]:
    """EPCI from the communes that the base holds, indicator by indicator: a hidden commune stops the sum."""
    index = geography.index()
    homes = {index.ids["commune", code]: home.epci for code, home in index.homes.items() if home.epci}
    groups = (
        IndicatorValue.objects.filter(territory__level=Level.COMMUNE, denominator__isnull=False)
        .order_by()
        .values_list("indicator_id", "indicator__code", "vintage", "source_id", "source__code")
        .distinct()
    )
    for indicator, code, vintage, source, source_code in groups:
        same = IndicatorValue.objects.filter(indicator_id=indicator, vintage=vintage, source_id=source)
        sums: dict[Any, Total] = defaultdict(Total)
        rows = same.filter(territory__level=Level.COMMUNE).values_list(
            "territory_id", "numerator", "denominator"
        )
        for place, above, below in rows.iterator():
            epci = homes.get(place)
            if epci:
                part = Part(
                    "", None if above is None else float(above), None if below is None else float(below)
                )
                sums[epci].add(part)
        published = dict(
            same.filter(territory__level=Level.EPCI, value__isnull=False).values_list("territory_id", "value")
        )
        for epci, total in sums.items():
            rate = total.rate(SCALES.get(code, 100))
            if total.parts != index.sizes[epci] or rate is None or epci not in published:
                continue
            found.counts["communes"] += 1
            yield _difference(
                "communes", code, vintage, names[epci], rate, float(published[epci] or 0), source_code
            )


def _published(found: Checked, names: dict[Any, Territory]) -> Iterator[Difference]:
    """Figures rebuilt from counts, beside those of the same indicator and vintage that have none."""
    rows = (
        IndicatorValue.objects.filter(indicator__unit__in=SHARES, value__isnull=False)
        .exclude(territory__level=Level.COMMUNE)
        .order_by("indicator_id", "territory_id", "vintage")
    )
    columns = ("indicator__code", "territory_id", "vintage", "value", "numerator", "source__code", "note")
    key: tuple[Any, ...] | None = None
    counted: tuple[float, str] | None = None
    others: list[tuple[float, str]] = []
    for code, place, vintage, value, above, source, note in rows.values_list(*columns).iterator():
        if (code, place, vintage) != key:
            yield from _beside(found, key, counted, others, names)
            key, counted, others = (code, place, vintage), None, []
        if above is not None and source != "rp-epci" and counted is None and not note:
            counted = (float(value), source)
        else:
            others.append((float(value), source))
    yield from _beside(found, key, counted, others, names)


def _beside(
    found: Checked,
    key: tuple[Any, ...] | None,
    counted: tuple[float, str] | None,
    others: list[tuple[float, str]],
    names: dict[Any, Territory],
) -> Iterator[Difference]:
    if key is None or counted is None:
        return
    for value, source in others:
        found.counts["published"] += 1
        yield _difference("published", key[0], key[2], names[key[1]], counted[0], value, source)


def _difference(  # noqa: PLR0917 - one difference has this many sides
    check: str, indicator: str, vintage: str, place: Territory, ours: float, published: float, source: str
) -> Difference:
    return Difference(check, indicator, vintage, place.level, place.code, place.name, ours, published, source)


def as_json(found: Checked) -> dict[str, Any]:
    """Counts, faults, differences with their gap, widest gap by check and indicator."""

    def plain(one: Difference) -> dict[str, Any]:
        return {
            "check": one.check, "indicator": one.indicator, "vintage": one.vintage, "level": one.level,
            "code": one.code, "name": one.name, "ours": round(one.ours, 4),
            "published": round(one.published, 4), "gap": round(one.gap, 4), "source": one.source,
        }  # fmt: skip

    return {
        "checked": dict(found.counts),
        "faults": [plain(one) for one in found.faults],
        "differences": [plain(one) for one in found.differences],
        "widest": {key: round(value, 4) for key, value in found.widest.items()},
    }


def sentences(found: Checked) -> list[str]:
    """The account in French, one sentence a line."""
    counts = found.counts
    lines = [
        f"{counts['own_counts']} taux recalculés depuis leurs effectifs.",
        f"{counts['communes']} taux d’EPCI recalculés depuis leurs communes.",
        f"{counts['published']} chiffres comparés à une autre publication.",
        f"{len(found.faults)} écarts de calcul, {len(found.differences)} différences entre publications.",
    ]
    lines += [f"  {key} : écart le plus grand {_say(value)}" for key, value in sorted(found.widest.items())]
    shown = [*found.faults[:SHOWN], *found.differences[:SHOWN]]
    lines += [
        f"  {one.indicator} {one.vintage}, {one.name} ({one.code}) : {_say(one.ours)} ici, "
        f"{_say(one.published)} publié ({one.source})"
        for one in shown
    ]
    return lines


def _say(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")
