"""The guide of a run, for whoever leads it: the day on one page, then each sequence with all it needs."""

from jalons.core import typography
from jalons.documents.tree import (
    Block,
    Callout,
    Column,
    Document,
    Facts,
    Heading,
    Table,
    text,
)
from jalons.initiatives.models import Step
from jalons.workshops.models import Tool
from jalons.workshops.queries import runs, toolbox
from jalons.workshops.queries.runs import Row, Run

_FACTS = (
    ("animator", "Qui anime"),
    ("material", "Matériel"),
    ("method", "Méthode"),
    ("expected", "On en attend"),
    ("fallback", "Si le réseau manque"),
)


def of_step(step: Step) -> Document:
    """The guide of a session: its place and hour, its day, its sequences."""
    run = runs.of_step(step)
    return Document(
        title=f"Guide d’animation{typography.NBSP}: {step.title}",
        subtitle=step.initiative.name if step.initiative else step.mission.title,
        date_label=typography.sentence_day(step.starts_on) if step.starts_on else "date à choisir",
        is_fictitious=bool(step.initiative and step.initiative.is_fictitious),
        blocks=(Facts(_where(step, run)), *blocks(run)),
    )


def of_tool(tool: Tool) -> Document:
    """The guide of a tool: what it is for, advice, its sequences, where it comes from."""
    run = runs.of_tool(tool)
    facts = [("À quoi il sert", tool.purpose), ("Durée", run.length), ("Gardé par", tool.kept_by)]
    facts += [("Vient de", toolbox.place_of(tool)), ("Adapté de", tool.origin_title)]
    advice = [Callout(tool.guide, "Conseils à qui l’animera")] if tool.guide else []
    return Document(
        title=tool.title,
        subtitle="Caisse à outils",
        is_fictitious=bool(tool.initiative and tool.initiative.is_fictitious),
        blocks=(Facts(tuple(pair for pair in facts if pair[1])), *advice, *blocks(run)),
    )


def of_run(run: Run) -> Document:
    """The guide of a run that comes with Jalons."""
    return Document(
        title=run.title,
        subtitle="Caisse à outils",
        blocks=(Facts((("Durée", run.length),)), *blocks(run)),
    )


def blocks(run: Run) -> list[Block]:
    """The day at a glance, then one section a sequence."""
    if not run.rows:
        return [text("Ce déroulé est encore vide.")]
    found: list[Block] = [Heading(1, "En un coup d’œil"), _table(run), Heading(1, "Séquence par séquence")]
    for number, row in enumerate(run.rows, start=1):
        found += _sequence(number, row)
    return found


def _where(step: Step, run: Run) -> tuple[tuple[str, str], ...]:
    place = "à distance" if step.is_remote else step.venue.name if step.venue else "à choisir"
    commune = f", {step.venue.commune.name}" if step.venue and step.venue.commune else ""
    facts = [
        ("Lieu", f"{place}{commune}"),
        ("Durée prévue", run.length),
        ("Pour y venir", step.venue.access_notes if step.venue else ""),
        ("Réseau", step.venue.network_quality if step.venue else ""),
        ("Intentions", step.intentions),
    ]
    return tuple(pair for pair in facts if pair[1])


def _table(run: Run) -> Table:
    has_hours = any(row.starts_at for row in run.rows)
    heads = (
        (Column("Heure", weight=2), Column("Durée", weight=2)) if has_hours else (Column("Durée", weight=2),)
    )
    lines = []
    for number, row in enumerate(run.rows, start=1):
        hour = (typography.clock_time(row.starts_at) if row.starts_at else "",) if has_hours else ()
        mark = "Après le repas. " if row.part.begins_half else ""
        length = f"{row.part.minutes}{typography.NBSP}min"
        lines.append(
            (
                *hour,
                length,
                f"{number}. {mark}{row.part.title}",
                row.grouping,
                row.part.texts.get("animator", ""),
            )
        )
    return Table(
        f"Le déroulé, {run.length} en tout",
        (
            *heads,
            Column("Séquence", weight=8),
            Column("Disposition", weight=3),
            Column("Qui anime", weight=4),
        ),
        tuple(lines),
    )


def _sequence(number: int, row: Row) -> list[Block]:
    part, texts = row.part, row.part.texts
    hour = f"{typography.clock_time(row.starts_at)}, " if row.starts_at else ""
    found: list[Block] = [
        Heading(2, f"{number}. {part.title}"),
        text(
            f"{hour}{part.minutes}{typography.NBSP}min · {row.kind}"
            + (f" · {row.grouping}" if row.grouping else ""),
            quiet=True,
        ),
    ]
    if part.prompt:
        found.append(Callout(part.prompt, "La question"))
    if texts.get("intention"):
        found.append(text(f"Intention{typography.NBSP}: {texts['intention']}"))
    if texts.get("instructions"):
        found.append(text(texts["instructions"]))
    facts = tuple((label, texts[name]) for name, label in _FACTS if texts.get(name))
    return [*found, Facts(facts)] if facts else found
