"""Quiz d’acculturation: résultat, effet ou impact ? action ou changement ? (domain.md §2.5, §2.10).

One phrase at a time. Each answer teaches; nobody is graded and no score is kept per person.
"""

from jalons.rooms.kinds import decks, taught
from jalons.rooms.kinds.base import Kind, Production

KIND = Kind(
    code="quiz",
    label="Quiz : résultat, effet ou impact ?",
    description="Quelques phrases à classer, une par une. Chaque réponse explique ; personne n’est noté.",
    production=Production.VOTES,
    default_minutes=30,
    default_prompt="De quoi parle chaque phrase ?",
    criteria_for=taught.criteria,
    own_options=decks.options,
    result=taught.result,
    complaint=decks.complaint,
    default_settings={"deck": "result_effect_impact"},
    settings=(taught.DECK,),
)
