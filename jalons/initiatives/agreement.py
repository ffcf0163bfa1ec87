"""What was signed against what is planned (domain.md §6.2, §10 rule 7). Pure: no Django here.

A snapshot is plain JSON. Dates move freely: the process is not « bouclé à l'avance ». What binds is
what is bought: which steps, their half-days, whether the provider comes, the rate, the length of a half-day.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from jalons.initiatives import totals

HOME = "Toute la mission"


class DifferenceKind(StrEnum):
    RATE = "rate"
    HOURS = "hours"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One step of the plan. `key` is the step's id as text; `on` an ISO date or None."""

    key: str
    title: str
    half_days: int
    phase: int | None
    territory: str | None
    with_provider: bool
    on: str | None

    @property
    def billed_half_days(self) -> int:
        return self.half_days if self.with_provider else 0


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that is not what was signed. Only a date may differ without an avenant."""

    kind: DifferenceKind
    label: str
    territory: str
    before: str
    after: str

    @property
    def calls_for_amendment(self) -> bool:
        return self.kind is not DifferenceKind.MOVED


def snapshot(lines: Iterable[PlanLine], *, rate: Decimal, hours_per_half_day: Decimal) -> dict[str, Any]:
    """The plan as it is signed: JSON values only, with the totals that were read when signing."""
    rows = list(lines)
    sums = totals.of((_counted(line) for line in rows), rate=rate, hours_per_half_day=hours_per_half_day)
    return {
        "rate": str(rate.quantize(totals.CENT)),
        "hours_per_half_day": str(hours_per_half_day.quantize(Decimal("0.1"))),
        "lines": [
            {
                "key": line.key,
                "title": line.title,
                "half_days": line.half_days,
                "phase": line.phase,
                "territory": line.territory,
                "with_provider": line.with_provider,
                "on": line.on,
            }
            for line in rows
        ],
        "totals": {"days": str(sums.days), "hours": str(sums.hours), "price": str(sums.price)},
    }


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256 of the snapshot, whatever the order of its keys."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def differences(signed: dict[str, Any], current: dict[str, Any]) -> list[Difference]:
    """What changed since the signature, line by line: money first, then steps, then dates."""
    found = _terms(signed, current)
    before = {line["key"]: line for line in signed["lines"]}
    after = {line["key"]: line for line in current["lines"]}
    for key, line in before.items():
        if key in after:
            found += _of_line(line, after[key])
        elif _billed(line):
            found.append(_line(DifferenceKind.REMOVED, line, half_days_in_words(_billed(line)), "retirée"))
    found += [
        _line(DifferenceKind.ADDED, line, "absente", half_days_in_words(_billed(line)))
        for key, line in after.items()
        if key not in before and _billed(line)
    ]
    order = list(DifferenceKind)
    return sorted(found, key=lambda difference: order.index(difference.kind))


def is_amendment_due(signed: dict[str, Any], current: dict[str, Any]) -> bool:
    """Whether an avenant must be signed (rule 7)."""
    return any(difference.calls_for_amendment for difference in differences(signed, current))


def half_days_in_words(count: int) -> str:
    """« une demi-journée », « une journée »; a step has at most two half-days."""
    return {0: "rien de facturé", 1: "une demi-journée", 2: "une journée"}.get(
        count, f"{count} demi-journées"
    )


def _counted(line: PlanLine) -> totals.Line:
    return totals.Line(line.half_days, line.phase, line.territory, is_billed=line.with_provider)


def _billed(line: dict[str, Any]) -> int:
    return int(line["half_days"]) if line["with_provider"] else 0


def _line(kind: DifferenceKind, line: dict[str, Any], before: str, after: str) -> Difference:
    return Difference(kind, line["title"], line["territory"] or HOME, before, after)


def _of_line(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    found = []
    if _billed(before) != _billed(after):
        found.append(_line(DifferenceKind.CHANGED, after, _in_words(before), _in_words(after)))
    if before["on"] != after["on"]:
        found.append(_line(DifferenceKind.MOVED, after, before["on"] or "", after["on"] or ""))
    return found


def _in_words(line: dict[str, Any]) -> str:
    if line["half_days"] and not line["with_provider"]:
        return "sans le prestataire"
    return half_days_in_words(_billed(line))


def _terms(signed: dict[str, Any], current: dict[str, Any]) -> list[Difference]:
    read = {
        DifferenceKind.RATE: ("Prix par jour", "rate", _euros),
        DifferenceKind.HOURS: ("Heures par demi-journée", "hours_per_half_day", _hours),
    }
    return [
        Difference(kind, label, HOME, in_words(signed[key]), in_words(current[key]))
        for kind, (label, key, in_words) in read.items()
        if Decimal(signed[key]) != Decimal(current[key])
    ]


def _euros(amount: str) -> str:
    text = f"{Decimal(amount):,.2f}".removesuffix(".00")
    return text.replace(",", "\u202f").replace(".", ",") + "\u202f€"


def _hours(amount: str) -> str:
    return amount.replace(".", ",") + "\u202fh"
