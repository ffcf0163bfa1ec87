"""Rules of the diagnosis, without the database (domain.md §5.1 and §10, rules 18 and 19)."""

from dataclasses import dataclass

from jalons.diagnosis.enums import Relation, UrgencyStatus


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not hold: one French sentence that says what to do, and the field it belongs to."""

    sentence: str
    field: str


NO_SIDE = Problem(
    "Choisissez au moins un fait ou un regroupement : un croisement a au moins un côté.", "facts"
)
NEEDS_FACT = {
    Relation.CONFIRMS: "Pour dire qu’ils se confirment, choisissez aussi au moins un fait.",
    Relation.CONTRADICTS: "Pour dire qu’ils se contredisent, choisissez aussi au moins un fait.",
    Relation.FELT_SILENCE: "Un silence du ressenti part d’un chiffre : choisissez au moins un fait.",
}
NEEDS_CLUSTER = {
    Relation.CONFIRMS: "Pour dire qu’ils se confirment, choisissez aussi au moins un regroupement.",
    Relation.CONTRADICTS: "Pour dire qu’ils se contredisent, choisissez aussi au moins un regroupement.",
    Relation.FIGURES_BLIND: "Un angle mort part des paroles : choisissez au moins un regroupement.",
}
NO_FACT_ALLOWED = (
    "Un angle mort des chiffres n’a aucun fait en face. "
    "Retirez les faits, ou choisissez une autre relation (« nuance », par exemple)."
)
NO_CLUSTER_ALLOWED = (
    "Un silence du ressenti n’a aucune parole en face. "
    "Retirez les regroupements, ou choisissez une autre relation (« nuance », par exemple)."
)


def sides_problem(relation: Relation, *, facts: int, clusters: int) -> Problem | None:
    """Why this relation cannot stand between so many facts and so many regroupements, or None.

    Confirms and contradicts need both sides; « angle mort des chiffres » has the felt side only,
    « silence du ressenti » the cold side only; a nuance has at least one (domain.md §5.1).
    """
    if facts == 0 and clusters == 0:
        return NO_SIDE
    if relation == Relation.FIGURES_BLIND and facts:
        return Problem(NO_FACT_ALLOWED, "facts")
    if relation == Relation.FELT_SILENCE and clusters:
        return Problem(NO_CLUSTER_ALLOWED, "clusters")
    if relation in NEEDS_FACT and not facts:
        return Problem(NEEDS_FACT[relation], "facts")
    if relation in NEEDS_CLUSTER and not clusters:
        return Problem(NEEDS_CLUSTER[relation], "clusters")
    return None


@dataclass(frozen=True, slots=True)
class Decision:
    """What people decide about an urgency, and why."""

    status: UrgencyStatus
    reason: str
    has_target: bool = False  # the urgency it is merged into
    override_reason: str = ""


UNDECIDED = frozenset({UrgencyStatus.PROPOSED, UrgencyStatus.RATED})


def decision_problem(decision: Decision, *, cross_readings: int) -> Problem | None:
    """Why this decision cannot be recorded, or None.

    Each decision has a written reason. Rule 19 is a gate: an urgency retained without any croisement
    needs a second sentence, which says why.
    """
    if decision.status in UNDECIDED:
        return Problem("Choisissez ce que vous décidez de cette urgence.", "status")
    if not decision.reason.strip():
        return Problem("Écrivez le motif en une phrase : il restera au dossier.", "reason")
    if decision.status == UrgencyStatus.MERGED and not decision.has_target:
        return Problem("Choisissez l’urgence dans laquelle celle-ci se fond.", "merged_into")
    if (
        decision.status == UrgencyStatus.RETAINED
        and not cross_readings
        and not decision.override_reason.strip()
    ):
        return Problem(
            "Cette urgence ne s’appuie sur aucun croisement. Reliez-en un, ou écrivez pourquoi vous la "
            "retenez quand même.",
            "override_reason",
        )
    return None
