"""Chaîne à rebours: « pour que…, il faut que… », then the first contributing actions (domain.md §5.6)."""

from jalons.rooms.kinds.base import Facet, Kind, Production

KIND = Kind(
    code="chain",
    label="Pour que… il faut que…",
    description="Pour chaque changement : ce qui doit changer d’abord, puis qui peut commencer par quoi.",
    production=Production.WORDS,
    default_minutes=75,
    default_prompt="Pour que ce changement arrive, que faut-il d’abord ?",
    facets=(
        Facet("condition", "Il faut que…", "Qui vit ou fait autrement ? Une phrase, un seul changement."),
        Facet("action", "Une première action", "Qui peut commencer par quoi ?"),
    ),
)
