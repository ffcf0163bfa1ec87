"""The results of the evaluations on paper, for the trainer and the Caf."""

from datetime import date

from jalons.core import typography
from jalons.documents.tree import Block, Column, Document, Facts, Heading, Quote, Table, text
from jalons.training.enums import Mastery
from jalons.training.queries.contracts import Contract
from jalons.training.queries.results import Asked, Questionnaire, Results


def results(contract: Contract, found: Results, *, today: date) -> Document:
    """Each moment in its order: before, during, à chaud, à froid."""
    blocks: list[Block] = [
        Facts((("Formation", contract.mission.title), ("Satisfaction", found.satisfaction_in_words))),
        text("Les réponses ne portent pas de nom. Sous cinq réponses, seul leur nombre est dit.", quiet=True),
    ]
    for one in found.questionnaires:
        blocks += [Heading(1, f"{one.moment.label}{typography.NBSP}: {one.title}"), _table(one)]
    if found.acquired:
        columns = (Column("Objectif", weight=5), *(Column(str(one.label), "right") for one in Mastery))
        rows = tuple((line.label, *(str(count) for _, count in line.cells)) for line in found.acquired)
        blocks += [
            Heading(1, "Pendant la formation"),
            Table("Combien de stagiaires, objectif par objectif", columns, rows),
        ]
    if found.words:
        blocks += [Heading(1, "Ce que les stagiaires ont écrit"), *(Quote(words) for words in found.words)]
    if found.oral:
        blocks.append(Heading(1, "Bilan à voix haute"))
        blocks += [text(line) for note in found.oral for line in note.text.splitlines() if line.strip()]
    blocks += [Heading(1, "À froid"), *_cold(found)]
    return Document(
        title="Bilan des évaluations",
        subtitle=contract.mission.title,
        blocks=tuple(blocks),
        author=contract.seller,
        date_label=typography.day(today),
        is_fictitious=contract.mission.is_fictitious,
        keywords=("formation", "évaluation"),
    )


def _table(one: Questionnaire) -> Table:
    choices = [share.choice for share in one.lines[0].tally.shares] if one.lines else []
    columns = (
        Column("Ligne", weight=5),
        *(Column(choice.label, "right", 2) for choice in choices),
        Column("Réponses", "right", 2),
    )
    rows = tuple((line.label, *_cells(line, len(choices)), str(line.n)) for line in one.lines)
    return Table("Nombre de réponses à chaque niveau", columns, rows)


def _cells(line: Asked, count: int) -> tuple[str, ...]:
    if not line.is_shown:
        return tuple("–" for _ in range(count))
    return tuple(str(share.count) for share in line.tally.shares)


def _cold(found: Results) -> list[Block]:
    cold = found.cold
    if cold is None:
        return [text("Elle se fait avec l’outil de la Caf ; elle n’est pas encore prévue.")]
    if cold.done_on is None:
        return [text(f"Elle se fait avec l’outil de la Caf ; prévue le {typography.day(cold.planned_on)}.")]
    lines = [line for line in cold.synthesis.splitlines() if line.strip()]
    return [text(f"Faite par la Caf, avec son outil, le {typography.day(cold.done_on)}."), *map(text, lines)]
