"""The annexes as DOCX: our template, or the one a Caf gives, with its own styles."""

from copy import deepcopy
from io import BytesIO

import docx
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.text.paragraph import Paragraph

from jalons.documents.docx import append
from jalons.pathways.annexes import SECTIONS, Content, UnusableTemplate, check, no_marker

_STYLES = (
    *(f"Heading {level}" for level in range(1, 5)),
    "List Bullet",
    "List Number",
    "Quote",
    "Intense Quote",
    "Caption",
)


def template() -> bytes:
    """Our own template, to start from."""
    word = docx.Document()
    word.add_heading("Convention territoriale globale : annexes", level=0)
    word.add_paragraph("{{territoire}}, le {{date}}")
    for name, title in SECTIONS.items():
        word.add_heading(title, level=1)
        word.add_paragraph(f"{{{{{name}}}}}")
    return _bytes(word)


def fill(data: bytes, content: Content) -> bytes:
    """The template with each marker replaced. Raises UnusableTemplate."""
    check(data)
    try:
        word = docx.Document(BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError) as wrong:
        raise UnusableTemplate("Ce fichier n’est pas un document DOCX.") from wrong
    _add_styles(word)
    found = [(p, p.text.strip()[2:-2].strip()) for p in word.paragraphs if _is_marker(p.text)]
    wanted = [(paragraph, name) for paragraph, name in found if name in content.sections]
    if not wanted:
        raise no_marker()
    for paragraph, name in wanted:
        _replace(word, paragraph, content, name)
    for paragraph in word.paragraphs:
        _say(paragraph, content.words)
    return _bytes(word)


def _is_marker(text: str) -> bool:
    stripped = text.strip()
    return stripped.startswith("{{") and stripped.endswith("}}")


def _add_styles(word: Word) -> None:
    known = {style.name for style in word.styles}
    for name in _STYLES:
        if name not in known:
            word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if "Table Grid" not in known:
        word.styles.add_style("Table Grid", WD_STYLE_TYPE.TABLE)


def _replace(word: Word, paragraph: Paragraph, content: Content, name: str) -> None:
    """Write at the end, where the library writes, then move to the marker's place."""
    body = word.element.body
    before = set(body)
    append(word, content.sections[name])
    for element in [child for child in body if child not in before]:
        paragraph._p.addprevious(element)  # noqa: SLF001 - python-docx only writes at the end
    kept = paragraph._p.find(".//{*}sectPr")  # noqa: SLF001 - a marker may end a section
    if kept is None:
        body.remove(paragraph._p)  # noqa: SLF001
    else:
        paragraph.text = ""


def _say(paragraph: Paragraph, words: dict[str, str]) -> None:
    """Markers inside a sentence; the first run keeps its look."""
    text = paragraph.text
    said = text
    for name, word in words.items():
        said = said.replace(f"{{{{{name}}}}}", word)
    if said == text or not paragraph.runs:
        return
    first = deepcopy(paragraph.runs[0].font.bold), paragraph.style
    paragraph.text = said
    paragraph.runs[0].font.bold, paragraph.style = first


def _bytes(word: Word) -> bytes:
    out = BytesIO()
    word.save(out)
    return out.getvalue()
