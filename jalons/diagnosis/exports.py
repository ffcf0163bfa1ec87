"""The diagnosis as blocks of the neutral tree, for the dossier of a territory and the report of a table."""

from django.utils import timezone

from jalons.core import typography
from jalons.diagnosis import queries
from jalons.diagnosis.enums import UrgencyStatus
from jalons.diagnosis.models import SocialUrgency
from jalons.diagnosis.queries.cross_readings import ReadingRow, reading_rows
from jalons.diagnosis.queries.urgencies import UrgencyRow, urgency_rows
from jalons.diagnosis.queries.wall import cards_by_cluster
from jalons.documents.tree import Block, Column, Heading, Paragraph, Quote, Run, Table
from jalons.initiatives.models import Initiative
from jalons.rooms.kinds.rating import CRITERIA
from jalons.rooms.models import Contribution

NOT_SHOWN = "non montré"
NBSP = typography.NBSP


def words_and_clusters(initiative: Initiative, *, level: int = 2) -> list[Block]:
    """What was said, by regroupement, every verbatim as it was said, with the coverage.

    `level` is the heading level that the caller's document is at.
    """
    covered = queries.coverage(initiative)
    clusters = list(queries.clusters_with_counts(initiative))
    said = cards_by_cluster(clusters)
    blocks: list[Block] = [
        Heading(level, "Ce que les gens ont dit"),
        _text(
            f"{covered.total} paroles, {len(clusters)} regroupements, {covered.ungrouped} paroles sans "
            "regroupement. Les paroles sont telles que dites."
        ),
    ]
    for cluster in clusters:
        blocks.append(Heading(level + 1, f"{cluster.title} ({len(said.get(cluster.id, []))})"))
        if cluster.summary:
            blocks.append(_text(cluster.summary))
        blocks += [Quote(card.text, _by(card)) for card in said.get(cluster.id, [])]
    return blocks


def cross_readings(initiative: Initiative, *, level: int = 2) -> list[Block]:
    """The croisements as one table: figures, relation, words, what was said of them."""
    rows = tuple(_reading(row) for row in reading_rows(initiative))
    columns = (
        Column("Relation"),
        Column("Les chiffres", weight=2),
        Column("Les paroles", weight=2),
        Column("Ce que nous en disons", weight=3),
    )
    return [
        Heading(level, "Ce que disent les chiffres, ce que disent les gens"),
        Table("Croisements", columns, rows, note="Aucun des deux côtés n’a raison d’avance."),
    ]


def urgencies(initiative: Initiative, *, level: int = 2) -> list[Block]:
    """Urgencies with what was decided of each and why, then what the room had answered."""
    rows, _ = urgency_rows(initiative)
    decided = Table(
        "Urgences et décisions",
        (
            Column("Urgence", weight=2),
            Column("Décision"),
            Column("Motif", weight=3),
            Column("Croisements", "right"),
        ),
        tuple(_decision(row.urgency) for row in rows),
        note="L’ordre est celui que les personnes ont choisi : aucun calcul ne les classe.",
    )
    blocks: list[Block] = [Heading(level, "Les urgences"), decided]
    rated = [row for row in rows if row.levels]
    if rated:
        blocks.append(_answers(rated))
    return blocks


def _text(words: str) -> Paragraph:
    return Paragraph((Run(words),))


def _by(card: Contribution) -> str:
    """Category and number, never a place beside a category (rule 17)."""
    return ", ".join(filter(None, [f"n°{NBSP}{card.number}", card.get_category_display()]))


def _reading(row: ReadingRow) -> tuple[str, ...]:
    facts = "\n".join(f"{fact.title} ({fact.source_label}, {fact.vintage})" for fact in row.facts)
    voices = "\n".join(f"{voice.cluster.title} ({voice.cards})" for voice in row.voices)
    return (
        row.relation.label,
        facts or "Aucun chiffre",
        voices or "Personne n’en a parlé",
        " ".join(filter(None, [row.reading.analysis, row.reading.question])),
    )


def _decision(urgency: SocialUrgency) -> tuple[str, ...]:
    status = UrgencyStatus(urgency.status).label
    day = f", {typography.day(urgency.decided_on)}" if urgency.decided_on else ""
    reason = " ".join(filter(None, [urgency.reason, urgency.override_reason, urgency.carried_by]))
    return (urgency.title, f"{status}{day}", reason, str(len(urgency.cross_readings.all())))


def _answers(rows: list[UrgencyRow]) -> Table:
    """How many people answered 1, 2, 3, 4; hidden under five people."""
    columns = (Column("Urgence", weight=2), *(Column(criterion.label) for criterion in CRITERIA))
    cells = tuple(
        (
            row.urgency.title,
            *(
                " / ".join(map(str, level.levels.counts)) if level.levels.counts else NOT_SHOWN
                for level in row.levels
            ),
        )
        for row in rows
    )
    voters = max(row.position.voters for row in rows if row.position)
    note = f"Nombre de réponses 1 / 2 / 3 / 4. {voters} personnes ont noté. Établi le {_today()}."
    return Table("Ce que la salle en a dit", columns, cells, note=note)


def _today() -> str:
    return typography.day(timezone.localdate())
