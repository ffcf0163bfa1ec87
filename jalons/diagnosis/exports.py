"""The diagnosis as blocks of the neutral tree, for the dossier of a territory and the report of a table."""

from django.utils import timezone

from jalons.core import typography
from jalons.diagnosis import queries
from jalons.diagnosis.enums import UrgencyStatus
from jalons.diagnosis.models import SocialUrgency
from jalons.diagnosis.queries.canvas import canvas_page
from jalons.diagnosis.queries.capital import Situated, page_of, readings_of
from jalons.diagnosis.queries.cross_readings import GOOD_LENGTH, ReadingRow, reading_rows
from jalons.diagnosis.queries.urgencies import UrgencyRow, urgency_rows
from jalons.diagnosis.queries.wall import cards_by_cluster
from jalons.documents.tree import (
    Block,
    Bullets,
    Column,
    Heading,
    Outline,
    Paragraph,
    Quote,
    Run,
    Table,
    columns,
)
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
    heads = (
        Column("Relation"),
        Column("Les chiffres", weight=2),
        Column("Les paroles", weight=2),
        Column("Ce que nous en disons", weight=3),
    )
    return [
        Heading(level, "Ce que disent les chiffres, ce que disent les gens"),
        Table("Croisements", heads, rows, note="Aucun des deux côtés n’a raison d’avance."),
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


HEARD = 3
"""Verbatims shown with a regroupement in the dossier; every one stands in the annex."""


def words(initiative: Initiative) -> list[Block]:
    """For the dossier: each regroupement with how many words it gathers and a few of them."""
    covered = queries.coverage(initiative)
    if not covered.total:
        return []
    clusters = list(queries.clusters_with_counts(initiative))
    said = cards_by_cluster(clusters)
    blocks: list[Block] = [_covered(covered, len(clusters))]
    for cluster in clusters:
        cards = said.get(cluster.id, [])
        blocks.append(Heading(2, f"{cluster.title} ({len(cards)} parole{typography.plural(len(cards))})"))
        if cluster.summary:
            blocks.append(_text(cluster.summary))
        blocks += [Quote(card.text, _by(card)) for card in _heard(cards)]
    return blocks


def _covered(covered: queries.Coverage, clusters: int) -> Paragraph:
    alone = covered.ungrouped
    rest = (
        f"{alone} reste{'nt' if alone > 1 else ''} sans regroupement"
        if alone
        else "aucune n’est laissée de côté"
    )
    return _text(
        f"{covered.total} paroles, {clusters} regroupement{typography.plural(clusters)} ; {rest}. "
        "Elles sont citées telles que dites, sans nom ; la liste entière est en annexe."
    )


def _heard(cards: list[Contribution]) -> list[Contribution]:
    """The few that say a full thing without being long, in the order in which they were said."""
    chosen = sorted(cards, key=lambda card: (abs(len(card.text) - GOOD_LENGTH), card.number))[:HEARD]
    return sorted(chosen, key=lambda card: card.number)


def crossings(initiative: Initiative) -> list[Block]:
    """For the dossier: the croisements, or nothing."""
    return cross_readings(initiative)[1:] if queries.cross_readings_of(initiative) else []


def decided_urgencies(initiative: Initiative) -> list[Block]:
    """For the dossier: what was decided of each urgency and why, then what each retained one rests on."""
    rows, _ = urgency_rows(initiative)
    if not rows:
        return []
    blocks = urgencies(initiative)[1:]
    items: list[tuple[int, str]] = []
    for row in rows:
        if row.urgency.status == UrgencyStatus.RETAINED:
            items += _rests_on(row.urgency)
    if items:
        blocks += [Heading(2, "Sur quoi reposent les urgences retenues"), Outline(tuple(items))]
    return blocks


def _rests_on(urgency: SocialUrgency) -> list[tuple[int, str]]:
    items = [(0, urgency.title)]
    for reading in urgency.cross_readings.all():
        items.append((1, f"{reading.get_relation_display()}{NBSP}: {reading.analysis}"))
        items += [(2, f"{fact.title} ({fact.source_label}, {fact.vintage})") for fact in reading.facts.all()]
        items += [(2, f"Paroles{NBSP}: {cluster.title}") for cluster in reading.clusters.all()]
    return items


def all_words(initiative: Initiative) -> list[Block]:
    """The annex: every published word of the collection by regroupement, without a name or a place."""
    by_cluster: dict[str, list[Contribution]] = {
        cluster.title: [] for cluster in queries.clusters_with_counts(initiative)
    }
    for card in queries.cards(initiative):
        by_cluster.setdefault(_cluster_title(card), []).append(card)
    tables: list[Block] = [_listed(title, cards) for title, cards in by_cluster.items() if cards]
    said = "Paroles de la première table. Celles qui ont été retirées ou mises à part n’y figurent pas."
    return [_text(said), *tables] if tables else []


def _listed(title: str, cards: list[Contribution]) -> Table:
    rows = tuple((str(card.number), card.text, str(card.get_category_display() or "")) for card in cards)
    columns = (Column("N°", "right"), Column("Ce qui a été dit", weight=11), Column("Qui parle", weight=4))
    return Table(f"{title}, {len(cards)} parole{typography.plural(len(cards))}", columns, rows)


def _cluster_title(card: Contribution) -> str:
    membership = getattr(card, "cluster_membership", None)
    return membership.cluster.title if membership else "Sans regroupement"


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


def strategic_capital(initiative: Initiative) -> list[Block]:
    """For the dossier: each reading with its people and its date, then its findings and common answers."""
    blocks: list[Block] = []
    for reading in readings_of(initiative):
        page = page_of(reading)
        blocks += [
            Heading(2, f"{reading.get_moment_display()}, {typography.day(reading.taken_on)}"),
            _text(
                f"Ce que {reading.people} personne{typography.plural(reading.people)} "
                f"présente{typography.plural(reading.people)} en disaient ce jour-là. C’est leur regard."
            ),
            Table(
                "Forces et fragilités",
                (Column("Facteur"), Column("Forces", weight=2), Column("Fragilités", weight=2)),
                tuple(
                    (
                        row.sheet.label,
                        " ".join(finding.text for finding in row.strengths),
                        " ".join(finding.text for finding in row.fragilities),
                    )
                    for row in page.factors
                ),
            ),
            _common_answers([*page.preconditions, *page.components]),
        ]
        decided = [f"{one.what} ({one.carried_by})" for one in reading.cultivations.all()]
        if decided:
            blocks += [Heading(3, "À cultiver"), Bullets(tuple(decided))]
    return blocks


def _common_answers(situated: list[Situated]) -> Table:
    return Table(
        "Préconditions et composantes",
        (
            Column("Ce que l’on situe", weight=2),
            Column("Chacun pour soi", weight=2),
            Column("Réponse commune", weight=3),
        ),
        tuple(
            (
                one.label,
                one.spread.in_words,
                f"{one.level.common} : {one.level.reason}"
                if one.level and one.level.common
                else "pas encore",
            )
            for one in situated
        ),
        note="De 1 (absent) à 4 (solide). La réponse commune est celle du groupe, jamais une moyenne.",
    )


def canvas(initiative: Initiative) -> list[Block]:
    """For the dossier: the canvas of the experiment, or nothing."""
    page = canvas_page(initiative)
    if page.canvas is None:
        return []
    spaces = tuple(
        (space.name, space.people, space.handles, space.rule if space.is_deciding else "on s’y concerte")
        for space in page.spaces
    )
    partners = tuple(
        (partner.label, partner.get_association_display(), partner.how) for partner in page.partners
    )
    risks = tuple((risk.title, risk.get_likelihood_display(), risk.answer) for risk in page.risks)
    return [
        Heading(2, "Où l’on se concerte, où l’on décide"),
        Table(
            "Espaces", columns("Espace", "Qui y siège", "Ce que l’on y fait", "Comment l’on y décide"), spaces
        ),
        Heading(2, "Les parties prenantes"),
        Table("Parties prenantes", columns("Qui", "Comment", "Concrètement"), partners),
        Heading(2, "Ce qui pourrait mal tourner"),
        Table("Risques", columns("Risque", "Probabilité", "Ce que l’on fera"), risks),
    ]
