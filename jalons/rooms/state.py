"""Whether people may answer now: one function, `state(sequence, now)`. No database, no Django.

Deadlines are dates of the server, with grace: a phone's clock decides nothing. A deadline that passes
closes nothing by itself unless the sequence says so (`settings["closes_itself"]`): in a hall, the person
who animates closes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

GRACE = timedelta(seconds=20)
"""What left a phone before the end still counts when it arrives this long after."""

LATE_DELIVERY = timedelta(minutes=30)
"""Words written while the question was open, and kept by a phone without network, arrive this late."""


class Phase(StrEnum):
    AHEAD = "ahead"
    OPEN = "open"
    OVERTIME = "overtime"
    PAUSED = "paused"
    CLOSED = "closed"
    SKIPPED = "skipped"


class Timed(Protocol):
    """What the function reads of a sequence."""

    @property
    def state(self) -> str: ...
    @property
    def closes_at(self) -> datetime | None: ...
    @property
    def closed_at(self) -> datetime | None: ...
    @property
    def paused_at(self) -> datetime | None: ...
    @property
    def settings(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class State:
    """`accepts`: an answer arriving now is kept. `shows_form`: the question is shown with its form.

    `remaining` is negative past the deadline, None without one. `ended_at` is the server's end date.
    """

    phase: Phase
    sentence: str
    accepts: bool = False
    shows_form: bool = False
    remaining: timedelta | None = None
    ended_at: datetime | None = None

    @property
    def seconds(self) -> int | None:
        return None if self.remaining is None else round(self.remaining.total_seconds())


def state(sequence: Timed, now: datetime) -> State:
    """The state of a sequence at this moment."""
    match sequence.state:
        case "planned":
            sentence = "Cette question n’est pas encore ouverte. Elle s’affichera ici toute seule."
            return State(Phase.AHEAD, sentence)
        case "skipped":
            sentence = "Cette partie a été passée. La suite s’affichera ici."
            return State(Phase.SKIPPED, sentence, ended_at=sequence.closed_at)
        case "paused":
            left = _between(sequence.paused_at, sequence.closes_at)
            sentence = (
                "L’animation a fait une pause. Gardez votre texte : vous pourrez l’envoyer à la reprise."
            )
            return State(Phase.PAUSED, sentence, remaining=left)
        case "open":
            return _running(sequence, now)
    return _ended(sequence.closed_at, now)


def _running(sequence: Timed, now: datetime) -> State:
    left = _between(now, sequence.closes_at)
    if left is None or left > timedelta():
        return State(Phase.OPEN, "La question est ouverte.", accepts=True, shows_form=True, remaining=left)
    if sequence.settings.get("closes_itself"):
        return _ended(sequence.closes_at, now)
    sentence = "Le temps prévu est passé, mais la question est encore ouverte."
    return State(Phase.OVERTIME, sentence, accepts=True, shows_form=True, remaining=left)


def _ended(at: datetime | None, now: datetime) -> State:
    in_flight = at is not None and now <= at + GRACE
    sentence = (
        "Cette question est close. Votre texte n’est pas perdu : gardez-le ou recopiez-le sur une carte, "
        "la personne qui anime peut encore la saisir."
    )
    return State(Phase.CLOSED, sentence, accepts=in_flight, ended_at=at)


def accepts_kept_words(current: State, *, written_at: datetime | None, now: datetime) -> bool:
    """Whether words that a phone kept for lack of network are still taken after the end.

    They must have been written before the end, by the phone's own account, and arrive within
    `LATE_DELIVERY`. Words only: a vote that comes after the result was shown would not be honest.
    """
    if current.phase is not Phase.CLOSED or written_at is None or current.ended_at is None:
        return False
    return written_at <= current.ended_at + GRACE and now <= current.ended_at + LATE_DELIVERY


def _between(start: datetime | None, end: datetime | None) -> timedelta | None:
    return None if start is None or end is None else end - start
