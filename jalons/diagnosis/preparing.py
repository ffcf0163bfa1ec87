"""What the preparation of the second table needs from the diagnosis: words grouped, urgencies retained."""

from django.urls import reverse

from jalons.diagnosis.enums import UrgencyStatus
from jalons.diagnosis.queries.urgencies import decision_counts
from jalons.diagnosis.queries.wall import coverage
from jalons.documents.tree import Block, Heading, text
from jalons.initiatives.enums import StepKind
from jalons.initiatives.models import Step
from jalons.workshops.checklist import CheckLine, LineState, Preparing

SECOND_TABLE = 2


def lines(preparing: Preparing) -> list[CheckLine]:
    """Two lines before the second table; none before the others. For `workshops.checklist`."""
    initiative = preparing.step.initiative
    if initiative is None or preparing.stage != SECOND_TABLE:
        return []
    cards, decided = coverage(initiative), decision_counts(initiative)
    kept = decided.get(UrgencyStatus.RETAINED, 0)
    grouped = (
        LineState.TO_DO if not cards.grouped else LineState.PARTLY if cards.ungrouped else LineState.DONE
    )
    return [
        CheckLine(
            "words",
            "Les paroles de la première table, regroupées",
            grouped,
            f"{cards.grouped} paroles rangées sur {cards.total}, {cards.ungrouped} sans regroupement.",
            reverse("diagnosis:wall", args=[initiative.slug]),
            position=20,
        ),
        CheckLine(
            "urgencies",
            "Les urgences retenues, avec leur raison",
            LineState.DONE if kept else LineState.TO_DO,
            f"{kept} urgences retenues." if kept else "Aucune urgence n’est encore retenue.",
            reverse("diagnosis:urgencies", args=[initiative.slug]),
            position=30,
        ),
    ]


def report_section(step: Step) -> list[Block]:
    """How many words of the first table are in a regroupement. For `workshops.report`."""
    if step.initiative is None or (step.kind, step.rank) != (StepKind.WORKSHOP, 1):
        return []
    cards = coverage(step.initiative)
    if not cards.total:
        return []
    said = f"{cards.total} paroles de la première question, {cards.grouped} regroupées, "
    return [Heading(1, "Ce qui est regroupé"), text(f"{said}{cards.ungrouped} sans regroupement.")]
