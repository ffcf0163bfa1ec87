"""Everything that the page of one decision shows, rebuilt from the kernel; constant queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jalons.core import typography
from jalons.core.thread import COLUMN, HALF_STONE, Mark, Place, Stone, Thread
from jalons.decisions import difference, records, subjects
from jalons.decisions import process as kernel
from jalons.decisions.enums import ConsentState, ObjectionStatus
from jalons.decisions.models import (
    ConsentExit,
    ConsentPresence,
    ConsentProcess,
    ConsentVoice,
    Objection,
    ProposalVersion,
)
from jalons.decisions.queries.timeline import Moment, timeline_of

UNRIPE = 3
"""Open objections from which, when they outnumber the calm voices, the text is said not to be ripe."""

_STONES = (
    (kernel.State.PRESENTED, "Présentation"),
    (kernel.State.CLARIFICATION, "Clarification"),
    (kernel.State.REACTION, "Réactions"),
    (kernel.State.IMPROVEMENT, "Amélioration"),
    (kernel.State.OBJECTION, "Objections"),
    (kernel.State.LIFTING, "Levée"),
    (kernel.State.ADOPTED, "Adoption"),
)


@dataclass(frozen=True, slots=True)
class NextMove:
    """The one thing to do now: what the button says, and the rule that explains it."""

    label: str
    rule: str
    url_name: str
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What one voice said in this objection round; a table that was not heard is `waiting`."""

    voice: ConsentVoice
    says: str
    label: str


_MOVES = {
    kernel.State.DRAFT: NextMove(
        "Présenter le texte",
        "Quelqu’un lit le texte à voix haute et dit pourquoi il est proposé. À partir de là, il est fixé.",
        "decisions:next",
        is_form=True,
    ),
    kernel.State.PRESENTED: NextMove(
        "Ouvrir la clarification",
        "On pose des questions pour comprendre. On ne discute pas encore.",
        "decisions:next",
        is_form=True,
    ),
    kernel.State.CLARIFICATION: NextMove(
        "Ouvrir le tour des réactions",
        "Chacun dit une fois ce que le texte lui fait. Ceux qui le proposent écoutent.",
        "decisions:next",
        is_form=True,
    ),
    kernel.State.REACTION: NextMove(
        "Passer à l’amélioration",
        "Ceux qui proposent choisissent seuls : modifier, garder ou retirer.",
        "decisions:next",
        is_form=True,
    ),
    kernel.State.IMPROVEMENT: NextMove(
        "Garder ce texte et écouter les objections",
        "Le texte ne bouge plus pendant le tour. Vous pouvez aussi écrire d’abord une version améliorée.",
        "decisions:next",
        is_form=True,
    ),
    kernel.State.OBJECTION: NextMove(
        "Travailler les objections",
        "Une objection est un cadeau : elle montre ce que le groupe n’avait pas vu.",
        "decisions:next",
        is_form=True,
    ),
    kernel.State.LIFTING: NextMove(
        "Écrire la version suivante",
        "Un nouveau texte rouvre toujours le tour des objections.",
        "decisions:amend",
    ),
}
_ADOPT = NextMove(
    "Adopter ce texte",
    "Personne n’a de raison sérieuse de refuser. On note qui est là, et quand on relira.",
    "decisions:adopt",
)
_RESUME = NextMove(
    "Reprendre la décision",
    "Celles et ceux qui sont là maintenant sont écoutés de nouveau.",
    "decisions:resume",
    is_form=True,
)


@dataclass(frozen=True, slots=True)
class Screen:
    """The page. `paragraphs` carry what changed since the version before, `clean` the text alone."""

    consent: ConsentProcess
    process: kernel.Process
    versions: Sequence[ProposalVersion]
    version: ProposalVersion
    previous: ProposalVersion | None
    paragraphs: tuple[difference.Paragraph, ...]
    clean: tuple[difference.Paragraph, ...]
    thread: Thread
    lines: Sequence[Line]
    objections: Sequence[Objection]
    spoken: Sequence[tuple[kernel.Spoken, str]]
    exits: Sequence[ConsentExit]
    next_move: NextMove | None
    subject_url: str
    quorum_needed: int
    timeline: Sequence[Moment]
    presences: Sequence[ConsentPresence]

    @property
    def people_present(self) -> int:
        return sum(here.people for here in self.presences)

    @property
    def takes_answers(self) -> bool:
        return self.process.state in {kernel.State.OBJECTION, kernel.State.LIFTING}

    @property
    def answers_until(self) -> datetime | None:
        """The end of a round at a distance, while it runs."""
        return self.process.answers_until if self.takes_answers else None

    @property
    def is_unripe(self) -> bool:
        """More voices object than not: §4.2 advises to withdraw the text and work on it."""
        objecting = {o.voice_id for o in self.open_objections}
        calm = sum(1 for line in self.lines if line.says in {"none", "concern"})
        return len(objecting) >= UNRIPE and len(objecting) > calm

    @property
    def open_objections(self) -> list[Objection]:
        return [o for o in self.objections if o.is_open and not o.is_late]

    @property
    def late_objections(self) -> list[Objection]:
        return [o for o in self.objections if o.is_late]

    @property
    def to_lift(self) -> Objection | None:
        """The objection that the group works on now: the first still open."""
        return next(iter(self.open_objections), None)

    @property
    def round_name(self) -> str:
        return ConsentState(self.process.state.value).label

    @property
    def last_exit(self) -> ConsentExit | None:
        return self.exits[-1] if self.exits and self.exits[-1].resumed_at is None else None

    @property
    def is_exit_advised(self) -> bool:
        return kernel.is_exit_advised(self.process)

    @property
    def waiting(self) -> int:
        return sum(1 for line in self.lines if line.says == "waiting")


