"""What a rating must say (domain.md §2.12, §2.14, rule 23)."""

from jalons.core.errors import DomainError
from jalons.pathways import phrases
from jalons.pathways.models import Link
from jalons.steering.enums import Aspect, Attainment, ContributionLevel, Unsaid

SUPPORTED = ContributionLevel.ONE_SOURCE
LEVELS: dict[str, range] = {
    Aspect.ATTAINMENT: range(Attainment.LASTING + 1),
    Aspect.SIGNIFICANCE: range(1, 4),
    Aspect.CONTRIBUTION: range(ContributionLevel.SEVERAL_SOURCES + 1),
}


def check_rating(
    aspect: str, *, value: int | None, unsaid: str, evidence: str, other_explanations: str
) -> None:
    """Raise DomainError unless this is a level with its evidence, or an honest « too early »."""
    if aspect not in LEVELS:
        raise DomainError("Cet aspect n’existe pas.")
    if (value is None) == (not unsaid) or (unsaid and unsaid not in Unsaid.values):
        raise DomainError("Choisissez un degré, ou dites qu’il est trop tôt.", field="answer")
    if value is None:
        return
    if value not in LEVELS[aspect]:
        raise DomainError("Ce degré n’existe pas.", field="answer")
    if not evidence.strip():
        raise DomainError("Dites sur quoi vous vous appuyez.", field="evidence")
    if aspect == Aspect.CONTRIBUTION and value >= SUPPORTED and not other_explanations.strip():
        raise DomainError(
            "Une part étayée demande d’avoir examiné les autres explications : dites lesquelles.",
            field="other_explanations",
        )


def hypothesis_said(link: Link) -> str:
    """« Si…, alors…, parce que… », as the link says it now."""
    return phrases.whole(link.source.text, link.target.text, link.because, then=link.then)
