"""Rule 21 on a graph without Django."""

from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given

from jalons.pathways.graph import (
    Graph,
    GraphError,
    Kind,
    Link,
    Node,
    checklist,
    findings,
    from_json,
    is_sound,
)
from tests.pathways.graphs import example, graphs


def codes(graph: Graph) -> list[str]:
    return [finding.code for finding in findings(graph)]


def with_links(*links: Link) -> Graph:
    return Graph(example().nodes, example().links + links)


def without_node(gone: str) -> Graph:
    graph = example()
    return Graph(
        tuple(n for n in graph.nodes if n.id != gone),
        tuple(link for link in graph.links if gone not in (link.source, link.target)),
    )


def test_a_sound_chemin_has_nothing_to_mend() -> None:
    assert findings(example()) == []
    assert is_sound(example())


def test_the_checklist_always_has_its_seven_lines_in_order() -> None:
    lines = ["sink", "intermediate", "reach", "acyclic", "connected", "because", "action"]
    assert [check.code for check in checklist(example())] == lines
    assert [check.code for check in checklist(Graph((), ()))] == lines


def test_a_missing_change_is_said() -> None:
    assert "no_change" in codes(without_node("C"))


def test_several_changes_are_reported_not_refused() -> None:
    graph = Graph(
        (*example().nodes, Node("D", Kind.CHANGE, "Autre")), (*example().links, Link("I1", "D", "x"))
    )
    assert codes(graph) == ["several_changes"]


def test_nothing_may_leave_the_change() -> None:
    assert "leaves_the_change" in codes(with_links(Link("C", "I1", "x")))


def test_a_loop_is_reported_with_its_elements_and_links() -> None:
    found = [
        f for f in findings(with_links(Link("I1", "I3", "x"), Link("I3", "I1", "y"))) if f.code == "cycle"
    ]
    assert [(f.nodes, f.links) for f in found] == [(("I1", "I3"), (("I1", "I3"), ("I3", "I1")))]


def test_a_link_from_an_element_to_itself_is_a_loop() -> None:
    assert "cycle" in codes(with_links(Link("I1", "I1", "x")))


def test_an_element_tied_to_nothing_is_an_orphan() -> None:
    graph = Graph((*example().nodes, Node("O", Kind.CONDITION, "seul")), example().links)
    assert [(f.code, f.nodes) for f in findings(graph)] == [("orphan", ("O",))]


def test_an_element_that_leads_nowhere_is_a_dead_end() -> None:
    graph = Graph(
        (*example().nodes, Node("O", Kind.INTERMEDIATE, "fin")), (*example().links, Link("A1", "O"))
    )
    assert codes(graph) == ["dead_end"]


def test_a_part_without_the_change_is_said_to_be_apart() -> None:
    more = (Node("X", Kind.INTERMEDIATE, "x"), Node("Y", Kind.INTERMEDIATE, "y"))
    graph = Graph(example().nodes + more, (*example().links, Link("X", "Y", "z")))
    assert codes(graph) == ["does_not_reach", "dead_end", "separate_part"]


@pytest.mark.parametrize("because", ["", "   "])
def test_a_link_between_changes_needs_its_reason(because: str) -> None:
    graph = example()
    links = tuple(replace(link, because=because) if link.source == "I1" else link for link in graph.links)
    assert [(f.code, f.links) for f in findings(Graph(graph.nodes, links))] == [
        ("no_because", (("I1", "C"),))
    ]


def test_a_contribution_needs_no_reason() -> None:
    assert is_sound(with_links(Link("A2", "I1")))


def test_a_chemin_needs_a_first_action() -> None:
    graph = without_node("A1")
    assert is_sound(graph)
    bare = Graph(
        tuple(n for n in graph.nodes if n.id != "A2"), tuple(k for k in graph.links if k.source != "A2")
    )
    assert codes(bare) == ["no_action"]


def test_a_chemin_needs_an_intermediate_change() -> None:
    nodes = (Node("C", Kind.CHANGE, "x"), Node("A", Kind.ACTION, "y"))
    assert codes(Graph(nodes, (Link("A", "C"),))) == ["no_intermediate"]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"nodes": [{"id": "a"}]},
        {"nodes": [{"id": "a", "kind": "dream", "text": "x"}]},
        {"nodes": [{"id": "a", "kind": "action", "text": "x"}] * 2},
        {"nodes": [], "links": [{"source": "a", "target": "b"}]},
        {"nodes": 3},
    ],
)
def test_what_is_no_graph_is_refused_with_a_sentence(data: dict[str, object]) -> None:
    with pytest.raises(GraphError, match=r"\w+ .*\."):
        from_json(data)


@given(graphs())
def test_findings_never_fail_and_always_say_where_and_what(graph: Graph) -> None:
    ids = set(graph.by_id)
    for finding in findings(graph):
        assert set(finding.nodes) <= ids
        assert finding.message.endswith((".", "?"))


@given(graphs())
def test_a_graph_without_findings_is_what_rule_21_asks(graph: Graph) -> None:
    if not is_sound(graph):
        return
    network = graph.digraph()
    sinks = [node for node in network if network.out_degree(node) == 0]
    assert nx.is_directed_acyclic_graph(network)
    assert nx.is_weakly_connected(network)
    assert [graph.by_id[sink].kind for sink in sinks] == [Kind.CHANGE]
    assert graph.of_kind(Kind.INTERMEDIATE)
    assert graph.of_kind(Kind.ACTION)
