"""Registry of what higher areas add to the report of a session: coverage of the regroupements, decisions…"""

from collections.abc import Callable

from jalons.documents.tree import Block
from jalons.initiatives.models import Step

Section = Callable[[Step], list[Block]]
_SECTIONS: list[Section] = []


def register(section: Section) -> None:
    """Ask `section` for blocks each time a report is made; headings start at level 1, none when nothing."""
    if section not in _SECTIONS:
        _SECTIONS.append(section)


def sections(step: Step) -> list[Block]:
    return [block for section in _SECTIONS for block in section(step)]
