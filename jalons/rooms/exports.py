"""What each kind of sequence prints: cards to write on, or a vote grid, with the codes to type them back.

A sheet made here and typed on the entry screen gives the same rows as a phone would (domain.md §5.5).
"""

from jalons.core import typography
from jalons.documents.tree import (
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Figure,
    Heading,
    PageBreak,
    Table,
    text,
)
from jalons.initiatives.models import Initiative
from jalons.rooms import report
from jalons.rooms.kinds import registry
from jalons.rooms.kinds.base import Kind
from jalons.rooms.kinds.pictures.album import ALBUM
from jalons.rooms.models import Option, Sequence

RULE = (
    "Votre nom n’est pas demandé. Ne nommez personne : dites plutôt « une voisine », « un élu ». "
    "Ce que vous écrivez sera lu par l’équipe, et montré sans dire qui l’a écrit."
)
"""The instruction of each card (domain.md §7.1)."""
_CARD = "Table …… · carte à saisir telle quelle"
_LINES = "……………………………………………………………………………………………………\n" * 3


def sheet(sequence: Sequence) -> Document:
    """The paper of a sequence: empty, ready to print and to be filled by hand."""
    kind = registry.get(sequence.kind)
    initiative = sequence.step.initiative
    return Document(
        title=sequence.title,
        subtitle=sequence.prompt,
        date_label=typography.day(sequence.step.starts_on) if sequence.step.starts_on else "",
        blocks=tuple(_blocks(sequence, kind)),
        is_fictitious=bool(initiative and initiative.is_fictitious),
    )


def _blocks(sequence: Sequence, kind: Kind) -> list[Block]:
    options = list(sequence.options.filter(word__isnull=True))
    blocks: list[Block] = [Callout(RULE, title="Avant d’écrire")]
    if sequence.instructions:
        blocks.append(text(sequence.instructions))
    if kind.takes_votes:
        blocks += _grid(sequence, kind, options)
    if kind.takes_words or kind.also_words:
        blocks += _cards(sequence, kind, options)
    if kind.is_by_table:
        blocks += _heaps()
    return blocks


def _grid(sequence: Sequence, kind: Kind, options: list[Option]) -> list[Block]:
    """One grid a person: a line an option, a column a question, the codes underneath."""
    if not options:
        return [text("Les choix de cette partie ne sont pas encore écrits dans le déroulé.")]
    questions = kind.questions(sequence.settings, 1)
    rows = [(f"{option.position}. {option.label}", *("" for _ in questions)) for option in options]
    caption = "Une grille par personne. Une case vide reste sans réponse. Grille n° ……"
    heads = (Column("", weight=3), *(Column(question.label, "center") for question in questions))
    return [Table(caption, heads, tuple(rows), note=_dots_rule(sequence)), *_codes(sequence, kind, options)]


def _dots_rule(sequence: Sequence) -> str:
    dots = sequence.settings.get("dots")
    if not dots:
        return ""
    stacking = "plusieurs au même endroit" if sequence.settings.get("stacking") else "une par choix au plus"
    return f"{dots} gommette{'s' if dots > 1 else ''} en tout, {stacking}."


def _codes(sequence: Sequence, kind: Kind, options: list[Option]) -> list[Block]:
    """What to write in a cell. Decks give one list for all their phrases."""
    questions = kind.questions(sequence.settings, options[0].position)
    blocks: list[Block] = [Heading(2, "Que peut-on écrire dans une case ?")]
    for question in questions:
        lines = tuple(f"{choice.mark or choice.value} : {choice.label}" for choice in question.choices)
        blocks += [text(question.question), Bullets(lines)]
    return blocks


def _cards(sequence: Sequence, kind: Kind, options: list[Option]) -> list[Block]:
    blocks: list[Block] = []
    if options and kind.needs_option:
        blocks += _album(options)
    elif options and kind.takes_words:
        blocks += [
            Heading(2, "À propos de quoi ?"),
            Bullets(tuple(f"{o.position}. {o.label}" for o in options)),
        ]
    blocks += [Heading(2, "Cartes : une idée par carte")]
    return [*blocks, *(_card(kind, place) for place in range(1, 7))]


def _card(kind: Kind, place: int) -> Callout:
    asked = [f"{facet.label} ☐" for facet in kind.facets]
    head = " · ".join(
        ["Année …………"] * kind.needs_year + ["Image n° ……"] * kind.needs_option + asked + [_CARD]
    )
    return Callout(f"{head}\n{_LINES}", title=f"{place}.")


def _album(options: list[Option]) -> list[Block]:
    """The pictures, numbered, each with its description."""
    blocks: list[Block] = [Heading(2, "Les images")]
    known = [(option, ALBUM[option.subject_id]) for option in options if option.subject_id in ALBUM]
    for start in range(0, len(known), PICTURES_A_SHEET):
        some = known[start : start + PICTURES_A_SHEET]
        words = ". ".join(f"{option.position} : {picture.description}" for option, picture in some)
        drawn = _plate([(option.position, picture.body) for option, picture in some])
        blocks.append(Figure(drawn, alt=words, caption=words))
    return [*blocks, PageBreak()]


PICTURES_A_SHEET, ACROSS = 9, 3


def _plate(some: list[tuple[int, str]]) -> str:
    """Pictures in rows of three with their numbers, as one drawing."""
    height = 150 * ((len(some) + ACROSS - 1) // ACROSS)
    parts = []
    for place, (number, body) in enumerate(some):
        x, y = 180 * (place % ACROSS), 150 * (place // ACROSS)
        parts.append(
            f'<svg x="{x}" y="{y}" width="160" height="120" viewBox="0 0 160 120">{body}</svg>'
            f'<text x="{x + 80}" y="{y + 140}" text-anchor="middle" font-size="16">{number}</text>'
        )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 {height}">{"".join(parts)}</svg>'


def _heaps() -> list[Block]:
    lines = tuple((str(n), "", "") for n in range(1, 9))
    return [
        Heading(2, "Les tas de notre table"),
        Table(
            "Table ……",
            (Column("Tas"), Column("Son nom, avec vos mots", weight=4), Column("Cartes n°", weight=3)),
            lines, note="Relisez à voix haute. La table est d’accord : oui ☐",
        ),
    ]  # fmt: skip


def chapter(initiative: Initiative) -> list[Block]:
    """Results of every part that was opened and brought votes in, session by session."""
    parts = Sequence.objects.filter(step__initiative=initiative, opened_at__isnull=False)
    found: list[Block] = []
    for part in parts.select_related("step").order_by("step__position", "position"):
        if made := report.blocks(part):
            found += [Heading(2, f"{part.step.title} : {part.title}"), *made]
    return found
