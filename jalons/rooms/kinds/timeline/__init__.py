"""Ligne du temps: what marked the territory, an event at a time, on a drawn line (domain.md §5.2, §3.8)."""

from jalons.rooms.kinds.base import Facet, Kind, Production
from jalons.rooms.kinds.timeline.line import line

KIND = Kind(
    code="timeline",
    label="Ligne du temps",
    description="Chacun place ce qui a marqué le territoire : une année, un événement, ce qu’il a changé.",
    production=Production.WORDS,
    default_minutes=45,
    default_prompt="Qu’est-ce qui a marqué la vie d’ici, et en quelle année ?",
    facets=(
        Facet("helped", "Cela a aidé", "La vie d’ici s’en est trouvée mieux."),
        Facet("hindered", "Cela a freiné", "On a perdu quelque chose, ou c’est devenu plus difficile."),
        Facet("both", "Les deux, ou je ne sais pas", "Cela a changé des choses, dans les deux sens."),
    ),
    needs_year=True,
    result=line,
)
