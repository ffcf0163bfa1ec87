"""The programme sheet on paper, with every head of a catalogue sheet (domain.md §6.1)."""

from jalons.core import typography
from jalons.documents.tree import Block, Bullets, Column, Document, Facts, Heading, Table, text
from jalons.training.models import ProgrammeDay
from jalons.training.papers import common
from jalons.training.queries.catalogue import Sheet
from jalons.training.rules import HEADS, PRACTICAL, WAYS


def sheet(found: Sheet) -> Document:
    """The sheet of a programme: the practical side, the objective, the content by phase, the ways."""
    programme = found.programme
    heads = programme.heads
    blocks: list[Block] = [
        Facts(
            (
                *((HEADS[key], heads[key]) for key in PRACTICAL if heads.get(key)),
                ("Satisfaction", found.satisfaction),
                ("Mise à jour", typography.day(programme.updated_on)),
            )
        ),
        Heading(1, "Objectif professionnel"),
        text(programme.objective),
        *([Bullets(tuple(programme.objectives))] if programme.objectives else []),
        Heading(1, "Contenu"),
        *_phase("Première phase : la formation", heads.get("phase_1", ""), found.shared),
        *_phase("Deuxième phase : sur chaque territoire", heads.get("phase_2", ""), found.per_territory),
        *_lines(heads.get("outcome", "")),
        _sums(found),
    ]
    for key in WAYS:
        if heads.get(key):
            blocks += [Heading(1, HEADS[key]), *_lines(heads[key])]
    return Document(
        title=programme.title,
        subtitle="Fiche programme",
        blocks=tuple(blocks),
        date_label=f"Mise à jour le {typography.day(programme.updated_on)}",
        reference=f"Version {programme.version}",
        keywords=("formation", "programme"),
    )


def _phase(title: str, words: str, days: list[ProgrammeDay]) -> list[Block]:
    if not days:
        return []
    columns = (Column("Journée", weight=3), Column("Intentions", weight=5), Column("Durée", weight=2))
    rows = tuple((day.title, _intentions(day), _length(day)) for day in days)
    return [Heading(2, title), *_lines(words), Table(f"{title}, jour par jour", columns, rows)]


def _intentions(day: ProgrammeDay) -> str:
    return "\n".join(line.strip() for line in day.intentions.splitlines() if line.strip())


def _length(day: ProgrammeDay) -> str:
    if not day.half_days:
        return "hors des jours facturés"
    remote = ", sur place ou à distance" if day.may_be_remote else ""
    return f"{common.half_days(day.half_days)}{remote}"


def _sums(found: Sheet) -> Table:
    columns = (
        Column("Pour deux territoires", weight=3),
        Column("Jours", "right"),
        Column("Heures", "right"),
        Column("Prix", "right", 2),
    )
    rows = [
        (
            f"Phase {number}",
            typography.number(sums.days),
            typography.number(sums.hours),
            typography.euros(sums.price),
        )
        for number, sums in found.phases.items()
    ]
    whole = found.whole
    rows.append(
        (
            "En tout",
            typography.number(whole.days),
            typography.number(whole.hours),
            typography.euros(whole.price),
        )
    )
    one = found.one_territory
    note = f"Chaque territoire compte {common.days(one.days)}, soit {common.hours(one.hours)}."
    return Table("Durée et prix, au tarif adhérent", columns, tuple(rows), note=note)


def _lines(words: str) -> list[Block]:
    return [text(line.strip()) for line in words.splitlines() if line.strip()]
