"""Territories that look like one: nearest neighbours on named criteria. Pure Python, no Django.

A criterion is put on a robust scale (median and spread between quartiles, so that Paris does not flatten
the others). The result is a list with its reasons, in alphabetical order: neither a rank nor a score.
"""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

USUAL_COUNT = 12
FARTHEST = 3.0
"""Beyond this many spreads a difference no longer counts more: one odd criterion must not decide alone."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """`code` names the value; `label` is said to people; `on_log`: ratios matter more than differences."""

    code: str
    label: str
    on_log: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """A territory as it is compared. A missing criterion is absent from `values`, never zero."""

    code: str
    name: str
    values: Mapping[str, float]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """`apart` are the labels of the criteria on which the two are not close (over half a spread)."""

    code: str
    name: str
    distance: float
    apart: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    middle: float
    spread: float


GEOGRAPHY = (
    Criterion("population", "le nombre d’habitants", on_log=True),
    Criterion("density", "la densité", on_log=True),
    Criterion("growth", "l’évolution de la population"),
    Criterion("communes", "le nombre de communes", on_log=True),
    Criterion("centre", "le poids de la plus grande commune"),
)
"""What is known of every EPCI from the official geography alone."""
FIGURES = (
    Criterion("age", "la part des 65 ans et plus"),
    Criterion("income", "le niveau de vie médian", on_log=True),
)
"""What the base of figures adds once its files are imported."""
ALL = (*GEOGRAPHY, *FIGURES)
WIDESPREAD = 0.8
"""A criterion known for fewer territories than this part would choose by what is missing, not by likeness."""
CLOSE = 0.5


def _read(profile: Profile, criterion: Criterion) -> float | None:
    value = profile.values.get(criterion.code)
    if value is None or not criterion.on_log:
        return value
    return math.log(value) if value > 0 else None


def scales(profiles: Sequence[Profile], criteria: Sequence[Criterion]) -> dict[str, Scale]:
    """Median and interquartile spread of each criterion; one without any spread is left out."""
    found: dict[str, Scale] = {}
    for criterion in criteria:
        values = [v for p in profiles if (v := _read(p, criterion)) is not None]
        if len(values) < len(("low", "high")):
            continue
        low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
        if high > low:
            found[criterion.code] = Scale(middle, high - low)
    return found


def widespread(everybody: Sequence[Profile], criteria: Sequence[Criterion] = ALL) -> list[Criterion]:
    """Criteria that nearly every territory knows."""
    return [
        criterion
        for criterion in criteria
        if sum(criterion.code in profile.values for profile in everybody) >= WIDESPREAD * len(everybody)
    ]


def usable(target: Profile, criteria: Sequence[Criterion]) -> list[Criterion]:
    """Criteria that are known for the target: the others cannot compare."""
    return [c for c in criteria if _read(target, c) is not None]


def nearest(
    target: Profile, others: Sequence[Profile], criteria: Sequence[Criterion], count: int = USUAL_COUNT
) -> list[Neighbour]:
    """The `count` territories nearest to the target, by name.

    Only territories that know every criterion used are compared: a gap in the data is not a likeness.
    """
    chosen = usable(target, criteria)
    measured = scales([target, *others], chosen)
    kept = [c for c in chosen if c.code in measured]
    if not kept:
        return []
    found = [
        _neighbour(target, other, kept, measured)
        for other in others
        if other.code != target.code and all(_read(other, c) is not None for c in kept)
    ]
    closest = sorted(found, key=lambda n: (n.distance, n.code))[:count]
    return sorted(closest, key=lambda n: (n.name.casefold(), n.code))


def differences(
    target: Profile, chosen: Sequence[Profile], everybody: Sequence[Profile], criteria: Sequence[Criterion]
) -> dict[str, tuple[str, ...]]:
    """For territories chosen by people: on which criteria each is not close to the target."""
    measured = scales(everybody, criteria)
    kept = [c for c in usable(target, criteria) if c.code in measured]
    return {other.code: _neighbour(target, other, kept, measured).apart for other in chosen}


def _neighbour(
    target: Profile, other: Profile, criteria: Sequence[Criterion], measured: Mapping[str, Scale]
) -> Neighbour:
    steps = {c: abs(_step(target, other, c, measured[c.code])) for c in criteria}
    squares = [min(step, FARTHEST) ** 2 for step in steps.values()]
    apart = tuple(c.label for c, step in steps.items() if step > CLOSE)
    return Neighbour(other.code, other.name, math.sqrt(sum(squares) / max(len(squares), 1)), apart)


def _step(target: Profile, other: Profile, criterion: Criterion, scale: Scale) -> float:
    mine, theirs = _read(target, criterion), _read(other, criterion)
    if mine is None or theirs is None:
        return FARTHEST
    return (theirs - mine) / scale.spread


def reason(labels: Sequence[str], count: int) -> str:
    """The sentence that stands above the list."""
    if not labels:
        return ""
    named = " et ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))
    return (
        f"Ces {count} territoires sont les plus proches par {named}. "
        "Ce rapprochement ne dit pas qui va mieux : il désigne des voisins de situation."
    )


def geography_values(*, then: int, now: int, area_km2: float, communes: Sequence[int]) -> dict[str, float]:
    """The criteria of GEOGRAPHY from populations in 2016 and 2022, area, and each commune's population.

    What cannot be computed is left out.
    """
    values: dict[str, float] = {"communes": float(len(communes))}
    if now > 0:
        values["population"] = float(now)
        if communes:
            values["centre"] = 100 * max(communes) / now
        if area_km2 > 0:
            values["density"] = now / area_km2
        if then > 0:
            values["growth"] = 100 * (now / then - 1)
    return values