def screen_of(consent: ConsentProcess) -> Screen:
    """The whole page of a decision."""
    process = records.load(consent)
    versions = list(consent.versions.all())
    objections = list(consent.objections.select_related("voice", "process__initiative"))
    voices = {v.id: v for v in consent.voices.all()}
    version = versions[-1]
    previous = versions[-2] if len(versions) > 1 else None
    targets = tuple(o.target for o in objections if o.is_open and o.target)
    paragraphs = (
        difference.compare(previous.text, version.text, targets)
        if previous
        else difference.plain(version.text, targets)
    )
    exits = list(consent.exits.all())
    return Screen(
        consent=consent,
        process=process,
        versions=versions,
        version=version,
        previous=previous,
        paragraphs=paragraphs,
        clean=difference.plain(version.text),
        thread=_thread(process),
        lines=_lines(process, voices, objections),
        objections=objections,
        spoken=[(said, voices[UUID(said.voice)].label) for said in process.spoken],
        exits=exits,
        next_move=_next_move(process),
        subject_url=subjects.get(consent.subject_kind).url(consent.subject_id),
        quorum_needed=kernel.needed(process.quorum),
        timeline=timeline_of(
            consent,
            versions=versions,
            rounds=list(consent.rounds.all()),
            objections=objections,
            exits=exits,
        ),
        presences=list(consent.presences.all()),
    )


def _next_move(process: kernel.Process) -> NextMove | None:
    if process.state in kernel.EXITS:
        return _RESUME
    if process.state in {kernel.State.OBJECTION, kernel.State.LIFTING} and not process.open_objections:
        return _ADOPT
    return _MOVES.get(process.state)


def _lines(
    process: kernel.Process, voices: dict[UUID, ConsentVoice], objections: Sequence[Objection]
) -> list[Line]:
    """Voices heard in this round, the expected ones first; who has an open objection says so."""
    if process.objection_round is None:
        return []
    said = {a.voice: a.says.value for a in process.heard}
    objecting = {o.voice_id for o in objections if o.is_open and not o.is_late}
    concerned = {o.voice_id for o in objections if o.status == ObjectionStatus.CONCERN}
    lines = []
    for voice in voices.values():
        if voice.id in objecting:
            lines.append(Line(voice, "objection", "Objection"))
        elif voice.id in concerned and str(voice.id) in said:
            lines.append(Line(voice, "concern", "Préoccupation"))
        elif str(voice.id) in said:
            lines.append(Line(voice, "none", "Pas d’objection"))
        elif voice.is_expected:
            lines.append(Line(voice, "waiting", "Pas encore entendue"))
    return lines


def _thread(process: kernel.Process) -> Thread:
    """The rounds as stones on a level path."""
    marks = _marks(process)
    here = max((i for i, m in enumerate(marks) if m.place != Place.AHEAD), default=0)
    middle = [COLUMN * i + COLUMN // 2 for i in range(len(marks))]
    return Thread(
        tuple(Stone(mark, 0) for mark in marks),
        COLUMN * len(marks),
        f"M{middle[0]} {HALF_STONE}H{middle[here]}" if here else "",
        f"M{middle[here]} {HALF_STONE}H{middle[-1]}" if here < len(marks) - 1 else "",
    )


def _marks(process: kernel.Process) -> list[Mark]:
    state = process.state
    if state in kernel.EXITS:
        state = process.exits[-1].left_from
    order = [s for s, _ in _STONES]
    if state in order:
        now = order.index(state)
    else:  # a draft stands before the path, a withdrawn text where it was taken back
        now = order.index(process.rounds[-1].state) if process.rounds else -1
    is_over = process.state == kernel.State.ADOPTED
    marks = []
    for index, (stone, name) in enumerate(_STONES):
        place = Place.DONE if index < now or is_over else Place.HERE if index == now else Place.AHEAD
        marks.append(Mark(name=name, place=place, when=_when(process, stone, place), flag=""))
    return marks


def _when(process: kernel.Process, stone: kernel.State, place: Place) -> str:
    """What stands under a stone: what the round brought in, or that it is under way."""
    if place == Place.AHEAD:
        return ""
    questions = sum(s.kind == kernel.SpokenKind.QUESTION for s in process.spoken)
    reactions = sum(s.kind == kernel.SpokenKind.REACTION for s in process.spoken)
    heard = sum(not o.is_late for o in process.objections)
    number = process.version.number
    brought = {
        kernel.State.CLARIFICATION: _count(questions, "question"),
        kernel.State.REACTION: _count(reactions, "parole"),
        kernel.State.IMPROVEMENT: f"version {number}" if number > 1 else "",
        kernel.State.OBJECTION: _count(heard, "objection"),
        kernel.State.ADOPTED: typography.short_day(process.adopted_at) if process.adopted_at else "",
    }
    return brought.get(stone, "") or ("en cours" if place == Place.HERE else "")


def _count(n: int, word: str) -> str:
    return f"{n} {word}{typography.plural(n)}" if n else ""


def processes_on(kind: str, subject_id: UUID) -> list[ConsentProcess]:
    """Every decision taken or open on a subject, the latest first."""
    return list(
        ConsentProcess.objects.filter(subject_kind=kind, subject_id=subject_id)
        .select_related("initiative")
        .order_by("-created_at")
    )
