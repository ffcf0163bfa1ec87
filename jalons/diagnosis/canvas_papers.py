"""The papers of the canvas: the mission letter of the chargé de coopération."""

from datetime import datetime

from django.utils import timezone

from jalons.core import typography
from jalons.diagnosis.queries.canvas import CanvasPage
from jalons.documents.tree import Block, Bullets, Column, Document, Heading, Paragraph, Run, Table

BLANK = "à compléter"


def mission_letter(page: CanvasPage, *, now: datetime) -> Document:
    """A letter to edit and to sign: what is given, with which time, authority and support."""
    initiative, officer = page.initiative, page.officer
    name = officer.person.name if officer else BLANK
    employer = officer.employer.name if officer else BLANK
    blocks: list[Block] = [
        _text(
            f"La coopération territoriale de « {initiative.name} » est confiée à {name} "
            f"(employeur : {employer}), dans le cadre du renouvellement de la Convention territoriale "
            "globale."
        ),
        Heading(1, "Ce qui est confié"),
        _listed(page.missions),
        Heading(1, "Temps disponible"),
        _text(page.canvas.officer_time if page.canvas and page.canvas.officer_time else BLANK),
        Heading(1, "Ce que la personne décide, et avec qui le reste"),
        _text(page.canvas.officer_authority if page.canvas and page.canvas.officer_authority else BLANK),
    ]
    if page.spaces:
        blocks += [Heading(1, "Les espaces où elle intervient"), _spaces(page)]
    if page.stages:
        blocks += [Heading(1, "Les étapes"), _stages(page)]
    blocks += [
        Heading(1, "Appuis et moyens"),
        _text(page.canvas.officer_support if page.canvas and page.canvas.officer_support else BLANK),
        _text(
            f"Écrite le {typography.day(timezone.localdate(now))}. "
            "Signatures de l’employeur et de la personne :"
        ),
    ]
    return Document(
        title="Lettre de mission",
        subtitle=initiative.name,
        blocks=tuple(blocks),
        is_fictitious=initiative.is_fictitious,
    )


def _spaces(page: CanvasPage) -> Table:
    columns = (Column("Espace"), Column("Qui y siège", weight=2), Column("Ce que l’on y fait", weight=3))
    return Table(
        "Espaces de concertation et de décision",
        columns,
        tuple(
            (
                space.name,
                space.people,
                space.handles + (f" On y décide par {space.rule}." if space.is_deciding else ""),
            )
            for space in page.spaces
        ),
    )


def _stages(page: CanvasPage) -> Table:
    columns = (Column("Étape", weight=3), Column("Date"), Column("Prestataire", weight=2))
    return Table(
        "Étapes de l’expérimentation",
        columns,
        tuple(
            (
                row.stage.title,
                typography.day(row.stage.planned_on) if row.stage.planned_on else BLANK,
                row.stage.get_provider_presence_display(),
            )
            for row in page.stages
        ),
    )


def _listed(lines: list[str]) -> Block:
    return Bullets(tuple(lines)) if lines else _text(BLANK)


def _text(words: str) -> Paragraph:
    return Paragraph((Run(words),))
