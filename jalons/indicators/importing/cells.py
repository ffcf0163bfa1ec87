"""One cell of a file: a number, a secret, or nothing. Never a zero that the file did not write."""

from dataclasses import dataclass

from jalons.indicators.comparison import Knowledge

SECRET = frozenset({"s", "ns", "nc", "n/s", "c", "conf", "secret", "***", "**", "*", "#"})
NOTHING = frozenset(
    {"", "nd", "n/d", "na", "n/a", "nr", "-", "--", "..", "…", "...", "null", "none", "nan", "//"}
)
SPACES = ("\u00a0", "\u202f", "\u2009", " ")


class CellError(ValueError):
    """Something that is neither a number nor a code of secrecy."""


@dataclass(frozen=True, slots=True)
class Cell:
    value: float | None
    status: Knowledge


MASKED = Cell(None, Knowledge.MASKED)
MISSING = Cell(None, Knowledge.MISSING)


def read(text: object, *, secrets: frozenset[str] = frozenset()) -> Cell:
    """The cell as a number or a reason. « 1 234,5 », « 12,3 % », « s », « <11 », « nd », nothing.

    `secrets` are codes that this very file uses for secrecy. Raises CellError for anything else.
    """
    if isinstance(text, (int, float)) and not isinstance(text, bool):
        return Cell(float(text), Knowledge.PUBLISHED) if text == text else MISSING  # noqa: PLR0124 - NaN
    raw = str(text or "").strip()
    word = raw.lower()
    if word in secrets or word in SECRET or word.startswith("<"):
        return MASKED
    if word in NOTHING:
        return MISSING
    return Cell(_number(raw), Knowledge.PUBLISHED)


def _number(raw: str) -> float:
    text = raw.removesuffix("%").removesuffix("€")
    for space in SPACES:
        text = text.replace(space, "")
    if "," in text and "." in text:
        text = text.replace(".", "")
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise CellError(f"« {raw[:40]} » n’est pas un nombre.") from None
