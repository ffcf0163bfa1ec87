"""Consent in a room: each phone answers « pas d’objection » or « j’ai une objection parce que… ».

The sequence points at a decision through `settings["consent"]`, or takes the open one of its step. Only
its author, from the same phone, lifts or withdraws an objection.
"""

from jalons.decisions.queries import phone
from jalons.rooms.kinds.base import Kind, Production

KIND = Kind(
    code="consent",
    label="Décision par consentement",
    description="Le texte s’affiche. Chacun dit s’il a une raison sérieuse de ne pas l’adopter.",
    production=Production.OWN,
    default_minutes=75,
    default_prompt="Avez-vous une raison sérieuse de ne pas adopter ce texte ?",
    participant_template="decisions/room/participant.html",
    projector_template="decisions/room/projector.html",
    paper_template="decisions/room/paper.html",
    participant_context=phone.participant_context,
    result=phone.result,
)

__all__ = ["KIND"]
