"""How big each element of the drawing is: its text, wrapped by measured widths. A kernel.

One unit is a CSS pixel on screen; on paper the whole drawing is scaled.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from jalons.pathways.graph import Graph, Kind, Link, Node
from jalons.pathways.metrics import text_width, wrap

TYPE_SIZES = {
    "text": (15.0, 20.0),  # size, line height
    "goal": (18.0, 24.0),
    "note": (13.5, 18.0),
    "mark": (14.0, 20.0),
    "then": (14.0, 18.0),
    "because": (14.0, 18.0),
    "strength": (13.5, 18.0),
}
_GAP = 6.0  # between two blocks of one box
_GLYPH = 28.0  # room for the pictogram before a mark
_FACES = {
    # kind: inner width, padding across, padding up and down
    Kind.ACTION: (190.0, 16.0, 14.0),
    Kind.INTERMEDIATE: (206.0, 28.0, 20.0),
    Kind.CONDITION: (190.0, 26.0, 14.0),
    Kind.CONTEXT: (184.0, 26.0, 16.0),
    Kind.CHANGE: (216.0, 32.0, 34.0),
}
_MIN_HEIGHT = {Kind.CHANGE: 150.0, Kind.ACTION: 64.0, Kind.INTERMEDIATE: 76.0}
_LABEL_WIDTH, _LABEL_PADDING = 226.0, 14.0
_LONG = 8  # lines: a longer text gets a wider box
_WIDER = (1.0, 1.35, 1.8)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text inside a box: its baseline from the top left corner of the box, and its style."""

    text: str
    style: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Face:
    """A box before it has a place."""

    width: float
    height: float
    lines: tuple[Line, ...]


def node_face(node: Node) -> Face:
    """The box of an element: its text, then who and when in small."""
    inner, across, up = _FACES[node.kind]
    main = "goal" if node.kind is Kind.CHANGE else "text"
    size = TYPE_SIZES[main][0]
    for factor in _WIDER:
        if len(wrap(node.text, inner * factor, size)) <= _LONG:
            break
    inner *= factor
    prefix = {Kind.CONDITION: "Condition : ", Kind.CONTEXT: _context_prefix(node)}.get(node.kind, "")
    face = _stack([(prefix + node.text, main), (node.note, "note")], inner, across, up)
    least = _MIN_HEIGHT.get(node.kind, 0.0)
    return face if face.height >= least else _centred(face, least)


def _context_prefix(node: Node) -> str:
    return "Ce qui freine : " if node.is_against else "Ce qui aide : "


def label_face(graph: Graph, link: Link) -> Face | None:
    """The box that stands on a link: what was learned, « alors… », « parce que… », or the strength.

    None when the link says nothing.
    """
    blocks = [(link.mark, "mark"), (_then(link), "then"), (because_said(link.because), "because")]
    if any(text for text, _ in blocks[1:]) or (link.mark and not link.strength):
        return _stack(blocks, _LABEL_WIDTH, _LABEL_PADDING, 11.0)
    words = " · ".join(part for part in (link.strength, link.mark) if part)
    if not words:
        return None
    width = min(text_width(words, TYPE_SIZES["strength"][0]) + 2.0, 140.0)
    return _stack([(words, "strength")], width, 5.0, 3.0)


def _then(link: Link) -> str:
    return f"alors {link.then.strip()}" if link.then.strip() else ""


def because_said(because: str) -> str:
    """« parce que… » as French says it; what people wrote already in full is left alone."""
    text = because.strip()
    if not text or text.lower().startswith(("parce qu", "car ")):
        return text
    return f"parce qu’{text}" if _elides(text) else f"parce que {text}"


def _elides(text: str) -> bool:
    word = text.split(" ", maxsplit=1)[0].lower()
    return word in {"il", "ils", "elle", "elles", "on", "un", "une", "aucun", "aucune", "à", "en", "y"}


def _stack(blocks: Iterable[tuple[str, str]], inner: float, across: float, up: float) -> Face:
    lines: list[Line] = []
    y = up
    for text, style in blocks:
        size, leading = TYPE_SIZES[style]
        indent = _GLYPH if style == "mark" else 0.0
        wrapped = wrap(text, inner - indent, size)
        if wrapped and lines:
            y += _GAP
        for words in wrapped:
            lines.append(Line(words, style, across + indent, y + size * 0.85 + (leading - size) / 2))
            y += leading
    return Face(inner + 2 * across, y + up, tuple(lines))


def _centred(face: Face, height: float) -> Face:
    shift = (height - face.height) / 2
    lines = tuple(Line(line.text, line.style, line.x, line.y + shift) for line in face.lines)
    return Face(face.width, height, lines)
