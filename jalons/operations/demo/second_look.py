"""The first review of Vassivière, in its room: pictures, a line of time, sentences, a moving debate, heaps.

Shows the kinds of sequence that no table of the demonstration used, and the preparation of its first table.
Everything goes through the actions, with the hour at which it happened. Every word is an « exemple fictif ».
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from jalons.core import ids
from jalons.core.actors import Actor
from jalons.directory.enums import Category
from jalons.initiatives.enums import StepStatus
from jalons.initiatives.models import Step
from jalons.operations.demo import second_look_texts as texts
from jalons.operations.demo.world import Place, World
from jalons.pathways import queries as chemins
from jalons.pathways.actions import simplifying
from jalons.rooms.actions import (
    contributions,
    grids,
    moderation,
    photos,
    proposals,
    rooms,
    runsheet,
    sequences,
    settling,
    tables,
    tickets,
    votes,
)
from jalons.rooms.actions.contributions import Words
from jalons.rooms.enums import Channel
from jalons.rooms.kinds.pictures.album import ALBUM
from jalons.rooms.models import Contribution, Option, Room, Sequence, Table
from jalons.workshops.actions import preparation
from jalons.workshops.actions import toolbox as tools
from jalons.workshops.enums import ToolReach, ToolShape
from jalons.workshops.models import Tool
from jalons.workshops.runsheets import Part

TABLES, SEATS = 4, 9
FAR_TABLES = (3, 4)
"""People of the far villages mostly sat together."""
CATEGORIES = (
    Category.RESIDENT, Category.PARENT, Category.ASSOCIATION, Category.ELECTED, Category.SENIOR,
    Category.PROFESSIONAL, Category.RESIDENT, Category.YOUTH, "",
)  # fmt: skip
EVERY_OTHER_BY_CARD = 5
MOVES = 0.35
SHIFT = {"against": "river", "river": "for", "for": "for"}


@dataclass(slots=True)
class Session:
    """The room of the review while it is played. `at` is its clock; `tokens` the phones of each table."""

    room: Room
    by: Actor
    at: datetime
    rng: Random
    tables: list[Table] = field(default_factory=list)
    tokens: dict[int, list[str]] = field(default_factory=dict)
    heaps: dict[UUID, tuple[int, str]] = field(default_factory=dict)
    said: int = 0

    def later(self, minutes: int) -> datetime:
        """Let the time pass."""
        self.at += timedelta(minutes=minutes)
        return self.at

    def everybody(self) -> list[tuple[int, str]]:
        """Each phone with its table."""
        return [(number, token) for number, tokens in self.tokens.items() for token in tokens]


def seed_second_look(world: World, *, now: datetime) -> None:
    """Play the review of year 1; note the preparation of table 1; keep a chemin as the people wanted it."""
    place = world.vassiviere
    assert place is not None  # noqa: S101 - initiatives were seeded before
    by = world.users["vassiviere_officer"].actor
    _prepared(place, by)
    tool = _tool(place, by)
    _refuse_a_proposal(place, by)
    step = place.steps["review-1"]
    Step.objects.filter(pk=step.pk).update(status=StepStatus.HELD)  # as on its day; closed again below
    session = _open(step, by)
    _play(session, step, tool, second_reader=world.users["vassiviere_team"].actor)
    rooms.close_room(room=session.room, by=by, now=session.later(5))
    Step.objects.filter(pk=step.pk).update(status=StepStatus.CLOSED)


def _prepared(place: Place, by: Actor) -> None:
    """The preparation of table 1, long done: what was asked of whom, and the lines that were ticked."""
    step = place.steps["preparation-1"]
    assert step.closed_at is not None  # noqa: S101 - it happened
    for title, who, somebody, days in texts.TASKS:
        task = preparation.add_task(
            step,
            title=title,
            person=place.people.get(who),
            who=somebody,
            due_on=(step.closed_at + timedelta(days=14 + days)).date(),
            by=by,
            now=step.closed_at,
        )
        preparation.set_done(task, is_done=True, by=by, now=step.closed_at + timedelta(days=13 + days))
    preparation.settle(step, meeting_url="", feelings=texts.FEELINGS, by=by, now=step.closed_at)
    for line in ("papers", "scribes"):
        preparation.check(step, key=line, is_done=True, by=by, now=step.closed_at + timedelta(days=12))


def _tool(place: Place, by: Actor) -> Tool:
    """The debate tried with the youth of the lycée, kept for the team's next times."""
    step = place.steps["preparation-4"]
    part = Part(
        kind="moving",
        title=texts.DEBATE_TITLE,
        minutes=25,
        prompt="Où vous placez-vous ?",
        texts={"grouping": "plenary", "material": "Une corde au sol, de la place."},
    )
    made = tools.put(step, [part], by=by, now=step.closed_at)
    return tools.keep(
        step,
        sequences=made,
        shape=ToolShape.SEQUENCE,
        title=texts.DEBATE_TITLE,
        purpose=texts.DEBATE_PURPOSE,
        guide=texts.DEBATE_GUIDE,
        reach=ToolReach.HOME,
        by=by,
        now=step.closed_at,
    )


