"""The annexes of a CTG: diagnosis, vision, changes, chemins, fiches action, in a template that a Caf owns.

A template is a DOCX or ODT where each marker stands alone in its paragraph: `{{diagnostic}}`, `{{vision}}`,
`{{changements}}`, `{{chemins}}`, `{{fiches}}`. `{{territoire}}` and `{{date}}` may stand inside a sentence.
"""

import zipfile
from dataclasses import dataclass
from io import BytesIO

from jalons.documents.tree import Block

MOST_BYTES, _UNPACKED = 10_000_000, 200_000_000
SECTIONS = {
    "diagnostic": "Annexe 1. Le diagnostic partagé",
    "vision": "Annexe 2. Le futur idéal",
    "changements": "Annexe 3. Les changements durables",
    "chemins": "Annexe 4. Les chemins de progrès",
    "fiches": "Annexe 5. Les fiches action",
}


class UnusableTemplate(ValueError):  # noqa: N818 - a refusal, not a fault
    """The template cannot be filled; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the markers become: blocks for the sections, words for the others."""

    sections: dict[str, list[Block]]
    words: dict[str, str]


def check(data: bytes) -> None:
    """Refuse what is not a document of a sensible size. Raises UnusableTemplate."""
    if len(data) > MOST_BYTES:
        raise UnusableTemplate("Ce modèle dépasse 10 Mo : allégez ses images.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            heavy = sum(item.file_size for item in packed.infolist()) > _UNPACKED
    except zipfile.BadZipFile as wrong:
        raise UnusableTemplate("Ce fichier n’est ni un DOCX ni un ODT.") from wrong
    if heavy:
        raise UnusableTemplate("Ce modèle est trop lourd une fois ouvert.")


def no_marker() -> UnusableTemplate:
    """The refusal of a template without any marker."""
    wanted = ", ".join(f"{{{{{name}}}}}" for name in SECTIONS)
    return UnusableTemplate(
        f"Ce modèle ne porte aucun repère, seul dans son paragraphe. Les repères sont {wanted}."
    )
