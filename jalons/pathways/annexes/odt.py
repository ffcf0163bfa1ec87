"""The annexes as ODT, for town halls that write with LibreOffice: our template, or one's own."""

from collections.abc import Iterator
from io import BytesIO

from odfdo import Cell, Document, Element, Frame, Header, List, ListItem, Paragraph, Row, Span, Style, Table

from jalons.documents import tree
from jalons.documents.pdf import picture
from jalons.pathways.annexes import SECTIONS, Content, UnusableTemplate, check, no_marker

_MM = 160


def template() -> bytes:
    """Our own template, to start from."""
    document = Document("text")
    document.body.clear()
    document.body.append(Header(1, "Convention territoriale globale : annexes"))
    document.body.append(Paragraph("{{territoire}}, le {{date}}"))
    for name, title in SECTIONS.items():
        document.body.append(Header(1, title))
        document.body.append(Paragraph(f"{{{{{name}}}}}"))
    return _bytes(document)


def fill(data: bytes, content: Content) -> bytes:
    """The template with each marker replaced. Raises UnusableTemplate."""
    check(data)
    try:
        document = Document(BytesIO(data))
        paragraphs = document.body.paragraphs
    except (KeyError, ValueError, TypeError, AttributeError) as wrong:
        raise UnusableTemplate("Ce fichier n’est pas un document ODT.") from wrong
    document.insert_style(Style("text", name="JalonsFort", bold=True), automatic=True)
    count = 0
    for paragraph in paragraphs:
        text = str(paragraph.text_recursive).strip()
        name = text[2:-2].strip() if text.startswith("{{") and text.endswith("}}") else ""
        parent = paragraph.parent
        if name in content.sections and parent is not None:
            count += 1
            place = parent.index(paragraph)
            for offset, element in enumerate(_elements(document, content.sections[name])):
                parent.insert(element, position=place + offset)
            parent.delete(paragraph)
        else:
            _say(paragraph, text, content.words)
    if not count:
        raise no_marker()
    return _bytes(document)


def _say(paragraph: Paragraph, text: str, words: dict[str, str]) -> None:
    said = text
    for name, word in words.items():
        said = said.replace(f"{{{{{name}}}}}", word)
    if said != text:
        paragraph.clear()
        paragraph.append(said)


def _elements(document: Document, blocks: list[tree.Block]) -> Iterator[Element]:
    for block in blocks:
        yield from _block(document, block)


def _block(  # noqa: C901, PLR0912 - one case a kind of block
    document: Document, block: tree.Block
) -> Iterator[Element]:
    match block:
        case tree.Heading():
            yield Header(block.level, block.text, formatted=False)
        case tree.Paragraph():
            yield _paragraph("".join(run.text for run in block.runs))
        case tree.Bullets():
            yield List([ListItem(item) for item in block.items])
        case tree.Outline():
            yield List([ListItem(f"{'— ' * depth}{item}") for depth, item in block.items])
        case tree.Quote():
            yield _paragraph(f"« {block.text} »")
            if block.source:
                yield _paragraph(block.source)
        case tree.Callout():
            for line in filter(str.strip, (block.title, *block.text.split("\n"))):
                yield _paragraph(line)
        case tree.Facts():
            for label, value in block.pairs:
                yield _fact(label, value)
        case tree.Table():
            yield _paragraph(block.caption)
            yield _table(block)
            yield _paragraph(block.note)
        case tree.Figure():
            yield _figure(document, block)
            yield _paragraph(block.caption)
        case _:
            return


def _paragraph(text: str) -> Paragraph:
    return Paragraph(text, formatted=False)


def _fact(label: str, value: str) -> Paragraph:
    paragraph = Paragraph()
    paragraph.append(Span(f"{label} : ", style="JalonsFort", formatted=False))
    paragraph.append(Span(value, formatted=False))
    return paragraph


def _table(block: tree.Table) -> Table:
    table = Table(f"T{abs(hash(block.caption)) % 10**8}")
    head = Row()
    for column in block.columns:
        head.append_cell(Cell(column.label))
    table.append_row(head)
    for line in block.rows:
        row = Row()
        for value in line:
            row.append_cell(Cell(value))
        table.append_row(row)
    return table


def _figure(document: Document, block: tree.Figure) -> Paragraph:
    data = BytesIO(picture(block.svg, width_mm=_MM))
    width, height = _pixels(data.getvalue())
    address = document.add_file(data)
    size = (f"{_MM}mm", f"{_MM * height / max(width, 1):.0f}mm")
    frame = Frame.image_frame(address, size=size, anchor_type="as-char")
    frame.svg_description = block.alt
    paragraph = Paragraph()
    paragraph.append(frame)
    return paragraph


def _pixels(png: bytes) -> tuple[int, int]:
    """Width and height that a PNG says of itself."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def _bytes(document: Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()
