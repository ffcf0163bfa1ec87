"""Photolangage: choose a picture, say why; good for those ill at ease with writing (domain.md §5.2).

One sending is one picture and what it says to whoever chose it; several pictures are several sendings. Each
picture has a description, read aloud and printed: it tells what is drawn, never what it means.
"""

from jalons.rooms.kinds.base import Kind, Production
from jalons.rooms.kinds.pictures.album import by_picture, options

KIND = Kind(
    code="pictures",
    label="Photolangage",
    description="Chacun choisit une image ou plusieurs, et dit pourquoi, à l’oral ou par écrit.",
    production=Production.WORDS,
    default_minutes=50,
    default_prompt="Quelle image parle le mieux de la vie ici ? Dites pourquoi.",
    own_options=options,
    needs_option=True,
    result=by_picture,
)
