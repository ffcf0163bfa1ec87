"""Cotation des urgences: six questions from 1 to 4 on each urgency (domain.md §5.4).

Both halves of « envies d’agir » and « urgences sociales » are asked. Nothing adds them up into a score.
"""

from jalons.rooms.kinds.base import Choice, Criterion, Kind, Production
from jalons.rooms.kinds.results import votes_by_option


def _scale(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(str(n), label, weight=n, mark=str(n)) for n, label in enumerate(labels, start=1))


CRITERIA = (
    Criterion(
        "gravity", "Gravité", "Pour qui le vit, est-ce grave ?",
        _scale("Peu grave", "Assez grave", "Grave", "Très grave"),
    ),
    Criterion(
        "reach", "Personnes touchées", "Combien de personnes cela touche-t-il ici ?",
        _scale("Quelques-unes", "Pas mal de monde", "Beaucoup", "Presque tout le monde"),
    ),
    Criterion(
        "worsening", "Aggravation", "Si personne ne fait rien, que va-t-il se passer ?",
        _scale("Cela s’arrangera", "Cela restera pareil", "Cela s’aggravera", "Cela s’aggravera vite"),
    ),
    Criterion(
        "capacity", "Capacité d’agir", "Pouvons-nous y changer quelque chose, ici, ensemble ?",
        _scale("Presque rien", "Un peu", "Pas mal de choses", "Beaucoup"),
    ),
    Criterion(
        "will", "Envie d’agir", "Et vous, avez-vous envie de vous y mettre ?",
        _scale("Pas envie", "Pourquoi pas", "Envie", "Très envie"),
    ),
    Criterion(
        "equity", "Équité", "Cela touche-t-il d’abord les plus fragiles ?",
        _scale("Tout le monde pareil", "Plutôt les fragiles", "Surtout les fragiles", "Eux seuls"),
    ),
)  # fmt: skip

KIND = Kind(
    code="rating",
    label="Urgences et envies d’agir",
    description="Six questions courtes, de 1 à 4, sur chaque urgence. On voit les avis, jamais une note.",
    production=Production.VOTES,
    default_minutes=75,
    default_prompt="Qu’est-ce qui est urgent, et qu’avez-vous envie de changer ?",
    criteria=CRITERIA,
    result=votes_by_option,
    options_label="Ce que l’on cote, une ligne chacun",
)
