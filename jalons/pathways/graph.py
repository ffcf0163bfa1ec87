"""A chemin de progrès as a graph, and what must hold of it (domain.md §2.8, §10 rule 21). A kernel.

Loops, several changes, links without « parce que » are accepted as input: they are reported, not refused,
because people draw before they tidy up.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx


class Kind(StrEnum):
    CHANGE = "change"
    INTERMEDIATE = "intermediate"
    CONDITION = "condition"
    CONTEXT = "context"
    ACTION = "action"


_QUOTED = 60  # characters of a text when a sentence names it
CHANGES = frozenset({Kind.CHANGE, Kind.INTERMEDIATE})


class GraphError(ValueError):
    """The input is no graph: an unknown kind, an id twice, a link to nothing."""


@dataclass(frozen=True, slots=True)
class Node:
    """One element. `note` is the small second line: who, when. `is_against`: an unfavourable factor."""

    id: str
    kind: Kind
    text: str
    note: str = ""
    is_against: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow. `mark` is what was learned of it, in words; `tone` the look that goes with the word."""

    source: str
    target: str
    because: str = ""
    then: str = ""
    strength: str = ""
    mark: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend. `message` is French and says what to do; the ids tell where."""

    code: str
    message: str
    nodes: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist of rule 21."""

    code: str
    label: str
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        return not self.findings


@dataclass(frozen=True)
class Graph:
    """Nodes in the order people gave them, and links."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    by_id: dict[str, Node] = field(init=False, compare=False, repr=False)
    ahead: dict[str, list[str]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        by_id = {node.id: node for node in self.nodes}
        if len(by_id) != len(self.nodes):
            twice = next(key for key, count in Counter(node.id for node in self.nodes).items() if count > 1)
            raise GraphError(f"Deux éléments portent le même identifiant : {twice}.")
        for link in self.links:
            if link.source not in by_id or link.target not in by_id:
                raise GraphError(
                    f"Le lien {link.source} → {link.target} part d’un élément absent, ou y arrive."
                )
        ahead: dict[str, list[str]] = {key: [] for key in by_id}
        for link in self.links:
            ahead[link.source].append(link.target)
        object.__setattr__(self, "by_id", by_id)
        object.__setattr__(self, "ahead", ahead)

    def digraph(self) -> "nx.DiGraph[str]":
        """The same, for algorithms."""
        import networkx as nx  # here, because drawing does without this tenth of a second

        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(node.id for node in self.nodes)
        graph.add_edges_from((link.source, link.target) for link in self.links)
        return graph

    def of_kind(self, *kinds: Kind) -> list[Node]:
        return [node for node in self.nodes if node.kind in kinds]

    def text(self, node_id: str) -> str:
        """The beginning of a node's text, in quotes, for a sentence."""
        text = " ".join(self.by_id[node_id].text.split())
        return f"« {text} »" if len(text) <= _QUOTED else f"« {text[:_QUOTED]}… »"


def from_json(data: Mapping[str, Any]) -> Graph:
    """Read `{"nodes": [{"id","kind","text"}], "links": [{"source","target","because"?,"strength"?}]}`.

    Raises GraphError with a sentence.
    """
    if not isinstance(data, Mapping) or "nodes" not in data:
        raise GraphError("Un chemin est un objet qui porte nodes, et links s’il y en a.")
    rows, arrows = data["nodes"], data.get("links", [])
    if not isinstance(rows, list) or not isinstance(arrows, list):
        raise GraphError("nodes et links sont des listes.")
    try:
        return Graph(tuple(_node(item) for item in rows), tuple(_link(item) for item in arrows))
    except (KeyError, TypeError, AttributeError) as wrong:
        raise GraphError(
            "Chaque élément porte id, kind et text ; chaque lien porte source et target."
        ) from wrong


def to_json(graph: Graph) -> dict[str, Any]:
    """The same as plain data, in the form that `from_json` reads."""
    nodes: list[dict[str, str]] = []
    for node in graph.nodes:
        said = {"note": node.note, "sign": "minus" if node.is_against else ""}
        nodes.append(
            {"id": node.id, "kind": str(node.kind), "text": node.text} | {k: v for k, v in said.items() if v}
        )
    links: list[dict[str, str]] = []
    for link in graph.links:
        reasons = {"because": link.because, "strength": link.strength}
        links.append({"source": link.source, "target": link.target} | {k: v for k, v in reasons.items() if v})
    return {"nodes": nodes, "links": links}


def _node(item: Mapping[str, Any]) -> Node:
    kind, text = item["kind"], item["text"]
    if kind not in list(Kind):
        raise GraphError(f"Type inconnu : {kind}. Les types sont {', '.join(Kind)}.")
    if not isinstance(text, str):
        raise TypeError
    return Node(_name(item["id"]), Kind(kind), text, str(item.get("note") or ""), item.get("sign") == "minus")


def _name(value: Any) -> str:
    """An identifier: a text, or a whole number written as one."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError
    return str(value)


def _link(item: Mapping[str, Any]) -> Link:
    return Link(
        _name(item["source"]),
        _name(item["target"]),
        because=str(item.get("because") or ""),
        strength=str(item.get("strength") or ""),
    )


def reachable(graph: Graph, start: str) -> set[str]:
    """What an element leads to, by one link or several; itself only when a loop comes back to it."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for target in graph.ahead[waiting.pop()]:
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def is_hypothesis(graph: Graph, link: Link) -> bool:
    """Whether both ends are changes: such a link says « parce que » (domain.md §2.8)."""
    return graph.by_id[link.source].kind in CHANGES and graph.by_id[link.target].kind in CHANGES


