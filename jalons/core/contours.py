"""The land behind a territory's title: invented hills drawn as contour lines, and a lake.

A sum of smooth hills is cut at regular heights (marching squares); the same numbers always give the
same drawing. `draw()` gives the text of the two SVG files kept in static/core/img.
"""

from collections.abc import Iterator
from math import exp, hypot

Point = tuple[float, float]
Segment = tuple[Point, Point]

WIDTH, HEIGHT, STEP = 1440, 620, 10
HILLS = (
    # x, y, height, how wide across, how wide down
    (70.0, 230.0, 0.9, 150.0, 110.0),
    (420.0, 60.0, 0.75, 210.0, 120.0),
    (760.0, 470.0, 0.55, 260.0, 130.0),
    (1010.0, 180.0, 1.0, 150.0, 120.0),
    (1330.0, 40.0, 0.8, 190.0, 150.0),
    (300.0, 560.0, 0.45, 230.0, 110.0),
    # the lake, its arm to the north-west, its island
    (1240.0, 420.0, -0.9, 150.0, 105.0),
    (1085.0, 330.0, -0.55, 95.0, 60.0),
    (1330.0, 540.0, -0.5, 70.0, 80.0),
    (1215.0, 430.0, 0.95, 34.0, 22.0),
)
LEVELS = tuple(round(0.1 * n, 1) for n in range(1, 11))
LAKE_LEVEL = -0.42


def ground(x: float, y: float) -> float:
    """Height of the invented land at a point, without unit."""
    return sum(h * exp(-(((x - cx) / wx) ** 2) - ((y - cy) / wy) ** 2) for cx, cy, h, wx, wy in HILLS)


def _crossing(a: Point, b: Point, va: float, vb: float) -> Point:
    share = -va / (vb - va)
    return (round(a[0] + share * (b[0] - a[0]), 1), round(a[1] + share * (b[1] - a[1]), 1))


def _cell(x: int, y: int, level: float) -> Iterator[Segment]:
    corners: tuple[Point, ...] = ((x, y), (x + STEP, y), (x + STEP, y + STEP), (x, y + STEP))
    values = [ground(*corner) - level for corner in corners]
    found = [
        _crossing(corners[i], corners[(i + 1) % 4], values[i], values[(i + 1) % 4])
        for i in range(4)
        if (values[i] > 0) != (values[(i + 1) % 4] > 0)
    ]
    for pair in range(0, len(found) - 1, 2):
        yield found[pair], found[pair + 1]


def lines(level: float) -> list[list[Point]]:
    """The contour lines at one height, each a chain of points."""
    touching: dict[Point, list[Point]] = {}
    for y in range(0, HEIGHT, STEP):
        for x in range(0, WIDTH, STEP):
            for a, b in _cell(x, y, level):
                touching.setdefault(a, []).append(b)
                touching.setdefault(b, []).append(a)
    chains = []
    while touching:
        loose = [point for point, near in touching.items() if len(near) == 1]
        chains.append(_walk(touching, loose[0] if loose else next(iter(touching))))
    return [chain for chain in chains if len(chain) > 3]  # noqa: PLR2004 - shorter ones are specks


def _walk(touching: dict[Point, list[Point]], start: Point) -> list[Point]:
    chain = [start]
    while near := touching.get(chain[-1]):
        here, ahead = chain[-1], near.pop()
        if not near:
            del touching[here]
        back = touching.get(ahead, [])
        if here in back:
            back.remove(here)
        if ahead in touching and not back:
            del touching[ahead]
        chain.append(ahead)
    return chain


def _path(chain: list[Point]) -> str:
    """A smooth curve through the middles of a chain's segments, thinned to what the eye needs."""
    kept = [chain[0], *(p for i, p in enumerate(chain[1:-1]) if i % 3 == 0), chain[-1]]
    closed = hypot(chain[0][0] - chain[-1][0], chain[0][1] - chain[-1][1]) < 1
    parts = [f"M{kept[0][0]:.0f} {kept[0][1]:.0f}"]
    for here, ahead in zip(kept[1:], [*kept[2:], kept[-1]], strict=True):
        parts.append(
            f"Q{here[0]:.0f} {here[1]:.0f} {(here[0] + ahead[0]) / 2:.0f} {(here[1] + ahead[1]) / 2:.0f}"
        )
    return "".join(parts) + ("Z" if closed else "")


def draw() -> dict[str, str]:
    """Text of `contours.svg` and `lake.svg`. Both serve as masks: the page gives the colour."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
    # both fade towards the bottom, so that the text below stands on plain ground
    fade = (
        '<defs><linearGradient id="f" x2="0" y2="1"><stop offset=".6" stop-color="#fff"/>'
        '<stop offset="1" stop-color="#000"/></linearGradient><mask id="m">'
        f'<path fill="url(#f)" d="M0 0H{WIDTH}V{HEIGHT}H0z"/></mask></defs>'
    )
    curves = "".join(
        _path(chain) for level in (*LEVELS, LAKE_LEVEL, LAKE_LEVEL + 0.1) for chain in lines(level)
    )
    lake = "".join(_path(chain) for chain in lines(LAKE_LEVEL))
    return {
        "contours.svg": f'{head}{fade}<path mask="url(#m)" fill="none" stroke="#000" d="{curves}"/></svg>\n',
        "lake.svg": f'{head}{fade}<path mask="url(#m)" d="{lake}"/></svg>\n',
    }
