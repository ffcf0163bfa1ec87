"""The portrait as a neutral tree for papers: retained facts, their tables, sources and limits."""

from dataclasses import replace
from html import escape

from jalons.core.typography import day
from jalons.documents.tree import (
    Block,
    Bullets,
    Column,
    Document,
    Figure,
    Heading,
    PageBreak,
    Table,
    columns,
    rows,
    text,
)
from jalons.indicators.charts import Chart
from jalons.indicators.models import TerritoryProfile
from jalons.indicators.queries import communes as commune_queries
from jalons.indicators.queries import facts as fact_queries
from jalons.indicators.queries import tables
from jalons.indicators.queries.board import Board, board
from jalons.indicators.queries.facts import FactView
from jalons.initiatives.models import Initiative

LIMITS = (
    "Deux chiffres ne se comparent que s’ils ont la même définition ; un autre millésime est signalé.",
    "Deux pourcentages se comparent en points, deux montants par leur rapport.",
    "Un taux d’ensemble se recalcule à partir des effectifs ; il n’est jamais une moyenne de taux.",
    "Secret statistique, chiffre non disponible et zéro sont trois choses différentes.",
    "Les chiffres de la Caf ne comptent pas les familles du régime agricole (MSA).",
)


def portrait(initiative: Initiative) -> Document:
    """The facts as they are retained now."""
    facts = fact_queries.retained(initiative, board(initiative))
    return _document(initiative, blocks(facts, level=1), subtitle="Faits retenus par l’équipe projet")


def frozen_portrait(profile: TerritoryProfile) -> Document:
    """A frozen version, whatever the figures became since."""
    facts = [fact_queries.view_of(content) for content in profile.content["facts"]]
    said = f"Version {profile.number}, figée le {day(profile.frozen_at)} par {profile.frozen_by}"
    return _document(profile.initiative, blocks(facts, level=1), subtitle=said)


def chapter(initiative: Initiative) -> list[Block]:
    """The facts that the territory looked at: the last frozen version, else those retained today."""
    profile = fact_queries.latest_profile(initiative)
    if profile is None:
        facts = fact_queries.retained(initiative, board(initiative))
        return list(blocks(facts, level=2))
    facts = [fact_queries.view_of(content) for content in profile.content["facts"]]
    said = f"Portrait présenté, version {profile.number}, figé le {day(profile.frozen_at)}. "
    mark = f"Empreinte {profile.content_hash[:12]}."
    return [text(said + mark, quiet=True), *blocks(facts, level=2)] if facts else []


def whole_portrait(initiative: Initiative) -> Document:
    """Facts, every comparison, communes, similar territories, sources and limits: the portrait on paper."""
    found = board(initiative)
    profile = fact_queries.latest_profile(initiative)
    shown = (
        [fact_queries.view_of(content) for content in profile.content["facts"]]
        if profile
        else fact_queries.retained(initiative, found)
    )
    said = (
        f"Faits montrés à la table\u00a0: version {profile.number}, figée le {day(profile.frozen_at)}"
        if profile
        else "Faits retenus par l’équipe projet"
    )
    content = (
        Heading(1, "Ce qui ressort"),
        *blocks(shown, level=2),
        *_comparisons(found),
        *_communes(initiative),
        *_similar(found),
        *_sources(found),
    )
    return replace(_document(initiative, content, subtitle=said), has_contents=True)


def _comparisons(found: Board) -> list[Block]:
    """One table by theme of the catalogue would hide what is near: all lines, in the catalogue's order."""
    lines = tables.comparisons(found)
    if not lines:
        return []
    heads = [Column("Indicateur", weight=3), Column(found.own.name, align="right", weight=2)]
    heads += [Column(head.label, align="right", weight=2) for head in tables.heads(found)]
    cells = [
        [f"{line.indicator.label} ({line.vintage})", line.own.text, *(cell.text for cell in line.references)]
        for line in lines
    ]
    flagged = [f"{line.indicator.label}\u00a0: {line.flags}" for line in lines if line.flags]
    return [
        PageBreak(),
        Heading(1, "Tous les chiffres"),
        Table("Notre territoire et ses références", columns(*heads), rows(cells), note=" ".join(flagged)),
        Heading(2, "D’où vient chaque ligne"),
        Bullets(tuple(f"{line.indicator.label}\u00a0: {line.source}" for line in lines)),
    ]


def _communes(initiative: Initiative) -> list[Block]:
    known = commune_queries.indicators_by_commune(initiative.territory)
    maps = [commune_queries.commune_map(initiative.territory, indicator) for indicator in known]
    found: list[Block] = [PageBreak(), Heading(1, "Commune par commune")] if maps else []
    for shown in maps:
        heads = columns(Column("Commune", weight=2), Column(shown.indicator.unit, align="right"))
        lines = rows([[line.commune.name, line.text] for line in shown.lines])
        found.append(Heading(2, f"{shown.indicator.label}, {shown.vintage}"))
        found.append(Table(shown.indicator.label, heads, lines, note=f"Source\u00a0: {shown.source}."))
    return found


