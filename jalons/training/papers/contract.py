"""Devis, convention de formation, avenant, consolidated view (domain.md §6.2, D. 6353-1)."""

from datetime import date, timedelta

from jalons.core import typography
from jalons.documents.tree import (
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Facts,
    Heading,
    Signatures,
    Table,
    text,
)
from jalons.initiatives.agreement import Difference
from jalons.training.models import Amendment
from jalons.training.papers import common
from jalons.training.queries.contracts import Consolidated, Contract

NATURE = "Action de formation, au sens de l’article L. 6313-1 du Code du travail"


def quote(contract: Contract, *, today: date) -> Document:
    """The devis: who, what, how many days at what price, until when it holds."""
    until = today + timedelta(days=contract.file.quote_valid_days)
    blocks: list[Block] = [
        common.seller(contract),
        common.buyer(contract),
        Heading(1, "Ce qui est proposé"),
        Facts(
            (
                ("Formation", contract.mission.title),
                ("Durée", f"{common.days(contract.days)}, soit {common.hours(contract.hours)}"),
                ("Période", common.period(contract)),
                ("Effectif", contract.file.group_size),
                ("Valable jusqu’au", typography.day(until)),
            )
        ),
        *common.amounts(contract),
        common.schedule(contract),
        *_terms(contract),
        Heading(1, "Bon pour accord"),
        text("Date, nom, fonction et signature de la personne qui engage la Caf."),
        Signatures(common.parties(contract)),
    ]
    return _document(contract, "Devis", blocks, today)


def agreement(contract: Contract, *, today: date) -> Document:
    """The convention de formation, with every mention of D. 6353-1."""
    blocks: list[Block] = [
        text("Entre les soussignés :"),
        common.seller(contract),
        text("et"),
        common.buyer(contract),
        text(
            "il est convenu ce qui suit, en application des articles L. 6353-1 et D. 6353-1 "
            "du Code du travail."
        ),
        Heading(1, "Article 1. Intitulé, objectif et nature"),
        Facts(
            (
                ("Intitulé", contract.mission.title),
                ("Nature", NATURE),
                ("Objectif", contract.programme.objective if contract.programme else common.TO_COMPLETE),
            )
        ),
        *_objectives(contract),
        Heading(1, "Article 2. Contenu"),
        *_content(contract),
        Heading(1, "Article 3. Durée, période et effectif"),
        text(
            f"La formation compte {common.days(contract.days)}, soit {common.hours(contract.hours)}, "
            f"{common.period(contract)}. {contract.file.group_size}."
        ),
        common.schedule(contract),
        text("Une date se déplace d’un commun accord ; le reste ne change que par un avenant.", quiet=True),
        Heading(1, "Article 4. Moyens et modalités de déroulement"),
        *_ways(contract, ("mode", "trainer", "methods")),
        Heading(1, "Article 5. Suivi, évaluation et sanction"),
        *_ways(contract, ("evaluation", "papers")),
        text(
            "Chaque demi-journée est émargée par les stagiaires et par la formatrice ou le formateur. "
            "L’attestation remise à la fin donne les heures réellement suivies."
        ),
        Heading(1, "Article 6. Prix et règlement"),
        *common.amounts(contract),
        *_terms(contract),
        Heading(1, "Signatures"),
        text("Fait en deux exemplaires."),
        Signatures(common.parties(contract)),
    ]
    return _document(contract, "Convention de formation", blocks, today)


def amendment(
    contract: Contract, change: Amendment, differences: list[Difference], *, number: int, today: date
) -> Document:
    """Avenant n: why, what changes line by line, what the whole amounts to afterwards."""
    blocks: list[Block] = [
        common.seller(contract),
        common.buyer(contract),
        Heading(1, "Pourquoi cet avenant"),
        text(change.reason),
        Heading(1, "Ce qui change"),
        *_changes(change, differences),
        Heading(1, "Ce que la mission compte désormais"),
        text(
            f"{common.days(contract.days)}, soit {common.hours(contract.hours)}, "
            f"pour {typography.euros(contract.money.net)}. Date d’effet{typography.NBSP}: "
            f"{typography.day(change.effect_on) if change.effect_on else 'à la signature'}."
        ),
        common.schedule(contract),
        text(
            "Tout ce que cet avenant ne change pas reste tel que la convention "
            "et les avenants précédents le disent."
        ),
        Heading(1, "Signatures"),
        Signatures(common.parties(contract)),
    ]
    return _document(contract, f"Avenant n° {number} à la convention de formation", blocks, today)


