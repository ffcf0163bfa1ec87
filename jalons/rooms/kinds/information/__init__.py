"""Temps d’information: something is shown or said; nothing is asked."""

from jalons.rooms.kinds.base import Kind, Production

KIND = Kind(
    code="information",
    label="Temps d’échange ou pause",
    description="Accueil, pause, restitution, travail à voix haute : rien n’est demandé sur les téléphones.",
    production=Production.NOTHING,
    default_minutes=15,
)
