"""Decision by consent as a kernel: a state machine of immutable values, without Django.

    >>> from datetime import UTC, date, datetime
    >>> now = datetime(2026, 5, 20, 9, tzinfo=UTC)
    >>> p = start("Chacun sait à qui parler près de chez soi.", author="L’équipe projet")
    >>> p = open_improvement(open_reactions(open_clarification(present(p, at=now), at=now), at=now), at=now)
    >>> p = say_no_objection(maintain(p, at=now), voice="table:1", at=now)
    >>> here = (Presence("Caf", 2, is_caf=True), Presence("CC", 3, is_epci=True))
    >>> adopt(p, presence=here, review_on=date(2027, 5, 20), at=now, today=now.date()).state.value
    'adopted'

Each move takes a Process and returns a new one, or raises a ConsentError whose sentence is French
(domain.md §4). Nobody decides here that an objection is valid: people do, and the kernel keeps the
consequences.
"""

from jalons.decisions.process.errors import (
    ConsentError,
    DecidedError,
    MissingVoicesError,
    MissingWordsError,
    NotTheAuthorError,
    OpenObjectionError,
    QuorumError,
    ResolvedObjectionError,
    TextUnderRoundError,
    UntestableError,
    WrongDateError,
    WrongMomentError,
)
from jalons.decisions.process.objections import (
    accept_as_concern,
    complete,
    confirm,
    do_not_retain,
    lift,
    maintain_objection,
    open_lifting,
    raise_objection,
    retain,
    say_no_objection,
    withdraw_objection,
)
from jalons.decisions.process.outcomes import (
    adopt,
    is_exit_advised,
    leave,
    needed,
    resume,
    what_quorum_lacks,
)
from jalons.decisions.process.rounds import (
    amend,
    maintain,
    open_clarification,
    open_improvement,
    open_reactions,
    present,
    rewrite,
    speak,
    start,
    withdraw,
)
from jalons.decisions.process.state import (
    EXITS,
    ROUNDS,
    Answer,
    Exit,
    Objection,
    ObjectionKind,
    ObjectionStatus,
    Presence,
    Process,
    Quorum,
    Round,
    Says,
    Spoken,
    SpokenKind,
    State,
    Version,
    Voice,
)

__all__ = [
    "EXITS",
    "ROUNDS",
    "Answer",
    "ConsentError",
    "DecidedError",
    "Exit",
    "MissingVoicesError",
    "MissingWordsError",
    "NotTheAuthorError",
    "Objection",
    "ObjectionKind",
    "ObjectionStatus",
    "OpenObjectionError",
    "Presence",
    "Process",
    "Quorum",
    "QuorumError",
    "ResolvedObjectionError",
    "Round",
    "Says",
    "Spoken",
    "SpokenKind",
    "State",
    "TextUnderRoundError",
    "UntestableError",
    "Version",
    "Voice",
    "WrongDateError",
    "WrongMomentError",
    "accept_as_concern",
    "adopt",
    "amend",
    "complete",
    "confirm",
    "do_not_retain",
    "is_exit_advised",
    "leave",
    "lift",
    "maintain",
    "maintain_objection",
    "needed",
    "open_clarification",
    "open_improvement",
    "open_lifting",
    "open_reactions",
    "present",
    "raise_objection",
    "resume",
    "retain",
    "rewrite",
    "say_no_objection",
    "speak",
    "start",
    "what_quorum_lacks",
    "withdraw",
    "withdraw_objection",
]
