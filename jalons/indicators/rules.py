"""What holds for a portrait. Numbers are ours (domain.md §1.13) and stand here only."""

from jalons.core.errors import DomainError
from jalons.indicators.enums import FactStatus
from jalons.indicators.models import SalientFact
from jalons.initiatives.models import Initiative

MOST_FACTS = 12
"""More than a table can read in the time it has."""
SMALL_COMMUNE = 200
"""Census shares of a commune under this many inhabitants are noise: not shown."""
FEWEST_SIMILAR = 3
MOST_SIMILAR = 20


def check_room(initiative: Initiative, *, but: SalientFact | None = None) -> None:
    """Raises DomainError when twelve facts are already retained."""
    retained = SalientFact.objects.filter(initiative=initiative, status=FactStatus.RETAINED)
    count = retained.exclude(id=but.id).count() if but else retained.count()
    if count >= MOST_FACTS:
        raise DomainError(
            f"Le portrait a déjà ses {MOST_FACTS} faits, ce qu’une table peut lire. "
            "Écartez-en un avant d’en retenir un autre."
        )


def check_source(source: str, vintage: str) -> None:
    """A figure without source or vintage cannot be discussed (principle 5)."""
    if not source.strip():
        raise DomainError("Dites d’où vient ce chiffre : le producteur et le document.", field="source_label")
    if not vintage.strip():
        raise DomainError("Dites de quelle année est ce chiffre.", field="vintage")


def check_group_size(count: int) -> None:
    if not FEWEST_SIMILAR <= count <= MOST_SIMILAR:
        raise DomainError(
            f"Gardez de {FEWEST_SIMILAR} à {MOST_SIMILAR} territoires : moins, la médiane ne dit rien ; "
            "plus, plus personne ne les connaît.",
            field="sirens",
        )
