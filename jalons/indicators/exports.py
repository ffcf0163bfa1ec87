"""The portrait as a neutral tree for papers: retained facts, their tables, sources and limits."""

from jalons.core.typography import day
from jalons.documents.tree import Block, Column, Document, Heading, Table, columns, rows, text
from jalons.indicators.models import TerritoryProfile
from jalons.indicators.queries import facts as fact_queries
from jalons.indicators.queries.board import board
from jalons.indicators.queries.facts import FactView
from jalons.initiatives.models import Initiative


def portrait(initiative: Initiative) -> Document:
    """The facts as they are retained now."""
    facts = fact_queries.retained(initiative, board(initiative))
    return _document(initiative, blocks(facts, level=1), subtitle="Faits retenus par l’équipe projet")


def frozen_portrait(profile: TerritoryProfile) -> Document:
    """A frozen version, whatever the figures became since."""
    facts = [fact_queries.view_of(content) for content in profile.content["facts"]]
    said = f"Version {profile.number}, figée le {day(profile.frozen_at)} par {profile.frozen_by}"
    return _document(profile.initiative, blocks(facts, level=1), subtitle=said)


def blocks(facts: list[FactView], *, level: int) -> tuple[Block, ...]:
    """Facts as blocks, for a chapter of another document too. `level` is that of each fact's heading."""
    return tuple(block for fact in facts for block in _fact(fact, level))


def _fact(fact: FactView, level: int) -> list[Block]:
    found: list[Block] = [Heading(level, fact.title), text(fact.sentence)]
    if fact.gap:
        found.append(text(f"Écart\u00a0: {fact.gap}."))
    if fact.table:
        heads = columns("Territoire", *(Column(vintage, align="right") for vintage in fact.vintages))
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
