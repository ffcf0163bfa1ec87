"""`jalons pathway check|layout|simplify FILE.json --json`: a chemin from a file. Plain Python, no Django.

FILE holds one chemin: `{"nodes": [{"id", "kind", "text"}], "links": [{"source", "target", "because"?,
"strength"?}]}`. Nodes that already carry `y`, as `layout` writes it, keep their order from top to bottom.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jalons.pathways.graph import Finding, Graph, GraphError, findings, from_json

MOVES = ("check", "layout", "simplify")


class Refused(Exception):  # noqa: N818 - a refusal, not a fault
    """The file is no chemin; the sentence says what to do."""


def main(argv: Sequence[str]) -> int:
    """Answer one command line. 0 when the file could be read, 1 when not, 2 for a wrong command line."""
    parser = argparse.ArgumentParser(
        prog="jalons pathway",
        description="Vérifie un chemin de progrès écrit en JSON (check), calcule son dessin (layout), ou "
        "propose de le simplifier (simplify).",
    )
    parser.add_argument("move", choices=MOVES, metavar="check|layout|simplify", help="que faire du chemin")
    parser.add_argument("file", help="fichier JSON du chemin : nodes et links")
    parser.add_argument("--json", action="store_true", help="répond en JSON")
    given = parser.parse_args(list(argv))
    try:
        sys.stdout.write(answer(given.move, Path(given.file), as_json=given.json) + "\n")
    except Refused as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 1
    return 0


def answer(move: str, path: Path, *, as_json: bool) -> str:
    """What the command prints. Raises Refused with a French sentence."""
    data = read(path)
    try:
        graph = from_json(data)
    except GraphError as wrong:
        raise Refused(f"{path.name} : {wrong}") from wrong
    if move == "layout":
        return _layout(graph, data, as_json=as_json)
    if move == "simplify":
        return _simplify(graph, as_json=as_json)
    found = findings(graph)
    if as_json:
        return _json({"findings": [_plain(finding) for finding in found]})
    return "\n".join(finding.message for finding in found) or "Le chemin est au net."


def read(path: Path) -> Any:
    """The JSON of a file, with or without a byte-order mark. Raises Refused."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as missing:
        raise Refused(f"Ce fichier ne se lit pas : {path}") from missing
    except UnicodeDecodeError as wrong:
        raise Refused(f"{path.name} n’est pas écrit en UTF-8 : enregistrez-le de nouveau ainsi.") from wrong
    except (json.JSONDecodeError, RecursionError) as wrong:
        raise Refused(f"{path.name} n’est pas du JSON : {wrong}") from wrong


def _layout(graph: Graph, data: Any, *, as_json: bool) -> str:
    from jalons.pathways.layout import lay_out, to_json

    drawing = lay_out(graph, _known_order(data))
    if as_json:
        return _json(to_json(graph, drawing))
    count = len(graph.nodes)
    return f"{count} éléments, {len(graph.links)} liens, {drawing.crossings} croisements."


def _known_order(data: Any) -> list[str]:
    placed = [item for item in data["nodes"] if isinstance(item.get("y"), int | float)]
    return [str(item["id"]) for item in sorted(placed, key=lambda item: float(item["y"]))]


def _simplify(graph: Graph, *, as_json: bool) -> str:
    from jalons.pathways.simplify import proposals, to_json

    found = proposals(graph)
    if as_json:
        return _json({"proposals": [to_json(proposal) for proposal in found]})
    return "\n".join(proposal.message for proposal in found) or "Rien à simplifier."


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "message": finding.message,
        "nodes": list(finding.nodes),
        "links": [list(link) for link in finding.links],
    }


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
