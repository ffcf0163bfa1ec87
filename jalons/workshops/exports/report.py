"""The report of a session: what was done, said and voted, what was covered, who was missing."""

from collections.abc import Sequence

from jalons.core import typography
from jalons.documents.tree import (
    Block,
    Bullets,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    Quote,
    Table,
    text,
)
from jalons.initiatives.models import Step
from jalons.rooms import report as room_report
from jalons.rooms.queries.votes import OptionTally
from jalons.workshops import drawings, queries
from jalons.workshops import report as additions
from jalons.workshops.queries import report as reports
from jalons.workshops.queries.presence import Absences, Attendance
from jalons.workshops.queries.report import Coverage, Held

NBSP = typography.NBSP


def report_of(step: Step) -> Document:
    """The whole report, ready a moment after the session."""
    held, covered, came = reports.held(step), reports.coverage(step), queries.attendance(step)
    day = typography.sentence_day(step.starts_on) if step.starts_on else ""
    blocks: list[Block] = [_facts(step, held, covered, came), *_said(step)]
    for one in held:
        blocks += _sequence(one)
    blocks += [*_coverage(covered), *additions.sections(step), *_missing(step, came), *_words(held)]
    return Document(
        title=f"Compte rendu{NBSP}: {step.title}",
        subtitle=step.initiative.name if step.initiative else step.mission.title,
        date_label=day,
        is_fictitious=bool(step.initiative and step.initiative.is_fictitious),
        has_contents=len(held) > 2,  # noqa: PLR2004 - a short report needs no contents
        blocks=tuple(blocks),
    )


def _facts(step: Step, held: list[Held], covered: Coverage, came: Attendance) -> Facts:
    voters = max((one.voters for one in held), default=0)
    tables = step.room.tables.count() if hasattr(step, "room") else 0
    where = "à distance" if step.is_remote else str(step.venue.name) if step.venue else ""
    pairs = [
        ("Lieu", where),
        ("Personnes présentes", str(came.people) if came.is_counted else "pas encore comptées"),
        ("Tables", str(tables) if tables else ""),
        ("Paroles reçues", str(covered.received)),
        ("Personnes qui ont voté", str(voters) if voters else ""),
        ("Séquences tenues", str(len(held))),
    ]
    return Facts(tuple(pair for pair in pairs if pair[1]))


def _said(step: Step) -> list[Block]:
    blocks: list[Block] = []
    if step.minutes:
        blocks += [Heading(1, "Ce qui s’est dit"), *(text(part) for part in _paragraphs(step.minutes))]
    if step.decisions:
        blocks += [Heading(1, "Ce qui a été décidé"), Bullets(tuple(_lines(step.decisions)))]
    return blocks


def _paragraphs(words: str) -> list[str]:
    return [part.strip() for part in words.split("\n\n") if part.strip()]


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _sequence(one: Held) -> list[Block]:
    blocks: list[Block] = [Heading(1, one.sequence.title), text(_when(one), quiet=True)]
    if one.sequence.prompt:
        blocks.append(text(f"Question posée{NBSP}: {one.sequence.prompt}"))
    if one.kind.takes_words:
        blocks += _heard(one)
    if one.kind.takes_votes:
        blocks += _voted(one)
    if not one.tallies:
        blocks += room_report.blocks(one.sequence)
    if one.sequence.notes:
        blocks.append(text(f"Notes{NBSP}: {one.sequence.notes}"))
    return blocks


def _when(one: Held) -> str:
    opened, real = one.sequence.opened_at, reports.real_minutes(one.sequence)
    hour = f"à {typography.clock_time(opened)}, " if opened else ""
    lasted = f"{real}{NBSP}min au lieu de {one.sequence.minutes}" if real else "encore ouverte"
    return f"{one.kind.label}, {hour}{lasted}."


def _heard(one: Held) -> list[Block]:
    count = len(one.words)
    blocks: list[Block] = [
        text(f"{count} parole{typography.plural(count)} ; toutes se lisent à la fin de ce compte rendu.")
    ]
    rows = one.by_table
    if len(rows) > 1:
        words = ", ".join(f"{label}{NBSP}: {number}" for label, number in rows)
        blocks.append(Figure(drawings.bars(rows), words, "Paroles par table"))
    return blocks