def consolidated(found: Consolidated, *, today: date) -> Document:
    """The base document and its signed avenants read together. It binds nobody: it helps to read."""
    contract = found.contract
    history = tuple(
        (
            f"Avenant n° {plan.number}" if plan.number else "Convention",
            typography.day(plan.signed_on),
            plan.reason or "Plan de départ",
        )
        for plan in found.agreed
    )
    blocks: list[Block] = [
        Callout(
            "Ce texte aide à lire. Seuls la convention et les avenants signés engagent.",
            "À titre d’information",
        ),
        Table(
            "Ce qui a été signé",
            (Column("Document", weight=2), Column("Signé le", weight=2), Column("Motif", weight=5)),
            history,
        ),
        Heading(1, "Ce qui engage aujourd’hui"),
        *common.amounts(contract),
        common.schedule(contract),
    ]
    if found.clauses:
        blocks += [
            Heading(1, "Ce que les avenants ont changé d’autre"),
            _clauses([(f"Avenant n° {number}", clause) for number, clause in found.clauses]),
        ]
    return _document(contract, "Convention de formation, version consolidée", blocks, today)


def _changes(change: Amendment, differences: list[Difference]) -> list[Block]:
    blocks: list[Block] = []
    if differences:
        columns = (
            Column("Ce qui change", weight=4),
            Column("Avant", weight=2),
            Column("Désormais", weight=2),
        )
        rows = tuple((f"{one.label} ({one.territory})", one.before, one.after) for one in differences)
        blocks.append(Table("Journées, durée et prix", columns, rows))
    if change.clauses:
        blocks.append(_clauses([("", clause) for clause in change.clauses]))
    return blocks


def _clauses(rows: list[tuple[str, dict[str, str]]]) -> Table:
    columns = (Column("Point", weight=3), Column("Avant", weight=3), Column("Désormais", weight=3))
    return Table(
        "Organisation de la démarche",
        columns,
        tuple(
            (
                f"{clause['label']} ({origin})" if origin else clause["label"],
                clause["before"],
                clause["after"],
            )
            for origin, clause in rows
        ),
    )


def _objectives(contract: Contract) -> list[Block]:
    objectives = contract.programme.objectives if contract.programme else []
    return [text("À la fin, les stagiaires sauront :"), Bullets(tuple(objectives))] if objectives else []


def _content(contract: Contract) -> list[Block]:
    """The intentions of each day of the programme: the content that the law asks for."""
    if contract.programme is None:
        return [text("Le programme est annexé.")]
    blocks: list[Block] = []
    for day in contract.programme.days.all():
        if day.half_days:
            lines = tuple(line for line in day.intentions.splitlines() if line.strip())
            blocks += [Heading(2, day.title), Bullets(lines)]
    return blocks


def _ways(contract: Contract, keys: tuple[str, ...]) -> list[Block]:
    heads = contract.programme.heads if contract.programme else {}
    return [text(line) for key in keys for line in heads.get(key, "").splitlines() if line.strip()]


def _terms(contract: Contract) -> list[Block]:
    body = contract.body
    said = (
        ("Règlement", body.payment_terms if body else ""),
        ("Si la formation n’a pas lieu, ou s’arrête", body.cancellation_terms if body else ""),
        ("Différends", body.dispute_terms if body else ""),
    )
    blocks: list[Block] = []
    for title, words in said:
        blocks += [Heading(2, title), *(text(line) for line in (words or "À compléter.").splitlines())]
    return blocks


def _document(contract: Contract, title: str, blocks: list[Block], today: date) -> Document:
    return Document(
        title=title,
        subtitle=contract.mission.title,
        blocks=tuple(blocks),
        author=contract.seller,
        date_label=typography.day(today),
        is_fictitious=contract.mission.is_fictitious,
        keywords=("formation", title.lower()),
    )
