"""The printed room: tickets, cards, vote grids, posters, and the sign-in sheet that never meets them.

Everything is A4, black on white, with marks to cut along. No paper holds a name but the sign-in sheet.
"""

from collections.abc import Sequence as Many

from jalons.core import typography
from jalons.documents import qr
from jalons.documents.tree import (
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Facts,
    Heading,
    PageBreak,
    Poster,
    Slip,
    Slips,
    Table,
    text,
)
from jalons.initiatives.models import Step
from jalons.rooms.kinds.base import Choice, Criterion
from jalons.rooms.models import Room
from jalons.workshops.models import SeatCode
from jalons.workshops.queries.papers import Question

NBSP = typography.NBSP
TICKETS = (2, 5)
CARDS = (2, 4)
LINES_TO_SIGN = 22
NAME_NOBODY = "Une idée par carte. Ne nommez personne, ni vous ni les autres."


def tickets(step: Step, seats: Many[SeatCode], address: str) -> Document:
    """One ticket a seat: the square leads in now, and later to what the words became. `address` ends in /."""
    slips = tuple(
        Slip(
            title=f"Table {one.ticket.table.number if one.ticket.table else '?'}, place {one.seat}",
            lines=(
                "Photographiez le carré pour répondre sur votre téléphone.",
                "Gardez ce ticket : dans des années encore, il dira ce que votre parole est devenue.",
            ),
            code=one.in_print,
            svg=qr.svg(f"{address}{one.code}/"),
            alt=f"Carré à photographier, ou code {one.in_print}",
            foot=f"{_short(address)}  ·  aucun nom n’est lié à ce ticket",
        )
        for one in seats
    )
    return _bare(step, f"Tickets de place{NBSP}: {step.title}", (Slips(slips, *TICKETS),))


def cards(step: Step, question: Question, room: Room | None, *, pages: int = 1) -> Document:
    """Cards to write on, with the question, the letter that whoever types will look for, and the rule."""
    code = f"séance {room.code} · question {question.letter}" if room else f"question {question.letter}"
    card = Slip(
        title=question.sequence.prompt or question.sequence.title,
        foot=f"Table ____   ·   {code}   ·   {NAME_NOBODY}",
        rules=5,
    )
    many = (card,) * (CARDS[0] * CARDS[1] * pages)
    return _bare(step, f"Cartes{NBSP}: {question.sequence.title}", (Slips(many, *CARDS),))


def grid(step: Step, question: Question, room: Room | None) -> Document:
    """A vote grid for one person: each line with its answers to circle, the letter, and what each means."""
    blocks: list[Block] = [
        Facts(
            (
                ("Séance", room.code if room else "à ouvrir"),
                ("Grille", f"question {question.letter}"),
                ("Table", "________"),
            )
        ),
        Callout(question.sequence.prompt or question.sequence.title, "La question"),
    ]
    criteria = question.kind.questions(question.sequence.settings, 1)
    blocks += [
        _grid_table(question, criteria),
        Heading(1, "Ce que chaque signe veut dire"),
        *_legend(criteria),
    ]
    blocks.append(
        text("Répondez seul, sans nom. Une case laissée vide reste sans réponse, c’est permis.", quiet=True)
    )
    return Document(
        title=question.sequence.title,
        subtitle=step.title,
        date_label=typography.day(step.starts_on) if step.starts_on else "",
        is_fictitious=_is_fictitious(step),
        blocks=tuple(blocks),
    )


def joining_poster(step: Step, room: Room, address: str, join_address: str) -> Document:
    """The poster of the hall: photograph, or type the six digits."""
    poster = Poster(
        title=step.title,
        lines=(
            "Photographiez ce carré avec votre téléphone,",
            f"ou ouvrez {_short(join_address)} et tapez :",
        ),
        svg=qr.svg(address),
        alt=f"Carré à photographier pour rejoindre la salle {room.code}",
        code=f"{room.code[:3]}{NBSP}{room.code[3:]}",
        foot="Rien à installer, aucun compte. Sans téléphone : des cartes sont sur les tables.",
    )
    return _bare(step, f"Affiche pour rejoindre{NBSP}: {step.title}", (poster,))


