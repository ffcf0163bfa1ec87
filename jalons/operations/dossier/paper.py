"""The record of a territory as one paper: chapters given by the areas, in the order of the démarche."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from jalons.core.templatetags.jalons import jour
from jalons.documents.tree import Block, Document, Heading
from jalons.initiatives.models import Initiative


@dataclass(frozen=True, slots=True)
class Chapter:
    """`blocks` says what there is to say, or nothing at all: an empty chapter is left out."""

    title: str
    blocks: Callable[[Initiative], list[Block]]


CHAPTERS: tuple[Chapter, ...] = ()


def chapter_titles() -> list[str]:
    return [chapter.title for chapter in CHAPTERS]


def build(initiative: Initiative, *, now: datetime) -> Document:
    """The whole record as it stands now."""
    blocks: list[Block] = []
    for chapter in CHAPTERS:
        content = chapter.blocks(initiative)
        if content:
            blocks += [Heading(1, chapter.title), *content]
    return Document(
        title=f"Dossier de {initiative.name}",
        subtitle="De la parole des habitants aux changements durables",
        date_label=f"État au {jour(timezone.localtime(now).date())}",
        is_fictitious=initiative.is_fictitious,
        has_contents=True,
        blocks=tuple(blocks),
    )
