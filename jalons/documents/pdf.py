"""PDF by typst: tagged (PDF/UA-1), French typography, our own typeface, nothing fetched."""

import json
from datetime import datetime
from pathlib import Path

import typst

from jalons.documents.tree import Document, to_json

_HERE = Path(__file__).resolve().parent
_TEMPLATE = _HERE / "typst" / "document.typ"
FONTS_DIR = _HERE / "fonts"


class FontsMissingError(Exception):
    """The static fonts were not built: run `make front`."""


def fonts() -> typst.Fonts:
    """Our typeface alone. Raises FontsMissingError when it was not built."""
    if not any(FONTS_DIR.glob("*.ttf")):
        raise FontsMissingError("no static fonts: run `make front`")
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS_DIR])


def render(document: Document, *, now: datetime) -> bytes:
    """The document as a tagged PDF.

    The bytes depend only on the tree and `now`. Raises FontsMissingError, and typst.TypstError for a
    drawing that is not SVG.
    """
    pdf: bytes | None = typst.compile(
        _TEMPLATE.read_bytes(),
        font_paths=fonts(),
        sys_inputs={"tree": json.dumps(to_json(document), ensure_ascii=False)},
        format="pdf",
        pdf_standards="ua-1",
        timestamp=now.replace(microsecond=0),  # typst refuses fractions
    )
    if pdf is None:
        raise TypeError("typst wrote no PDF")
    return pdf


def picture(svg: str, *, width_mm: float = 160) -> bytes:
    """A drawing as PNG, for formats that hold no SVG. `width_mm` is its printed width at 200 dpi."""
    page = (
        "#set page(width: eval(sys.inputs.width), height: auto, margin: 0pt)\n"
        '#set text(font: "Atkinson Hyperlegible Next")\n'
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    )
    png: bytes | None = typst.compile(
        page.encode(),
        font_paths=fonts(),
        sys_inputs={"svg": svg, "width": f"{width_mm}mm"},
        format="png",
        ppi=200,
    )
    if png is None:
        raise TypeError("typst wrote no picture")
    return png
