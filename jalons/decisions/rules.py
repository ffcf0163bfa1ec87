"""Rules of a decision that the kernel does not hold: the moment of its settings, who is the author."""

from jalons.decisions import codes
from jalons.decisions import process as kernel
from jalons.decisions.models import ConsentVoice
from jalons.rooms.models import Ticket

_SETTLED_BEFORE = {
    kernel.State.DRAFT,
    kernel.State.PRESENTED,
    kernel.State.CLARIFICATION,
    kernel.State.REACTION,
    kernel.State.IMPROVEMENT,
    *kernel.EXITS,
}
"""Before the objection round, or while the decision is stopped: who resumes asks everybody anew."""


def demand_rules_open(state: kernel.State) -> None:
    """The layout, the quorum and the rule on silence are stated before people are asked (§4.5)."""
    if state not in _SETTLED_BEFORE:
        raise kernel.WrongMomentError(
            "Les règles se fixent avant le tour des objections. "
            "Elles ne changent plus une fois qu’il est ouvert."
        )


def author_key(voice: ConsentVoice, *, code: str = "", ticket: Ticket | None = None) -> kernel.Voice:
    """The voice's key for whoever proves to be the author, by their phone's ticket or by their code.

    Raises NotTheAuthorError with what to do.
    """
    if ticket is not None and voice.ticket_id == ticket.id:
        return str(voice.id)
    if code and codes.matches(code, voice.id, voice.code_generation):
        return str(voice.id)
    refused = kernel.NotTheAuthorError()
    if code:
        refused.message = (
            "Ce code n’est pas celui de la personne qui a soulevé l’objection. "
            "Demandez-lui de relire son papier ou son téléphone."
        )
        refused.field = "code"
    raise refused