def checklist(graph: Graph) -> list[Check]:
    """The lines of rule 21, in the order in which people mend them. Never raises."""
    return [
        Check("sink", "Un seul changement durable, au bout du chemin", tuple(_sink(graph))),
        Check("intermediate", "Au moins un changement intermédiaire", tuple(_intermediate(graph))),
        Check("reach", "Tout mène au changement durable", tuple(_reach(graph))),
        Check("acyclic", "Aucune boucle", tuple(_loops(graph))),
        Check("connected", "Un chemin d’un seul tenant", tuple(_connected(graph))),
        Check("because", "Un « parce que » sur chaque lien entre changements", tuple(_because(graph))),
        Check("action", "Au moins une première action contributrice", tuple(_action(graph))),
    ]


def findings(graph: Graph) -> list[Finding]:
    """Everything to mend, in the order of the checklist."""
    return [finding for check in checklist(graph) for finding in check.findings]


def is_sound(graph: Graph) -> bool:
    """Whether rule 21 holds."""
    return not findings(graph)


def _sink(graph: Graph) -> Iterable[Finding]:
    changes = graph.of_kind(Kind.CHANGE)
    if not changes:
        yield Finding("no_change", "Le changement durable manque : placez-le au bout du chemin.")
    if len(changes) > 1:
        yield Finding(
            "several_changes",
            "Ce dessin porte plusieurs changements durables : faites un chemin pour chacun.",
            tuple(node.id for node in changes),
        )
    ids = {node.id for node in changes}
    for link in graph.links:
        if link.source in ids and link.target != link.source:
            yield Finding(
                "leaves_the_change",
                f"Rien ne part du changement durable : retournez ou retirez le lien vers "
                f"{graph.text(link.target)}.",
                (link.source,),
                ((link.source, link.target),),
            )


def _intermediate(graph: Graph) -> Iterable[Finding]:
    if not graph.of_kind(Kind.INTERMEDIATE):
        yield Finding(
            "no_intermediate",
            "Il manque un changement intermédiaire : qu’est-ce qui devrait changer d’abord, et chez qui ?",
        )


def _reach(graph: Graph) -> Iterable[Finding]:
    changes = {node.id for node in graph.of_kind(Kind.CHANGE)}
    if not changes:
        return
    import networkx as nx

    network = graph.digraph()
    reaching = changes.union(*(nx.ancestors(network, change) for change in sorted(changes)))
    for node in graph.nodes:
        if node.id in reaching:
            continue
        if network.degree(node.id) == 0:
            code, what = "orphan", "n’est relié à rien : reliez-le ou retirez-le."
        elif network.out_degree(node.id) == 0:
            code, what = "dead_end", "ne mène à rien : dites à quoi cela sert, ou retirez-le."
        else:
            code, what = "does_not_reach", "ne mène pas au changement durable : reliez la suite."
        yield Finding(code, f"{graph.text(node.id)} {what}", (node.id,))


def _loops(graph: Graph) -> Iterable[Finding]:
    import networkx as nx

    network = graph.digraph()
    for group in nx.strongly_connected_components(network):
        inside = [node.id for node in graph.nodes if node.id in group]
        links = tuple(
            (link.source, link.target)
            for link in graph.links
            if link.source in group and link.target in group
        )
        if len(inside) == 1 and not links:
            continue
        yield Finding(
            "cycle",
            f"Une boucle passe par {graph.text(inside[0])} : gardez le lien le plus fort, et notez l’autre "
            "comme un cercle vertueux dans le texte.",
            tuple(inside),
            links,
        )


def _connected(graph: Graph) -> Iterable[Finding]:
    import networkx as nx

    network = graph.digraph()
    parts = [part for part in nx.weakly_connected_components(network) if len(part) > 1]
    changes = {node.id for node in graph.of_kind(Kind.CHANGE)}
    for part in parts:
        if part & changes or (not changes and part is parts[0]):
            continue
        inside = tuple(node.id for node in graph.nodes if node.id in part)
        yield Finding(
            "separate_part",
            f"Un morceau est à part, avec {graph.text(inside[0])} : reliez-le au chemin.",
            inside,
        )


def _because(graph: Graph) -> Iterable[Finding]:
    for link in graph.links:
        if is_hypothesis(graph, link) and not link.because.strip():
            yield Finding(
                "no_because",
                f"Dites « parce que… » entre {graph.text(link.source)} et {graph.text(link.target)}.",
                (link.source, link.target),
                ((link.source, link.target),),
            )


def _action(graph: Graph) -> Iterable[Finding]:
    actions = {node.id for node in graph.of_kind(Kind.ACTION)}
    helping = {
        link.source
        for link in graph.links
        if link.source in actions and graph.by_id[link.target].kind in CHANGES
    }
    if not helping:
        yield Finding(
            "no_action",
            "Il manque une première action contributrice : que commençons-nous, et qui la porte ?",
        )
