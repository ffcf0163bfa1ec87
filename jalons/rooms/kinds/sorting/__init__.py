"""Classement: all the phrases of a deck to put in categories, alone or as a table, then explained.

Used for « impact isolé / impact collectif » (domain.md §3.2), « action ou changement ? » (§2.10) and
« résultat, effet ou impact ? » (§2.5). A quiz asks one phrase after the other; here all are in sight, which
is how a table works with cards.
"""

from jalons.rooms.kinds import decks, taught
from jalons.rooms.kinds.base import Kind, Production

KIND = Kind(
    code="sorting",
    label="Classer des phrases",
    description="Toutes les phrases d’un jeu, à ranger par catégorie, seul ou à plusieurs. Puis on explique.",
    production=Production.VOTES,
    default_minutes=30,
    default_prompt="Dans quelle catégorie rangez-vous chaque phrase ?",
    criteria_for=taught.criteria,
    own_options=decks.options,
    result=taught.result,
    complaint=decks.complaint,
    default_settings={"deck": "isolated_or_collective"},
    settings=(taught.DECK,),
)