def _voted(one: Held) -> list[Block]:
    people = (
        f"{one.voters} personne{typography.plural(one.voters)} {'ont' if one.voters > 1 else 'a'} répondu."
    )
    blocks: list[Block] = [text(people)]
    if not one.voters or not one.tallies:
        return blocks
    for place, criterion in enumerate(one.tallies[0].criteria):
        blocks += _criterion(one.tallies, place, criterion.criterion.label)
    return blocks


def _criterion(tallies: Sequence[OptionTally], place: int, label: str) -> list[Block]:
    rows = [(tally.option.label, _answers(tally, place)) for tally in tallies]
    counts = [(mark, "") for mark, _ in rows[0][1]]
    legend = ", ".join(
        f"{share.choice.mark or share.choice.label}{NBSP}= {share.choice.label.lower()}"
        for share in tallies[0].criteria[place].shares
        if share.choice.mark
    )
    figure = Figure(
        drawings.shares(rows),
        f"{label}{NBSP}: répartition des réponses, chiffres dans le tableau qui suit",
        f"{label}. {legend}" if legend else label,
    )
    heads = (
        Column("", weight=6),
        *(Column(mark, "right", weight=2) for mark, _ in counts),
        Column("Réponses", "right", weight=2),
    )
    lines = tuple(
        (name, *(str(count) for _, count in answers), str(sum(count for _, count in answers)))
        for name, answers in rows
    )
    return [figure, Table(f"{label}{NBSP}: les nombres", heads, lines)]


def _answers(tally: OptionTally, place: int) -> list[tuple[str, int]]:
    return [(share.choice.mark or share.choice.label, share.count) for share in tally.criteria[place].shares]


def _coverage(covered: Coverage) -> list[Block]:
    if not covered.received:
        return []
    rows = [("Reçues", covered.received), ("Publiées", covered.published)]
    rows += [(f"dont par {label.lower()}", count) for label, count in covered.by_channel]
    rows += [(f"Mises de côté{NBSP}: {reason}", count) for reason, count in covered.apart]
    rows += [("Reprises par leur auteur", covered.withdrawn), ("Saisies après le jour même", covered.late)]
    table = Table(
        "Toutes les paroles, sans exception",
        (Column("", weight=6), Column("Paroles", "right", weight=2)),
        tuple((label, str(count)) for label, count in rows),
        note="Une parole mise de côté garde son motif ; aucune n’est réécrite.",
    )
    return [Heading(1, "Ce qui a été recueilli"), table]


def _missing(step: Step, came: Attendance) -> list[Block]:
    if not came.is_counted:
        return [
            Heading(1, "Qui manquait"),
            text("Les présents ne sont pas encore comptés : ils le seront depuis la feuille de présence."),
        ]
    absent: Absences = queries.absences(step, came)
    lines = [
        (f"personne parmi{NBSP}: ", absent.who.categories),
        (f"à peine{NBSP}: ", absent.who.faint),
        (f"personne de{NBSP}: ", absent.who.communes),
        (f"visées, et absentes{NBSP}: ", absent.aimed),
        (f"invitées, et absentes{NBSP}: ", absent.organisations),
    ]
    said = tuple(f"{opening}{typography.joined(list(words))}" for opening, words in lines if words)
    if not said:
        return [Heading(1, "Qui manquait"), text("Toutes les catégories et toutes les communes étaient là.")]
    return [Heading(1, "Qui manquait"), Bullets(said)]


def _words(held: list[Held]) -> list[Block]:
    blocks: list[Block] = []
    for one in held:
        if one.words:
            blocks.append(Heading(2, one.sequence.title))
            blocks += [
                Quote(word.text, f"n° {word.number}" + (f", table {word.table.number}" if word.table else ""))
                for word in one.words
            ]
    return [Heading(1, "Toutes les paroles"), *blocks] if blocks else []
