"""A chemin from a JSON file, added to one that is open: one move, undone as one."""

from datetime import datetime

from django.db import transaction

from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.pathways import rules
from jalons.pathways.actions.moves import moving, note
from jalons.pathways.enums import ConditionState, LinkKind, NodeKind, Strength
from jalons.pathways.graph import Graph, Kind, Node
from jalons.pathways.graph import Link as Arrow
from jalons.pathways.models import ActionSheet, Link, PathNode, Pathway, Placement
from jalons.pathways.plan import plain

MOST = 300
_STRENGTHS = {
    "forte": Strength.HIGH,
    "moyenne": Strength.MEDIUM,
    "faible": Strength.LOW,
    **{str(value): Strength(value) for value in Strength.values},
}


@transaction.atomic
def add_graph(
    pathway: Pathway, graph: Graph, *, by: Actor, now: datetime | None = None
) -> tuple[int, list[str]]:
    """Place what the file holds; returns how many elements are new, and what was left aside and why.

    The change of the file is the change of this chemin. An element that says the same here is not doubled.
    """
    changes = graph.of_kind(Kind.CHANGE)
    if len(changes) > 1:
        raise DomainError("Ce fichier porte plusieurs changements durables : un fichier par chemin.")
    if len(graph.nodes) > MOST:
        raise DomainError(f"Ce fichier porte {len(graph.nodes)} éléments ; {MOST} au plus.")
    if any(not node.text.strip() for node in graph.nodes if node.kind is not Kind.CHANGE):
        raise DomainError("Un élément de ce fichier ne dit rien : écrivez son texte.")
    with moving(pathway, sentence=f"{len(graph.nodes)} éléments repris d’un fichier", by=by, now=now) as move:
        rows = PathNode.objects.filter(placements__pathway=pathway)
        known = {(row.kind, plain(row.text)): row for row in rows}
        goal = rows.get(kind=NodeKind.CHANGE)
        placed = {changes[0].id: goal} if changes else {}
        before = len(known)
        for node in graph.nodes:
            if node.id not in placed:
                placed[node.id] = _place(pathway, node, known)
        left = [reason for arrow in graph.links if (reason := _tie(pathway, arrow, placed))]
        note(move, "path_node.added", on=pathway.id, label=f"{len(known) - before} éléments d’un fichier")
    return len(known) - before, left


def _kind(node: Node) -> NodeKind:
    if node.kind is Kind.CONTEXT:
        return NodeKind.CONTEXT_UNFAVOURABLE if node.is_against else NodeKind.CONTEXT_FAVOURABLE
    return NodeKind(str(node.kind))


def _place(pathway: Pathway, node: Node, known: dict[tuple[str, str], PathNode]) -> PathNode:
    kind, text = _kind(node), node.text.strip()
    key = str(kind), plain(text)
    if key not in known:
        state = ConditionState.AWAITED if kind == NodeKind.CONDITION else ""
        row = PathNode.objects.create(
            initiative=pathway.change.initiative, kind=kind, text=text, who=node.note[:200], state=state
        )
        if kind == NodeKind.ACTION:
            ActionSheet.objects.create(node=row, pilot=node.note[:160])
        Placement.objects.create(pathway=pathway, node=row)
        known[key] = row
    return known[key]


def _tie(pathway: Pathway, arrow: Arrow, placed: dict[str, PathNode]) -> str:
    """Draw one arrow; returns why not when it cannot be."""
    source, target = placed[arrow.source], placed[arrow.target]
    kind = rules.link_kind(source.kind, target.kind)
    if kind is None or source.pk == target.pk:
        return f"Le lien de « {source.text} » à « {target.text} » : une flèche ne va pas dans ce sens."
    strength = _STRENGTHS.get(arrow.strength.strip().lower(), "") if kind == LinkKind.CONTRIBUTION else ""
    Link.objects.get_or_create(
        pathway=pathway,
        source=source,
        target=target,
        defaults={"kind": kind, "because": arrow.because.strip(), "strength": strength},
    )
    return ""
