"""Leading the rounds: next, amend, withdraw, note what is said."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.ids import new_id
from jalons.decisions import process as kernel
from jalons.decisions.actions import moving
from jalons.decisions.enums import ConsentState, SpokenKind
from jalons.decisions.models import ConsentProcess, ConsentVoice

NEXT: dict[kernel.State, Callable[..., kernel.Process]] = {
    kernel.State.DRAFT: kernel.present,
    kernel.State.PRESENTED: kernel.open_clarification,
    kernel.State.CLARIFICATION: kernel.open_reactions,
    kernel.State.REACTION: kernel.open_improvement,
    kernel.State.IMPROVEMENT: kernel.maintain,
    kernel.State.OBJECTION: kernel.open_lifting,
}
"""The move that opens the round after each."""


@transaction.atomic
def open_next(consent: ConsentProcess, *, by: Actor, now: datetime | None = None) -> None:
    """Open the round that follows. After improvement: the text is kept as it is."""
    at = now or clock.now()
    moving.apply(
        consent,
        lambda p: _next(p, at),
        by=by,
        verb="consent.round_opened",
        now=at,
        round=lambda p: ConsentState(p.state.value).label,
        version=lambda p: p.version.number,
    )


@transaction.atomic
def amend(
    consent: ConsentProcess,
    *,
    text: str,
    reason: str,
    author: str,
    by: Actor,
    easy_text: str = "",
    now: datetime | None = None,
) -> None:
    """Write the next version; its objection round opens at once (rule 4)."""
    at = now or clock.now()
    moving.apply(
        consent,
        lambda p: kernel.amend(p, text, author=author, reason=reason, easy_text=easy_text, at=at),
        by=by,
        verb="consent.amended",
        now=at,
        version=lambda p: p.version.number,
        reason=reason,
    )


@transaction.atomic
def withdraw(consent: ConsentProcess, *, by: Actor, now: datetime | None = None) -> None:
    """The proposer takes the proposal back."""
    at = now or clock.now()
    moving.apply(consent, lambda p: kernel.withdraw(p, at=at), by=by, verb="consent.withdrawn", now=at)


@transaction.atomic
def note(
    consent: ConsentProcess,
    *,
    kind: SpokenKind,
    voice: ConsentVoice,
    text: str,
    by: Actor,
    answer: str = "",
    now: datetime | None = None,
) -> None:
    """Keep a question with its answer, a reaction, a concern."""
    at = now or clock.now()
    moving.apply(
        consent,
        lambda p: kernel.speak(
            p,
            kernel.SpokenKind(kind.value),
            spoken_id=str(new_id()),
            voice=str(voice.id),
            text=text,
            answer=answer,
            at=at,
        ),
        by=by,
        verb="consent.spoken",
        now=at,
        what=kind.label.lower(),
        voice=voice.label,
    )


def _next(process: kernel.Process, at: datetime) -> kernel.Process:
    move = NEXT.get(process.state)
    if move is None:
        raise kernel.WrongMomentError("Il n’y a pas de tour à ouvrir après celui-ci.")
    return move(process, at=at)