def _similar(found: Board) -> list[Block]:
    if not found.similar:
        return []
    said = "Ces territoires nous ressemblent par les critères choisis. La liste n’est pas un classement."
    names = tuple(territory.name for territory in found.similar)
    return [Heading(1, "Les territoires semblables"), text(said), Bullets(names)]


def _sources(found: Board) -> list[Block]:
    used = {row.source for series in found.rows.values() for row in series}
    listed = sorted(used, key=lambda source: (source.producer, source.title))
    lines = tuple(
        ". ".join(filter(None, [f"{one.producer}, {one.title}", one.address, one.licence])) for one in listed
    )
    heads = columns(
        Column("Indicateur", weight=2), Column("Définition", weight=3), Column("Précaution", weight=3)
    )
    known = [[one.label, one.definition, one.caveat] for one in found.known_indicators()]
    return [
        PageBreak(),
        Heading(1, "Sources et limites"),
        Bullets(LIMITS),
        Heading(2, "Les sources"),
        Bullets(lines),
        Heading(2, "Les indicateurs"),
        Table("Définitions et précautions", heads, rows(known)),
    ]


def blocks(facts: list[FactView], *, level: int) -> tuple[Block, ...]:
    """Facts as blocks, for a chapter of another document too. `level` is that of each fact's heading."""
    return tuple(block for fact in facts for block in _fact(fact, level))


def _fact(fact: FactView, level: int) -> list[Block]:
    found: list[Block] = [Heading(level, fact.title), text(fact.sentence)]
    if fact.gap:
        found.append(text(f"Écart\u00a0: {fact.gap}."))
    if fact.chart:
        drawn = f"{fact.measure}. Le tableau donne les mêmes chiffres."
        found.append(Figure(svg_of(fact.chart), alt=drawn))
    if fact.table:
        heads = columns(
            Column("Territoire", weight=2), *(Column(vintage, align="right") for vintage in fact.vintages)
        )
        lines = rows([[line.label, *line.cells] for line in fact.table])
        found.append(Table(caption=fact.measure, columns=heads, rows=lines))
    if fact.caveat:
        found.append(text(f"Précaution\u00a0: {fact.caveat}", quiet=True))
    source = f"Source\u00a0: {fact.source_label}, {fact.vintage}."
    concerned = f" Population concernée\u00a0: {fact.population}." if fact.population else ""
    found.append(text(source + concerned, quiet=True))
    return found


def _document(initiative: Initiative, content: tuple[Block, ...], *, subtitle: str) -> Document:
    return Document(
        title=f"Portrait de territoire\u00a0: {initiative.name}",
        subtitle=subtitle,
        blocks=content,
        is_fictitious=initiative.is_fictitious,
        keywords=("portrait", initiative.name),
    )


_STROKES = {
    "l-me": 'stroke="#14402f" stroke-width="4"',
    "l-ref": 'stroke="#4b5952" stroke-width="1.75"',
    "l-reg": 'stroke="#4b5952" stroke-width="1.75" stroke-dasharray="6 4"',
    "l-sim": 'stroke="#115877" stroke-width="1.75" stroke-dasharray="2 4"',
}
_MARGIN = 330
"""Room on the right, so that the drawing does not fill the width of a sheet."""


def svg_of(chart: Chart, *, margin: int = _MARGIN) -> str:
    """A chart as SVG that stands alone, its colours inside. `margin` is blank paper on the right."""
    parts = [f'<path d="{chart.axis}" fill="none" stroke="#707e77" stroke-width="1"/>']
    parts += [
        f'<rect x="{bar.x:g}" y="{bar.y:g}" width="{bar.width:g}" height="24" rx="4" '
        f'fill="{"#14402f" if bar.css == "b-me" else "#b4c2ba"}"/>'
        for bar in chart.bars
    ]
    parts += [
        f'<path d="{line.d}" fill="none" stroke-linejoin="round" {_STROKES[line.css]}/>'
        for line in chart.lines
    ]
    parts += [f'<circle cx="{dot.x:g}" cy="{dot.y:g}" r="6" fill="#14402f"/>' for dot in chart.dots]
    parts += [
        f'<text x="{one.x:g}" y="{one.y:g}" text-anchor="{one.anchor}" '
        f'font-weight="{"700" if one.css == "me" else "400"}" fill="#1b2521">{escape(one.text)}</text>'
        for one in chart.texts
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 0 {460 + margin} {chart.height}" '
        f'font-family="Atkinson Hyperlegible Next" font-size="14">{"".join(parts)}</svg>'
    )
