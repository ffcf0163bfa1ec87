"""What one device sent: what its holder may take away (domain.md §7.1). Never anybody else's."""

from typing import Any

from jalons.rooms.kinds import registry
from jalons.rooms.models import Room, Ticket, Vote


def sent(room: Room, token: str | None) -> dict[str, Any]:
    """Words and votes of the ticket that this device holds, in French keys, ready for JSON. Three queries."""
    ticket = Ticket.objects.filter(room=room, token=token).first() if token else None
    said = ticket.contribution_set.select_related("sequence").order_by("number") if ticket else []
    cast = (
        Vote.objects.filter(ticket=ticket)
        .select_related("option__sequence")
        .order_by("option__sequence__position", "option__position")
        if ticket
        else []
    )
    return {
        "seance": room.step.title,
        "table": ticket.table.number if ticket and ticket.table else None,
        "categorie": ticket.get_category_display() if ticket else "",
        "paroles": [
            {
                "numero": word.number,
                "partie": word.sequence.title,
                "texte": word.text,
                "recue_le": word.entered_at.isoformat(),
                "retiree_le": word.withdrawn_at.isoformat() if word.withdrawn_at else None,
            }
            for word in said
        ],
        "avis": [_vote(vote) for vote in cast],
    }


def _vote(vote: Vote) -> dict[str, Any]:
    option = vote.option
    kind = registry.get(option.sequence.kind)
    questions = {q.code: q for q in kind.questions(option.sequence.settings, option.position)}
    question = questions.get(vote.criterion)
    labels = {choice.value: choice.label for choice in question.choices} if question else {}
    return {
        "partie": option.sequence.title,
        "sur": option.label,
        "question": question.label if question else vote.criterion,
        "reponse": labels.get(vote.value, vote.value),
    }
