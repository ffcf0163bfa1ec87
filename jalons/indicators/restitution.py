"""The retained facts as pages to project: the same content as the portrait's sheets, one a page."""

from collections.abc import Sequence

from jalons.core.typography import day
from jalons.documents.slides import Deck, Line, Slide
from jalons.indicators.exports import svg_of
from jalons.indicators.models import TerritoryProfile
from jalons.indicators.queries import facts as fact_queries
from jalons.indicators.queries.board import board
from jalons.indicators.queries.facts import Content
from jalons.initiatives.models import Initiative

LINE_NAMES = {"semblables": "Territoires semblables (médiane)"}


def contents(initiative: Initiative) -> tuple[list[Content], TerritoryProfile | None]:
    """What is shown to the table: the last frozen version, else the facts retained today."""
    profile = fact_queries.latest_profile(initiative)
    if profile is not None:
        return list(profile.content["facts"]), profile
    return fact_queries.retained_contents(initiative, board(initiative)), None


def deck(initiative: Initiative) -> Deck:
    """All pages, with their sources at the end."""
    found, profile = contents(initiative)
    said = (
        f"Portrait de territoire, version {profile.number}, figée le {day(profile.frozen_at)}"
        if profile
        else "Portrait de territoire, faits retenus par l’équipe projet"
    )
    sources = dict.fromkeys(
        f"{content['source_label']}, {content['vintage']}. {_population(content)}".strip()
        for content in found
    )
    return Deck(
        title=initiative.name,
        subtitle=said,
        slides=tuple(slide(content) for content in found),
        notes=tuple(sources),
        is_fictitious=initiative.is_fictitious,
    )


def slide(content: Content) -> Slide:
    """One fact as a page. Its chart stops where our territory has no more figures."""
    view = fact_queries.view_of(content)
    series = content["series"]
    vintages = [vintage for vintage, value in series[0]["points"] if value is not None] if series else []
    return Slide(
        title=view.title,
        sentence=view.sentence,
        figure=view.figure,
        gap=view.gap,
        caveat=view.caveat,
        source=f"{view.source_label}, {view.vintage}",
        svg=svg_of(view.chart, margin=0) if view.chart else "",
        alt=f"{view.measure}. {_said(view.table, view.vintages)}" if view.chart else "",
        categories=tuple(vintages),
        lines=tuple(_line(one, vintages) for one in series),
    )


def _line(series: Content, vintages: Sequence[str]) -> Line:
    known = dict(series["points"])
    label = str(series["label"])
    return Line(LINE_NAMES.get(label, label), tuple(known.get(vintage) for vintage in vintages))


def _said(table: Sequence[fact_queries.TableRow], vintages: Sequence[str]) -> str:
    """The drawing in words: each line, vintage by vintage."""
    lines = [
        f"{row.label} : "
        + ", ".join(f"{cell} en {vintage}" for vintage, cell in zip(vintages, row.cells, strict=True))
        for row in table
    ]
    return " ; ".join(lines) + "." if lines else ""


def _population(content: Content) -> str:
    return f"Population concernée : {content['population']}." if content["population"] else ""
