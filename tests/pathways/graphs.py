"""Chemins for the tests of the kernels: one written by hand, one made by hypothesis, one of any size."""

import random

from hypothesis import strategies as st

from jalons.pathways.graph import Graph, Kind, Link, Node

FRENCH = "les parents des hameaux trouvent près de chez eux l’été un lieu chauffé, « vivant » et gratuit"


def example() -> Graph:
    """A small sound chemin: two actions, three intermediate changes, a condition, a factor."""
    nodes = (
        Node("C", Kind.CHANGE, "Les parents des hameaux ont d’autres parents sur qui compter"),
        Node("I1", Kind.INTERMEDIATE, "Les assistantes maternelles se remplacent", "an 2"),
        Node("I2", Kind.INTERMEDIATE, "Les maires lisent ensemble les besoins", "an 1"),
        Node("I3", Kind.INTERMEDIATE, "Les parents s’organisent entre voisins", "an 3"),
        Node("K1", Kind.CONDITION, "un local chauffé dans chaque bourg"),
        Node("F1", Kind.CONTEXT, "la baisse des naissances", is_against=True),
        Node("A1", Kind.ACTION, "Rencontres itinérantes"),
        Node("A2", Kind.ACTION, "Recensement des besoins"),
    )
    links = (
        Link("I2", "C", because="ils cessent de raisonner seuls"),
        Link("I1", "C", because="la continuité est assurée"),
        Link("I3", "C", because="le lien naît du service rendu"),
        Link("K1", "I3"),
        Link("F1", "C"),
        Link("A1", "I1", strength="forte"),
        Link("A1", "I3", strength="moyenne"),
        Link("A2", "I2", strength="forte"),
    )
    return Graph(nodes, links)


def realistic(size: int, seed: int) -> Graph:
    """A chemin shaped like the 113 real ones: a few levels, labels of 62 characters at the median."""
    rng = random.Random(seed)
    nodes = [Node("c", Kind.CHANGE, FRENCH)]
    links: list[Link] = []
    level: dict[str, int] = {"c": 0}
    for index in range(1, size):
        kind = rng.choices([Kind.INTERMEDIATE, Kind.ACTION, Kind.CONDITION, Kind.CONTEXT], [5, 4, 1, 1])[0]
        words = (FRENCH.split() * 8)[
            : rng.choice([4, 8, 10, 12, 14, 25, 100] if index % 9 == 0 else [6, 9, 12])
        ]
        node = Node(f"n{index}", kind, " ".join(words))
        ahead = [n.id for n in nodes if n.id in level and level[n.id] < 5]
        targets = rng.sample(ahead, min(len(ahead), rng.choice([1, 1, 1, 2])))
        if kind is Kind.INTERMEDIATE:
            level[node.id] = 1 + max(level[target] for target in targets)
        because = "ils se connaissent" if kind is Kind.INTERMEDIATE else ""
        links += [Link(node.id, target, because=because) for target in targets]
        nodes.append(node)
    return Graph(tuple(nodes), tuple(links))


@st.composite
def graphs(draw: st.DrawFn, *, max_nodes: int = 14) -> Graph:
    """Anything people may draw: loops, several changes, orphans, long or strange words."""
    count = draw(st.integers(1, max_nodes))
    texts = st.one_of(
        st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40),
        st.sampled_from([FRENCH, FRENCH * 7, "x" * 615, "Oui"]),
    )
    nodes = tuple(
        Node(
            f"n{index}", draw(st.sampled_from(Kind)), draw(texts), draw(st.sampled_from(["", "maires, an 1"]))
        )
        for index in range(count)
    )
    ids = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(ids, ids), max_size=2 * count, unique=True))
    links = tuple(
        Link(
            f"n{source}",
            f"n{target}",
            because=draw(st.sampled_from(["", "ils se connaissent", FRENCH * 3])),
            strength=draw(st.sampled_from(["", "forte"])),
        )
        for source, target in pairs
    )
    return Graph(nodes, links)
