"""Rows of a decision by consent. The rules stand in `decisions.process`; only actions write here."""

from jalons.decisions.models.consent import ConsentExit, ConsentPresence, ConsentProcess
from jalons.decisions.models.texts import ConsentRound, FrozenTextError, ProposalVersion
from jalons.decisions.models.voices import ConsentAnswer, ConsentVoice, Objection, RoundContribution

__all__ = [
    "ConsentAnswer",
    "ConsentExit",
    "ConsentPresence",
    "ConsentProcess",
    "ConsentRound",
    "ConsentVoice",
    "FrozenTextError",
    "Objection",
    "ProposalVersion",
    "RoundContribution",
]