def _refuse_a_proposal(place: Place, by: Actor) -> None:
    """One proposal of simplification, refused with its reason: the chemin stays as the people drew it."""
    half = place.steps["technical-half-1"]
    for pathway in place.objects.get("pathways", []):
        for offer in chemins.offers_for(pathway).waiting[:1]:
            simplifying.refuse(pathway, offer.subject, by=by, reason=texts.REFUSED, now=half.closed_at)
            return


def _open(step: Step, by: Actor) -> Session:
    assert step.starts_on is not None  # noqa: S101 - it happened
    start = timezone.make_aware(datetime.combine(step.starts_on, step.starts_at or time(14)))
    rng = Random(1904)  # noqa: S311 - a demonstration, not a secret
    room = rooms.open_room(step=step, by=by, tables=TABLES, now=start, rng=rng)
    session = Session(room, by, start, rng, tables=list(room.tables.order_by("number")))
    for table in session.tables:
        tables.seat(table=table, people=SEATS + table.number % 2, by=by, now=start)
        session.tokens[table.number] = [f"{rng.getrandbits(120):030x}" for _ in range(SEATS)]
        for seat, token in enumerate(session.tokens[table.number]):
            category = CATEGORIES[(seat + table.number) % len(CATEGORIES)]
            tickets.describe(
                room=room, token=token, category=category, table=table.number, is_scribe=seat == 0
            )
    return session


def _play(session: Session, step: Step, tool: Tool, *, second_reader: Actor) -> None:
    """The parts one after the other, as on the day."""
    welcome = _begin(session, step, kind="information", title=texts.WELCOME, minutes=10)
    sequences.close(sequence=welcome, by=session.by, now=session.later(10))
    _pictures(session, step)
    _timeline(session, step)
    _statements(session, step)
    _debate(session, step, tool)
    _sorting(session, step)
    _assessment(session, step, second_reader)
    _heaps(session, step)


def _begin(session: Session, step: Step, *, kind: str, title: str, minutes: int, **more: Any) -> Sequence:
    labels: tuple[str, ...] = more.pop("labels", ())
    sequence = runsheet.add_sequence(
        step, kind=kind, title=title, minutes=minutes, by=session.by, now=session.at, **more
    )
    if labels:
        runsheet.type_options(sequence=sequence, labels=labels, by=session.by, now=session.at)
    return sequences.open_sequence(sequence=sequence, by=session.by, now=session.later(1))


def _end(session: Session, sequence: Sequence, minutes: int) -> Sequence:
    return sequences.close(sequence=sequence, by=session.by, reveal_result=True, now=session.later(minutes))


def _say(session: Session, sequence: Sequence, table: int, text: str, **more: Any) -> Contribution:
    """A word from a phone of the table; one in five comes on a card, typed by the team."""
    session.said += 1
    key = ids.new_id()
    at = session.at + timedelta(minutes=2, seconds=11 * session.said % 240)
    if session.said % EVERY_OTHER_BY_CARD:
        token = session.tokens[table][session.said % SEATS]
        words = Words(id=key, text=text, **more)
        contributions.say(room=session.room, sequence_id=sequence.id, words=words, token=token, now=at)
    else:
        words = Words(id=key, text=text, channel=Channel.PAPER, table=session.tables[table - 1], **more)
        contributions.enter(room=session.room, sequence_id=sequence.id, words=words, by=session.by, now=at)
    return Contribution.objects.get(id=key)


