"""Results as pictures that a black and white printer keeps: bars with their numbers, marks on segments."""

from collections.abc import Sequence
from html import escape

WIDTH, ROW, LABEL, BAR = 640, 30, 220, 370
_INK, _LINE = "#1b2521", "#4b5952"
_SHADES = ("#14402f", "#5b8d77", "#c9dccf", "#ffffff", "#e9d9b8", "#b98a3c", "#7a4b12", "#eeeeee", "#888888")
_DARK = {"#14402f", "#5b8d77", "#7a4b12", "#888888"}
FONT = "Atkinson Hyperlegible Next"


def bars(rows: Sequence[tuple[str, int]]) -> str:
    """One bar a row, its number at its end."""
    most = max((count for _, count in rows), default=0) or 1
    parts = []
    for place, (label, count) in enumerate(rows):
        y, width = place * ROW, round(BAR * count / most, 1)
        parts.append(_text(0, y + 19, label))
        parts.append(f'<rect x="{LABEL}" y="{y + 5}" width="{width}" height="18" fill="#1d6044"/>')
        parts.append(_text(LABEL + width + 8, y + 19, str(count), weight=700))
    return _svg(len(rows) * ROW, parts)


def shares(rows: Sequence[tuple[str, Sequence[tuple[str, int]]]]) -> str:
    """One stacked bar a row: each segment bears its mark and its number, and a border beside its shade."""
    parts = []
    for place, (label, answers) in enumerate(rows):
        y, x = place * (ROW + 18), float(LABEL)
        whole = sum(count for _, count in answers) or 1
        parts.append(_text(0, y + 25, _short(label)))
        for shade, (mark, count) in zip(_cycle(len(answers)), answers, strict=True):
            if not count:
                continue
            width = BAR * count / whole
            parts.append(
                f'<rect x="{x:.1f}" y="{y + 6}" width="{width:.1f}" height="28" fill="{shade}" '
                f'stroke="{_LINE}" stroke-width="1"/>'
            )
            ink = "#ffffff" if shade in _DARK else _INK
            if width > 26:  # noqa: PLR2004 - a narrower segment holds no sign
                parts.append(_text(x + 4, y + 25, f"{mark} {count}".strip(), ink=ink))
            x += width
    return _svg(len(rows) * (ROW + 18), parts)


def _cycle(count: int) -> list[str]:
    return [_SHADES[place % len(_SHADES)] for place in range(count)]


def _short(label: str) -> str:
    return label if len(label) <= 34 else f"{label[:33]}…"  # noqa: PLR2004 - what the column holds


def _text(x: float, y: float, words: str, *, weight: int = 400, ink: str = _INK) -> str:
    said = escape(words)
    return (
        f'<text x="{x:.1f}" y="{y}" font-family="{FONT}" font-size="13" font-weight="{weight}" '
        f'fill="{ink}">{said}</text>'
    )


def _svg(height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}">{"".join(parts)}</svg>'
    )
