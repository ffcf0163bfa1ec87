"""What could be simpler in a chemin. A kernel: no Django.

It proposes and never decides: each proposal says why, and shows the chemin as it would become. Whatever is
accepted, each action that stays still leads to every lasting change that it led to. Where only people's words
can help (a « parce que », a step in between, an action), the preview is the chemin unchanged.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Any

import snowballstemmer

from jalons.pathways.graph import CHANGES, Graph, Kind, Link, is_hypothesis, reachable

_NEAR = 0.6  # share of common stems above which two texts are shown side by side
_COMMON = 2  # stems at least
_EMPTY = frozenset(
    """
    a afin ai ainsi alors apres au aussi autre autres aux avant avec avoir c car ce cela ces cet cette
    chaque chez comme d dans de des deux donc du elle elles en entre est et etre eux font il ils j je l
    la le les leur leurs lui m mais meme mes mon ne nos notre nous on ont ou par peu peut peuvent pour
    qu quand que qui s sa se ses si soit son sont sous sur t tous tout toute toutes un une vos votre
    vous y
    """.split()  # noqa: SIM905 - words, read as words
)
_TURNS = frozenset({"plus", "moin", "san", "pas", "aucun"})  # stems that turn a meaning round


@dataclass(frozen=True, slots=True)
class Proposal:
    """One move that people may accept or refuse. `after` is the chemin if they accept.

    `needs_words`: nothing can be done for them; `after` is the chemin as it stands.
    """

    code: str
    message: str
    after: Graph
    nodes: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    needs_words: bool = False


def proposals(graph: Graph) -> list[Proposal]:
    """Everything that could be simpler, what clears most first. Deterministic."""
    return [
        *_loops(graph),
        *_doubles(graph),
        *_implied(graph),
        *_empty_steps(graph),
        *_orphans(graph),
        *_actions_without_change(graph),
        *_jumps(graph),
        *_changes_without_action(graph),
        *_without_because(graph),
    ]


def to_json(proposal: Proposal) -> dict[str, Any]:
    """Plain data; `preview` is written like the file that was read."""
    return {
        "code": proposal.code,
        "nodes": list(proposal.nodes),
        "links": [list(link) for link in proposal.links],
        "message": proposal.message,
        "preview": {
            "nodes": [{"id": n.id, "kind": str(n.kind), "text": n.text} for n in proposal.after.nodes],
            "links": [_plain(link) for link in proposal.after.links],
        },
    }


def _plain(link: Link) -> dict[str, str]:
    said = {"because": link.because, "strength": link.strength}
    return {"source": link.source, "target": link.target} | {k: v for k, v in said.items() if v}


def without_link(graph: Graph, pair: tuple[str, str]) -> Graph:
    """The chemin without one link."""
    return Graph(graph.nodes, tuple(k for k in graph.links if (k.source, k.target) != pair))


def without_node(graph: Graph, node_id: str) -> Graph:
    """The chemin without an element and its links."""
    kept = tuple(k for k in graph.links if node_id not in {k.source, k.target})
    return Graph(tuple(node for node in graph.nodes if node.id != node_id), kept)


def merged(graph: Graph, kept: str, absorbed: str) -> Graph:
    """The chemin where one element takes over the links of another."""
    links: dict[tuple[str, str], Link] = {}
    for link in graph.links:
        source = kept if link.source == absorbed else link.source
        target = kept if link.target == absorbed else link.target
        if source == target and link.source != link.target:
            continue
        moved = replace(link, source=source, target=target)
        known = links.get((source, target))
        links[source, target] = _joined(known, moved) if known else moved
    return Graph(tuple(node for node in graph.nodes if node.id != absorbed), tuple(links.values()))


def shortened(graph: Graph, node_id: str) -> Graph:
    """The chemin where what led to an element leads to what it led to."""
    before = [k for k in graph.links if k.target == node_id and k.source != node_id]
    after = [k for k in graph.links if k.source == node_id and k.target != node_id]
    rest = without_node(graph, node_id)
    links = {(k.source, k.target): k for k in rest.links}
    for first in before:
        for last in after:
            pair = first.source, last.target
            through = _joined(replace(first, target=last.target), last)
            links[pair] = _joined(links[pair], through) if pair in links else through
    return Graph(rest.nodes, tuple(links.values()))


def _joined(one: Link, two: Link) -> Link:
    """Both reasons are kept when they differ."""
    said = dict.fromkeys(part for part in (one.because.strip(), two.because.strip()) if part)
    return replace(one, because=" ; ".join(said), strength=one.strength or two.strength)


def stems(text: str) -> frozenset[str]:
    """The words that carry meaning, without accents nor endings."""
    flat = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(c if c.isalnum() else " " for c in flat if not unicodedata.combining(c))
    return frozenset(_stem(word) for word in letters.split() if word not in _EMPTY)


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


_STEMMER = snowballstemmer.stemmer("french")


def likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """Share of common stems (Dice); 0 when fewer than two are common, unless both say the same word.

    « Plus de bénévoles » and « moins de bénévoles » are never alike.
    """
    common = len(one & two)
    if (one ^ two) & _TURNS:
        return 0.0
    if common < _COMMON and not (one and one == two):
        return 0.0
    return 2 * common / (len(one) + len(two))


def _doubles(graph: Graph) -> Iterator[Proposal]:
    words = {node.id: stems(node.text) for node in graph.nodes}
    near = [
        (likeness(words[one.id], words[two.id]), one, two)
        for one, two in combinations(graph.nodes, 2)
        if one.kind == two.kind and one.kind is not Kind.CHANGE and one.is_against == two.is_against
    ]
    told: set[str] = set()  # one pair at a time: the rest shows again once it is answered
    for score, one, two in sorted(near, key=lambda found: -found[0]):
        if score < _NEAR:
            return
        if not {one.id, two.id} & told and not _is_step_between(graph, one.id, two.id):
            told |= {one.id, two.id}
            yield Proposal(
                "double",
                f"{graph.text(one.id)} et {graph.text(two.id)} disent presque la même chose : n’en faire "
                "qu’un, avec les liens et les paroles des deux ?",
                merged(graph, one.id, two.id),
                (one.id, two.id),
            )


def _is_step_between(graph: Graph, one: str, two: str) -> bool:
    """Whether a way of two links or more leads from one to the other: one element would make it a loop."""
    direct = {(one, two), (two, one)}
    rest = Graph(graph.nodes, tuple(k for k in graph.links if (k.source, k.target) not in direct))
    return two in reachable(rest, one) or one in reachable(rest, two)


def _implied(graph: Graph) -> Iterator[Proposal]:
    for link in graph.links:
        pair = link.source, link.target
        ends = graph.by_id[link.source].kind, graph.by_id[link.target].kind
        if link.source == link.target or ends[1] not in CHANGES or ends[0] not in {*CHANGES, Kind.ACTION}:
            continue
        shorter = without_link(graph, pair)
        if link.target not in reachable(shorter, link.source):
            continue
        kept = " Son « parce que » est à reporter s’il dit autre chose." if link.because.strip() else ""
        yield Proposal(
            "implied_link",
            f"{graph.text(link.source)} mène déjà à {graph.text(link.target)} par une autre étape : retirer "
            f"le lien direct ?{kept}",
            shorter,
            (link.source, link.target),
            (pair,),
        )


def _empty_steps(graph: Graph) -> Iterator[Proposal]:
    """An intermediate change with one way in from a change, one way out, and no reason on either."""
    if len(graph.of_kind(Kind.INTERMEDIATE)) < 2:  # noqa: PLR2004 - one at least stays (rule 21)
        return
    for node in graph.of_kind(Kind.INTERMEDIATE):
        before = [k for k in graph.links if k.target == node.id]
        after = [k for k in graph.links if k.source == node.id]
        if len(before) != 1 or len(after) != 1 or before[0].because.strip() or after[0].because.strip():
            continue
        source, target = before[0].source, after[0].target
        if node.id in {source, target} or source == target or graph.by_id[source].kind not in CHANGES:
            continue
        yield Proposal(
            "empty_step",
            f"{graph.text(node.id)} n’ajoute rien entre {graph.text(source)} et {graph.text(target)} : "
            "personne n’a dit « parce que ». Passer directement de l’un à l’autre ?",
            shortened(graph, node.id),
            (node.id,),
            ((source, node.id), (node.id, target)),
        )


def _orphans(graph: Graph) -> Iterator[Proposal]:
    tied = {end for k in graph.links if k.source != k.target for end in (k.source, k.target)}
    for node in graph.nodes:
        if node.id not in tied and node.kind not in {Kind.CHANGE, Kind.ACTION}:
            yield Proposal(
                "orphan",
                f"{graph.text(node.id)} n’est relié à rien : le mettre de côté ? Il garde ses paroles et se "
                "replace quand on veut.",
                without_node(graph, node.id),
                (node.id,),
            )


def _actions_without_change(graph: Graph) -> Iterator[Proposal]:
    changes = {node.id for node in graph.of_kind(Kind.CHANGE)}
    for node in graph.of_kind(Kind.ACTION):
        if not reachable(graph, node.id) & changes:
            yield Proposal(
                "action_without_change",
                f"L’action {graph.text(node.id)} ne mène à aucun changement durable : la relier, ou la "
                "laisser hors chemin, en le disant ?",
                without_node(graph, node.id),
                (node.id,),
            )


def _changes_without_action(graph: Graph) -> Iterator[Proposal]:
    helped: set[str] = set()
    for node in graph.of_kind(Kind.ACTION):
        helped |= reachable(graph, node.id)
    followed = {k.target for k in graph.links if graph.by_id[k.source].kind in CHANGES}
    for node in graph.of_kind(Kind.CHANGE, Kind.INTERMEDIATE):
        # Said where the chain begins: what follows from it waits for the same action.
        if node.id not in helped and node.id not in followed:
            yield Proposal(
                "change_without_action",
                f"Aucune action ne contribue à {graph.text(node.id)} : qui peut commencer par quoi ?",
                graph,
                (node.id,),
                needs_words=True,
            )


def _jumps(graph: Graph) -> Iterator[Proposal]:
    """An action tied straight to the lasting change, though steps are known: one of them was skipped."""
    if not graph.of_kind(Kind.INTERMEDIATE):
        return
    depth = _depths(graph)
    for link in graph.links:
        source, target = graph.by_id[link.source], graph.by_id[link.target]
        is_direct = source.kind is Kind.ACTION and target.kind is Kind.CHANGE
        is_long = is_hypothesis(graph, link) and depth[source.id] - depth[target.id] > 1
        if (is_direct or is_long) and source.id != target.id:
            if is_long and target.id in reachable(without_link(graph, (source.id, target.id)), source.id):
                continue  # said as an implied link
            yield Proposal(
                "level_jump",
                f"De {graph.text(source.id)} à {graph.text(target.id)}, une étape est sautée : qu’est-ce qui "
                "change entre les deux, et chez qui ?",
                graph,
                (source.id, target.id),
                ((source.id, target.id),),
                needs_words=True,
            )


def _depths(graph: Graph) -> dict[str, int]:
    """The longest way from each change to what nothing follows; loops are cut where they close."""
    ahead: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for link in graph.links:
        if is_hypothesis(graph, link) and link.source != link.target:
            ahead[link.source].append(link.target)
    found: dict[str, int] = {}
    for node in graph.nodes:
        _deepen(node.id, ahead, found)
    return found


def _deepen(start: str, ahead: dict[str, list[str]], found: dict[str, int]) -> None:
    stack, open_ = [start], {start}
    while stack:
        here = stack[-1]
        waiting = next((t for t in ahead[here] if t not in found and t not in open_), None)
        if waiting is not None:
            stack.append(waiting)
            open_.add(waiting)
            continue
        stack.pop()
        open_.discard(here)
        found[here] = max((found.get(t, -1) + 1 for t in ahead[here]), default=0)


def _loops(graph: Graph) -> Iterator[Proposal]:
    """For each loop, the links to take off: those that no action needs to lead where it leads."""
    served = _served(graph)
    closing = [k for k in graph.links if k.source in reachable(graph, k.target)]
    told: set[str] = set()
    for link in closing:
        pair = link.source, link.target
        after = without_link(graph, pair)
        if _served(after) != served:
            continue
        told |= {link.source, link.target} | (reachable(graph, link.source) & reaching(graph, link.source))
        where = (
            f"{graph.text(link.source)} mène à lui-même"
            if link.source == link.target
            else f"Une boucle se ferme de {graph.text(link.source)} vers {graph.text(link.target)}"
        )
        message = f"{where} : retirer ce lien, et noter le cercle vertueux dans le texte ?"
        yield Proposal("loop", message, after, pair, (pair,))
    for link in closing:
        if link.source not in told:
            told |= reachable(graph, link.source) & reaching(graph, link.source)
            yield Proposal(
                "loop",
                f"Une boucle passe par {graph.text(link.source)}, et chacun de ses liens sert une action : "
                "choisissez ensemble celui à retirer.",
                graph,
                (link.source, link.target),
                ((link.source, link.target),),
                needs_words=True,
            )


def reaching(graph: Graph, end: str) -> set[str]:
    """What leads to an element."""
    return {node.id for node in graph.nodes if end in reachable(graph, node.id)}


def _served(graph: Graph) -> dict[str, frozenset[str]]:
    """The lasting changes that each action leads to."""
    changes = {node.id for node in graph.of_kind(Kind.CHANGE)}
    return {node.id: frozenset(reachable(graph, node.id) & changes) for node in graph.of_kind(Kind.ACTION)}


def _without_because(graph: Graph) -> Iterator[Proposal]:
    for link in graph.links:
        if is_hypothesis(graph, link) and not link.because.strip() and link.source != link.target:
            yield Proposal(
                "no_because",
                f"Pourquoi {graph.text(link.source)} mènerait à {graph.text(link.target)} ? Dites "
                "« parce que… », ou retirez le lien.",
                graph,
                (link.source, link.target),
                ((link.source, link.target),),
                needs_words=True,
            )
