"""Auto-évaluation: from 1 to 4 or « je ne sais pas », alone; then the spread; then what the group settles on.

domain.md §3.6: individual answers first and anonymous, the spread shown, a discussion, then a collective
rating with its reason. The collective one is typed by people; nothing is computed from the others.
"""

from jalons.rooms.kinds.assessment.result import spreads
from jalons.rooms.kinds.base import Choice, Criterion, Kind, Production

CHOICES = (
    Choice("1", "Absent", weight=1, mark="1"),
    Choice("2", "Fragile", weight=2, mark="2"),
    Choice("3", "Présent", weight=3, mark="3"),
    Choice("4", "Solide", weight=4, mark="4"),
    Choice("nsp", "Je ne sais pas", mark="?", icon="help"),
)
"""« Je ne sais pas » carries no weight: it is counted apart."""

KIND = Kind(
    code="assessment",
    label="Auto-évaluation, puis réponse commune",
    description="Chacun situe de 1 à 4, ou ne sait pas. On regarde l’écart, puis le groupe dit sa réponse.",
    production=Production.VOTES,
    default_minutes=30,
    default_prompt="Où en sommes-nous, selon vous ?",
    criteria=(Criterion("", "Niveau", "Selon vous, où en sommes-nous ?", CHOICES),),
    options_label="Ce que l’on situe, une ligne chacun",
    result=spreads,
)