def _vote(session: Session, sequence: Sequence, token: str, answers: dict[UUID, dict[str, str]]) -> None:
    at = session.at + timedelta(minutes=1, seconds=session.rng.randrange(180))
    votes.cast(
        room=session.room,
        sequence_id=sequence.id,
        ballot=ids.new_id(),
        answers=answers,
        token=token,
        now=at,
    )


def _options(sequence: Sequence) -> list[Option]:
    return list(sequence.options.order_by("position"))


def _pictures(session: Session, step: Step) -> None:
    sequence = _begin(session, step, kind="pictures", title="Une image de l’année", minutes=20)
    by_picture = {option.subject_id: option.id for option in _options(sequence)}
    by_key = {picture.key: by_picture[picture.id] for picture in ALBUM.values()}
    for table, picture, text, heap in texts.PICTURES:
        word = _say(session, sequence, table, text, option=by_key[picture])
        session.heaps[word.id] = (table, heap)
    _end(session, sequence, 18)


def _timeline(session: Session, step: Step) -> None:
    sequence = _begin(session, step, kind="timeline", title="Ce qui a marqué la vie d’ici", minutes=25)
    for table, year, facet, text, heap in texts.EVENTS:
        word = _say(session, sequence, table, text, year=min(year, session.at.year), facet=facet)
        session.heaps[word.id] = (table, heap)
    _end(session, sequence, 22)


def _statements(session: Session, step: Step) -> None:
    """Ten sentences, three proposed by people: two put to the room, one put apart since it names somebody."""
    title = "Ce qui a changé, ou pas"
    sequence = _begin(
        session, step, kind="statements", title=title, minutes=35, labels=texts.STATEMENTS,
        settings={"proposals": True, "moderation": "before"},
    )  # fmt: skip
    _agree(session, sequence, _options(sequence), texts.NEAR, texts.FAR)
    offered = [_say(session, sequence, table, text) for table, text in texts.PROPOSED]
    at = session.later(8)
    moderation.mask(contribution=offered[-1], reason=texts.APART, by=session.by, now=at)
    accepted = [proposals.accept(word=word, by=session.by, now=at) for word in offered[:-1]]
    _agree(session, sequence, accepted, texts.NEAR_PROPOSED, texts.FAR_PROPOSED)
    _end(session, sequence, 20)


def _agree(
    session: Session,
    sequence: Sequence,
    options: list[Option],
    near: Iterable[float],
    far: Iterable[float],
) -> None:
    """Each phone answers; those of the far villages answer otherwise, and some pass."""
    likely = {True: list(far), False: list(near)}
    for number, (table, token) in enumerate(session.everybody()):
        is_far = (table in FAR_TABLES) != (number % 8 == 0)  # a few sit at another table
        answers = {}
        for option, chance in zip(options, likely[is_far], strict=True):
            agrees = "agree" if session.rng.random() < chance else "disagree"
            answers[option.id] = {"": "pass" if session.rng.random() < texts.PASSES else agrees}
        _vote(session, sequence, token, answers)


def _debate(session: Session, step: Step, tool: Tool) -> None:
    """The team's tool, with a sentence of the day: people stand, argue, stand again; one in three moves."""
    sequence = tools.use(tool, step=step, by=session.by, now=session.at)[0]
    runsheet.type_options(sequence=sequence, labels=[texts.DEBATE], by=session.by, now=session.at)
    sequence = sequences.open_sequence(sequence=sequence, by=session.by, now=session.later(1))
    option = _options(sequence)[0]
    stood = {token: session.rng.choice(("against", "river", "for")) for _, token in session.everybody()}
    for token, position in stood.items():
        _vote(session, sequence, token, {option.id: {"before": position}})
    sequence = sequences.next_moment(sequence=sequence, by=session.by, now=session.later(5))
    for table, side, text, heap in texts.ARGUMENTS:
        word = _say(session, sequence, table, text, facet=side, option=option.id)
        session.heaps[word.id] = (table, heap)
    sequence = sequences.next_moment(sequence=sequence, by=session.by, now=session.later(12))
    for token, position in stood.items():
        after = SHIFT[position] if session.rng.random() < MOVES else position
        _vote(session, sequence, token, {option.id: {"after": after}})
    _end(session, sequence, 5)