def return_poster(step: Step, address: str, codes_address: str) -> Document:
    """The poster of the mairie: what the words of a table became, by its secret address."""
    where = step.initiative.name if step.initiative else ""
    day = f", le {typography.day(step.starts_on)}" if step.starts_on else ""
    poster = Poster(
        title="Ce que votre parole est devenue",
        lines=(f"{where}{day}", "Vous étiez autour de la table ? Photographiez ce carré."),
        svg=qr.svg(address),
        alt="Carré à photographier pour lire ce que les paroles de cette table sont devenues",
        foot=f"Avec le code de votre ticket : {_short(codes_address)}. Aucun nom n’est demandé.",
    )
    return _bare(step, f"Affiche de restitution{NBSP}: {step.title}", (poster,))


def sign_in(step: Step, *, pages: int = 3) -> Document:
    """The sign-in sheet: the only paper with names, kept apart from every other one."""
    heads = (
        Column("Nom et prénom", weight=5),
        Column("Je viens comme (habitante, parent, élu, professionnelle…)", weight=5),
        Column("Commune", weight=3),
        Column("Signature", weight=4),
    )
    blank = ("\n ", "", "", "")
    blocks: list[Block] = [
        Callout(
            "Cette feuille compte les présents, par catégorie et par commune. Elle ne rejoint jamais ce qui "
            "se dit : elle se range à part, dans une enveloppe, et se détruit au terme prévu.",
        )
    ]
    for page in range(pages):
        if page:
            blocks.append(PageBreak())
        blocks.append(Table(f"Feuille {page + 1} sur {pages}", heads, (blank,) * LINES_TO_SIGN))
    blocks += [
        Heading(1, "En fin de journée"),
        Bullets(
            (
                "Compter les présents par catégorie, puis par commune, sans croiser.",
                "Fermer l’enveloppe, la dater, la remettre à la personne chargée de coopération.",
            )
        ),
    ]
    return Document(
        title="Feuille de présence",
        subtitle=step.title,
        date_label=typography.sentence_day(step.starts_on) if step.starts_on else "",
        is_fictitious=_is_fictitious(step),
        blocks=tuple(blocks),
    )


def _grid_table(question: Question, criteria: Many[Criterion]) -> Table:
    heads = [Column("", weight=6)]
    heads += [Column(_head(one, len(criteria)), "center", weight=4) for one in criteria]
    rows = tuple(
        (f"{number}. {option.label}", *(_marks(one) for one in criteria))
        for number, option in enumerate(question.options, start=1)
    )
    return Table("Entourez une réponse par case", tuple(heads), rows)


def _head(criterion: Criterion, count: int) -> str:
    return criterion.label if count > 1 else "Ma réponse"


def _marks(criterion: Criterion) -> str:
    """The signs to circle, as whoever types reads them: marks, else numbers."""
    return f"{NBSP}{NBSP} ".join(sign(choice) for choice in criterion.choices)


def sign(choice: Choice) -> str:
    """What one circles on paper, and what typing understands: the mark, else the weight, else the value."""
    if choice.mark == "∅":
        return "0"  # no typeface of ours has it; typing reads 0 the same
    return choice.mark or (str(choice.weight) if choice.weight is not None else choice.value)


def _legend(criteria: Many[Criterion]) -> list[Block]:
    found: list[Block] = []
    for one in criteria:
        if len(criteria) > 1:
            found.append(text(one.question or one.label))
        found.append(Bullets(tuple(f"{sign(c)}{NBSP}: {c.label}" for c in one.choices)))
        if len({tuple(other.choices) for other in criteria}) == 1:
            break
    return found


def _bare(step: Step, title: str, blocks: tuple[Block, ...]) -> Document:
    return Document(title=title, blocks=blocks, is_bare=True, is_fictitious=_is_fictitious(step))


def _is_fictitious(step: Step) -> bool:
    return bool(step.initiative and step.initiative.is_fictitious)


def _short(address: str) -> str:
    """The address without its scheme, as one types it."""
    return address.partition("://")[2].rstrip("/") or address
