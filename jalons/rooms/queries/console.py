"""What whoever animates sees: the runsheet, what is open, what arrives, the next move."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from jalons.core.live import presence
from jalons.core.live.topics import Audience
from jalons.initiatives.enums import StepStatus
from jalons.initiatives.models import Step
from jalons.rooms.enums import RUNNING_STATES, Channel, SequenceState
from jalons.rooms.kinds import registry
from jalons.rooms.kinds.assessment import KIND as _ASSESSMENT
from jalons.rooms.kinds.base import Kind, Moment
from jalons.rooms.models import CommonAnswer, Contribution, Option, Room, Sequence, Vote
from jalons.rooms.state import State, state
from jalons.rooms.undo import pending_move

ASSESSMENT = _ASSESSMENT.code
LAST_WORDS = 8
QUIET_SHARE = 0.5
"""A table under half of the mean is said to be quiet, once the mean means something."""

_QUIET_FROM = 4
AFTERNOON = time(13, 30)
"""The second half-day does not begin before: people eat."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the runsheet with its clock time."""

    sequence: Sequence
    starts_at: datetime | None
    place: str  # done, here, ahead


@dataclass(frozen=True, slots=True)
class TableCount:
    number: int
    name: str
    received: int
    is_quiet: bool
    seats: int | None = None
    phones: int = 0
    has_scribe: bool = False
    is_validated: bool = False

    @property
    def without_phone(self) -> int | None:
        """People who sit there without a phone of their own; None when nobody counted the seats."""
        return None if self.seats is None else max(0, self.seats - self.phones)


