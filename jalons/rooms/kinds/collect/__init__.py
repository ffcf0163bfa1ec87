"""Recueil: an open question, as many ideas as people want, one idea at a time."""

from jalons.rooms.kinds.base import Kind, Production

KIND = Kind(
    code="collect",
    label="Recueil de paroles",
    description="Une question ouverte. Chacun écrit ses idées, une par une, sur téléphone ou sur carte.",
    production=Production.WORDS,
    default_minutes=75,
    default_prompt="Ici, qu’est-ce qui vous rend la vie plus facile, ou plus difficile ?",
)
