"""The portrait of any EPCI as data: from the base, or from the table that ships with Jalons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jalons.indicators import proposals, similar
from jalons.indicators.models import Indicator
from jalons.indicators.queries import neighbours
from jalons.indicators.queries.board import Board, Row, board_of
from jalons.indicators.similar import Profile
from jalons.territories.enums import Level
from jalons.territories.models import Territory

PLACES = 4


@dataclass(slots=True)
class Likeness:
    """Profiles of every EPCI, read once for many portraits."""

    profiles: Sequence[Profile]

    def of(self, siren: str) -> list[str]:
        """SIREN of the twelve nearest; none when this territory is not known enough."""
        target = next((profile for profile in self.profiles if profile.code == siren), None)
        if target is None:
            return []
        criteria = similar.widespread(self.profiles)
        return [n.code for n in similar.nearest(target, self.profiles, criteria)]


def likeness() -> Likeness:
    return Likeness(neighbours.profiles())


def find(siren: str) -> Territory | None:
    return Territory.objects.filter(level=Level.EPCI, code=siren, is_current=True).first()


def board_for(territory: Territory, known: Likeness) -> Board:
    """The figures of one EPCI beside the territories that resemble it."""
    return board_of(territory, known.of(territory.code))


def as_data(board: Board, only: str = "") -> dict[str, Any]:
    """`territory`, `indicators`, `facts`, as `jalons portrait --json` prints. `only` keeps one indicator."""
    kept = [i for code, i in board.indicators.items() if not only or code == only]
    facts = [p for p in proposals.propose(board) if p.stands_out and (not only or p.indicator.code == only)]
    own = board.own
    return {
        "territory": {
            "siren": own.code,
            "name": own.name,
            "kind": own.kind_label,
            "departement": board.departement.name if board.departement else "",
            "region": board.region.name if board.region else "",
            "geography": own.geography_year,
        },
        "indicators": [line for indicator in kept for line in _lines(board, indicator)],
        "facts": [
            {
                "indicator": p.indicator.code,
                "sentence": p.sentence,
                "gap": _round(p.gap_value),
                "unit": p.gap_unit,
                "caveat": p.caveat,
                "reason": p.reason,
            }
            for p in facts
        ],
    }


def _lines(board: Board, indicator: Indicator) -> Iterator[dict[str, Any]]:
    """One line a vintage that is known or hidden for our territory, oldest first."""
    for row in board.rows.get((indicator.code, board.own.pk), []):
        figure = row.figure
        yield {
            "code": indicator.code,
            "label": indicator.label,
            "unit": indicator.unit,
            "vintage": figure.vintage,
            "value": _round(figure.value),
            "status": figure.knowledge.value,
            "numerator": _round(figure.numerator),
            "denominator": _round(figure.denominator),
            "source": _source(row),
            "references": _references(board, indicator.code, figure.vintage),
            "similar": _similar(board, indicator.code, figure.vintage),
        }


def _source(row: Row) -> dict[str, Any]:
    return {
        "code": row.source.code,
        "producer": row.source.producer,
        "title": row.source.title,
        "address": row.source.address,
        "licence": row.source.licence,
        "geography": row.geography_year,
        "note": row.note,
    }


def _references(board: Board, code: str, vintage: str) -> list[dict[str, Any]]:
    """Département, the rest of it, région, France, at the same vintage only; hidden stays hidden."""
    found = []
    for territory in board.references:
        figure = board.at(code, territory, vintage)
        if figure:
            found.append(
                {
                    "level": territory.level,
                    "code": territory.code,
                    "name": territory.name,
                    "value": _round(figure.value),
                    "status": figure.knowledge.value,
                }
            )
    rest = board.rest_of_departement(code, vintage)
    if rest is not None and board.departement:
        found.insert(
            1,
            {
                "level": "departement_hors_epci",
                "code": board.departement.code,
                "name": f"{board.departement.name} hors {board.own.name}",
                "value": _round(rest.value),
                "status": rest.knowledge.value,
            },
        )
    return found


def _similar(board: Board, code: str, vintage: str) -> dict[str, Any] | None:
    """Median and extremes of the similar territories, and who they are by SIREN."""
    spread = board.similar_spread(code, vintage)
    if spread is None:
        return None
    return {
        "median": _round(spread.median),
        "low": _round(spread.low),
        "high": _round(spread.high),
        "known": spread.known,
        "total": spread.total,
        "territories": [territory.code for territory in board.similar],
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, PLACES)


def all_portraits() -> Iterator[tuple[Territory, dict[str, Any]]]:
    """The portrait of every EPCI that the base knows, one after the other; memory stays that of one."""
    known = likeness()
    for territory in Territory.objects.filter(level=Level.EPCI, is_current=True).order_by("code"):
        data = as_data(board_for(territory, known))
        if data["indicators"]:
            yield territory, data
