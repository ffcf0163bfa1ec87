"""Steering on paper: what was published of each change, the journal, the reviews. No score, ever."""

from jalons.core import typography
from jalons.documents.tree import Block, Bullets, Column, Facts, Heading, Paragraph, Run, Table
from jalons.initiatives.models import Initiative
from jalons.steering import queries
from jalons.steering.enums import LogStatus, ReviewStatus
from jalons.steering.models import ChangeLogEntry, ChangeReview
from jalons.steering.queries import ChangeState

NBSP = typography.NBSP


def chapter(initiative: Initiative) -> list[Block]:
    """For the dossier: where each change stands, the reviews one by one, then the journal whole."""
    blocks = list(changes(initiative))
    for review in initiative.reviews.filter(status=ReviewStatus.PUBLISHED).order_by("held_on"):
        blocks += [*_review(review, 2), *_rated(review), *_findings(review)]
    notes = log(initiative)
    return [*blocks, Heading(2, "Le journal des changements"), notes] if notes.rows else blocks


def _rated(review: ChangeReview) -> list[Block]:
    """The three ratings side by side, never added up (rule 23)."""
    rows = tuple(
        (
            f"{row.number}. {row.change.title}",
            *(
                rating.word if rating else "Non dit"
                for rating in (row.attainment, row.significance, row.contribution)
            ),
        )
        for row in queries.coverage_of(review)
        if row.ratings
    )
    columns = (
        Column("Changement", weight=4),
        Column("Ce qui a changé", weight=3),
        Column("Ce que cela compte", weight=2),
        Column("Notre part", weight=3),
    )
    note = "Trois appréciations dites par des personnes, jamais additionnées."
    return [Table(f"Ce qui a été apprécié{NBSP}: {review.title}", columns, rows, note=note)] if rows else []


def _findings(review: ChangeReview) -> list[Block]:
    rows = tuple((one.wording, one.mark, one.reason) for one in review.findings.order_by("created_at"))
    columns = (
        Column("Hypothèse, telle qu’elle était", weight=5),
        Column("Constat", weight=2),
        Column("Ce qui le fait dire", weight=4),
    )
    return [Table("Ce que cette revue a appris des hypothèses", columns, rows)] if rows else []


def changes(initiative: Initiative, *, level: int = 2) -> tuple[Block, ...]:
    """Where each change stands: three ratings apart, what we see, signs, hypotheses, over time."""
    blocks: list[Block] = []
    for state in queries.change_states(initiative):
        blocks += _change(state, level)
    return tuple(blocks)


def _change(state: ChangeState, level: int) -> list[Block]:
    blocks: list[Block] = [Heading(level, f"{state.number}. {state.change.title}"), _ratings(state)]
    if state.narrative:
        said = (
            ("Ce que l’on voit", state.narrative.seen),
            ("Comment on le sait", state.narrative.known),
            ("Ce que l’on a appris", state.narrative.learned),
        )
        blocks += [Paragraph((Run(f"{label}. ", "strong"), Run(text))) for label, text in said if text]
    if state.contribution and state.contribution.other_explanations:
        others = Run(state.contribution.other_explanations)
        blocks.append(Paragraph((Run("Autres explications examinées. ", "strong"), others)))
    if state.hypotheses:
        blocks.append(Bullets(tuple(f"{h.mark} : {h.said}" for h in state.hypotheses)))
    if state.markers:
        blocks.append(_signs(state))
    if len(state.history) > 1:
        said_then = " ; ".join(f"{typography.day(r.rated_on)} : {r.word}" for r in state.history)
        blocks.append(Paragraph((Run("Au fil des revues. ", "strong"), Run(said_then))))
    return blocks


def _ratings(state: ChangeState) -> Facts:
    rows = (
        ("Ce qui a changé", state.attainment),
        ("Ce que cela compte pour les gens", state.significance),
        ("Notre part dans ce changement", state.contribution),
    )
    return Facts(
        tuple(
            (
                label,
                f"{rating.word} ({rating.author}, {typography.day(rating.rated_on)})"
                if rating
                else "Pas encore apprécié",
            )
            for label, rating in rows
        )
    )


def _signs(state: ChangeState) -> Table:
    columns = (Column("Degré"), Column("Signe", weight=4), Column("Vu", weight=2), Column("Quand", weight=2))
    rows = tuple(
        (
            str(row.marker.get_level_display()),
            row.marker.text,
            row.word,
            typography.day(row.latest.observed_on) if row.latest else "",
        )
        for row in state.markers
    )
    return Table("Les signes que l’on s’est donnés", columns, rows)


def log(initiative: Initiative) -> Table:
    """The journal des changements, unfavourable and unexpected notes among the others."""
    counts = queries.log_counts(initiative)
    rows = tuple(
        (
            typography.day(entry.observed_on),
            f"{entry.who_changed} : {entry.statement}",
            entry.change.title if entry.change else "aucun de nos changements",
            _sign(entry),
            "vérifié"
            if entry.is_verified
            else f"{len(entry.sources)} source{typography.plural(len(entry.sources))}",
        )
        for entry in queries.entries_of(initiative)
        if entry.status != LogStatus.REJECTED
    )
    columns = (
        Column("Quand", weight=3),
        Column("Qui a changé, et quoi", weight=7),
        Column("Éclaire", weight=4),
        Column("Signe", weight=3),
        Column("Comment on le sait", weight=3),
    )
    note = (
        f"{counts.total} notes, dont {counts.negative} défavorables, {counts.unexpected} inattendues, "
        f"{counts.verified} vérifiées."
    )
    return Table("Journal des changements", columns, rows, note=note)


def _sign(entry: ChangeLogEntry) -> str:
    sign = "favorable" if entry.is_positive else "défavorable"
    return f"{sign}, {'attendu' if entry.is_expected else 'inattendu'}"


def reviews(initiative: Initiative, *, level: int = 2) -> tuple[Block, ...]:
    """The published reviews: who was there by category, what was decided."""
    blocks: list[Block] = []
    for review in queries.reviews_of(initiative):
        if review.status == ReviewStatus.PUBLISHED:
            blocks += _review(review, level)
    return tuple(blocks)


def _review(review: ChangeReview, level: int) -> list[Block]:
    there = [f"{row.get_category_display()} : {row.count}" for row in review.attendance.order_by("category")]
    held = typography.day(review.held_on) if review.held_on else ""
    facts = (
        ("Tenue le", held),
        ("Lieu", review.place),
        ("Qui était là", " ; ".join(there)),
        ("Personnes concernées", review.concerned_people),
    )
    blocks: list[Block] = [
        Heading(level, review.title),
        Facts(tuple((label, value) for label, value in facts if value)),
    ]
    if review.summary:
        blocks.append(Paragraph((Run(review.summary),)))
    decided = [
        f"{row.get_kind_display()} : {row.text}" + (f" ({row.owner})" if row.owner else "")
        for row in review.decisions.all()
    ]
    if decided:
        blocks.append(Bullets(tuple(decided)))
    return blocks
