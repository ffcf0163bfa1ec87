"""The facts of a portrait as they are shown: words, series for the chart, table; live and frozen alike."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from jalons.indicators import charts, wording
from jalons.indicators.enums import FactStatus
from jalons.indicators.models import SalientFact, TerritoryProfile
from jalons.indicators.queries.board import Board
from jalons.initiatives.models import Initiative

Content = dict[str, Any]
WORDS = ("title", "sentence", "figure", "gap", "source_label", "vintage", "population", "caveat", "reason")


@dataclass(frozen=True, slots=True)
class TableRow:
    label: str
    cells: list[str]
    is_ours: bool


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact ready to be shown. `id` is text; `chart` is None for a fact without series."""

    id: str
    title: str
    sentence: str
    figure: str
    gap: str
    source_label: str
    vintage: str
    population: str
    caveat: str
    reason: str
    measure: str
    chart: charts.Chart | None
    vintages: list[str]
    table: list[TableRow]


def facts_of(initiative: Initiative, *statuses: FactStatus) -> list[SalientFact]:
    """Facts in the team's order."""
    return list(
        SalientFact.objects.filter(initiative=initiative, status__in=statuses).select_related("indicator")
    )


def content_of(fact: SalientFact, board: Board, short_name: str) -> Content:
    """Everything that is shown of a fact, as JSON: what a frozen version keeps."""
    content: Content = {"id": str(fact.id), **{name: getattr(fact, name) for name in WORDS}}
    if fact.indicator is None:
        return content | {"measure": "", "unit": "", "series": []}
    code = fact.indicator.code
    return content | {
        "measure": fact.indicator.label,
        "unit": fact.indicator.unit,
        "series": _series(code, board, short_name),
    }


def _series(code: str, board: Board, short_name: str) -> list[Content]:
    own = board.series(code, board.own)
    found = [{"label": short_name, "css": "l-me", "points": [[f.vintage, f.value] for f in own]}]
    # a head count of a département beside ours would flatten the drawing and say nothing
    if board.indicators[code].unit not in {"hab.", "nb"}:
        for territory, css in ((board.departement, "l-ref"), (board.region, "l-reg")):
            figures = board.series(code, territory)
            if territory and figures:
                points = [[f.vintage, f.value] for f in figures]
                found.append({"label": territory.name, "css": css, "points": points})
    points = []
    for figure in own if board.indicators[code].unit != "hab." else []:
        spread = board.similar_spread(code, figure.vintage)
        if spread:
            points.append([figure.vintage, round(spread.median, 4)])
    if points:
        found.append({"label": "semblables", "css": "l-sim", "points": points})
    return found


def view_of(content: Content) -> FactView:
    """A fact drawn from its content, live or frozen."""
    unit = content["unit"]
    say = partial(wording.say, unit=unit)
    series = [
        charts.Series(s["label"], s["css"], [(vintage, value) for vintage, value in s["points"]])
        for s in content["series"]
    ]
    vintages = [vintage for vintage, _ in series[0].points] if series else []
    table = [
        TableRow(
            label="Territoires semblables (médiane)" if s.css == "l-sim" else s.label,
            cells=[wording.say_known(dict(s.points).get(vintage), unit) for vintage in vintages],
            is_ours=s.is_ours,
        )
        for s in series
    ]
    return FactView(
        id=content["id"],
        measure=content["measure"],
        chart=charts.draw(series, say),
        vintages=vintages,
        table=table,
        **{name: content[name] for name in WORDS},
    )


def retained(initiative: Initiative, board: Board) -> list[FactView]:
    """The facts that table 1 sees."""
    return [view_of(content) for content in retained_contents(initiative, board)]


def retained_contents(initiative: Initiative, board: Board) -> list[Content]:
    """The same as plain content, for papers and slides."""
    facts = facts_of(initiative, FactStatus.RETAINED)
    return [content_of(fact, board, initiative.short_name) for fact in facts]


def latest_profile(initiative: Initiative) -> TerritoryProfile | None:
    return TerritoryProfile.objects.filter(initiative=initiative).order_by("-number").first()


def profiles(initiative: Initiative) -> list[TerritoryProfile]:
    return list(TerritoryProfile.objects.filter(initiative=initiative).order_by("-number"))
