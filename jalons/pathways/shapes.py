"""The forms of the drawing: sheet, pebble, dark stone, hexagon, lines, cairns. Plain Python.

Colours stand as SVG attributes (those of paper), so that a drawing lives alone; a page's stylesheet overrides
them with the theme's.
"""

from dataclasses import dataclass

from jalons.core.glyphs import STONES
from jalons.pathways.graph import Kind, Node
from jalons.pathways.layout import Box, Point

INK, SOFT, PAPER, LINE, EDGE = "#1b2521", "#4b5952", "#ffffff", "#d5dcd4", "#75837b"
FERN, DEEP, LAKE, TILE, BROOM, HEATHER = "#1d6044", "#14402f", "#125a7a", "#a2381b", "#664e00", "#86396c"
ON_DEEP_SOFT = "#cfe3d6"
_FOLD = 14.0  # the folded corner of a sheet
_CUT = 18.0  # the points of a hexagon
_ROUND = 52.0  # the largest corner of a pebble
_PULL = 0.42  # how far the handles pull toward the corner
_STRETCH = 1.3  # corners are longer than high


@dataclass(frozen=True, slots=True)
class Trait:
    """How a line looks, and what it says in the legend."""

    code: str
    word: str
    colour: str
    width: float
    dash: str = ""

    def attributes(self) -> str:
        dash = f' stroke-dasharray="{self.dash}"' if self.dash else ""
        return (
            f'class="lk {self.code}" fill="none" stroke="{self.colour}" stroke-width="{self.width:g}"'
            f'{dash} stroke-linecap="round" stroke-linejoin="round"'
        )


TRAITS = {
    trait.code: trait
    for trait in (
        Trait("hold", "Tient", FERN, 5),
        Trait("waver", "Vacille", BROOM, 4, "13 6 3 6"),
        Trait("fall", "Ne tient pas", TILE, 3, "9 8"),
        Trait("test", "À l’épreuve", LAKE, 4, "18 5"),
        Trait("unsaid", "Pas encore éprouvée", SOFT, 4, "0.1 9"),
        Trait("strong", "Contribution forte", SOFT, 4.5),
        Trait("mid", "Contribution moyenne", SOFT, 2.75),
        Trait("light", "Contribution faible", SOFT, 1.5),
        Trait("plain", "Contribution", SOFT, 2.25),
        Trait("cond", "Condition", LAKE, 2),
        Trait("plus", "Aide", FERN, 2, "2 6"),
        Trait("minus", "Freine", TILE, 2.5, "2 6"),
        Trait("loop", "Boucle", HEATHER, 2.5, "6 4"),
    )
}


def number(value: float) -> str:
    """A coordinate, as short as it can be."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def node_shape(node: Node, box: Box) -> str:
    """The outline of an element."""
    match node.kind:
        case Kind.ACTION:
            look, line = f'class="n-act" fill="{PAPER}" stroke="{EDGE}" stroke-width="2"', _sheet(box)
        case Kind.CONDITION:
            look, line = f'class="n-cond" fill="{PAPER}" stroke="{LAKE}" stroke-width="2"', _hexagon(box)
        case Kind.CONTEXT:
            sign, fill, ink = ("minus", "#fae8e1", TILE) if node.is_against else ("plus", "#e1efe5", FERN)
            look = (
                f'class="n-fac {sign}" fill="{fill}" stroke="{ink}" stroke-width="2" '
                'stroke-dasharray="2 5" stroke-linecap="round"'
            )
            line = _pebble(box, node.id)
        case Kind.CHANGE:
            look, line = f'class="n-chg" fill="{DEEP}"', _pebble(box, node.id)
        case Kind.INTERMEDIATE:
            look, line = (
                f'class="n-int" fill="{PAPER}" stroke="{INK}" stroke-width="2"',
                _pebble(box, node.id),
            )
    return f'<path {look} stroke-linejoin="round" d="{line}"/>'


def _path(*pieces: str | float) -> str:
    return " ".join(piece if isinstance(piece, str) else number(piece) for piece in pieces)


def _sheet(box: Box) -> str:
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    inner = right - _FOLD
    outline = _path("M", left, top, "H", inner, "L", right, top + _FOLD, "V", bottom, "H", left, "Z")
    return outline + _path("M", inner, top, "V", top + _FOLD, "H", right)


def _hexagon(box: Box) -> str:
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    cut, middle = min(_CUT, box.height / 2), box.y + box.height / 2
    upper = _path("M", left, middle, "L", left + cut, top, "H", right - cut, "L", right, middle)
    return upper + _path("L", right - cut, bottom, "H", left + cut, "Z")


def _pebble(box: Box, seed: str) -> str:
    """A stone that the water turned: four unequal corners, the same for the same element."""
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    turn = sum(ord(char) * (place + 1) for place, char in enumerate(seed))
    size = min(box.height * 0.5, _ROUND)
    a, b, c, d = (size * (0.62 + 0.09 * ((turn >> shift) % 4)) for shift in (0, 2, 4, 6))
    long, soft = _STRETCH, _PULL
    return "".join(
        [
            _path("M", left + a * long, top + 1, "L", right - b * long, top),
            _path("C", right - b * soft, top, right, top + b * soft, right, top + b),
            _path("L", right - 1, bottom - c),
            _path("C", right - 1, bottom - c * soft, right - c * soft, bottom, right - c * long, bottom),
            _path("L", left + d * long, bottom - 1),
            _path("C", left + d * soft, bottom - 1, left + 1, bottom - d * soft, left + 1, bottom - d),
            _path("L", left, top + a),
            _path("C", left, top + a * soft, left + a * soft, top + 1, left + a * long, top + 1, "Z"),
        ]
    )


def curve(points: tuple[Point, ...]) -> str:
    """A line through the points: level at each, so that it stays in the gap where it climbs."""
    x, y = points[0]
    pieces = [_path("M", x, y)]
    for there_x, there_y in points[1:]:
        if there_y == y or there_x == x:
            pieces.append(_path("L", there_x, there_y))
        else:
            middle = (x + there_x) / 2
            pieces.append(_path("C", middle, y, middle, there_y, there_x, there_y))
        x, y = there_x, there_y
    return "".join(pieces)


def cairn(tone: str, x: float = 0, y: float = 0, size: float = 22) -> str:
    """The little pile of a mark (`core.glyphs`): it holds, wavers, has fallen, is on trial, waits."""
    inside = STONES[tone].replace('class="guess"', 'stroke-dasharray="3 4"')
    place = f"translate({number(x)} {number(y)}) scale({size / 24:.3f})"
    return (
        f'<g class="cairn {tone}" color="{TRAITS[tone].colour}" transform="{place}" fill="none" '
        f'stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{inside}</g>'
    )
