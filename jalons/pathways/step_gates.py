"""Rule 21, asked at the close of the small team's afternoon."""

from jalons.initiatives.enums import StepKind
from jalons.initiatives.gates import Blocker, Move, Strictness, register
from jalons.initiatives.models import Step
from jalons.pathways import queries


def simplified(step: Step) -> list[Blocker]:
    """Every validated change has one sound, frozen chemin before the afternoon closes. HARD."""
    if step.initiative is None or step.kind != StepKind.TECHNICAL_HALF:
        return []
    found = []
    for card in queries.chemin_cards(step.initiative):
        if card.pathway is None:
            found.append(f"« {card.change.title} » n’a pas encore de chemin.")
        elif not card.version_count and card.chemin is not None:
            missing = [f.message for check in card.chemin.checks for f in check.findings]
            todo = " ".join(missing) or "Il est au net : il reste à le dire simplifié."
            found.append(f"Chemin « {card.change.title} » : {todo}")
    return [Blocker(21, Strictness.HARD, sentence) for sentence in found]


def drawn_before_steering(step: Step) -> list[Blocker]:
    """Pilotage follows chemins: without them, people would only follow actions. GATE."""
    if step.initiative is None or step.kind != StepKind.STEERING:
        return []
    cards = queries.chemin_cards(step.initiative)
    if not cards:
        return [Blocker(21, Strictness.GATE, "Aucun changement durable n’est encore validé.")]
    bare = [card.change.title for card in cards if not card.version_count]
    return [
        Blocker(21, Strictness.GATE, f"Le chemin « {title} » n’est pas encore simplifié.") for title in bare
    ]


def register_all() -> None:
    register(Move.CLOSE, simplified)
    register(Move.HOLD, drawn_before_steering)
