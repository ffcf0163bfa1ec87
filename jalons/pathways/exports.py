"""The chemins on paper: drawn, then said as a list; the actions as a table."""

from collections.abc import Iterator

from jalons.documents.tree import Block, Column, Figure, Heading, Outline, Paragraph, Run, Table
from jalons.initiatives.models import Initiative
from jalons.pathways import content as plain
from jalons.pathways import phrases, queries
from jalons.pathways.boxes import because_said
from jalons.pathways.content import Branch, Content
from jalons.pathways.drawing import describe
from jalons.pathways.models import PathwayVersion

_HELPS = {
    "action": "Action",
    "condition": "Condition",
    "context_plus": "Ce qui aide",
    "context_minus": "Ce qui freine",
}


def chemins(initiative: Initiative, *, level: int = 2) -> tuple[Block, ...]:
    """Every frozen chemin of the démarche, in the order of its changes; drafts stay out."""
    blocks: list[Block] = []
    for pathway in queries.pathways_of(initiative):
        version = queries.current_version(pathway)
        if version is not None:
            blocks += chemin(version, level=level)
    return tuple(blocks)


def chapter(initiative: Initiative) -> list[Block]:
    """For the dossier: each frozen chemin drawn and said, its hypotheses, then the actions."""
    blocks: list[Block] = []
    for pathway in queries.pathways_of(initiative):
        version = queries.current_version(pathway)
        if version is not None:
            heading, frozen, drawn, listed = chemin(version)
            blocks += [heading, frozen, listed, *_hypotheses(version), drawn]
    table = actions(initiative)
    return [*blocks, Heading(2, "Les actions"), table] if table.rows else blocks


def _hypotheses(version: PathwayVersion) -> list[Block]:
    """What is believed, why, how sure people are, and what was learned since."""
    nodes = {node["id"]: node for node in version.content["nodes"]}
    rows = tuple(
        (
            phrases.whole(
                nodes[link["source"]]["text"],
                nodes[link["target"]]["text"],
                link["because"],
                then=link["then"],
            ),
            link["evidence"],
            ". ".join(filter(None, [link["mark"], link["status_reason"]])),
        )
        for link in version.content["links"]
        if link["kind"] == "hypothesis"
    )
    columns = (
        Column("Si…, alors…, parce que…", weight=6),
        Column("Sur quoi elle s’appuie", weight=3),
        Column("Ce que l’on en sait", weight=4),
    )
    return [Table("Les hypothèses de ce chemin", columns, rows)] if rows else []


def chemin(version: PathwayVersion, *, level: int = 2) -> tuple[Block, ...]:
    """One version: its drawing with words for who cannot see it, and the same as a list."""
    content: Content = version.content
    graph = plain.graph_of(content)
    drawing = plain.picture(content, is_on_page=False)
    title = f"Chemin de progrès : {content['title']}"
    frozen = f"Version {version.number}, empreinte {version.content_hash[:12]}."
    return (
        Heading(level, content["title"]),
        Paragraph((Run(frozen),), is_quiet=True),
        Figure(drawing, alt=describe(graph), caption=title, is_wide=True),
        Outline(tuple(_lines(content))),
    )


def _lines(content: Content) -> Iterator[tuple[int, str]]:
    root, adrift = plain.outline(content)
    for branch in [root] if root else []:
        yield from _branch(branch, 0)
    for branch in adrift:
        yield from _branch(branch, 0)


def _branch(branch: Branch, depth: int) -> Iterator[tuple[int, str]]:
    node, link = branch.node, branch.link
    head = f"{_HELPS[node['kind']]} : " if node["kind"] in _HELPS else ""
    note = f" ({node['note']})" if node["note"] else ""
    yield depth, f"{head}{node['text']}{note}{_said(link)}"
    if branch.is_repeat:
        return
    for child in [*branch.helps, *branch.changes]:
        yield from _branch(child, depth + 1)


def _said(link: dict[str, str] | None) -> str:
    if link is None:
        return ""
    then = f"alors {phrases.inside(link['then'])}" if link["then"] else ""
    strength = f"contribution {link['strength_label'].lower()}" if link["strength_label"] else ""
    mark = link["mark"].lower() if link["kind"] == "hypothesis" or link["tone"] != "unsaid" else ""
    said = [part for part in (then, because_said(link["because"]), strength) if part]
    words = f", {', '.join(said)}" if said else ""
    return f"{words} [{mark}]" if mark else words


def actions(initiative: Initiative) -> Table:
    """The actions and what each contributes to; never a rate of completion."""
    rows = []
    for row in queries.action_rows(initiative):
        sheet = row.sheet
        served = " ; ".join(dict.fromkeys(link.pathway.change.title for link in row.places))
        off = f"hors chemin : {sheet.off_path_reason}" if sheet.is_off_path else "à rattacher"
        rows.append(
            (
                sheet.node.text,
                sheet.pilot_name or "à trouver",
                sheet.partners,
                sheet.calendar,
                served or off,
                str(sheet.get_status_display()),
            )
        )
    columns = (
        Column("Action", weight=3),
        Column("Pilote", weight=2),
        Column("Partenaires", weight=2),
        Column("Calendrier", weight=2),
        Column("Contribue à", weight=3),
        Column("État"),
    )
    return Table("Les actions", columns, tuple(rows))
