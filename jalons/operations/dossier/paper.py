"""The record of a territory as one paper: chapters given by the areas, in the order of the démarche."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from jalons.changes import exports as changes
from jalons.core import typography
from jalons.diagnosis import exports as diagnosis
from jalons.documents.tree import Block, Document, Heading
from jalons.indicators import exports as indicators
from jalons.initiatives import exports as initiatives
from jalons.initiatives.models import Initiative
from jalons.operations.dossier import turning_points
from jalons.pathways import exports as pathways
from jalons.steering import exports as steering
from jalons.workshops import exports as workshops


@dataclass(frozen=True, slots=True)
class Chapter:
    """`blocks` says what there is to say, or nothing at all: an empty chapter is left out."""

    title: str
    blocks: Callable[[Initiative], list[Block]]


CHAPTERS: tuple[Chapter, ...] = (
    Chapter("Le cadre et les personnes", initiatives.chapter),
    Chapter("Le canevas de l’expérimentation", diagnosis.canvas),
    Chapter("Le capital stratégique", diagnosis.strategic_capital),
    Chapter("Qui était là, qui manquait", workshops.chapter),
    Chapter("Le portrait du territoire", indicators.chapter),
    Chapter("Ce que les gens ont dit", diagnosis.words),
    Chapter("Les chiffres et les paroles croisés", diagnosis.crossings),
    Chapter("Les urgences sociales", diagnosis.decided_urgencies),
    Chapter("Le futur idéal et son consentement", changes.ideal_future),
    Chapter("Les changements durables", changes.changes),
    Chapter("La validation par les signataires", changes.validation),
    Chapter("Les chemins de progrès", pathways.chapter),
    Chapter("Le pilotage", steering.chapter),
    Chapter("Le journal de la démarche", lambda initiative: turning_points.excerpt(initiative.scope())),
    Chapter("Annexe\u00a0: toutes les paroles", diagnosis.all_words),
)


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
        date_label=f"État au {typography.day(now)}",
        is_fictitious=initiative.is_fictitious,
        has_contents=True,
        blocks=tuple(blocks),
    )
