"""A chemin as plain data: what is drawn, listed, frozen. The same for today's and for an old version.

`{"title", "statement", "starting", "nodes": [{"id", "kind", "text", "note", …}],
"links": [{"id", "source", "target", …}], "order": [ids]}`. No Django.
"""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from jalons.pathways.drawing import Caption, describe, draw
from jalons.pathways.graph import Graph, Kind, Link, Node
from jalons.pathways.layout import lay_out
from jalons.pathways.shapes import TRAITS

Content = dict[str, Any]
_CHANGES = {"change", "intermediate"}


@dataclass(slots=True)
class Branch:
    """An element in the list, under what it leads to. `is_repeat`: written in full higher up already."""

    node: dict[str, Any]
    link: dict[str, Any] | None
    changes: list["Branch"] = field(default_factory=list)
    helps: list["Branch"] = field(default_factory=list)
    is_repeat: bool = False


def fingerprint(content: Content) -> str:
    """SHA-256 of the content in one canonical form."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def graph_of(content: Content, *, with_marks: bool = True) -> Graph:
    """The graph to check and to draw; `with_marks`: what was learned stands on the links."""
    nodes = tuple(
        Node(
            item["id"],
            Kind.CONTEXT if item["kind"].startswith("context") else Kind(item["kind"]),
            item["text"],
            item["note"],
            item["kind"] == "context_minus",
        )
        for item in content["nodes"]
    )
    return Graph(nodes, tuple(_link(item, with_marks=with_marks) for item in content["links"]))


def _link(item: dict[str, Any], *, with_marks: bool) -> Link:
    is_hypothesis = item["kind"] == "hypothesis"
    says = with_marks and (is_hypothesis or item["tone"] not in {"", "unsaid"})
    return Link(
        item["source"],
        item["target"],
        because=item["because"],
        then=item["then"],
        strength=item["strength_label"].lower(),
        mark=TRAITS[item["tone"]].word if says and item["tone"] else "",
        tone=item["tone"] if says else "",
    )


def picture(
    content: Content,
    *,
    with_marks: bool = True,
    heading: str = "",
    mention: str = "",
    is_on_page: bool = True,
) -> str:
    """The drawing, as SVG. `heading` and `mention` for a drawing that stands alone."""
    graph = graph_of(content, with_marks=with_marks)
    drawing = lay_out(graph, content["order"])
    title = f"Chemin de progrès : {content['title']}"
    caption = Caption(title, describe(graph), heading, mention, is_on_page=is_on_page)
    return draw(graph, drawing, caption)


def outline(content: Content) -> tuple[Branch | None, list[Branch]]:
    """The list: the change with what leads to it, and the elements that lead nowhere yet."""
    nodes = {item["id"]: item for item in content["nodes"]}
    into: dict[str, list[dict[str, Any]]] = {}
    for link in content["links"]:
        into.setdefault(link["target"], []).append(link)
    seen: set[str] = set()
    goal = next((item for item in content["nodes"] if item["kind"] == "change"), None)
    root = _branch(goal, None, nodes, into, seen) if goal else None
    adrift = [
        _branch(item, None, nodes, into, seen)
        for item in content["nodes"]
        if item["id"] not in seen and not _leads_to_unseen(item["id"], content, seen)
    ]
    adrift += [  # what only turns in a loop
        _branch(item, None, nodes, into, seen) for item in content["nodes"] if item["id"] not in seen
    ]
    return root, adrift


def _leads_to_unseen(node_id: str, content: Content, seen: set[str]) -> bool:
    return any(
        link["source"] == node_id and link["target"] not in seen and link["target"] != node_id
        for link in content["links"]
    )


def _branch(
    node: dict[str, Any],
    link: dict[str, Any] | None,
    nodes: dict[str, dict[str, Any]],
    into: dict[str, list[dict[str, Any]]],
    seen: set[str],
) -> Branch:
    branch = Branch(node, link, is_repeat=node["id"] in seen)
    if branch.is_repeat:
        return branch
    seen.add(node["id"])
    for arrow in into.get(node["id"], []):
        child = _branch(nodes[arrow["source"]], arrow, nodes, into, seen)
        (branch.changes if child.node["kind"] in _CHANGES else branch.helps).append(child)
    return branch
