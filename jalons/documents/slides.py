"""A deck to project: one idea a page, as PDF (tagged, 16:9) and as PPTX whose charts an agent can edit."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import typst
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Mm, Pt

from jalons.documents import pdf

_TEMPLATE = Path(__file__).resolve().parent / "typst" / "slides.typ"
WIDTH, HEIGHT = Mm(338.7), Mm(190.5)
MARGIN = Mm(16)
BLANK = 6
DEEP, SOFT, INK = RGBColor(0x14, 0x40, 0x2F), RGBColor(0x4B, 0x59, 0x52), RGBColor(0x1B, 0x25, 0x21)
PALE = RGBColor(0xB4, 0xC2, 0xBA)
STROKES = (DEEP, RGBColor(0x4B, 0x59, 0x52), RGBColor(0x70, 0x7E, 0x77), RGBColor(0x11, 0x58, 0x77))
THOUSAND = 1000
FONT = "Calibri"
"""An agent’s computer has it or something as wide; ours is only on our own pages."""
FICTITIOUS = "Exemple fictif : paroles, décisions et personnes sont inventées ; les chiffres sont réels."


@dataclass(frozen=True, slots=True)
class Line:
    """One series of a chart: a value for each category, None where it is masked or missing."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """One page. `svg` draws what `lines` holds, `alt` says it; `source` is never empty beside a figure."""

    title: str
    sentence: str
    figure: str = ""
    gap: str = ""
    caveat: str = ""
    source: str = ""
    svg: str = ""
    alt: str = ""
    categories: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()

    def __post_init__(self) -> None:
        """Raises ValueError for a drawing without its words, a figure without its source, a short line."""
        if self.svg and not self.alt.strip():
            raise ValueError("a drawing needs words for those who cannot see it")
        if (self.svg or self.figure) and not self.source.strip():
            raise ValueError("a figure needs its source")
        if any(len(line.values) != len(self.categories) for line in self.lines):
            raise ValueError("a line has one value a category")


@dataclass(frozen=True, slots=True)
class Deck:
    """A first page with the title, the slides, a last page that says where all comes from (`notes`)."""

    title: str
    subtitle: str
    slides: tuple[Slide, ...]
    notes: tuple[str, ...] = ()
    is_fictitious: bool = False


def render_pdf(deck: Deck, *, now: datetime) -> bytes:
    """The deck as a tagged PDF (PDF/UA-1), one page a slide. Raises FontsMissingError like `pdf.render`."""
    written: bytes | None = typst.compile(
        _TEMPLATE.read_bytes(),
        font_paths=pdf.fonts(),
        sys_inputs={"deck": json.dumps(asdict(deck), ensure_ascii=False), "fictitious": FICTITIOUS},
        format="pdf",
        pdf_standards="ua-1",
        timestamp=now.replace(microsecond=0),
    )
    if written is None:
        raise TypeError("typst wrote no PDF")
    return written


def render_pptx(deck: Deck, *, now: datetime) -> bytes:
    """The deck as PPTX: titles are titles, charts are charts, sources stand on the page and in the notes."""
    deck_file = pptx.Presentation()
    deck_file.slide_width, deck_file.slide_height = WIDTH, HEIGHT
    core = deck_file.core_properties
    core.title, core.language, core.author = deck.title, "fr-FR", "Jalons"
    core.created = core.modified = now.replace(tzinfo=None)
    _cover(deck_file, deck)
    for number, slide in enumerate(deck.slides, start=1):
        _page(deck_file, slide, f"{number} / {len(deck.slides)}")
    if deck.notes:
        page = _with_title(deck_file, "D’où viennent ces chiffres")
        _words(page, deck.notes, top=Mm(44), height=Mm(130), size=12)
    out = BytesIO()
    deck_file.save(out)
    return out.getvalue()


def _cover(deck_file: Any, deck: Deck) -> None:
    page = _with_title(deck_file, deck.title, top=Mm(62), size=44)
    said = [deck.subtitle, *([FICTITIOUS] if deck.is_fictitious else [])]
    _words(page, said, top=Mm(112), height=Mm(40), size=20, colour=SOFT)


def _with_title(deck_file: Any, title: str, *, top: int = MARGIN, size: int = 34) -> Any:
    """A page of the layout « title only »: its title is read as such by a screen reader."""
    page = deck_file.slides.add_slide(deck_file.slide_layouts[BLANK - 1])
    holder = page.shapes.title
    holder.left, holder.top, holder.width, holder.height = MARGIN, top, WIDTH - 2 * MARGIN, Mm(36)
    holder.text_frame.word_wrap = True
    holder.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    holder.text_frame.text = title
    for paragraph in holder.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        _set(paragraph, size=size, colour=DEEP, bold=True)
    return page


def _page(deck_file: Any, slide: Slide, number: str) -> None:
    page = _with_title(deck_file, slide.title)
    has_picture = bool(slide.lines and slide.categories)
    width = (WIDTH - 3 * MARGIN) // 2 if has_picture else WIDTH - 2 * MARGIN
    _words(page, [slide.sentence], top=Mm(56), height=Mm(64), size=24, width=width)
    rest = [text for text in (slide.gap, slide.caveat) if text]
    _words(page, rest, top=Mm(124), height=Mm(40), size=16, width=width, colour=SOFT)
    if has_picture:
        _chart(page, slide, left=MARGIN * 2 + width, width=width)
    foot = " · ".join(text for text in (slide.source, number) if text)
    _words(page, [foot], top=Mm(174), height=Mm(12), size=12, colour=SOFT)
    page.notes_slide.notes_text_frame.text = "\n".join(filter(None, [slide.sentence, *rest, slide.source]))


def _words(
    page: Any,
    paragraphs: Sequence[str],
    *,
    top: int,
    height: int,
    size: int,
    width: int = WIDTH - 2 * MARGIN,
    colour: RGBColor = INK,
) -> None:
    if not any(paragraphs):
        return
    frame = page.shapes.add_textbox(MARGIN, top, width, height).text_frame
    frame.word_wrap = True
    for index, text in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.text = text
        paragraph.space_after = Pt(size / 2)
        _set(paragraph, size=size, colour=colour)


def _set(paragraph: Any, *, size: int, colour: RGBColor, bold: bool = False) -> None:
    font = paragraph.font
    font.size, font.bold, font.name = Pt(size), bold, FONT
    font.color.rgb = colour
    for run in paragraph.runs:
        run._r.get_or_add_rPr().set("lang", "fr-FR")  # noqa: SLF001 - python-pptx has no language


def _chart(page: Any, slide: Slide, *, left: int, width: int) -> None:
    is_bars = len(slide.categories) == 1
    data = CategoryChartData()
    if is_bars:
        data.categories = [line.label for line in slide.lines]
        data.add_series(slide.categories[0], [line.values[0] for line in slide.lines])
    else:
        data.categories = slide.categories
        for line in slide.lines:
            data.add_series(line.label, line.values)
    kind = XL_CHART_TYPE.BAR_CLUSTERED if is_bars else XL_CHART_TYPE.LINE_MARKERS
    frame = page.shapes.add_chart(kind, left, Mm(52), width, Mm(116), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", slide.alt)  # noqa: SLF001 - the same for its words
    chart = frame.chart
    chart.has_title = False
    chart.font.size, chart.font.name = Pt(14), FONT
    chart.value_axis.has_major_gridlines = False
    known = [value for line in slide.lines for value in line.values if value is not None]
    (_bars if is_bars else _lines)(chart, "#,##0" if max(known, default=0) >= THOUSAND else "0.0")


def _bars(chart: Any, written: str) -> None:
    """Bars from zero, ours first and dark, each with its value at its end."""
    chart.has_legend = False
    chart.value_axis.visible = False
    chart.value_axis.minimum_scale = None if min(chart.plots[0].series[0].values) < 0 else 0
    chart.category_axis.reverse_order = True
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 60, True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = written, False
    for index in range(len(plot.categories)):
        fill = plot.series[0].points[index].format.fill
        fill.solid()
        fill.fore_color.rgb = DEEP if index == 0 else PALE


def _lines(chart: Any, written: str) -> None:
    """Ours thick; the others thin. The legend names them in the same order."""
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.value_axis.tick_labels.number_format = written
    chart.value_axis.tick_labels.number_format_is_linked = False
    for series, colour in zip(chart.plots[0].series, STROKES, strict=False):
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = colour, Pt(4 if colour is DEEP else 2)
