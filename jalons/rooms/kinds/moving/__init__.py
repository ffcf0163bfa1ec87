"""Débat mouvant: a position, arguments, a position again; what moved is shown (domain.md §5.2)."""

from jalons.rooms.kinds.base import Choice, Criterion, Facet, Kind, Moment, Production
from jalons.rooms.kinds.moving.result import moves

POSITIONS = (
    Choice("against", "Pas d’accord", weight=1, mark="−", icon="cross"),
    Choice("river", "Au milieu, je ne sais pas encore", weight=2, mark="±", icon="minus"),
    Choice("for", "D’accord", weight=3, mark="+", icon="check"),
)

KIND = Kind(
    code="moving",
    label="Débat mouvant",
    description="Chacun se place, on échange des arguments, chacun se replace. Changer d’avis est bienvenu.",
    production=Production.VOTES,
    default_minutes=40,
    default_prompt="Où vous placez-vous ?",
    criteria=(
        Criterion("before", "Avant", "Où vous placez-vous ?", POSITIONS),
        Criterion("after", "Après", "Et maintenant, où vous placez-vous ?", POSITIONS),
    ),
    facets=(
        Facet("for", "Un argument pour", "Ce qui fait pencher vers « d’accord »."),
        Facet("against", "Un argument contre", "Ce qui fait pencher vers « pas d’accord »."),
    ),
    moments=(
        Moment("before", "Se placer", criteria=("before",)),
        Moment("arguments", "Les arguments", takes_words=True),
        Moment("after", "Se replacer", criteria=("after",)),
    ),
    also_words=True,
    options_label="La phrase du débat (une par ligne s’il y en a plusieurs)",
    result=moves,
)
