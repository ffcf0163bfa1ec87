"""Fragments of the ideal future: an ordinary day, far from today (domain.md §5.2)."""

from jalons.rooms.kinds.base import Facet, Kind, Production

KIND = Kind(
    code="fragments",
    label="Fragments du futur idéal",
    description="Chacun raconte un moment de la vie ici, le jour où tout va bien. Sans date ni chiffre.",
    production=Production.WORDS,
    default_minutes=60,
    default_prompt="Le jour où la vie ici sera telle que vous la souhaitez, que verra-t-on en se promenant ?",
    facets=(
        Facet("people", "Les gens", "Ce que vivent les habitants, ce qu’ils font ensemble."),
        Facet("place", "Les lieux", "Où cela se passe, ce qu’on y trouve."),
        Facet("ties", "Les liens", "Comment les gens et les services se parlent."),
    ),
)