@dataclass(frozen=True, slots=True)
class ToSettle:
    """An item whose spread is on screen, with what the group settled on so far."""

    option: Option
    value: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NextMove:
    """The one big button: a label, the move's name, the sequence it bears on."""

    label: str
    move: str
    sequence: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything on the console, at one moment."""

    lines: list[Line]
    current: Sequence | None
    kind: Kind | None
    state: State | None
    received: int
    on_paper: int
    apart: int
    voters: int
    tables: list[TableCount]
    without_table: int
    listening: int
    last_words: list[Contribution]
    next_move: NextMove | None
    then: str
    undo: dict[str, Any] | None
    now: datetime
    proposals: list[Contribution]
    to_settle: list[ToSettle]

    @property
    def moment(self) -> Moment | None:
        """The time of the running part, for kinds that have several."""
        return self.kind.moment(self.current.settings) if self.kind and self.current else None

    @property
    def share_gone(self) -> float:
        """How much of the planned time has passed, 0 to 1."""
        if not self.current or not self.current.opened_at or not self.current.closes_at:
            return 0.0
        whole = (self.current.closes_at - self.current.opened_at).total_seconds()
        left = (self.state.seconds if self.state else 0) or 0
        return min(1.0, max(0.0, 1 - left / whole)) if whole > 0 else 1.0

    @property
    def clock(self) -> str:
        """« 24:10 » left, or « +3:05 » past the time."""
        seconds = self.state.seconds if self.state else None
        if seconds is None:
            return ""
        minutes, rest = divmod(abs(seconds), 60)
        return f"{'+' if seconds < 0 else ''}{minutes}:{rest:02d}"


def board(step: Step, room: Room | None, *, now: datetime) -> Board:
    """The console of a step. A constant number of queries, whatever was said."""
    sequences = list(step.sequences.order_by("position"))
    current = next((s for s in sequences if s.state in RUNNING_STATES), None)
    kind = registry.get(current.kind) if current else None
    counted = _counts(current) if current else Counter()
    return Board(
        lines=lines(step, sequences),
        current=current,
        kind=kind,
        state=state(current, now) if current else None,
        received=sum(counted[key] for key in counted if isinstance(key, int) or key is None),
        on_paper=counted["paper"],
        apart=counted["apart"],
        voters=_voters(current) if current and kind and kind.takes_votes else 0,
        tables=_tables(room, counted, current if kind and kind.is_by_table else None),
        without_table=counted[None],
        listening=presence.listening(f"room:{room.id}", Audience.PARTICIPANT, now=now) if room else 0,
        last_words=_last_words(room),
        next_move=_next_move(step, room, sequences, current, kind),
        then=_then(sequences, current),
        undo=pending_move(room.last_move, now) if room else None,
        now=now,
        proposals=_proposals(current) if current and kind and kind.also_words else [],
        to_settle=_to_settle(sequences),
    )


def lines(step: Step, sequences: list[Sequence]) -> list[Line]:
    """The runsheet with planned clock times, from the step's hour; a started part keeps its true hour.

    The second half-day of a whole day begins after lunch, where people marked it.
    """
    at = None
    if step.starts_on and step.starts_at:
        at = timezone.make_aware(datetime.combine(step.starts_on, step.starts_at))
    found = []
    for sequence in sequences:
        if at is not None and sequence.begins_half:
            at = max(at, timezone.make_aware(datetime.combine(timezone.localdate(at), AFTERNOON)))
        at = sequence.opened_at or at
        found.append(Line(sequence, at, _place(sequence)))
        if at is not None and sequence.state != SequenceState.SKIPPED:
            at = max(at + timedelta(minutes=sequence.minutes), sequence.closed_at or at)
    return found


def _place(sequence: Sequence) -> str:
    if sequence.state in RUNNING_STATES:
        return "here"
    return "ahead" if sequence.state == SequenceState.PLANNED else "done"


def _counts(sequence: Sequence) -> Counter[int | str | None]:
    """Words kept by table number (None: no table), with « paper » and « apart »."""
    rows = (
        Contribution.objects.filter(sequence=sequence, withdrawn_at__isnull=True)
        .order_by()
        .values_list("table__number")
        .annotate(
            all=Count("id"),
            paper=Count("id", filter=Q(channel=Channel.PAPER)),
            apart=Count("id", filter=Q(masked_at__isnull=False)),
        )
    )
    counted: Counter[int | str | None] = Counter()
    for number, total, paper, apart in rows:
        counted[number] += total
        counted["paper"] += paper
        counted["apart"] += apart
    return counted


def _tables(
    room: Room | None, counted: Counter[int | str | None], current: Sequence | None
) -> list[TableCount]:
    if room is None:
        return []
    tables = list(
        room.tables.annotate(
            phones=Count("ticket", filter=Q(ticket__channel=Channel.PHONE)),
            scribes=Count("ticket", filter=Q(ticket__is_scribe=True)),
        )
    )
    works = current.table_works.filter(validated_at__isnull=False) if current else None
    validated = set(works.values_list("table_id", flat=True)) if works is not None else set()
    mean = sum(counted[table.number] for table in tables) / len(tables) if tables else 0
    return [
        TableCount(
            table.number,
            table.name,
            counted[table.number],
            mean >= _QUIET_FROM and counted[table.number] < mean * QUIET_SHARE,
            table.seats,
            table.phones,
            table.scribes > 0,
            table.id in validated,
        )
        for table in tables
    ]


def _proposals(sequence: Sequence) -> list[Contribution]:
    """Statements that participants proposed and that nobody has read yet, oldest first."""
    if not sequence.settings.get("proposals"):
        return []
    waiting = sequence.contributions.filter(
        masked_at__isnull=True, withdrawn_at__isnull=True, as_option__isnull=True
    )
    return list(waiting.order_by("number"))


def _to_settle(sequences: list[Sequence]) -> list[ToSettle]:
    """Items of the assessment whose spread is on screen, for the group to settle on."""
    shown = [s.id for s in sequences if s.kind == ASSESSMENT and s.is_revealed]
    if not shown:
        return []
    settled = {a.option_id: a for a in CommonAnswer.objects.filter(option__sequence__in=shown)}
    options = Option.objects.filter(sequence__in=shown).order_by("sequence__position", "position")
    return [
        ToSettle(option, common.value, common.reason)
        if (common := settled.get(option.id))
        else ToSettle(option)
        for option in options
    ]


def _voters(sequence: Sequence) -> int:
    return Vote.objects.filter(option__sequence=sequence).values("ticket").distinct().count()


def _last_words(room: Room | None) -> list[Contribution]:
    if room is None:
        return []
    words = room.contributions.filter(withdrawn_at__isnull=True)
    return list(words.select_related("table").order_by("-number")[:LAST_WORDS])


def _next_move(
    step: Step, room: Room | None, sequences: list[Sequence], current: Sequence | None, kind: Kind | None
) -> NextMove | None:
    if room is None or not room.is_open:
        return NextMove("Ouvrir la salle", "salle")
    if step.status != StepStatus.HELD:
        return None
    if current is not None and kind is not None:
        if (moment := kind.following_moment(current.settings)) is not None:
            return NextMove(f"Passer à « {moment.label} »", "suite", current.id)
        return NextMove(_closing_words(kind, current), "clore", current.id)
    following = next((s for s in sequences if s.state == SequenceState.PLANNED), None)
    if following is not None:
        return NextMove(f"Ouvrir « {following.title} »", "ouvrir", following.id)
    return NextMove("Fermer la salle", "fermer") if sequences else None


def _closing_words(kind: Kind, current: Sequence) -> str:
    if kind.takes_words:
        return "Fermer les réponses, garder les paroles à l’écran"
    return "Clore et montrer le résultat" if kind.takes_votes else f"Terminer « {current.title} »"


def _then(sequences: list[Sequence], current: Sequence | None) -> str:
    """What comes after the next move, in a few words."""
    ahead = [s for s in sequences if s.state == SequenceState.PLANNED]
    following = ahead[:1] if current else ahead[1:2]
    return f"Ensuite : {following[0].title}, {following[0].minutes} min" if following else ""
