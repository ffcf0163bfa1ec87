"""What each kind gave, as neutral blocks: the same figures as on the hall's screen, and their list twin."""

from jalons.documents.tree import Block, Bullets, Column, Figure, Heading, Table, text
from jalons.rooms.kinds import registry
from jalons.rooms.kinds.assessment.result import Spread
from jalons.rooms.kinds.heaps.result import TableHeaps
from jalons.rooms.kinds.moving.result import Debate
from jalons.rooms.kinds.pictures.album import Chosen
from jalons.rooms.kinds.statements.result import Agreement, Agreements
from jalons.rooms.kinds.taught import Taught
from jalons.rooms.kinds.timeline.line import Line
from jalons.rooms.models import Sequence
from jalons.rooms.queries.votes import OptionTally


def blocks(sequence: Sequence) -> list[Block]:
    """The results of a part; an empty list when nothing came, or when its words stand elsewhere."""
    kind = registry.get(sequence.kind)
    found = kind.result(sequence) if kind.result else None
    made: list[Block] = []
    match found:
        case Agreements():
            made = _agreements(found)
        case Line(events=events) if events:
            made = _line(found)
        case [Debate(), *_]:
            made = [block for debate in found for block in _debate(debate)]
        case [Spread(), *_]:
            made = [_spreads(found)]
        case [Taught(), *_]:
            made = [_taught(found)]
        case [Chosen(), *_]:
            made = [_pictures(found)]
        case [TableHeaps(), *_]:
            made = [block for one in found for block in _heaps(one)]
        case [OptionTally(), *_]:
            made = _tallies(found)
    return made


def _numbers(first: str, labels: list[str]) -> tuple[Column, ...]:
    return (Column(first, weight=4), *(Column(label, "right") for label in labels))


def _agreements(found: Agreements) -> list[Block]:
    if not found.voters:
        return []
    heads = _numbers("Phrase", ["D’accord", "Pas d’accord", "Je passe", "Sans réponse"])

    def table(caption: str, rows: list[Agreement]) -> Table:
        lines = [(_statement(r), str(r.agree), str(r.disagree), str(r.passed), str(r.silent)) for r in rows]
        return Table(caption, heads, tuple(lines))

    parts = (
        ("Ce qui rassemble : trois quarts au moins disent pareil", found.common),
        ("Ce qui partage", found.divided),
        ("Trop peu d’avis pour en parler", found.early),
    )
    return [table(caption, rows) for caption, rows in parts if rows]


def _statement(row: Agreement) -> str:
    mark = " (proposé par un participant)" if row.is_proposed else ""
    return f"{row.tally.option.label}{mark}"


def _line(found: Line) -> list[Block]:
    alt = f"Ligne du temps, {found.first_and_last}. La liste des événements suit."
    names = {"helped": "a aidé", "hindered": "a freiné", "both": "les deux, ou non dit"}
    rows = tuple((str(e.year), e.text, names.get(e.facet, "")) for e in found.events)
    heads = (Column("Année"), Column("Événement", weight=5), Column("Effet sur la vie d’ici", weight=2))
    drawing = str(found.svg).replace("currentColor", "#1b2521")
    return [Figure(drawing, alt=alt), Table("Événements, du plus ancien au plus récent", heads, rows)]


def _debate(found: Debate) -> list[Block]:
    rows = tuple((label, str(before), str(after)) for label, before, after in found.lines)
    made: list[Block] = [
        Table(f"« {found.option.label} »", _numbers("Position", ["Avant", "Après"]), rows),
        text(f"{found.move.moved} sur {found.move.both} ont changé de place."),
    ]
    for title, words in (("Arguments pour", found.pros), ("Arguments contre", found.cons)):
        if words:
            made += [Heading(3, title), Bullets(tuple(word.text for word in words))]
    return made


def _spreads(found: list[Spread]) -> Table:
    shares = found[0].tally.first.shares
    heads = (
        Column("Ce que l’on situe", weight=4),
        *(Column(share.choice.mark, "right") for share in shares),
        Column("Réponse commune", weight=4),
    )
    rows = tuple(
        (
            row.tally.option.label,
            *(str(share.count) for share in row.tally.first.shares),
            f"{row.common_label}, parce que {row.common.reason}" if row.common else "",
        )
        for row in found
    )
    codes = ", ".join(f"{share.choice.mark} : {share.choice.label.lower()}" for share in shares)
    return Table("Réponses individuelles, puis réponse commune", heads, rows, note=codes)


def _taught(found: list[Taught]) -> Table:
    rows = tuple(
        (row.item.text, row.answer, f"{row.right} sur {row.tally.voters}", row.item.feedback) for row in found
    )
    heads = (
        Column("Phrase", weight=4),
        Column("Réponse expliquée", weight=2),
        Column("Ont répondu ainsi", "right"),
        Column("Pourquoi", weight=5),
    )
    return Table("Phrases classées", heads, rows)


def _pictures(found: list[Chosen]) -> Table:
    rows = tuple(
        (one.picture.title, str(len(one.words)), " · ".join(f"« {word.text} »" for word in one.words))
        for one in found
    )
    heads = (Column("Image", weight=2), Column("Choisie", "right"), Column("Ce qui en est dit", weight=6))
    return Table("Images choisies", heads, rows)


def _heaps(one: TableHeaps) -> list[Block]:
    state = "validé par la table" if one.is_validated else "non validé"
    lines = tuple(f"{heap.title} : cartes {', '.join(str(n) for n in heap.numbers)}" for heap in one.heaps)
    return [Heading(3, f"Table {one.work.table.number}, {state}"), Bullets(lines)]


def _tallies(found: list[OptionTally]) -> list[Block]:
    """One table a question: how many gave each answer. Never an average alone."""
    if not any(row.voters for row in found):
        return []
    made: list[Block] = []
    for place, part in enumerate(found[0].criteria):
        labels = [choice.mark or choice.label for choice in part.criterion.choices]
        rows = tuple(
            (row.option.label, *(str(share.count) for share in row.criteria[place].shares)) for row in found
        )
        codes = ", ".join(f"{c.mark} : {c.label.lower()}" for c in part.criterion.choices if c.mark)
        made.append(Table(part.criterion.label, _numbers("", labels), rows, note=codes))
    return made
