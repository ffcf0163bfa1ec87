"""The drawing of a chemin as SVG: on screen, on A3, on a wall. Plain Python, no Django.

Shapes say the kind (sheet: action, pebble: intermediate change, dark stone: the change, hexagon: condition,
dotted pebble: factor), lines say what was learned; each is also written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from jalons.core.glyphs import STONES
from jalons.pathways.boxes import TYPE_SIZES, Line
from jalons.pathways.graph import Graph, Kind
from jalons.pathways.layout import MARGIN, Box, Drawing, Route
from jalons.pathways.metrics import text_width
from jalons.pathways.shapes import (
    INK,
    LINE,
    ON_DEEP_SOFT,
    PAPER,
    SOFT,
    TRAITS,
    Trait,
    cairn,
    curve,
    node_shape,
    number,
)

FONT = "Atkinson Hyperlegible Next, Atkinson Hyperlegible, system-ui, sans-serif"
_BAND = 46.0  # room above for the names of the zones
_HEADING, _MENTION = 44.0, 26.0
_ZONES = ("Ce que nous faisons", "Ce que d’autres font autrement", "Ce que le territoire vit")
_ZONE_FILLS = ("#f1f2ee", "#f8f9f7", "#e6eef3")
_ZONE_PAD = 34.0
_FITS, _WIDE_SCALE = 1600.0, 0.8  # widest drawing shown whole on a page; scale of the wider ones
_STRENGTHS = {"forte": "strong", "moyenne": "mid", "faible": "light"}
_STRENGTHS |= {"high": "strong", "medium": "mid", "low": "light"}
_WEIGHTS = {"text": 600, "goal": 640, "mark": 700, "then": 600}


@dataclass(frozen=True, slots=True)
class Caption:
    """What is said of the drawing. `heading` and `mention` are printed on it when it stands alone."""

    title: str
    description: str
    heading: str = ""
    mention: str = ""
    prefix: str = "chemin"  # of the ids, so that several drawings can share a page
    is_on_page: bool = False  # fits the page while it stays readable; a wider one scrolls


def draw(graph: Graph, drawing: Drawing, caption: Caption) -> str:
    """The whole drawing as one SVG element."""
    legend, legend_height = _legend(graph, drawing)
    top = _BAND + (_HEADING if caption.heading else 0.0)
    bottom = top + drawing.height
    width, height = drawing.width, bottom + legend_height + (_MENTION if caption.mention else 0.0)
    body = [*_zones(drawing), *_links(graph, drawing), *_labels(drawing), *_nodes(graph, drawing)]
    heading = _text(caption.heading, "head", (MARGIN, 38), INK, 26, 700) if caption.heading else ""
    mention = _text(caption.mention, "mention", (MARGIN, height - 10), SOFT, 13) if caption.mention else ""
    ids, look, scale = caption.prefix, "chemin-svg", 1.0
    if caption.is_on_page:
        look, scale = ("chemin-svg fits", 1.0) if width <= _FITS else ("chemin-svg wide", _WIDE_SCALE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{look}" viewBox="0 0 {number(width)} '
        f'{number(height)}" width="{number(width * scale)}" height="{number(height * scale)}" role="img" '
        f'aria-labelledby="{ids}-t {ids}-d" font-family="{FONT}" font-size="15">'
        f'<title id="{ids}-t">{escape(caption.title)}</title>'
        f'<desc id="{ids}-d">{escape(caption.description)}</desc>{heading}'
        f'<g transform="translate(0 {number(top)})">{"".join(body)}</g>'
        f'<g transform="translate(0 {number(bottom)})">{legend}</g>{mention}</svg>'
    )


def trait_of(graph: Graph, route: Route) -> Trait:
    """The line of a link: what was learned of it first, then its kind."""
    link, source = route.link, graph.by_id[route.link.source]
    if route.is_back:
        return TRAITS["loop"]
    if link.tone in TRAITS:
        return TRAITS[link.tone]
    match source.kind:
        case Kind.CONDITION:
            return TRAITS["cond"]
        case Kind.CONTEXT:
            return TRAITS["minus" if source.is_against else "plus"]
        case Kind.ACTION:
            return TRAITS[_STRENGTHS.get(link.strength.lower(), "plain")]
    return TRAITS["unsaid"]


def describe(graph: Graph) -> str:
    """One sentence for who cannot see the drawing; the list says the rest."""
    counts = (
        (len(graph.of_kind(Kind.ACTION)), "action", "actions"),
        (len(graph.of_kind(Kind.INTERMEDIATE)), "changement intermédiaire", "changements intermédiaires"),
        (len(graph.of_kind(Kind.CONDITION)), "condition", "conditions"),
        (len(graph.of_kind(Kind.CONTEXT)), "facteur de contexte", "facteurs de contexte"),
    )
    said = [f"{n} {one if n == 1 else many}" for n, one, many in counts if n]
    start = ", ".join(said) if said else "Rien encore"
    return f"{start}, et le changement durable au bout, à droite. La même chose est écrite en liste."


def _zones(drawing: Drawing) -> Iterator[str]:
    """What we do, what others do otherwise, what the territory lives: when the columns say so."""
    columns = drawing.columns
    if len(columns) < len(_ZONES) or Kind.ACTION not in columns[0].kinds:
        return
    first = min(
        (columns[0].x + columns[0].width + columns[1].x) / 2, columns[0].x + columns[0].width + _ZONE_PAD
    )
    edges = (0.0, first, columns[-1].x - _ZONE_PAD, drawing.width)
    for index, name in enumerate(_ZONES):
        left, right = edges[index], edges[index + 1]
        yield (
            f'<path class="zone z{index + 1}" fill="{_ZONE_FILLS[index]}" d="M{number(left)} 0'
            f'Q{number((left + right) / 2)} -5 {number(right)} 0V{number(drawing.height)}H{number(left)}Z"/>'
        )
        yield _text(name, "zt", (left + 16, -16), SOFT, 16, 640)


def _links(graph: Graph, drawing: Drawing) -> Iterator[str]:
    for route in drawing.routes:
        trait = trait_of(graph, route)
        yield f'<path {trait.attributes()} d="{curve(route.points)}"/>'
        yield f'<path class="tip {trait.code}" fill="{trait.colour}" d="{_tip(route)}"/>'


def _tip(route: Route) -> str:
    x, y = route.points[-1]
    if route.link.source == route.link.target:
        return f"M{number(x)} {number(y)}l-7 -12h14z"
    return f"M{number(x)} {number(y)}l{13 if route.is_back else -13} -7v14z"


def _labels(drawing: Drawing) -> Iterator[str]:
    for route in drawing.routes:
        if route.label is None:
            continue
        box, tone = route.label, route.link.tone
        is_small = {line.style for line in box.face.lines} == {"strength"}
        look = (
            f'class="h-small" rx="4" fill="{PAPER}"'
            if is_small
            else (f'class="h-bg" rx="9" fill="{PAPER}" stroke="{LINE}" stroke-width="1.5"')
        )
        yield (
            f'<g class="hyp"><rect {look} x="{number(box.x)}" y="{number(box.y)}" '
            f'width="{number(box.width)}" height="{number(box.height)}"/>'
        )
        mark = next((line for line in box.face.lines if line.style == "mark"), None)
        if mark and tone in STONES:
            yield cairn(tone, box.x + mark.x - 28, box.y + mark.y - 16)
        colours = {"mark": TRAITS[tone].colour if tone in TRAITS else INK, "because": SOFT}
        for line in box.face.lines:
            yield _line(box, line, colours.get(line.style, INK), tone)
        yield "</g>"


def _nodes(graph: Graph, drawing: Drawing) -> Iterator[str]:
    for node in graph.nodes:
        box = drawing.boxes[node.id]
        inks = (PAPER, ON_DEEP_SOFT) if node.kind is Kind.CHANGE else (INK, SOFT)
        lines = "".join(_line(box, line, inks[line.style == "note"]) for line in box.face.lines)
        yield f'<g class="node k-{node.kind}">{node_shape(node, box)}{lines}</g>'


def _line(box: Box, line: Line, colour: str, tone: str = "") -> str:
    size = TYPE_SIZES[line.style][0]
    classes = f"t-{line.style} {tone}".strip()
    return _text(line.text, classes, (box.x + line.x, box.y + line.y), colour, size, _WEIGHTS.get(line.style))


def _text(  # noqa: PLR0917 - one line of SVG, in the order of its attributes
    text: str, classes: str, at: tuple[float, float], colour: str, size: float, weight: int | None = None
) -> str:
    return (
        f'<text class="{classes}" x="{number(at[0])}" y="{number(at[1])}" fill="{colour}" '
        f'font-size="{size:g}" font-weight="{weight or 420}">{escape(text, quote=False)}</text>'
    )


def _legend(graph: Graph, drawing: Drawing) -> tuple[str, float]:
    """The lines that this drawing uses, with their words, wrapped in its width."""
    used = {trait_of(graph, route).code for route in drawing.routes}
    parts, x, y = [], MARGIN, 26.0
    for trait in (trait for code, trait in TRAITS.items() if code in used):
        room = 66 + text_width(trait.word, 14) + 30
        if x + room > drawing.width and x > MARGIN:
            x, y = MARGIN, y + 28
        parts.append(f'<path {trait.attributes()} d="M{number(x)} {number(y)}h52"/>')
        parts.append(_text(trait.word, "lg", (x + 66, y + 5), INK, 14))
        x += room
    return f'<g class="legend">{"".join(parts)}</g>', (y + 22) if used else 0.0
