"""How a decision ends: adopted with nobody objecting, or out by a dated door (domain.md §4.3–4.5)."""

import math
from dataclasses import replace
from datetime import date, datetime

from jalons.decisions.process.errors import (
    DecidedError,
    MissingVoicesError,
    MissingWordsError,
    QuorumError,
    WrongDateError,
    WrongMomentError,
)
from jalons.decisions.process.objections import demand_none_open
from jalons.decisions.process.rounds import close_round, demand, enter
from jalons.decisions.process.state import (
    EXITS,
    Exit,
    Presence,
    Process,
    Quorum,
    Says,
    State,
)

PATIENCE = 3
"""Objection rounds after which an exit is proposed, never imposed (scenario 8)."""


def adopt(
    process: Process, *, presence: tuple[Presence, ...], review_on: date, at: datetime, today: date
) -> Process:
    """Round 8. No open objection, everybody heard, the quorum met or waived, a date to review it.

    Silence is read as the rule said beforehand, and at a distance once the time to answer is over.
    Raises OpenObjectionError, MissingVoicesError, QuorumError, WrongDateError, WrongMomentError.
    """
    demand(process, State.OBJECTION, State.LIFTING)
    demand_none_open(process)
    _demand_heard(process, at)
    demand_quorum(process.quorum, presence)
    if review_on <= today:
        raise WrongDateError("La relecture se fixe à une date à venir.", field="review_on")
    return close_round(process, at=at).having(
        state=State.ADOPTED,
        presence=presence,
        adopted_version=process.version.number,
        adopted_at=at,
        review_on=review_on,
    )


def _demand_heard(process: Process, at: datetime) -> None:
    """Raises MissingVoicesError, and WrongMomentError while people still have time to answer."""
    if not any(a.says == Says.NO_OBJECTION for a in process.heard):
        raise MissingVoicesError(process.missing_voices)
    if not process.missing_voices:
        return
    if not process.silence_rule:
        raise MissingVoicesError(process.missing_voices)
    if process.answers_until is not None and at < process.answers_until:
        raise WrongMomentError(
            "Le délai annoncé pour répondre court encore : le silence ne vaut réponse qu’à sa fin."
        )


def needed(quorum: Quorum) -> int:
    """How many invited organisations must be there; at least one."""
    return max(1, math.ceil(quorum.invited * quorum.share))


def demand_quorum(quorum: Quorum, presence: tuple[Presence, ...]) -> None:
    """Raises QuorumError unless the quorum is met or waived in writing (domain.md §4.5)."""
    if not presence:
        raise QuorumError("Notez qui est présent au moment d’adopter : qui est parti ne consent pas.")
    lacking = what_quorum_lacks(quorum, presence)
    if lacking and not quorum.waiver.strip():
        raise QuorumError(
            f"Le quorum n’y est pas : {lacking}. L’équipe projet peut s’en passer, en écrivant pourquoi.",
            field="waiver",
        )


def what_quorum_lacks(quorum: Quorum, presence: tuple[Presence, ...]) -> str:
    """In French, what is missing; empty when the quorum is met."""
    lacking = []
    here = sum(1 for p in presence if p.is_invited and p.people > 0)
    if here < needed(quorum):
        lacking.append(f"{here} organisations présentes sur {needed(quorum)} nécessaires")
    if quorum.needs_caf and not any(p.is_caf and p.people > 0 for p in presence):
        lacking.append("la Caf n’est pas là")
    if quorum.needs_epci and not any(p.is_epci and p.people > 0 for p in presence):
        lacking.append("l’intercommunalité n’est pas là")
    return ", ".join(lacking)


def leave(
    process: Process, state: State, *, reason: str, returns_on: date, at: datetime, today: date
) -> Process:
    """A recorded exit: postponed, on trial, sent back, suspended. None is an adoption."""
    if state not in EXITS:
        raise WrongMomentError("Choisissez une sortie : ajournée, à l’essai, renvoyée ou suspendue.")
    if process.state in {State.ADOPTED, State.WITHDRAWN}:
        raise DecidedError
    if not process.is_under_round:
        raise WrongMomentError("Cette décision n’est pas en cours.")
    if not reason.strip():
        raise MissingWordsError("Écrivez pourquoi la décision s’arrête ici.", field="reason")
    if returns_on <= today:
        raise WrongDateError("Fixez une date à venir pour y revenir.", field="returns_on")
    gone = Exit(state, process.state, reason.strip(), returns_on, at)
    return close_round(process, at=at).having(state=state, exits=(*process.exits, gone))


def resume(process: Process, *, at: datetime) -> Process:
    """Come back from an exit: those who are there now are asked again.

    Sent back or tried: the proposer works on the text. Else the round that was left starts anew,
    and work on objections starts again by hearing everybody.
    """
    if process.state not in EXITS:
        raise WrongMomentError("Cette décision n’était pas arrêtée.")
    last = process.exits[-1]
    back_to_work = process.state in {State.RETURNED, State.TRIAL}
    left_from = State.OBJECTION if last.left_from == State.LIFTING else last.left_from
    target = State.IMPROVEMENT if back_to_work else left_from
    resumed = process.having(exits=(*process.exits[:-1], replace(last, resumed_at=at)))
    return enter(resumed, target, at=at)


def is_exit_advised(process: Process) -> bool:
    """Three objection rounds and still something open: propose a way out."""
    return process.objection_rounds >= PATIENCE and bool(process.open_objections)
