"""DOCX that a secretary can edit: real styles, headings, repeated table headers, words for drawings."""

from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph

from jalons.documents import tree
from jalons.documents.pdf import picture

INK_SOFT = RGBColor(0x4B, 0x59, 0x52)
FERN = RGBColor(0x1D, 0x60, 0x44)
FONT = "Atkinson Hyperlegible Next"
FICTITIOUS = "Exemple fictif : paroles, décisions et personnes sont inventées ; les chiffres sont réels."
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}
_PAPERS = {"a4": (210, 297), "a3": (297, 420)}


def render(document: tree.Document, *, now: datetime) -> bytes:
    """The document as DOCX. Drawings become pictures with their words as alternative text."""
    word = docx.Document()
    _set_up(word, document, now)
    word.add_heading(document.title, level=0)
    if document.subtitle:
        word.add_paragraph(document.subtitle, style="Subtitle")
    line = " · ".join(part for part in (document.reference, document.date_label) if part)
    if line:
        _quiet(word.add_paragraph(line))
    for block in document.blocks:
        _RENDERERS[block.node](word, block)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def append(word: Word, blocks: Iterable[tree.Block]) -> None:
    """Write blocks at the end of a document that is not ours, with its own styles."""
    for block in blocks:
        _RENDERERS[block.node](word, block)


def _set_up(word: Word, document: tree.Document, now: datetime) -> None:
    properties = word.core_properties
    properties.title, properties.author, properties.language = document.title, document.author, "fr-FR"
    properties.created = properties.modified = now.replace(tzinfo=None)
    properties.keywords = ", ".join(document.keywords)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10.5)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    normal.element.get_or_add_rPr().append(language)
    for level in range(1, 5):
        style = word.styles[f"Heading {level}"]
        style.font.name, style.font.color.rgb = FONT, FERN
    for name, colour in (("Title", FERN), ("Subtitle", INK_SOFT), ("Caption", INK_SOFT)):
        word.styles[name].font.name, word.styles[name].font.color.rgb = FONT, colour
    word.styles["Intense Quote"].font.color.rgb = FERN
    section = word.sections[0]
    width, height = _PAPERS[document.paper]
    if document.is_landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        width, height = height, width
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(22)
    footer = section.footer.paragraphs[0]
    footer.text = f"{document.title} — page "
    _page_number(footer)
    if document.is_fictitious:
        _quiet(section.footer.add_paragraph(FICTITIOUS))
    _quiet(footer)


def _page_number(paragraph: WordParagraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx offers no fields


def _quiet(paragraph: WordParagraph) -> WordParagraph:
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(9), INK_SOFT
    return paragraph


def _heading(word: Word, block: tree.Heading) -> None:
    word.add_heading(block.text, level=block.level)


def _paragraph(word: Word, block: tree.Paragraph) -> None:
    paragraph = word.add_paragraph()
    for run in block.runs:
        written = paragraph.add_run(run.text)
        written.bold, written.italic = run.style == "strong", run.style == "emphasis"
    if block.is_quiet:
        _quiet(paragraph)


def _bullets(word: Word, block: tree.Bullets) -> None:
    for item in block.items:
        word.add_paragraph(item, style="List Number" if block.is_numbered else "List Bullet")


def _outline(word: Word, block: tree.Outline) -> None:
    for depth, item in block.items:
        paragraph = word.add_paragraph(item, style="List Bullet")
        paragraph.paragraph_format.left_indent = Mm(6 * (depth + 1))


def _quote(word: Word, block: tree.Quote) -> None:
    paragraph = word.add_paragraph(f"« {block.text} »", style="Quote")
    if block.source:
        source = paragraph.add_run(f"\n{block.source}")
        source.italic, source.font.size, source.font.color.rgb = False, Pt(9), INK_SOFT


def _callout(word: Word, block: tree.Callout) -> None:
    if block.title:
        word.add_paragraph(style="Intense Quote").add_run(block.title).bold = True
    for line in filter(str.strip, block.text.split("\n")):
        word.add_paragraph(line, style="Intense Quote")


def _repeat_header(row: _Row) -> None:
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)  # noqa: SLF001 - python-docx has no public way


