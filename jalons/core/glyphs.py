# ruff: noqa: E501 - a drawing is one line
"""Shapes that carry a status. Each family has its own form, and always stands beside its word.

A fern unfurls (0 to 5), rings spread on water (1 to 3), stones pile up (0 to 3), a pile of stones holds,
wavers or falls, two shapes meet. Nothing here is a score: no two families are ever added up.
"""


def fern(level: int) -> str:
    """A frond on a grid of 48: 0 hangs, 1 is curled in the ground, 5 is open with a young one beside."""
    if level == 0:
        return (
            '<path d="M20 43V24c0-8 5-13 11-11 6 2 6 10 5 17"/>'
            '<path d="M36 22c3 1 4 4 4 7M33 14c4 0 7 2 8 5M20 33c-4 2-6 5-6 8"/>'
        )
    top, pairs, curl = {
        1: (30, 0, True),
        2: (24, 1, True),
        3: (15, 3, True),
        4: (6, 4, False),
        5: (5, 5, False),
    }[level]
    stem = f'<path d="M24 44V{top}'
    if curl:
        stem += 'c0-9 12-9 12-1 0 6-8 6-8 1 0-3 4-3 4 0"/>'
    else:
        stem += '"/>'
    leaves = "".join(_pair(n, pairs, top) for n in range(pairs))
    young = '<path d="M33 44c0-4 1-6 1-8 0-5 6-5 6-1 0 3-4 3-4 1"/>' if level == 5 else ""  # noqa: PLR2004
    return stem + leaves + young


def _pair(n: int, pairs: int, top: int) -> str:
    """The n-th pair of leaves from the ground: the higher, the shorter."""
    gap = (40 - top - 4) / max(pairs, 2)
    y = round(40 - n * gap, 1)
    reach = round(15 - n * (8 / max(pairs - 1, 1)), 1) if pairs > 1 else 12
    drop = round(reach * 0.45, 1)
    return (
        f'<path d="M24 {y:g}c-{reach / 2:g} 0-{reach * 0.85:g}-{drop / 2:g}-{reach:g}-{drop:g}'
        f'M24 {y:g}c{reach / 2:g} 0 {reach * 0.85:g}-{drop / 2:g} {reach:g}-{drop:g}"/>'
    )


def rings(level: int) -> str:
    """A drop on water, with as many rings as the level (1 to 3)."""
    drawn = "".join(f'<ellipse cx="24" cy="30" rx="{7 * n}" ry="{3.4 * n:g}"/>' for n in range(1, level + 1))
    return f'<circle class="f" cx="24" cy="30" r="2.8"/>{drawn}<path d="M24 21v-3M24 12V9"/>'


_CAIRN = (
    "M10 41c-2-6 4-10 14-10s16 4 14 10z",
    "M15 30c-2-5 3-8 9-8s12 3 9 8z",
    "M18 21c-1-4 2-7 6-7s7 3 6 7z",
)


def cairn(level: int) -> str:
    """Stones on the ground: none at 0, one only sketched at 1, two at 2, three at 3."""
    ground = '<path d="M6 42h36"/>'
    if level == 0:
        return ground
    if level == 1:
        return f'{ground}<path class="guess" d="{_CAIRN[0]}"/>'
    return ground + "".join(f'<path d="{stone}"/>' for stone in _CAIRN[:level])


STONES = {
    "hold": '<path d="M3.5 20.5h17M5.5 20c-1-5 2-8 6.5-8s7.5 3 6.5 8M8.5 12.5c-.5-4 1-6.5 3.5-6.5s4 2.5 3.5 6.5"/>',
    "waver": '<path d="M3.5 20.5h17M6.5 20c-1-5 2-7.5 6-7.5s6.5 2.5 5.5 7.5M13 12.5l3.200-7.5 4.3 3.200-3 5.800"/>',
    "fall": '<path d="M3.5 20.5h17M4.5 20c0-3.5 2-5.5 4.3-5.5s3.5 2 3.5 5.5M14 20c0-2.5 1.200-4.5 3.200-4.5s3 2 3 4.5M7.5 5.5l6 6M13.5 5.5l-6 6"/>',
    "test": '<path class="guess" d="M5.5 20c-1-5 2-8 6.5-8s7.5 3 6.5 8"/><path d="M3.5 20.5h17M12 3v4.5M12 9.800v.1"/>',
    "unsaid": '<path class="guess" d="M3.5 20.5h17M5.5 20c-1-5 2-8 6.5-8s7.5 3 6.5 8"/>',
}  # fmt: skip
"""A little pile on the ground (grid of 24): it holds, wavers, has fallen, is on trial, was not tried yet."""

MEETINGS = {
    "confirms": '<path d="M6 24a13 13 0 0 1 26 0 13 13 0 0 1-26 0z"/><path d="M16 24a13 13 0 0 1 26 0 13 13 0 0 1-26 0z"/><path class="f" d="M24 14.5a13 13 0 0 1 0 19 13 13 0 0 1 0-19z"/>',
    "contradicts": '<path d="M5 12h14l8 12-8 12H5l8-12z"/><path d="M43 12H33l-5 7.5M28 28.5l5 7.5h10l-8-12z"/>',
    "felt_silence": '<rect x="5" y="14" width="17" height="20" rx="2"/><path class="guess" d="M27 24a8.5 8.5 0 0 1 17 0 8.5 8.5 0 0 1-17 0z"/>',
    "figures_blind": '<rect class="guess" x="5" y="14" width="17" height="20" rx="2"/><path d="M27 24a8.5 8.5 0 0 1 17 0 8.5 8.5 0 0 1-17 0z"/>',
    "nuance": '<path d="M6 20c6-7 12-7 18 0s12 7 18 0M6 31c6-7 12-7 18 0s12 7 18 0"/>',
}  # fmt: skip
"""How two things meet (grid of 48): they overlap, run into each other, one side stays empty, they shade."""


def drawing(family: str, key: str | int) -> tuple[str, int]:
    """The inside of the SVG and the size of its grid. Unknown shapes raise KeyError."""
    match family:
        case "fern":
            return fern(int(key)), 48
        case "rings":
            return rings(int(key)), 48
        case "cairn":
            return cairn(int(key)), 48
        case "stone":
            return STONES[str(key)], 24
        case "meeting":
            return MEETINGS[str(key)], 48
    raise KeyError(family)
