"""Which facts to propose, and why: an honest first sorting by distance and change.

The full salience kernel is another piece of work. Here: how far from the département, where among the
territories that resemble us, how much it moved, each measured against how much those territories differ.
The order is only an order of reading; the team chooses.
"""

from dataclasses import dataclass

from jalons.indicators import comparison, wording
from jalons.indicators.comparison import Figure, Spread
from jalons.indicators.models import Indicator
from jalons.indicators.queries.board import Board
from jalons.territories.models import Territory

CLEAR = 0.5
"""A gap counts as clear from half of what separates the similar territories."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One fact in French, with what it rests on. `weight` only sorts; it is never shown."""

    indicator: Indicator
    title: str
    sentence: str
    figure: str
    gap: str
    source_label: str
    vintage: str
    caveat: str
    reason: str
    weight: float


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of one indicator for our territory."""

    indicator: Indicator
    own: Figure
    reference: Figure | None
    departement: Territory | None
    similar: Spread | None
    trend: comparison.Trend | None
    first: Figure

    @property
    def value(self) -> float:
        return self.own.value or 0.0

    @property
    def unit(self) -> str:
        return self.own.unit

    @property
    def scale(self) -> float:
        """Half of what separates the similar territories; a tenth of the value when nobody is known."""
        wide = (self.similar.high - self.similar.low) / 2 if self.similar else 0.0
        return wide or abs(self.value) / 10 or 1.0

    @property
    def from_reference(self) -> float:
        if self.reference is None or self.reference.value is None:
            return 0.0
        return abs(self.value - self.reference.value) / self.scale

    @property
    def moved(self) -> float:
        return abs(self.value - (self.first.value or 0.0)) / self.scale if self.trend else 0.0

    @property
    def from_similar(self) -> float:
        return abs(self.value - self.similar.median) / self.scale if self.similar else 0.0


def propose(board: Board) -> list[Proposal]:
    """One proposal an indicator that our territory knows, the most telling first."""
    found = [_proposal(facts, board) for i in board.known_indicators() if (facts := _read(board, i))]
    return sorted(found, key=lambda p: (-p.weight, p.indicator.position))


def _read(board: Board, indicator: Indicator) -> _Facts | None:
    code = indicator.code
    series = [figure for figure in board.series(code, board.own) if figure.value is not None]
    if not series or not indicator.phrase:
        return None
    own = series[-1]
    # a series of counts by place says nothing of a département of another size
    comparable = indicator.unit not in {"hab.", "nb"}
    return _Facts(
        indicator=indicator,
        own=own,
        reference=board.at(code, board.departement, own.vintage) if comparable else None,
        departement=board.departement,
        similar=board.similar_spread(code, own.vintage),
        trend=comparison.trend(series),
        first=series[0],
    )


def _proposal(facts: _Facts, board: Board) -> Proposal:
    row = board.row_of(facts.indicator.code, facts.own.vintage)
    said = wording.say(facts.value, facts.unit)
    return Proposal(
        indicator=facts.indicator,
        title=wording.capital(facts.indicator.heading.format(value=said)),
        sentence=_sentence(facts),
        figure=said,
        gap=_gap(facts),
        source_label=f"{row.source.producer}, {row.source.title}" if row else "",
        vintage=_vintages(facts),
        caveat=_caveat(facts),
        reason=_reason(facts),
        weight=facts.from_reference + facts.from_similar + facts.moved,
    )


def _sentence(facts: _Facts) -> str:
    said = wording.say(facts.value, facts.unit)
    start = wording.capital(facts.indicator.phrase.format(value=said))
    parts = [f"{start} ({facts.own.vintage})"]
    if facts.reference and facts.reference.value is not None and facts.departement:
        there = wording.say(facts.reference.value, facts.unit)
        parts.append(f"contre {there} {facts.departement.in_name}")
    sentences = [", ".join(parts) + "."]
    if facts.trend:
        before = wording.say(facts.first.value or 0, facts.unit)
        sentences.append(f"Le chiffre était de {before} en {facts.trend.since}.")
    if facts.similar:
        median = wording.say(facts.similar.median, facts.unit)
        sentences.append(
            f"Dans les {facts.similar.known} territoires semblables, la médiane est de {median}."
        )
    return " ".join(sentences)


def _gap(facts: _Facts) -> str:
    if facts.reference is None or facts.departement is None:
        return ""
    found = comparison.gap(facts.own, facts.reference)
    if found is None:
        return ""
    return f"{wording.say_gap(found, facts.unit)} par rapport à {facts.departement.with_article}"


def _vintages(facts: _Facts) -> str:
    return f"{facts.trend.since} à {facts.trend.until}" if facts.trend else facts.own.vintage


def _caveat(facts: _Facts) -> str:
    found = comparison.gap(facts.own, facts.reference) if facts.reference else None
    flags = wording.say_flags(found) if found else ""
    return " ".join(filter(None, [facts.indicator.caveat, flags]))


def _reason(facts: _Facts) -> str:
    """« Pourquoi on vous le montre »: the first of these that holds."""
    similar = facts.similar
    if similar and not similar.low <= facts.value <= similar.high:
        low, high = wording.say(similar.low, facts.unit), wording.say(similar.high, facts.unit)
        return f"Aucun des territoires semblables n’en est là : ils vont de {low} à {high}."
    if facts.from_reference >= CLEAR:
        return f"L’écart avec le département est net{_among(facts)}."
    if facts.moved >= CLEAR and facts.trend:
        return f"Le chiffre a nettement bougé depuis {facts.trend.since}."
    if facts.from_similar >= CLEAR:
        return f"Le chiffre s’éloigne du milieu des territoires semblables{_among(facts)}."
    return (
        "Le chiffre est proche de celui des territoires voisins : il évite de chercher là une particularité."
    )


def _among(facts: _Facts) -> str:
    """What the gap is measured against, when it is known."""
    if facts.similar is None:
        return ""
    low, high = wording.say(facts.similar.low, facts.unit), wording.say(facts.similar.high, facts.unit)
    return f", quand les territoires semblables vont de {low} à {high}"
