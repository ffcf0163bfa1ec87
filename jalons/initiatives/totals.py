"""Days, hours and price of a plan come out of its lines, never of constants (rules 7 and 9).

Pure: no Django here. A line is billed when it has half-days, is not cancelled, and the provider comes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

HALF = Decimal(2)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Line:
    """One step as the plan counts it. `territory` is None for what the whole mission shares."""

    half_days: int
    phase: int | None = None
    territory: str | None = None
    is_billed: bool = True


@dataclass(frozen=True, slots=True)
class Totals:
    """Billed half-days and what follows from them: days, hours, euros."""

    half_days: int
    days: Decimal
    hours: Decimal
    price: Decimal


def of(lines: Iterable[Line], *, rate: Decimal, hours_per_half_day: Decimal) -> Totals:
    """Totals of the billed lines. `rate` is in euros a day."""
    half_days = sum(line.half_days for line in lines if line.is_billed)
    return Totals(
        half_days=half_days,
        days=Decimal(half_days) / HALF,
        hours=half_days * hours_per_half_day,
        price=(half_days * rate / HALF).quantize(CENT),
    )


def by_phase(lines: Iterable[Line], *, rate: Decimal, hours_per_half_day: Decimal) -> dict[int, Totals]:
    """Subtotals by phase, in order; lines without a phase carry no half-day and are left out."""
    rows = list(lines)
    phases = sorted({line.phase for line in rows if line.phase is not None})
    return {
        phase: of(
            (line for line in rows if line.phase == phase), rate=rate, hours_per_half_day=hours_per_half_day
        )
        for phase in phases
    }


def by_territory(lines: Iterable[Line], *, rate: Decimal, hours_per_half_day: Decimal) -> dict[str, Totals]:
    """Subtotals by territory, in the order in which they come."""
    rows = list(lines)
    names = list(dict.fromkeys(line.territory for line in rows if line.territory is not None))
    return {
        name: of(
            (line for line in rows if line.territory == name),
            rate=rate,
            hours_per_half_day=hours_per_half_day,
        )
        for name in names
    }
