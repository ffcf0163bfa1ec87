"""One neutral tree for every paper. Areas build it in their `exports.py`; renderers know nothing else.

The tree is plain data: it can be stored as JSON beside an issued document and read back the same.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Style = Literal["", "strong", "emphasis"]
Align = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 to 4; level 1 opens a chapter. Levels must not jump (1 then 3)."""

    level: int
    text: str
    node: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    is_quiet: bool = False  # small and grey: sources, notes
    node: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]
    is_numbered: bool = False
    node: Literal["bullets"] = "bullets"


@dataclass(frozen=True, slots=True)
class Outline:
    """An indented list: (depth from 0, text). The list twin of a drawing."""

    items: tuple[tuple[int, str], ...]
    node: Literal["outline"] = "outline"


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, never rewritten; `source` is a category, never a name."""

    text: str
    source: str = ""
    node: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Callout:
    """A boxed text: an adopted vision, a warning, what is fictitious."""

    text: str
    title: str = ""
    node: Literal["callout"] = "callout"


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    align: Align = "left"
    weight: int = 1  # relative width


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption, a header row that repeats on each page, and text cells."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    node: Literal["table"] = "table"

    def __post_init__(self) -> None:
        """Raises ValueError for a row that has not one cell a column."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(
                    f"{self.caption}: a row has {len(row)} cells for {len(self.columns)} columns"
                )


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as SVG text, with the words that replace it for those who cannot see it."""

    svg: str
    alt: str
    caption: str = ""
    is_wide: bool = False  # has a landscape page of its own: it could not be read across a portrait one
    node: Literal["figure"] = "figure"

    def __post_init__(self) -> None:
        """Raises ValueError for a drawing without its words."""
        if not self.alt.strip():
            raise ValueError("a figure needs words for those who cannot see it")


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value pairs: who, when, where."""

    pairs: tuple[tuple[str, str], ...]
    node: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Signatures:
    """Boxes to sign: (organisation, name and function)."""

    parties: tuple[tuple[str, str], ...]
    node: Literal["signatures"] = "signatures"


@dataclass(frozen=True, slots=True)
class Slip:
    """A small paper to cut out: a ticket, a card. `svg` is a code to photograph, `alt` its words.

    `rules` draws that many lines to write on. No field ever holds a name.
    """

    title: str
    lines: tuple[str, ...] = ()
    code: str = ""
    svg: str = ""
    alt: str = ""
    foot: str = ""
    rules: int = 0


@dataclass(frozen=True, slots=True)
class Slips:
    """Papers to cut out of whole pages, `columns` × `rows` a page, with cut marks between them."""

    slips: tuple[Slip, ...]
    columns: int
    rows: int
    node: Literal["slips"] = "slips"


@dataclass(frozen=True, slots=True)
class Poster:
    """A page to put on a wall: a few big words, a code to photograph, the same code to type."""

    title: str
    lines: tuple[str, ...]
    svg: str
    alt: str
    code: str = ""
    foot: str = ""
    node: Literal["poster"] = "poster"


@dataclass(frozen=True, slots=True)
class PageBreak:
    node: Literal["pagebreak"] = "pagebreak"


Block = (
    Heading
    | Paragraph
    | Bullets
    | Outline
    | Quote
    | Callout
    | Table
    | Figure
    | Facts
    | Signatures
    | Slips
    | Poster
    | PageBreak
)
_BLOCKS: dict[str, type[Any]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "bullets": Bullets,
    "outline": Outline,
    "quote": Quote,
    "callout": Callout,
    "table": Table,
    "figure": Figure,
    "facts": Facts,
    "signatures": Signatures,
    "slips": Slips,
    "poster": Poster,
    "pagebreak": PageBreak,
}


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: what it is, about whom, when, then its blocks in reading order."""

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    author: str = "Jalons"
    date_label: str = ""  # in words: « 20 mai 2026 »
    reference: str = ""  # number of an issued document
    is_fictitious: bool = False  # « exemple fictif » on every page
    has_contents: bool = False
    paper: Literal["a4", "a3"] = "a4"
    is_landscape: bool = False
    is_bare: bool = False  # no title block, header nor margins: slips and posters fill their pages
    keywords: tuple[str, ...] = field(default=())


def text(value: str, *, quiet: bool = False) -> Paragraph:
    """A paragraph of one plain run."""
    return Paragraph(runs=(Run(value),), is_quiet=quiet)


def columns(*labels: str | Column) -> tuple[Column, ...]:
    return tuple(label if isinstance(label, Column) else Column(label) for label in labels)


def rows(lines: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line) for line in lines)


def to_json(document: Document) -> dict[str, Any]:
    """The tree as JSON values."""
    return asdict(document)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def _block(data: dict[str, Any]) -> Block:
    values = {key: _tuples(value) for key, value in data.items()}
    if values["node"] == "paragraph":
        values["runs"] = tuple(Run(**run) for run in data["runs"])
    if values["node"] == "table":
        values["columns"] = tuple(Column(**column) for column in data["columns"])
    if values["node"] == "slips":
        values["slips"] = tuple(Slip(**_slip(slip)) for slip in data["slips"])
    block: Block = _BLOCKS[values["node"]](**values)
    return block


def _slip(data: dict[str, Any]) -> dict[str, Any]:
    return {key: _tuples(value) for key, value in data.items()}


def from_json(data: dict[str, Any]) -> Document:
    """The tree that `to_json` wrote. Raises KeyError or TypeError for anything else."""
    values = {key: _tuples(value) for key, value in data.items() if key != "blocks"}
    return Document(**values, blocks=tuple(_block(block) for block in data["blocks"]))
