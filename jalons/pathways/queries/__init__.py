"""What pages and other areas read of the chemins."""

from jalons.pathways.queries.chemins import (
    Chemin,
    CheminCard,
    LearnedLink,
    as_it_stands,
    chemin_cards,
    chemin_of,
    contents_of,
    current_version,
    last_edit,
    learned_links,
    pathways_of,
    validated_changes,
)
from jalons.pathways.queries.sheets import ActionRow, action_rows, places_of_action
from jalons.pathways.queries.simplifying import Offer, Offers, offers_for
from jalons.pathways.queries.words import Word, pathways_from, trace_words, words_for

__all__ = [
    "ActionRow",
    "Chemin",
    "CheminCard",
    "LearnedLink",
    "Offer",
    "Offers",
    "Word",
    "action_rows",
    "as_it_stands",
    "chemin_cards",
    "chemin_of",
    "contents_of",
    "current_version",
    "last_edit",
    "learned_links",
    "offers_for",
    "pathways_from",
    "pathways_of",
    "places_of_action",
    "trace_words",
    "validated_changes",
    "words_for",
]
