"""Abaque de Régnier, exactly as domain.md §5.3: letters, shapes and words beside the colours."""

from jalons.rooms.kinds.base import Choice, Criterion, Kind, Production
from jalons.rooms.kinds.results import votes_by_option

CHOICES = (
    Choice("pp", "Tout à fait d’accord", weight=5, mark="++", icon="check-double"),
    Choice("p", "D’accord", weight=4, mark="+", icon="check"),
    Choice("o", "Entre les deux", weight=3, mark="±", icon="wave"),
    Choice("m", "Pas d’accord", weight=2, mark="−", icon="minus"),
    Choice("mm", "Pas du tout d’accord", weight=1, mark="−−", icon="minus-double"),
    Choice("blanc", "Je ne sais pas", mark="?", icon="question"),
    Choice("noir", "Je préfère ne pas répondre", mark="∅", icon="slash"),
)
"""White and black carry no weight: out of the mean, shown apart. Black means « je refuse de répondre »."""

KIND = Kind(
    code="abaque",
    label="Abaque de Régnier",
    description="Sept réponses sur chaque phrase, du plus au moins d’accord. On voit ce qui nous partage.",
    production=Production.VOTES,
    default_minutes=30,
    default_prompt="Que pensez-vous de chacune de ces phrases ?",
    criteria=(Criterion("", "Avis", "Qu’en pensez-vous ?", CHOICES),),
    result=votes_by_option,
    options_label="Les phrases, une par ligne",
)