def _sorting(session: Session, step: Step) -> None:
    """Alone or together? Most people find most of them; the phrase that deceives divides the room."""
    sequence = _begin(
        session, step, kind="sorting", title="Chacun de son côté, ou ensemble ?", minutes=15,
        settings={"deck": "isolated_or_collective"},
    )  # fmt: skip
    options = _options(sequence)
    for _, token in session.everybody():
        answers = {
            option.id: {"": session.rng.choice(("isolated", "collective", "collective"))}
            for option in options
        }
        _vote(session, sequence, token, answers)
    _end(session, sequence, 13)


def _assessment(session: Session, step: Step, second_reader: Actor) -> None:
    """Each one's answer, two paper grids, then what the group settles on with its reason."""
    sequence = _begin(
        session, step, kind="assessment", title="Où en sommes-nous, ensemble ?", minutes=25,
        labels=texts.ITEMS,
    )  # fmt: skip
    options = _options(sequence)
    for _, token in session.everybody():
        _vote(session, sequence, token, _levels(session, options))
    _on_paper(session, sequence, options, second_reader)
    options = _options(_end(session, sequence, 12))
    for place, value, reason in texts.COMMON:
        settling.settle(
            option=options[place], value=value, reason=reason, by=session.by, now=session.later(4)
        )


def _levels(session: Session, options: list[Option]) -> dict[UUID, dict[str, str]]:
    return {
        option.id: {"": "nsp" if session.rng.random() < texts.PASSES else str(session.rng.choice(levels))}
        for option, levels in zip(options, texts.LEVELS, strict=True)
    }


def _on_paper(session: Session, sequence: Sequence, options: list[Option], second_reader: Actor) -> None:
    """Two grids on paper: one read again by somebody else, who corrects an answer; one still to be read."""
    answers = [_levels(session, options) for _ in range(2)]
    made = [
        grids.enter(
            room=session.room,
            sequence_id=sequence.id,
            ballot=ids.new_id(),
            answers=given,
            token=f"{session.rng.getrandbits(120):030x}",
            by=session.by,
            now=session.at + timedelta(minutes=9),
        )
        for given in answers
    ]
    first = options[0].id
    again = answers[0] | {first: {"": "2" if answers[0][first][""] == "1" else "1"}}
    at = session.at + timedelta(minutes=11)
    grids.check(grid=made[0], answers=again, accepts=True, by=second_reader, now=at)


def _heaps(session: Session, step: Step) -> None:
    """Each table heaps its own cards; three say « c’est bien cela », the last ran out of time."""
    sequence = _begin(session, step, kind="heaps", title="Ce qui va ensemble, table par table", minutes=25)
    at = session.later(15)
    for table in session.tables:
        mine = {word: heap for word, (number, heap) in session.heaps.items() if number == table.number}
        titles = list(dict.fromkeys(mine.values()))
        cards = {word: titles.index(heap) for word, heap in mine.items()}
        tables.arrange(sequence=sequence, table=table, titles=titles, cards=cards, now=at)
        if table.number < TABLES:
            tables.validate(sequence=sequence, table=table, now=at)
    photos.add(
        room=session.room,
        raw=_flipchart(),
        description=texts.FLIPCHART_SAID,
        table=session.tables[1],
        sequence=sequence,
        by=session.by,
        now=at,
    )
    _end(session, sequence, 9)


def _flipchart() -> bytes:
    """A sheet of a flip-chart, drawn here: a photo of a real one would show a real hand."""
    sheet = Image.new("RGB", (900, 1200), "#f7f5ee")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((30, 30, 870, 1170), outline="#b9b4a4", width=4)
    for line, text in enumerate(texts.FLIPCHART):
        size = 52 if line == 0 else 60
        font = ImageFont.load_default(size)
        pen.text((90, 110 + 240 * line), text, fill="#7a2f2f" if line == 0 else "#1f6b47", font=font)
    pen.line((90, 190, 760, 190), fill="#7a2f2f", width=6)
    pen.line((640, 430, 700, 520, 640, 590), fill="#1f6b47", width=8)
    pen.polygon(((640, 600), (672, 575), (640, 560)), fill="#1f6b47")
    written = io.BytesIO()
    sheet.save(written, "PNG")
    return written.getvalue()