def _table(word: Word, block: tree.Table) -> None:
    word.add_paragraph(block.caption, style="Caption").paragraph_format.keep_with_next = True
    table = word.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    table.autofit = False
    for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
        heading = cell.paragraphs[0].add_run(column.label)
        heading.bold, heading.font.size = True, Pt(9)
    _repeat_header(table.rows[0])
    for line in block.rows:
        for cell, column, value in zip(table.add_row().cells, block.columns, line, strict=True):
            cell.paragraphs[0].alignment = _ALIGN[column.align]
            cell.paragraphs[0].add_run(value).font.size = Pt(9)
    _set_widths(word, table, block)
    after = word.add_paragraph(block.note)
    after.paragraph_format.space_before = Pt(4)
    _quiet(after)


def _set_widths(word: Word, table: WordTable, block: tree.Table) -> None:
    """Word wants the width of each cell; rows stay whole on their page."""
    section = word.sections[-1]
    room = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    share = room / sum(column.weight for column in block.columns)
    for column, asked in zip(table.columns, block.columns, strict=True):
        column.width = Emu(int(share * asked.weight))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no public way
        for cell, asked in zip(row.cells, block.columns, strict=True):
            cell.width = Emu(int(share * asked.weight))


WIDE_MM, USUAL_MM = 250, 160


def _figure(word: Word, block: tree.Figure) -> None:
    if block.is_wide:
        _turn(word, WD_ORIENT.LANDSCAPE)
    width = WIDE_MM if block.is_wide else USUAL_MM
    shape = word.add_picture(BytesIO(picture(block.svg, width_mm=width)), width=Mm(width))
    described = shape._inline.docPr  # noqa: SLF001 - python-docx has no alternative text
    described.set("descr", block.alt)
    if block.caption:
        word.add_paragraph(block.caption, style="Caption")
    if block.is_wide:
        _turn(word, WD_ORIENT.PORTRAIT)


def _turn(word: Word, orientation: WD_ORIENT) -> None:
    """A new page, turned the other way unless it already stands so."""
    before = word.sections[-1]
    if before.orientation == orientation:
        return
    section = word.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = orientation
    section.page_width, section.page_height = before.page_height, before.page_width


def _facts(word: Word, block: tree.Facts) -> None:
    for label, value in block.pairs:
        paragraph = word.add_paragraph()
        paragraph.add_run(f"{label} : ").font.color.rgb = INK_SOFT
        paragraph.add_run(value).bold = True


def _signatures(word: Word, block: tree.Signatures) -> None:
    table = word.add_table(rows=0, cols=2, style="Table Grid")
    for start in range(0, len(block.parties), 2):
        row = table.add_row()
        row.height = Mm(34)
        for cell, (organisation, person) in zip(row.cells, block.parties[start : start + 2], strict=False):
            cell.paragraphs[0].add_run(organisation).bold = True
            _quiet(cell.add_paragraph(person))


def _slips(word: Word, block: tree.Slips) -> None:
    table = word.add_table(rows=0, cols=block.columns, style="Table Grid")
    for start in range(0, len(block.slips), block.columns):
        cells = table.add_row().cells
        for cell, slip in zip(cells, block.slips[start : start + block.columns], strict=False):
            _slip(cell.paragraphs[0], slip)


def _slip(paragraph: WordParagraph, slip: tree.Slip) -> None:
    paragraph.add_run(slip.title).bold = True
    for line in (*slip.lines, slip.code, *("_" * 30,) * slip.rules, slip.foot):
        if line:
            paragraph.add_run(f"\n{line}").bold = line == slip.code
    if slip.svg:
        shape = paragraph.add_run().add_picture(BytesIO(picture(slip.svg, width_mm=24)), width=Mm(24))
        shape._inline.docPr.set("descr", slip.alt)  # noqa: SLF001 - python-docx has no alternative text


def _poster(word: Word, block: tree.Poster) -> None:
    word.add_heading(block.title, level=1)
    for line in block.lines:
        word.add_paragraph(line).runs[0].font.size = Pt(17)
    shape = word.add_picture(BytesIO(picture(block.svg, width_mm=110)), width=Mm(110))
    shape._inline.docPr.set("descr", block.alt)  # noqa: SLF001 - python-docx has no alternative text
    for line, size in ((block.code, 40), (block.foot, 13)):
        if line:
            word.add_paragraph(line).runs[0].font.size = Pt(size)


def _pagebreak(word: Word, _block: tree.PageBreak) -> None:
    word.add_page_break()  # type: ignore[no-untyped-call]


_RENDERERS: dict[str, Callable[[Word, Any], None]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullets": _bullets,
    "outline": _outline,
    "quote": _quote,
    "callout": _callout,
    "table": _table,
    "figure": _figure,
    "facts": _facts,
    "signatures": _signatures,
    "slips": _slips,
    "poster": _poster,
    "pagebreak": _pagebreak,
}
