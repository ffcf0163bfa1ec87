"""The gates that this area keeps itself: order, parties, signatures (rules 6, 26; domain.md §9.3)."""

from jalons.directory.enums import OrganisationKind
from jalons.initiatives import gates, queries, rules
from jalons.initiatives.enums import SignatoryStatus, StepKind, TeamFunction
from jalons.initiatives.gates import Blocker, Move, Strictness
from jalons.initiatives.models import Step

WITH_TEAM = {StepKind.PREPARATION, StepKind.WORKSHOP}


def order(step: Step) -> list[Blocker]:
    """Rule 6: what comes before is finished, unless people decide otherwise in writing."""
    return [
        Blocker(
            6,
            Strictness.WARNING if other.kind == StepKind.FRAMING else Strictness.GATE,
            f"L’étape « {other.title} » n’est pas encore close.",
        )
        for other in rules.unfinished_before(step, queries.neighbours(step))
    ]


def parties(step: Step) -> list[Blocker]:
    """A CTG has one Caf and one collectivité at least (domain.md §9.3): asked before they decide."""
    if step.initiative is None or step.kind not in {StepKind.VALIDATION, StepKind.SIGNATURE}:
        return []
    present = [
        party for party in queries.signatories(step.initiative) if party.status != SignatoryStatus.WITHDRAWN
    ]
    found = []
    if not any(party.is_authority for party in present):
        found.append("Ajoutez au moins une collectivité signataire.")
    if not any(party.organisation.kind == OrganisationKind.CAF for party in present):
        found.append("Ajoutez la Caf parmi les signataires.")
    return [Blocker(26, Strictness.HARD, sentence) for sentence in found]


def signatures(step: Step) -> list[Blocker]:
    """Rule 26: the CTG is signed when every party signed, each elected one after its deliberation."""
    if step.initiative is None or step.kind != StepKind.SIGNATURE:
        return []
    missing = [
        party.organisation.name
        for party in queries.signatories(step.initiative)
        if party.status not in {SignatoryStatus.SIGNED, SignatoryStatus.WITHDRAWN}
    ]
    if not missing:
        return []
    names = ", ".join(missing)
    return [
        Blocker(
            26,
            Strictness.HARD,
            f"Il manque la signature de : {names}. Enregistrez-la avec la référence de la délibération.",
        )
    ]


def project_team(step: Step) -> list[Blocker]:
    """The équipe projet has the Caf and a chargé de coopération (domain.md §9.3): said, never blocking."""
    if step.initiative is None or step.kind not in WITH_TEAM:
        return []
    functions = {member.function for member in queries.team(step.initiative, step.starts_on)}
    missing = {
        TeamFunction.COOPERATION_OFFICER: "Personne n’est encore chargé de coopération dans l’équipe projet.",
        TeamFunction.CAF_REFERENT: "La Caf n’est pas encore représentée dans l’équipe projet.",
    }
    return [
        Blocker(9, Strictness.WARNING, sentence)
        for function, sentence in missing.items()
        if function not in functions
    ]


def register() -> None:
    """Called once, when the area is ready."""
    for gate in (order, parties, project_team):
        gates.register(Move.HOLD, gate)
    gates.register(Move.CLOSE, signatures)
