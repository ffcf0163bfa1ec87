"""« Ce que votre parole est devenue »: by the code of a ticket, or for a whole table by its poster.

Public pages read here and nowhere else: no name, no link to a staff page, only what `traces.Trace.said`
gives in plain words.
"""

from collections import Counter
from collections.abc import Sequence as Many
from dataclasses import dataclass

from django.db.models import Q

from jalons.core.typography import NBSP
from jalons.initiatives.models import Step
from jalons.rooms import traces
from jalons.rooms.models import Contribution
from jalons.rooms.traces import Trace
from jalons.workshops.models import SeatCode, SessionReturn

STAGES = ("Parole", "Regroupement", "Urgence", "Changement", "Chemin", "Journal")
_RANK_OF_STAGE = (0, 1, 3, 4, 5, 6)
NOT_GROUPED = "Elle est gardée telle que vous l’avez dite. Elle n’est pas encore regroupée avec d’autres."


@dataclass(frozen=True, slots=True)
class Stage:
    """A stone of the way of a word: reached or not yet."""

    label: str
    is_reached: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """A word and what became of it. `said` are sentences, nearest first; `aside` is why it was put apart."""

    number: int
    text: str
    said: tuple[str, ...]
    aside: str
    is_withdrawn: bool
    stages: tuple[Stage, ...]

    @property
    def reached(self) -> int:
        return sum(1 for stage in self.stages if stage.is_reached)


@dataclass(frozen=True, slots=True)
class Return:
    """What a ticket leads to: its own words, then those of its table."""

    code: SeatCode
    step: Step
    own: Many[Fate]
    table: Many[Fate]


@dataclass(frozen=True, slots=True)
class Destination:
    """Where words of a table went, and how many: « Retenue dans l’urgence… », 41."""

    said: str
    words: int


@dataclass(frozen=True, slots=True)
class HallReturn:
    """What a whole table became: counts and destinations, never a verbatim."""

    step: Step
    received: int
    apart: int
    ungrouped: int
    by_stage: Many[tuple[str, Many[Destination]]]


def by_code(code: str) -> SeatCode | None:
    """The ticket of this code."""
    return (
        SeatCode.objects.filter(code=code)
        .select_related("ticket__room__step__initiative", "ticket__table")
        .first()
    )


def of_ticket(seat: SeatCode) -> Return:
    """The words of this ticket and those of its table. The traces of all are read at once."""
    ticket = seat.ticket
    rows = Contribution.objects.filter(room=ticket.room_id, replaced_by__isnull=True).order_by("number")
    own = list(rows.filter(ticket=ticket))
    shared = Q(masked_at__isnull=True, withdrawn_at__isnull=True)
    around = (
        list(rows.filter(shared, table=ticket.table_id).exclude(ticket=ticket)) if ticket.table_id else []
    )
    led_to = traces.of([word.id for word in (*own, *around)])
    return Return(
        code=seat,
        step=ticket.room.step,
        own=[_fate(word, led_to[word.id]) for word in own],
        table=[_fate(word, led_to[word.id]) for word in around],
    )


def of_number(opened: SessionReturn, number: int) -> Fate | None:
    """What the word of this number became, its text left out: whoever said it knows it."""
    word = Contribution.objects.filter(
        room__step=opened.step_id, number=number, replaced_by__isnull=True
    ).first()
    return _fate(word, traces.of([word.id])[word.id], is_quoted=False) if word else None


def of_hall(step: Step) -> HallReturn:
    """What the words of a table became, stage by stage, the most frequent first."""
    rows = Contribution.objects.filter(room__step=step, withdrawn_at__isnull=True, replaced_by__isnull=True)
    ids = list(rows.filter(masked_at__isnull=True).values_list("id", flat=True))
    led_to = traces.of(ids)
    counted: dict[int, Counter[str]] = {rank: Counter() for rank in _RANK_OF_STAGE}
    for found in led_to.values():
        for said, rank in {(_destination(trace), trace.rank) for trace in found if trace.said}:
            if rank in counted:
                counted[rank][said] += 1
    return HallReturn(
        step=step,
        received=rows.count(),
        apart=rows.filter(masked_at__isnull=False).count(),
        ungrouped=sum(1 for found in led_to.values() if not found),
        by_stage=[
            (label, [Destination(said, words) for said, words in counted[rank].most_common()])
            for label, rank in zip(STAGES, _RANK_OF_STAGE, strict=True)
            if counted[rank]
        ],
    )


def public_return(token: str) -> SessionReturn | None:
    """The open return of this address."""
    return (
        SessionReturn.objects.filter(token=token, closed_at__isnull=True)
        .select_related("step__initiative", "step__mission")
        .first()
    )


def _destination(trace: Trace) -> str:
    """Where words went, for a list: a regroupement is told by its title alone, once people may read it."""
    said = _typeset(trace.said)
    title = said.partition(f"«{NBSP}")[2].rpartition(f"{NBSP}»")[0]
    return title if trace.rank == 1 and title else said


def _typeset(said: str) -> str:
    """Spaces that never break before and inside French signs."""
    for plain, kept in (("« ", f"«{NBSP}"), (" »", f"{NBSP}»"), (" :", f"{NBSP}:")):
        said = said.replace(plain, kept)
    return said


def _fate(word: Contribution, found: list[Trace], *, is_quoted: bool = True) -> Fate:
    is_aside = word.masked_at is not None
    reached = {trace.rank for trace in found}
    said = tuple(dict.fromkeys(_typeset(trace.said) for trace in found if trace.said))
    return Fate(
        number=word.number,
        text=word.text if is_quoted else "",
        said=() if is_aside or word.withdrawn_at else said or (NOT_GROUPED,),
        aside=word.masked_reason if is_aside else "",
        is_withdrawn=word.withdrawn_at is not None,
        stages=tuple(
            Stage(label, rank == 0 or (rank in reached and not is_aside))
            for label, rank in zip(STAGES, _RANK_OF_STAGE, strict=True)
        ),
    )
