"""Simplifying: what is proposed, and that no action that stays loses the change it led to."""

import pytest
from hypothesis import given, settings

from jalons.pathways.graph import Graph, Kind, Link, Node, reachable
from jalons.pathways.simplify import Proposal, likeness, proposals, stems, to_json
from tests.pathways.graphs import example, graphs, realistic

C = Node("C", Kind.CHANGE, "Les parents ont d’autres parents sur qui compter")
I1 = Node("I1", Kind.INTERMEDIATE, "Les assistantes maternelles se remplacent")
I2 = Node("I2", Kind.INTERMEDIATE, "Les maires partagent leur lecture des besoins")
A = Node("A", Kind.ACTION, "Rencontres itinérantes")


def codes(*parts: Node | Link) -> list[str]:
    return [found.code for found in proposals(graph(*parts))]


def graph(*parts: Node | Link) -> Graph:
    return Graph(
        tuple(part for part in parts if isinstance(part, Node)),
        tuple(part for part in parts if isinstance(part, Link)),
    )


def only(code: str, *parts: Node | Link) -> Proposal:
    return next(found for found in proposals(graph(*parts)) if found.code == code)


BECAUSE = "ils se connaissent"
SOUND = (C, I1, A, Link("I1", "C", BECAUSE), Link("A", "I1"))


def test_a_chemin_that_is_simple_is_left_alone() -> None:
    assert codes(*SOUND) == []


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("double", (Node("I9", Kind.INTERMEDIATE, "Des assistantes maternelles se remplacent entre elles"),)),
        ("orphan", (I2,)),
        ("loop", (Link("C", "I1"),)),
        ("loop", (Link("I1", "I1"),)),
        ("action_without_change", (Node("B", Kind.ACTION, "Recensement"),)),
        ("change_without_action", (I2, Link("I2", "C", BECAUSE))),
        ("no_because", (I2, Link("A", "I2"), Link("I2", "C"))),
        ("level_jump", (Node("B", Kind.ACTION, "Recensement"), Link("B", "C"))),
        ("implied_link", (Link("A", "C"),)),
        ("implied_link", (I2, Link("I2", "I1", BECAUSE), Link("I2", "C", BECAUSE), Link("A", "I2"))),
    ],
)
def test_each_thing_to_simplify_is_proposed(code: str, parts: tuple[Node | Link, ...]) -> None:
    assert code in codes(*SOUND, *parts)


def test_a_step_that_nobody_explained_is_passed_over() -> None:
    found = only("empty_step", C, I1, I2, A, Link("A", "I2"), Link("I2", "I1"), Link("I1", "C"))
    assert found.nodes == ("I1",)
    assert [(k.source, k.target) for k in found.after.links] == [("A", "I2"), ("I2", "C")]


def test_a_double_takes_over_links_and_reasons() -> None:
    twin = Node("I9", Kind.INTERMEDIATE, "Les assistantes maternelles se remplacent")
    found = only("double", *SOUND, twin, Link("I9", "C", "la garde continue"), Link("A", "I9"))
    assert [(k.source, k.target, k.because) for k in found.after.links] == [
        ("I1", "C", "ils se connaissent ; la garde continue"),
        ("A", "I1", ""),
    ]


@pytest.mark.parametrize(
    ("one", "two", "is_near"),
    [
        ("Les parents se rencontrent au bourg", "Des parents se rencontrent dans le bourg", True),
        ("Rencontre des parents au bourg", "Rencontres de parents, au bourg", True),
        ("Plus de bénévoles au club des aînés", "Moins de bénévoles au club des aînés", False),
        ("Les parents se rencontrent", "Les maires se rencontrent", False),
        ("Un local chauffé", "Un relais itinérant", False),
    ],
)
def test_doubles_are_near_in_words_and_never_opposites(one: str, two: str, *, is_near: bool) -> None:
    assert (likeness(stems(one), stems(two)) >= 0.6) is is_near


@settings(max_examples=80, deadline=None)
@given(graphs())
def test_each_action_that_stays_still_leads_to_the_changes_it_led_to(drawn: Graph) -> None:
    changes = {node.id for node in drawn.of_kind(Kind.CHANGE)}
    for found in proposals(drawn):
        stays = {node.id for node in found.after.nodes}
        assert changes <= stays
        for node in found.after.of_kind(Kind.ACTION):
            absorbed = {node.id}
            if found.code == "double" and found.nodes[0] == node.id:
                absorbed |= {found.nodes[1]}
            before = set().union(*(reachable(drawn, key) for key in absorbed)) & changes
            assert reachable(found.after, node.id) & changes >= before


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_proposals_are_the_same_each_time_and_name_what_is_there(drawn: Graph) -> None:
    found = proposals(drawn)
    assert found == proposals(drawn)
    for proposal in found:
        assert proposal.nodes
        assert set(proposal.nodes) <= set(drawn.by_id)
        assert set(proposal.links) <= {(k.source, k.target) for k in drawn.links}
        assert (proposal.after == drawn) is proposal.needs_words


@settings(max_examples=60, deadline=None)
@given(graphs(max_nodes=9))
def test_accepting_one_after_the_other_comes_to_an_end(drawn: Graph) -> None:
    for _ in range(60):
        ready = [found for found in proposals(drawn) if not found.needs_words]
        if not ready:
            return
        assert (len(ready[0].after.nodes), len(ready[0].after.links)) < (len(drawn.nodes), len(drawn.links))
        drawn = ready[0].after
    pytest.fail("no end")


def test_plain_data_is_written_like_the_file_read() -> None:
    data = to_json(only("implied_link", *SOUND, Link("A", "C")))
    assert list(data) == ["code", "nodes", "links", "message", "preview"]
    assert data["preview"]["links"] == [
        {"source": "I1", "target": "C", "because": BECAUSE},
        {"source": "A", "target": "I1"},
    ]


def test_three_hundred_elements_are_read_at_once() -> None:
    assert proposals(realistic(300, seed=3))
    assert {found.code for found in proposals(example())} == set()
