"""The sheet of a preparation: agenda, who prepares what, what is ready, minutes, decisions."""

from collections.abc import Sequence

from jalons.core import typography
from jalons.documents.tree import Block, Bullets, Column, Document, Facts, Heading, Table, text
from jalons.workshops.checklist import CheckLine, LineState
from jalons.workshops.models import PreparationTask
from jalons.workshops.queries.preparation import Workspace

STATES = {LineState.DONE: "prêt", LineState.PARTLY: "commencé", LineState.TO_DO: "à faire"}


def sheet_of(work: Workspace) -> Document:
    """One page to bring, then to keep."""
    step = work.preparing.step
    day = typography.sentence_day(step.starts_on) if step.starts_on else "date à choisir"
    where = "à distance" if step.is_remote else step.venue.name if step.venue else "lieu à choisir"
    facts = [("Quand", day), ("Où", where)]
    if work.sheet.meeting_url:
        facts.append(("Réunion à distance", work.sheet.meeting_url))
    if work.preparing.table:
        facts.append(("Ce que l’on prépare", work.preparing.table.title))
    return Document(
        title=step.title,
        subtitle=step.initiative.name if step.initiative else "",
        date_label=day,
        is_fictitious=bool(step.initiative and step.initiative.is_fictitious),
        blocks=(Facts(tuple(facts)), *_agenda(work), *_tasks(work.tasks), *_needs(work.lines), *_said(work)),
    )


def _agenda(work: Workspace) -> list[Block]:
    if not work.agenda.lines:
        return []
    rows = tuple(
        (
            typography.clock_time(line.starts_at) if line.starts_at else "",
            f"{line.sequence.minutes}{typography.NBSP}min",
            line.sequence.title,
            line.sequence.animator,
        )
        for line in work.agenda.lines
    )
    heads = (
        Column("Heure", weight=2),
        Column("Durée", weight=2),
        Column("Point", weight=8),
        Column("Qui anime", weight=5),
    )
    return [Heading(1, "Ordre du jour"), Table("Les points, dans l’ordre", heads, rows)]


def _tasks(tasks: Sequence[PreparationTask]) -> list[Block]:
    if not tasks:
        return []
    rows = tuple(
        (
            task.title,
            task.whose or "à décider",
            typography.short_day(task.due_on) if task.due_on else "",
            f"fait le {typography.short_day(task.done_at)}" if task.done_at else "",
        )
        for task in tasks
    )
    heads = (
        Column("À préparer", weight=8),
        Column("Qui", weight=4),
        Column("Pour le", weight=3),
        Column("Fait", weight=4),
    )
    return [Heading(1, "Qui prépare quoi"), Table("Les tâches, par date", heads, rows)]


def _needs(lines: Sequence[CheckLine]) -> list[Block]:
    if not lines:
        return []
    rows = tuple((line.label, STATES[line.state], line.said) for line in lines)
    heads = (
        Column("Ce dont la table a besoin", weight=6),
        Column("État", weight=2),
        Column("Où l’on en est", weight=7),
    )
    return [Heading(1, "Ce que la prochaine table demande"), Table("Ligne par ligne", heads, rows)]


def _said(work: Workspace) -> list[Block]:
    step = work.preparing.step
    found: list[Block] = []
    if work.sheet.feelings:
        found += [Heading(1, "Comment les ressentis seront recueillis"), text(work.sheet.feelings)]
    if step.minutes:
        found += [Heading(1, "Compte rendu"), *(text(part) for part in step.minutes.split("\n\n"))]
    if work.decisions:
        found += [Heading(1, "Décisions"), Bullets(tuple(work.decisions))]
    return found
