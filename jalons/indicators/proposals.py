"""Facts in French from what the salience kernel finds: value, gap, precaution, why it is shown.

The kernel (`salience`) decides what stands out, with its promise on accidents; here are the words. Every
known indicator has its sentence, because the team may want a figure that resembles everybody else's:
`stands_out` tells those that the calculation brings forward. The order is one of reading, never a rank.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from jalons.indicators import comparison, salience, wording
from jalons.indicators.comparison import Figure, GapKind, Spread
from jalons.indicators.models import Indicator
from jalons.indicators.queries.board import POPULATION, Board
from jalons.indicators.salience import Assessment, Kind, Observation, Question, Subject
from jalons.territories.models import Territory

KINDS = {"%": Kind.SHARE, "%/an": Kind.RATE, "hab.": Kind.COUNT, "nb": Kind.COUNT}
AGRICULTURE = "CSP_AGRI"
BIG = 0.2
"""From this part of its département on, a territory is compared with the rest of it."""
YOUTH = {"NEET": "AGE_15_24"}
"""Shares published without their counts, and where the people they rest on can be read."""
UNITS = {GapKind.POINTS: "points", GapKind.RATIO: "ratio", GapKind.DIFFERENCE: "différence"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One fact in French, with what it rests on. `gap_value` is in `gap_unit` (points, or a ratio)."""

    indicator: Indicator
    title: str
    sentence: str
    figure: str
    gap: str
    gap_value: float | None
    gap_unit: str
    source_label: str
    vintage: str
    caveat: str
    reason: str
    stands_out: bool


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of one indicator for our territory."""

    indicator: Indicator
    own: Figure
    reference: Figure | None
    reference_name: str
    similar: Spread | None
    trend: comparison.Trend | None
    first: Figure
    assessment: Assessment

    @property
    def value(self) -> float:
        return self.own.value or 0.0

    @property
    def unit(self) -> str:
        return self.own.unit

    def say(self, value: float) -> str:
        return wording.say(value, self.unit)


def propose(board: Board) -> list[Proposal]:
    """One proposal an indicator that our territory knows, those that stand out first."""
    indicators = {i.code: i for i in board.known_indicators() if i.phrase}
    subjects = [_subject(board, indicator) for indicator in indicators.values()]
    assessed = salience.propose(subjects)
    ordered = sorted(assessed, key=lambda a: (not a.is_salient, a.p_value, indicators[a.code].position))
    return [_proposal(_read(board, indicators[a.code], a), board) for a in ordered]


def comparable(indicator: Indicator, series: Sequence[Figure]) -> list[Figure]:
    """Known figures since the last break of the series: nothing is compared across one."""
    known = [figure for figure in series if figure.value is not None]
    if not known:
        return []
    last = _year(known[-1].vintage)
    breaks = [int(each["year"]) for each in indicator.series_breaks if int(each["year"]) <= last]
    since = max(breaks, default=0)
    return [figure for figure in known if _year(figure.vintage) >= since]


def _year(vintage: str) -> int:
    digits = "".join(c for c in vintage[-4:] if c.isdigit())
    return int(digits) if digits else 0


def _subject(board: Board, indicator: Indicator) -> Subject:
    code = indicator.code
    series = comparable(indicator, board.series(code, board.own))
    own, first = series[-1], series[0]
    # where counts are not published the whole département stands in: our part in it only draws the two nearer
    reference = board.rest_of_departement(code, own.vintage) or board.at(code, board.departement, own.vintage)
    has_past = first.vintage != own.vintage
    return Subject(
        code=code,
        kind=KINDS.get(indicator.unit, Kind.AMOUNT),
        own=_observe(board, own, board.own),
        reference=_observe(board, reference, board.departement),
        similar={t.code: _observe(board, board.at(code, t, own.vintage), t) for t in board.similar},
        before=_observe(board, first, board.own) if has_past else None,
        similar_before={t.code: _observe(board, board.at(code, t, first.vintage), t) for t in board.similar}
        if has_past
        else {},
    )


def _observe(board: Board, figure: Figure | None, territory: Territory | None) -> Observation | None:
    """A known figure for the kernel; masked and missing ones are None."""
    if figure is None or figure.value is None:
        return None
    return Observation(
        figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        population=_people(board, figure.indicator, territory),
    )


def _people(board: Board, code: str, territory: Territory | None) -> float | None:
    """How many people a figure without counts rests on; everybody, except where a count says better."""
    if territory is None:
        return None
    if code in YOUTH:
        young = board.latest(YOUTH[code], territory)
        return young.numerator if young else None
    everybody = board.latest(POPULATION, territory)
    return everybody.value if everybody else None


def _read(board: Board, indicator: Indicator, assessment: Assessment) -> _Facts:
    code = indicator.code
    series = comparable(indicator, board.series(code, board.own))
    own = series[-1]
    reference, name = None, ""
    # a count of a département of another size says nothing beside ours
    if KINDS.get(indicator.unit) is not Kind.COUNT and board.departement:
        reference = board.rest_of_departement(code, own.vintage) if _is_big(board) else None
        name = f"le reste {board.departement.of_name}"
        if reference is None:
            reference = board.at(code, board.departement, own.vintage)
            name = board.departement.with_article
    return _Facts(
        indicator=indicator,
        own=own,
        reference=reference if reference and reference.value is not None else None,
        reference_name=name,
        similar=board.similar_spread(code, own.vintage),
        trend=comparison.trend(series),
        first=series[0],
        assessment=assessment,
    )


def _is_big(board: Board) -> bool:
    """Whether our territory weighs so much that its département would mostly be itself (domain.md §1.13)."""
    own, whole = board.latest(POPULATION, board.own), board.latest(POPULATION, board.departement)
    return bool(own and whole and whole.value and (own.value or 0) >= BIG * whole.value)


def _proposal(facts: _Facts, board: Board) -> Proposal:
    row = board.row_of(facts.indicator.code, facts.own.vintage)
    said = facts.say(facts.value)
    found = comparison.gap(facts.own, facts.reference) if facts.reference else None
    return Proposal(
        indicator=facts.indicator,
        title=wording.capital(facts.indicator.heading.format(value=said)),
        sentence=_sentence(facts),
        figure=said,
        gap=f"{wording.say_gap(found, facts.unit)} par rapport {_to(facts.reference_name)}" if found else "",
        gap_value=found.value if found else None,
        gap_unit=UNITS[found.kind] if found else "",
        source_label=f"{row.source.producer}, {row.source.title}" if row else "",
        vintage=f"{facts.trend.since} à {facts.trend.until}" if facts.trend else facts.own.vintage,
        caveat=_caveat(facts, board),
        reason=_reason(facts),
        stands_out=facts.assessment.is_salient,
    )


def _to(name: str) -> str:
    """« au reste de la Haute-Vienne », « à la Haute-Vienne »."""
    return f"au {name.removeprefix('le ')}" if name.startswith("le ") else f"à {name}"


def _sentence(facts: _Facts) -> str:
    start = wording.capital(facts.indicator.phrase.format(value=facts.say(facts.value)))
    parts = [f"{start} ({facts.own.vintage})"]
    if facts.reference and facts.reference.value is not None:
        parts.append(f"contre {facts.say(facts.reference.value)} dans {facts.reference_name}")
    sentences = [", ".join(parts) + "."]
    if facts.trend:
        before = facts.say(facts.first.value or 0)
        sentences.append(f"Le chiffre était de {before} en {facts.trend.since}.")
    if facts.similar:
        count, median = facts.similar.known, facts.say(facts.similar.median)
        sentences.append(f"Dans les {count} territoires semblables, la médiane est de {median}.")
    return " ".join(sentences)


def _caveat(facts: _Facts, board: Board) -> str:
    found = comparison.gap(facts.own, facts.reference) if facts.reference else None
    flags = wording.say_flags(found) if found else ""
    return " ".join(filter(None, [facts.indicator.caveat, flags, _without_msa(facts.indicator, board)]))


def _without_msa(indicator: Indicator, board: Board) -> str:
    """How much of the territory the Caf does not see, where the figure comes from the Caf."""
    farmers = board.latest(AGRICULTURE, board.own) if indicator.misses_msa else None
    if farmers is None or farmers.value is None:
        return ""
    share = wording.say(farmers.value, "%")
    return f"Ici, {share} des habitants de 15 ans et plus sont agriculteurs exploitants ({farmers.vintage})."


def _reason(facts: _Facts) -> str:
    """« Pourquoi on vous le montre »: the question that answers loudest, measured against chance."""
    strongest = facts.assessment.strongest
    if strongest is None or not facts.assessment.is_salient:
        return _quiet(facts)
    low, high = facts.say(strongest.low), facts.say(strongest.high)
    side = "au-dessus" if strongest.value > strongest.expected else "au-dessous"
    match strongest.question:
        case Question.SIMILAR:
            return (
                f"Ce chiffre est nettement {side} des territoires semblables : neuf sur dix de cette taille "
                f"se tiennent entre {low} et {high}, hasard compris."
            )
        case Question.REFERENCE:
            return (
                f"L’écart avec {facts.reference_name} dépasse ce que le hasard et la diversité ordinaire des "
                f"territoires expliquent : on attendrait entre {low} et {high}."
            )
    since = facts.trend.since if facts.trend else facts.first.vintage
    return (
        f"Depuis {since}, ce chiffre n’a pas bougé comme dans les territoires semblables : avec leur "
        f"mouvement, il serait entre {low} et {high}."
    )


def _quiet(facts: _Facts) -> str:
    match facts.assessment.silence:
        case salience.Silence.COUNT:
            return "Un nombre dit la taille du territoire : il ne se compare pas."
        case salience.Silence.TOO_SMALL:
            return "Trop peu de personnes pour distinguer ce chiffre du hasard."
        case salience.Silence.NOTHING_TO_COMPARE:
            return "Rien à quoi comparer ce chiffre pour l’instant."
    return _ordinary(facts)


def _ordinary(facts: _Facts) -> str:
    """What the similar territories tell of a figure that does not stand out."""
    if facts.similar is None:
        return "Rien ne distingue ce chiffre du hasard et de la diversité ordinaire des territoires."
    low, high = facts.say(facts.similar.low), facts.say(facts.similar.high)
    if facts.similar.low <= facts.value <= facts.similar.high:
        said = f"Les territoires semblables vont de {low} à {high} : ce chiffre est des leurs."
        if facts.reference_name and facts.reference:
            said += f" L’écart avec {facts.reference_name} peut tenir à ce qui les rassemble."
        return said
    return (
        f"Ce chiffre sort de l’étendue des territoires semblables, de {low} à {high}, mais le hasard ou leur "
        "diversité suffisent à l’expliquer."
    )
