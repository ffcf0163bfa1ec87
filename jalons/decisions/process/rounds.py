"""Moves of the proposal through its rounds: (process, move) → new process (domain.md §4.2, §4.4)."""

from dataclasses import replace
from datetime import datetime

from jalons.decisions.process.errors import (
    DecidedError,
    MissingWordsError,
    TextUnderRoundError,
    WrongMomentError,
)
from jalons.decisions.process.state import (
    Process,
    Quorum,
    Round,
    Spoken,
    SpokenKind,
    State,
    Version,
    Voice,
)


def start(
    text: str,
    *,
    author: str,
    easy_text: str = "",
    quorum: Quorum | None = None,
    expected: frozenset[Voice] = frozenset(),
    silence_rule: str = "",
    answer_days: int = 0,
) -> Process:
    """Round 0: a written proposal exists first. Raises MissingWordsError."""
    first = Version(number=1, text=_written(text), easy_text=easy_text.strip(), author=author)
    return Process(
        versions=(first,),
        quorum=quorum or Quorum(),
        expected=expected,
        silence_rule=silence_rule.strip(),
        answer_days=answer_days,
    )


def rewrite(process: Process, text: str, *, author: str, easy_text: str = "") -> Process:
    """Change the text while nobody has heard it. Raises TextUnderRoundError, DecidedError."""
    if process.state in {State.ADOPTED, State.WITHDRAWN}:
        raise DecidedError
    if process.state != State.DRAFT or process.version.presented_at is not None:
        raise TextUnderRoundError
    changed = replace(process.version, text=_written(text), easy_text=easy_text.strip(), author=author)
    return process.having(versions=(*process.versions[:-1], changed))


def present(process: Process, *, at: datetime) -> Process:
    """Round 1: the proposer reads the text; from now on it is fixed."""
    demand(process, State.DRAFT)
    shown = replace(process.version, presented_at=at)
    return enter(process.having(versions=(*process.versions[:-1], shown)), State.PRESENTED, at=at)


def open_clarification(process: Process, *, at: datetime) -> Process:
    """Round 2: questions to understand, no debate."""
    demand(process, State.PRESENTED)
    return enter(process, State.CLARIFICATION, at=at)


def open_reactions(process: Process, *, at: datetime) -> Process:
    """Round 3: each speaks once, the proposer listens."""
    demand(process, State.CLARIFICATION)
    return enter(process, State.REACTION, at=at)


def open_improvement(process: Process, *, at: datetime) -> Process:
    """Round 4: the proposer alone amends, keeps or withdraws."""
    demand(process, State.REACTION)
    return enter(process, State.IMPROVEMENT, at=at)


def maintain(process: Process, *, at: datetime) -> Process:
    """The proposer keeps the text: objections are heard on the same version (round 5)."""
    demand(process, State.IMPROVEMENT)
    return enter(process, State.OBJECTION, at=at)


def amend(
    process: Process, text: str, *, author: str, reason: str, at: datetime, easy_text: str = ""
) -> Process:
    """Write version n+1. It always opens an objection round on the new text (rule 4).

    Possible in improvement and in lifting only: a text under a round does not change.
    Raises TextUnderRoundError, DecidedError, MissingWordsError.
    """
    if process.state in {State.ADOPTED, State.WITHDRAWN}:
        raise DecidedError
    if process.state not in {State.IMPROVEMENT, State.LIFTING}:
        raise TextUnderRoundError
    if not reason.strip():
        raise MissingWordsError("Dites en une phrase ce que cette version change.", field="reason")
    new_text = _written(text)
    if new_text == process.version.text:
        raise MissingWordsError(
            "Le texte n’a pas changé. Pour le garder tel quel, choisissez de le maintenir.", field="text"
        )
    version = Version(
        number=process.version.number + 1,
        text=new_text,
        easy_text=easy_text.strip(),
        author=author,
        reason=reason.strip(),
        presented_at=at,
    )
    return enter(process.having(versions=(*process.versions, version)), State.OBJECTION, at=at)


def withdraw(process: Process, *, at: datetime) -> Process:
    """The proposer takes the proposal back (rounds 4 and 6)."""
    demand(process, State.IMPROVEMENT, State.LIFTING)
    return close_round(process, at=at).having(state=State.WITHDRAWN)


def speak(
    process: Process,
    kind: SpokenKind,
    *,
    spoken_id: str,
    voice: Voice,
    text: str,
    at: datetime,
    answer: str = "",
) -> Process:
    """Keep a question (round 2), a reaction (round 3, once a voice) or a concern (any open round)."""
    words = text.strip()
    if not words:
        raise MissingWordsError("Écrivez quelques mots avant d’enregistrer.", field="text")
    if kind == SpokenKind.QUESTION:
        demand(process, State.PRESENTED, State.CLARIFICATION)
    elif kind == SpokenKind.REACTION:
        demand(process, State.REACTION)
        if any(s.voice == voice and s.kind == kind for s in process.spoken):
            raise WrongMomentError("Au tour des réactions, chacun parle une fois, puis écoute les autres.")
    elif not (process.is_under_round or process.state == State.ADOPTED):
        raise WrongMomentError("Les préoccupations se notent pendant ou après la décision.")
    said = Spoken(spoken_id, kind, voice, words, process.version.number, at, answer.strip())
    return process.having(spoken=(*process.spoken, said))


def demand(process: Process, *states: State) -> None:
    """Raises DecidedError after the end, WrongMomentError in any other state than these."""
    if process.state in states:
        return
    if process.state in {State.ADOPTED, State.WITHDRAWN}:
        raise DecidedError
    raise WrongMomentError("Ce n’est pas le moment de ce geste : suivez le tour qui est ouvert.")


def enter(process: Process, state: State, *, at: datetime) -> Process:
    """Close the round under way and open the next one on the current version."""
    closed = close_round(process, at=at)
    opened = Round(len(closed.rounds) + 1, state, closed.version.number, at)
    return closed.having(state=state, rounds=(*closed.rounds, opened))


def close_round(process: Process, *, at: datetime) -> Process:
    if process.round is None:
        return process
    return process.having(rounds=(*process.rounds[:-1], replace(process.round, closed_at=at)))


def _written(text: str) -> str:
    clean = text.strip()
    if not clean:
        raise MissingWordsError("Le texte de la proposition est vide.", field="text")
    return clean
