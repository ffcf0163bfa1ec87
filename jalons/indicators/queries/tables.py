"""The whole comparison, one line an indicator, and the rows of the spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass

from jalons.indicators import comparison, wording
from jalons.indicators.comparison import Figure, Knowledge
from jalons.indicators.models import Indicator
from jalons.indicators.queries.board import Board
from jalons.territories.models import Territory

COUNTS = {"hab.", "nb"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in words, and its gap to ours where that makes sense."""

    text: str
    gap: str = ""
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator at the latest vintage that our territory knows."""

    indicator: Indicator
    vintage: str
    own: Cell
    before: str
    references: list[Cell]
    rest: Cell
    similar: Cell
    source: str
    flags: str


@dataclass(frozen=True, slots=True)
class Head:
    label: str
    territory: Territory


def heads(board: Board) -> list[Head]:
    return [Head(territory.name, territory) for territory in board.references]


def comparisons(board: Board) -> list[Comparison]:
    """Every known indicator, in the catalogue's order."""
    return [_comparison(board, indicator) for indicator in board.known_indicators()]


def _comparison(board: Board, indicator: Indicator) -> Comparison:
    own = board.latest(indicator.code, board.own)
    if own is None:
        raise ValueError("known_indicators only gives indicators with a figure of ours")
    row = board.row_of(indicator.code, own.vintage)
    trend = comparison.trend(board.series(indicator.code, board.own))
    others = [_reference(board, indicator.code, territory, own) for territory in board.references]
    note = f" {row.note}." if row and row.note else ""
    if row and row.geography_year < board.own.geography_year:
        note += f" Périmètres de {row.geography_year}."
    if indicator.misses_msa:
        note += " Sans les familles de la MSA."
    return Comparison(
        indicator=indicator,
        vintage=own.vintage,
        own=Cell(wording.say_known(own.value, own.unit, own.knowledge)),
        before=f"{wording.say_gap(trend.gap, own.unit)} depuis {trend.since}" if trend else "",
        references=[_cell(own, figure) for figure in others],
        rest=_cell(own, board.rest_of_departement(indicator.code, own.vintage)),
        similar=_similar(board, indicator, own),
        source=f"{row.source.producer}, {row.source.title}, {own.vintage}.{note}" if row else "",
        flags=" ".join(dict.fromkeys(_flags(own, figure) for figure in others if figure)).strip(),
    )


def _reference(board: Board, code: str, territory: Territory, own: Figure) -> Figure | None:
    """The same vintage, else the latest one, which the comparison then flags."""
    same = board.at(code, territory, own.vintage)
    return same if same is not None else board.latest(code, territory)


def _cell(own: Figure, figure: Figure | None) -> Cell:
    if figure is None:
        return Cell(wording.NOT_SHOWN[Knowledge.MISSING], is_known=False)
    text = wording.say_known(figure.value, figure.unit, figure.knowledge)
    if figure.vintage != own.vintage:
        text = f"{text} en {figure.vintage}"
    found = comparison.gap(own, figure) if own.unit not in COUNTS else None
    return Cell(text, wording.say_gap(found, own.unit) if found else "", is_known=figure.value is not None)


def _flags(own: Figure, figure: Figure) -> str:
    found = comparison.gap(own, figure)
    return wording.say_flags(found) if found else ""


def _similar(board: Board, indicator: Indicator, own: Figure) -> Cell:
    spread = board.similar_spread(indicator.code, own.vintage)
    if spread is None:
        return Cell(wording.NOT_SHOWN[Knowledge.MISSING], is_known=False)
    low, high = wording.say(spread.low, own.unit), wording.say(spread.high, own.unit)
    few = f" ({spread.known} connus sur {spread.total})" if spread.known < spread.total else ""
    return Cell(f"{wording.say(spread.median, own.unit)}, de {low} à {high}{few}")


CSV_HEAD = (
    "territoire",
    "niveau",
    "code",
    "indicateur",
    "libellé",
    "millésime",
    "valeur",
    "unité",
    "statut",
    "numérateur",
    "dénominateur",
    "population concernée",
    "producteur",
    "source",
    "adresse",
    "licence",
    "géographie",
    "note",
)


def csv_rows(board: Board) -> Iterator[list[str]]:
    """Every figure of the portrait with its source: what is masked stays empty, with its status."""
    for territory in [board.own, *board.references, *board.similar]:
        for code, indicator in board.indicators.items():
            for row in board.rows.get((code, territory.pk), []):
                figure, source = row.figure, row.source
                yield [
                    territory.name,
                    territory.get_level_display(),
                    territory.code,
                    code,
                    indicator.label,
                    figure.vintage,
                    _plain(figure.value),
                    indicator.unit,
                    figure.knowledge.value,
                    _plain(figure.numerator),
                    _plain(figure.denominator),
                    indicator.population,
                    source.producer,
                    source.title,
                    source.address,
                    source.licence,
                    str(row.geography_year),
                    row.note,
                ]


def _plain(value: float | None) -> str:
    """A number as French spreadsheets read it; empty when unknown."""
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")
