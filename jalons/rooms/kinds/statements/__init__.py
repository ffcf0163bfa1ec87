"""Accord, pas d’accord, je passe: statements, those of participants among them.

What participants propose is labelled as such and short (lessons, comhairle#1047); whoever composes the
runsheet says beforehand whether it is read by the animation before or after the room sees it.
"""

from jalons.rooms.kinds.base import Choice, Criterion, Kind, Production, Setting, Settings
from jalons.rooms.kinds.statements.result import agreement

CHOICES = (
    Choice("agree", "D’accord", weight=3, mark="+", icon="check"),
    Choice("disagree", "Pas d’accord", weight=1, mark="−", icon="cross"),
    Choice("pass", "Je passe", mark="∅", icon="minus"),
)
"""« Je passe » carries no weight: it is an answer, shown apart."""

LONGEST_STATEMENT = 140


def _moderation() -> list[tuple[str, str]]:
    return [
        ("before", "avant : l’animation lit d’abord, puis la propose à la salle"),
        ("after", "après : la salle la voit aussitôt, l’animation peut la mettre à part"),
    ]


def _complaint(settings: Settings) -> str:
    known = {code for code, _ in _moderation()}
    return "" if settings.get("moderation") in known else "Dites quand les phrases proposées sont relues."


KIND = Kind(
    code="statements",
    label="D’accord, pas d’accord, je passe",
    description="Des phrases courtes, une par une. Les participants peuvent en proposer d’autres.",
    production=Production.VOTES,
    default_minutes=30,
    default_prompt="Êtes-vous d’accord avec cette phrase ?",
    criteria=(Criterion("", "Avis", "Êtes-vous d’accord ?", CHOICES),),
    result=agreement,
    also_words=True,
    longest_word=LONGEST_STATEMENT,
    options_label="Les phrases, une par ligne",
    complaint=_complaint,
    default_settings={"proposals": True, "moderation": "before"},
    settings=(
        Setting("proposals", "Les participants peuvent proposer des phrases", "switch"),
        Setting("moderation", "Quand les relire", "choice", choices=_moderation),
    ),
)
