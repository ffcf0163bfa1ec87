"""Rule 2: table 3 opens once every collectivité validated the same version. Hard, never passed."""

from jalons.changes import queries
from jalons.changes.models import FormalValidation
from jalons.initiatives import gates
from jalons.initiatives.enums import StepKind
from jalons.initiatives.gates import Blocker, Move, Strictness
from jalons.initiatives.models import Step

_RANK = 3


def changes_validated(step: Step) -> list[Blocker]:
    """What stands between the démarche and its third table, or the half-day that shapes the paths."""
    if step.initiative is None or not _is_third_table(step):
        return []
    current = queries.current_change_set(step.initiative)
    if current is None:
        return [
            Blocker(
                2,
                Strictness.HARD,
                "Les changements n’ont pas été soumis aux signataires : la table 3 attend leur validation.",
            )
        ]
    missing = queries.missing_authorities(current)
    if not missing and not queries.is_validated(current):
        return [Blocker(2, Strictness.HARD, "Aucune collectivité n’est signataire : ajoutez-la d’abord.")]
    return [
        Blocker(2, Strictness.HARD, f"{s.signatory} : {_why(s.validation)} (version {current.number}).")
        for s in missing
    ]


def _is_third_table(step: Step) -> bool:
    return step.kind == StepKind.TECHNICAL_HALF or (step.kind == StepKind.WORKSHOP and step.rank == _RANK)


def _why(validation: FormalValidation | None) -> str:
    if validation is None:
        return "cette collectivité n’a pas été sollicitée"
    if not validation.is_recorded:
        return "sa validation est attendue"
    if not validation.is_confirmed:
        return "la décision saisie attend la confirmation d’une seconde personne"
    return "elle a refusé ; modifiez les changements et soumettez-les de nouveau"


def register() -> None:
    """Called once, when the area is ready."""
    gates.register(Move.HOLD, changes_validated)
