"""The drawing's promises: no overlap, every link drawn, nothing under a foreign box, always the same."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings

from jalons.pathways.boxes import label_face, node_face
from jalons.pathways.drawing import Caption, describe, draw
from jalons.pathways.graph import Graph, Kind, Link, Node
from jalons.pathways.layout import Box, Drawing, lay_out, to_json
from jalons.pathways.metrics import text_width, wrap
from tests.pathways.graphs import FRENCH, example, graphs, realistic


def overlap(one: Box, two: Box) -> bool:
    return (
        one.x < two.x + two.width
        and two.x < one.x + one.width
        and one.y < two.y + two.height
        and two.y < one.y + one.height
    )


def passes_under(here: tuple[float, float], there: tuple[float, float], box: Box) -> bool:
    """Whether a piece of a link (its bounding box, where the curve stays) enters a box."""
    left, right = sorted((here[0], there[0]))
    top, bottom = sorted((here[1], there[1]))
    return (
        left < box.x + box.width - 0.2
        and right > box.x + 0.2
        and top < box.y + box.height - 0.2
        and bottom > box.y + 0.2
    )


def on_edge(point: tuple[float, float], box: Box) -> bool:
    x, y = point
    across = abs(x - box.x) < 0.2 or abs(x - box.x - box.width) < 0.2
    within = box.y - 0.2 <= y <= box.y + box.height + 0.2
    return (across and within) or (box.x <= x <= box.x + box.width and abs(y - box.y) < 0.2)


def recount(drawing: Drawing) -> int:
    """Crossings seen in the drawing alone: pieces of different links that pass through each other."""
    pieces = [
        (index, *sorted(pair))
        for index, route in enumerate(drawing.routes)
        for pair in pairwise(route.points)
    ]
    total = 0
    for (i, a, b), (j, c, d) in combinations(pieces, 2):
        if i != j and turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0:
            total += 1
    return total


def turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return round((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]), 6)


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_the_crossings_told_are_those_one_sees(graph: Graph) -> None:
    drawing = lay_out(graph)
    assert drawing.crossings == recount(drawing)


@pytest.mark.parametrize(("size", "seed"), [(25, 1), (25, 7), (105, 2)])
def test_the_crossings_told_are_those_one_sees_at_real_sizes(size: int, seed: int) -> None:
    drawing = lay_out(realistic(size, seed))
    assert drawing.crossings == recount(drawing)


def check(graph: Graph, drawing: Drawing) -> None:
    boxes = list(drawing.boxes.values()) + [r.label for r in drawing.routes if r.label]
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    assert [(r.link.source, r.link.target) for r in drawing.routes] == [
        (k.source, k.target) for k in graph.links
    ]
    for route in drawing.routes:
        own = (drawing.boxes[route.link.source], drawing.boxes[route.link.target], route.label)
        assert on_edge(route.points[0], own[0])
        assert on_edge(route.points[-1], own[1])
        foreign = [box for box in boxes if box not in own]
        for here, there in zip(route.points, route.points[1:], strict=False):
            assert not [box for box in foreign if passes_under(here, there, box)]


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_whatever_people_draw_nothing_overlaps_and_every_link_is_there(graph: Graph) -> None:
    check(graph, lay_out(graph))


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_the_same_graph_always_gives_the_same_drawing(graph: Graph) -> None:
    assert lay_out(graph) == lay_out(graph)


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_no_word_is_lost(graph: Graph) -> None:
    for node, box in ((node, lay_out(graph).boxes[node.id]) for node in graph.nodes):
        said = "".join("".join(line.text for line in box.face.lines).split())
        assert "".join(node.text.split()) in said
        assert "".join(node.note.split()) in said


@pytest.mark.parametrize("size", [25, 105, 300])
def test_real_sizes_keep_the_promises(size: int) -> None:
    graph = realistic(size, seed=size)
    check(graph, lay_out(graph))


def test_the_small_example_has_no_crossing_and_reads_from_left_to_right() -> None:
    drawing = lay_out(example())
    assert drawing.crossings == 0
    for route in drawing.routes:
        xs = [x for x, _ in route.points]
        assert xs == sorted(xs)


def test_actions_stand_at_the_left_and_the_change_at_the_right() -> None:
    drawing = lay_out(example())
    assert Kind.ACTION in drawing.columns[0].kinds
    assert drawing.columns[-1].kinds == {Kind.CHANGE}


def test_the_change_stays_at_the_right_even_when_a_link_leaves_it() -> None:
    graph = Graph(example().nodes, (*example().links, Link("C", "I1", "en retour")))
    drawing = lay_out(graph)
    assert drawing.columns[-1].kinds == {Kind.CHANGE}
    assert [r.is_back for r in drawing.routes] == [False] * 8 + [True]


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_adding_an_element_never_swaps_two_that_people_know(graph: Graph) -> None:
    before = lay_out(graph)
    new = Node("new", Kind.ACTION, "Une action de plus")
    grown = Graph((*graph.nodes, new), (*graph.links, Link("new", graph.nodes[0].id)))
    after = lay_out(grown, before.order)
    middles = {key: box.y + box.height / 2 for key, box in before.boxes.items()}
    for one, two in combinations(before.boxes, 2):
        same_column_before = overlap_across(before.boxes[one], before.boxes[two])
        same_column_after = overlap_across(after.boxes[one], after.boxes[two])
        if same_column_before and same_column_after:
            now = after.boxes[one].y < after.boxes[two].y
            assert now == (middles[one] < middles[two])


def overlap_across(one: Box, two: Box) -> bool:
    return one.x == two.x


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_lines_fit_in_their_box(graph: Graph) -> None:
    for node in graph.nodes:
        face = node_face(node)
        assert all(0 < line.y <= face.height for line in face.lines)


@pytest.mark.parametrize(
    "text", [FRENCH, FRENCH * 7, "x" * 615, "a-b" * 100, "1 350 €", "🌱" * 60, "日本" * 50]
)
@pytest.mark.parametrize("width", [40.0, 190.0])
def test_wrapped_lines_are_no_wider_than_asked_and_lose_nothing(text: str, width: float) -> None:
    lines = wrap(text, width, 15)
    assert max(text_width(line, 15) for line in lines) <= width
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_no_break_space_never_breaks() -> None:
    assert wrap("coûte 1\u202f350\u00a0€", 75, 15) == ["coûte", "1\u202f350\u00a0€"]


@pytest.mark.parametrize(
    ("because", "said"),
    [
        ("il fait froid", "parce qu’il fait froid"),
        ("le lien naît", "parce que le lien naît"),
        ("Parce que c’est loin", "Parce que c’est loin"),
        ("on se connaît", "parce qu’on se connaît"),
    ],
)
def test_parce_que_is_said_as_french_says_it(because: str, said: str) -> None:
    face = label_face(example(), Link("I1", "C", because=because))
    assert face is not None
    assert " ".join(line.text for line in face.lines) == said


def test_plain_data_has_each_element_and_link() -> None:
    graph = example()
    data = to_json(graph, lay_out(graph))
    assert [node["id"] for node in data["nodes"]] == [node.id for node in graph.nodes]
    assert len(data["links"]) == len(graph.links)
    assert data["crossings"] == 0


def test_the_drawing_says_in_words_what_its_lines_say() -> None:
    marked = Link("I1", "C", because="la continuité", mark="Vacille", tone="waver")
    graph = Graph(example().nodes, (marked, *(k for k in example().links if k.source != "I1")))
    svg = draw(graph, lay_out(graph), Caption("Un titre", describe(graph), "En tête", "exemple fictif"))
    assert svg.startswith("<svg ")
    assert svg.count("Vacille") == 2  # on the link, in the legend
    assert '<title id="chemin-t">Un titre</title>' in svg
    assert "exemple fictif" in svg
    assert "style=" not in svg


def test_what_people_wrote_never_becomes_markup() -> None:
    graph = Graph((Node("C", Kind.CHANGE, "<script>alert(1)</script> & co"),), ())
    svg = draw(graph, lay_out(graph), Caption("<b>", "&"))
    assert "<script" not in svg
    assert "<b>" not in svg


def test_an_empty_graph_is_drawn_empty() -> None:
    assert lay_out(Graph((), ())).boxes == {}
