"""The capital stratégique in plain data: items, prompts, spreads, comparisons. No Django.

The four factors and their prompts follow domain.md §3.8, the preconditions and components §3.3 and §3.4;
the wording is ours. A factor speaks of preconditions: it feeds their discussion, and computes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

COUNTS: Final = ("absent", "fragile", "present", "solid", "unknown")
"""How many people answered 1, 2, 3, 4, and « je ne sais pas »."""
FIELD_OF_VALUE: Final = {"1": "absent", "2": "fragile", "3": "present", "4": "solid", "nsp": "unknown"}


@dataclass(frozen=True, slots=True)
class FactorSheet:
    """One factor: the question to ask, what it may be about, the preconditions that it lights."""

    code: str
    label: str
    question: str
    items: tuple[str, ...]
    lights: tuple[str, ...]


FACTORS: Final = (
    FactorSheet(
        "trajectory",
        "Trajectoire",
        "Qu’est-ce qui a marqué ce territoire : des événements, des décisions, des personnes ?",
        ("événement", "décision", "personne", "ce qui a changé", "ce que nous en avons appris"),
        ("urgency", "champions"),
    ),
    FactorSheet(
        "assets",
        "Atouts",
        "Sur quoi pouvons-nous nous appuyer ici ?",
        ("accès", "services", "accueil, logement", "vie associative", "économie locale", "cadre de vie"),
        ("resources",),
    ),
    FactorSheet(
        "capacity",
        "Capacité d’action",
        "Qui sait ici mobiliser, décider, coopérer ?",
        ("qui entraîne", "coopérations", "ingénierie", "moyens financiers", "relais d’information"),
        ("champions", "resources"),
    ),
    FactorSheet(
        "values",
        "Valeurs et comportements",
        "Dans nos façons d’être, qu’est-ce qui aide, qu’est-ce qui freine ?",
        ("solidarité", "ouverture", "confiance", "initiative", "fierté", "conflits"),
        ("urgency", "champions"),
    ),
)


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """A precondition or a component: how to say it, and what to look at before one situates it."""

    code: str
    label: str
    look_at: str


PRECONDITIONS: Final = (
    ItemSheet(
        "champions",
        "Des personnes qui entraînent",
        "Des personnes écoutées, capables de réunir les autres et de les garder engagés.",
    ),
    ItemSheet(
        "urgency",
        "Un sentiment d’urgence partagé",
        "Le sujet est perçu comme important et pressant par ceux qui devraient s’y mettre.",
    ),
    ItemSheet(
        "resources",
        "Des moyens pour plusieurs années",
        "De l’argent, du temps et des personnes pour réunir, chercher, tenir dans la durée.",
    ),
)
COMPONENTS: Final = (
    ItemSheet("agenda", "Une ambition commune", "Le même futur, les mêmes 4 à 6 changements, dits par tous."),
    ItemSheet("measure", "Une mesure partagée", "Les mêmes signes, regardés ensemble, par tous."),
    ItemSheet(
        "activities", "Des activités qui se renforcent", "Chacun agit de sa place, sur le même chemin."
    ),
    ItemSheet("communication", "Une communication continue", "Chaque table sait ce que sa parole devient."),
    ItemSheet(
        "backbone", "Une structure de soutien", "Une équipe projet et une personne qui tiennent le fil."
    ),
)
LABELS: Final = {sheet.label: sheet.code for sheet in (*FACTORS, *PRECONDITIONS, *COMPONENTS)}


def item_named(label: str) -> str | None:
    """The item whose label these words are, None when they are something else."""
    return LABELS.get(label.strip().rstrip("."))


def spread(values: Iterable[str]) -> dict[str, int]:
    """How many answered each way, by field of a level."""
    counted = Counter(FIELD_OF_VALUE[value] for value in values if value in FIELD_OF_VALUE)
    return {field: counted[field] for field in COUNTS}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a spread, in the units of its drawing."""

    count: int
    x: int
    height: float

    @property
    def y(self) -> float:
        return 50 - self.height

    @property
    def middle(self) -> int:
        return self.x + 10

    @property
    def label_y(self) -> float:
        return self.y - 3


@dataclass(frozen=True, slots=True)
class Spread:
    """The spread as one shows it: counts, lowest and highest answer, how many took a side."""

    counts: tuple[int, int, int, int]
    unknown: int

    @property
    def answered(self) -> int:
        return sum(self.counts)

    @property
    def lowest(self) -> int | None:
        return next((value for value, count in enumerate(self.counts, 1) if count), None)

    @property
    def highest(self) -> int | None:
        return next((value for value in (4, 3, 2, 1) if self.counts[value - 1]), None)

    @property
    def bars(self) -> tuple["Bar", ...]:
        """One bar a value, for a drawing 104 wide and 56 high."""
        most = max(*self.counts, 1)
        return tuple(
            Bar(count, x=4 + 26 * place, height=36 * count / most) for place, count in enumerate(self.counts)
        )

    @property
    def in_words(self) -> str:
        """« de 1 à 4, 9 réponses, 2 ne savent pas »."""
        if self.lowest is None or self.highest is None:
            said = "personne ne s’est situé"
        else:
            plural = "s" if self.answered > 1 else ""
            place = (
                f"tous à {self.lowest}"
                if self.lowest == self.highest
                else f"de {self.lowest} à {self.highest}"
            )
            said = f"{place}, {self.answered} réponse{plural}"
        unknown = {0: "", 1: ", 1 ne sait pas"}.get(self.unknown, f", {self.unknown} ne savent pas")
        return said + unknown


def spread_of(fields: Mapping[str, int]) -> Spread:
    """From the five counts of a level."""
    return Spread(
        (fields["absent"], fields["fragile"], fields["present"], fields["solid"]), fields["unknown"]
    )


def evolution(common: Sequence[int | None]) -> str:
    """What became of a common answer from the first reading that has one to the last, in words."""
    said = [value for value in common if value is not None]
    if len(said) < 2:  # noqa: PLR2004 - before and after
        return ""
    if said[-1] == said[0]:
        return f"toujours {said[0]}"
    return f"de {said[0]} à {said[-1]}"
