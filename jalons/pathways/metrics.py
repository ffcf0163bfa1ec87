"""How wide a text is, and how it wraps. A kernel: no Django.

Widths were measured in the typeface we ship (Atkinson Hyperlegible Next, the wider of the weights 420 and
700), in thousandths of the size, rounded up: a line that fits here fits on screen, on paper and on a wall.
"""

from collections.abc import Iterator

_CHARS_BY_WIDTH = {
    160: "\u2009",
    220: "'",
    260: "j|¦",
    280: ",.:;‘’",
    300: "`i\xb4\xb7\xb8\xb9\xec\xed\xee\u202f",
    320: " !l\xa0\xa1\xef",
    340: "()[",
    360: "]",
    380: "-frt",
    400: '"_{}ª¯°',
    420: "²³º",
    440: "/1I\\¨ÌÍÎÏ•",
    480: "“”",
    500: "*",
    520: "csz¢ç–",
    540: "7vxy¶¿×ýÿ",
    560: "?Lak~§àáâãäå",
    580: "2<>FJehnouèéêëñòóôõöøùúûü",
    600: "39E^bdgpq¤ÈÉÊËðþ",
    620: "$+5STZ¬±÷−",
    640: "468=P£Þß",
    660: "0BCRVY¥«»ÇÝ",
    680: "AKÀÁÂÃÄÅ€",
    700: "DUXÙÚÛÜ",
    720: "GHNÐÑ",
    740: "&w",
    760: "OQÒÓÔÕÖØ",
    780: "#…",
    800: "@©®",
    840: "—",
    860: "M¼½",
    880: "æ",
    900: "Wm",
    940: "¾œ",
    980: "%Æ",
    1040: "Œ",
}
_WIDTHS = {char: width for width, chars in _CHARS_BY_WIDTH.items() for char in chars}
_SPACES = str.maketrans("\n\r\t\v\f", "     ")
_UNKNOWN = 1100  # wider than any letter we know: an unknown sign never overflows
_BREAKS_AFTER = "-–—/\u2019\u00bb"


def text_width(text: str, size: float) -> float:
    """Width of a line, in the unit of `size`."""
    return _thousandths(text) * size / 1000


def _thousandths(text: str) -> int:
    """Width of a text in thousandths of its size: whole numbers, so that sums never drift."""
    get = _WIDTHS.get
    return sum([get(char, _UNKNOWN) for char in text])


def wrap(text: str, width: float, size: float) -> list[str]:
    """Cut a text into lines no wider than `width`. Nothing is lost but the spaces where lines break.

    A no-break space never breaks; a word wider than the line is cut where it must.
    """
    room = width * 1000 / size
    space = _WIDTHS[" "]
    lines: list[str] = []
    line, used = "", 0
    for glue, word, wide in _pieces(text, width, size):
        longer = used + (space if glue else 0) + wide if line else wide
        if line and longer > room:
            lines.append(line)
            line, used = word, wide
        else:
            line, used = f"{line}{glue}{word}" if line else word, longer
    return [*lines, line] if line else lines


def _pieces(text: str, width: float, size: float) -> Iterator[tuple[str, str, int]]:
    """Words, what joins them to the word before (nothing inside a word that had to be cut), their width."""
    room = width * 1000 / size
    for word in text.translate(_SPACES).split(" "):
        glue, rest = " ", word
        wide = _thousandths(rest)
        while wide > room and len(rest) > 1:
            head = _head(rest, width, size)
            yield glue, rest[:head], _thousandths(rest[:head])
            glue, rest = "", rest[head:]
            wide = _thousandths(rest)
        if rest:
            yield glue, rest, wide


def _head(word: str, width: float, size: float) -> int:
    """How many characters of a long word fit in a line: at least one, if possible up to a hyphen."""
    used, count = 0.0, 0
    for char in word:
        used += _WIDTHS.get(char, _UNKNOWN) * size / 1000
        if used > width and count:
            break
        count += 1
    soft = max((word.rfind(sign, 0, count) + 1 for sign in _BREAKS_AFTER), default=0)
    return soft if soft > count // 2 else count
