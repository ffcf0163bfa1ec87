"""Convocation, feuille de présence, attestation, certificat (domain.md §6.2)."""

from datetime import date, datetime, time
from decimal import Decimal
from html import escape

from django.utils import timezone

from jalons.core import typography
from jalons.documents.tree import (
    Block,
    Bullets,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    Signatures,
    Table,
    text,
)
from jalons.initiatives.models import Step
from jalons.training.enums import Presence, SigningMode
from jalons.training.models import Enrolment, HalfDaySlot
from jalons.training.papers import common
from jalons.training.queries.attendance import Hours, Line, Sheet
from jalons.training.queries.contracts import Contract

CELL_WIDTH, CELL_HEIGHT, ACROSS = 330, 170, 3
BOARD_WIDTH = 1000


def hour(value: time | None) -> str:
    """« 9 h », « 14 h 30 »."""
    if value is None:
        return ""
    minutes = f"{value:%M}" if value.minute else ""
    return f"{value.hour}{typography.NBSP}h{typography.NBSP + minutes if minutes else ''}"


def convocation(contract: Contract, enrolment: Enrolment, steps: list[Step], *, today: date) -> Document:
    """Who, when, where, how to come, whom to write to for an adaptation."""
    columns = (
        Column("Séance", weight=4),
        Column("Date", weight=3),
        Column("Heure", weight=2),
        Column("Lieu", weight=4),
    )
    rows = tuple(
        (
            step.title,
            typography.day(step.starts_on) if step.starts_on else "à fixer",
            hour(step.starts_at) or "à préciser",
            place(step),
        )
        for step in steps
    )
    blocks: list[Block] = [
        text(f"{enrolment.person.name},"),
        text(f"vous êtes attendue ou attendu à la formation « {contract.mission.title} »."),
        Table("Vos séances", columns, rows),
        *_venues(steps),
        Heading(1, "Bon à savoir"),
        *_contacts(contract),
    ]
    return _document(contract, "Convocation", blocks, today, enrolment.person.name)


def place(step: Step) -> str:
    """Where a session is held, in one line."""
    if step.is_remote:
        return "à distance"
    if step.venue is None:
        return "à préciser"
    return ", ".join(part for part in (step.venue.name, step.venue.address) if part)


def _venues(steps: list[Step]) -> list[Block]:
    seen = {step.venue.pk: step.venue for step in steps if step.venue is not None and not step.is_remote}
    blocks: list[Block] = []
    for venue in seen.values():
        register = venue.accessibility_sheet_url or "à demander à l’accueil du lieu"
        pairs = [("Adresse", venue.address or "à préciser")]
        if venue.access_notes:
            pairs.append(("Pour y venir", venue.access_notes))
        pairs.append(("Registre public d’accessibilité", register))
        blocks += [Heading(2, venue.name), Facts(tuple(pairs))]
    return [Heading(1, "Les lieux"), *blocks] if blocks else []


def _contacts(contract: Contract) -> list[Block]:
    body = contract.body
    lines = []
    if body and (body.email or body.phone):
        lines.append(f"Pour toute question : {', '.join(part for part in (body.phone, body.email) if part)}.")
    handicap = (body.disability_contact if body else "") or "la référente ou le référent handicap"
    lines.append(
        f"Besoin d’une adaptation ? Écrivez à {handicap} : dites ce dont vous avez besoin, "
        "jamais un diagnostic. Personne d’autre ne lit votre demande."
    )
    if body and body.rules_url:
        lines.append(f"Règlement intérieur : {body.rules_url}")
    lines.append("Chaque demi-journée s’émarge, sur l’écran, sur votre téléphone ou sur papier.")
    return [Bullets(tuple(lines))]


def sheet(contract: Contract, step: Step, sheets: list[Sheet], *, today: date) -> Document:
    """The sheet of a session, half-day by half-day: a table, then the drawings of the signatures."""
    blocks: list[Block] = [
        Facts(
            (
                ("Formation", contract.mission.title),
                ("Séance", step.title),
                ("Date", typography.day(step.starts_on) if step.starts_on else "à fixer"),
                ("Lieu", place(step)),
                ("Organisme de formation", contract.seller),
            )
        )
    ]
    for one in sheets:
        blocks += _half_day(one)
    return _document(contract, "Feuille de présence", blocks, today, step.title)


def _half_day(found: Sheet) -> list[Block]:
    slot = found.slot
    title = f"{slot.get_half_display()}, de {hour(slot.starts_at)} à {hour(slot.ends_at)}"
    columns = (
        Column("Personne", weight=3),
        Column("Employeur ou rôle", weight=3),
        Column("Présence", weight=3),
        Column("Émargement", weight=4),
    )
    rows = tuple((line.person.name, _role(line), _presence(line), _how(line)) for line in found.lines)
    blocks: list[Block] = [
        Heading(1, title),
        Table(f"{title}{typography.NBSP}: {common.hours(slot.hours)}", columns, rows, note=_lock(slot)),
    ]
    drawn = [line for line in found.lines if line.emargement is not None and line.emargement.signature]
    if drawn:
        names = ", ".join(line.person.name for line in drawn)
        blocks.append(Figure(board(drawn), alt=f"Signatures tracées par {names}", caption="Signatures"))
    return blocks


def _role(line: Line) -> str:
    return line.employer or str(line.attendee.label if hasattr(line.attendee, "label") else line.attendee)


def _presence(line: Line) -> str:
    if not line.presence:
        return "non renseignée"
    return str(Presence(line.presence).label)


def _how(line: Line) -> str:
    """How it came in, and each correction with its day, its author and its reason."""
    one = line.emargement
    if one is None:
        return ""
    moment = f"{typography.day(one.signed_at)}, {hour(timezone.localtime(one.signed_at).time())}"
    how = "" if one.presence == Presence.ABSENT else f"{SigningMode(one.mode).label}, {moment}"
    if one.is_offline:
        how += f", sans réseau (reçue le {typography.day(one.received_at)})"
    corrections = [
        f"Rectifiée le {typography.day(made.made_at)} par {made.made_by}{typography.NBSP}: "
        f"{Presence(made.presence_before).label.lower()} → "
        f"{Presence(made.presence_after).label.lower()}. {made.reason}"
        for made in line.rectifications
    ]
    return "\n".join(part for part in (how, *corrections) if part)


def _lock(slot: HalfDaySlot) -> str:
    if slot.countersigned_at is None:
        return "Feuille non contresignée : elle ne fait pas encore foi."
    return f"Contresignée par {slot.countersigned_by} le {moment(slot.countersigned_at)}."


def moment(value: datetime) -> str:
    """« 3 septembre 2026 à 17 h 05 »."""
    return f"{typography.day(value)} à {hour(timezone.localtime(value).time())}"


def board(lines: list[Line]) -> str:
    """The signatures side by side, each under its name, as one SVG."""
    rows = -(-len(lines) // ACROSS)
    width, height = CELL_WIDTH * ACROSS, CELL_HEIGHT * rows
    cells = "".join(
        _cell(line, CELL_WIDTH * (index % ACROSS), CELL_HEIGHT * (index // ACROSS))
        for index, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{cells}</svg>'
    )


def _cell(line: Line, x: int, y: int) -> str:
    assert line.emargement is not None  # noqa: S101 - the caller chose those with a drawing
    return (
        f'<rect x="{x + 4}" y="{y + 4}" width="{CELL_WIDTH - 8}" height="{CELL_HEIGHT - 8}" '
        'fill="none" stroke="#c3ccc2"/>'
        f'<text x="{x + 14}" y="{y + 28}" font-family="Atkinson Hyperlegible Next" font-size="16" '
        f'fill="#4b5952">{escape(line.person.name)}</text>'
        f'<g transform="translate({x + 14} {y + 38}) scale(0.3)" fill="none" stroke="#1b2521" '
        f'stroke-width="8" stroke-linecap="round" stroke-linejoin="round">'
        f"{strokes(line.emargement.signature)}</g>"
    )


def strokes(signature: list[list[list[int]]]) -> str:
    """The drawing as polylines, whole numbers only."""
    return "".join(
        '<polyline points="{}"/>'.format(" ".join(f"{int(x)},{int(y)}" for x, y in stroke))
        for stroke in signature
    )


def attestation(contract: Contract, enrolment: Enrolment, hours: Hours, *, today: date) -> Document:
    """Attestation de participation: objectives, nature, and the hours really attended (rule 11)."""
    attended = hours.counted
    objectives = contract.programme.objectives if contract.programme else []
    blocks: list[Block] = [
        text(f"{contract.seller} atteste que"),
        Heading(1, enrolment.person.name),
        *(
            [text(", ".join(part for part in (enrolment.function, enrolment.employer) if part))]
            if enrolment.function or enrolment.employer
            else []
        ),
        text(f"a suivi la formation « {contract.mission.title} »."),
        Facts(
            (
                ("Nature de l’action", "Action de formation, en présence"),
                ("Période", _period(hours)),
                (
                    "Durée suivie",
                    f"{common.hours(attended)} sur {common.hours(hours.countersigned)} contresignées",
                ),
                ("Durée prévue", common.hours(contract.hours)),
                (
                    "Formatrice, formateur",
                    contract.file.trainer.name if contract.file.trainer else common.TO_COMPLETE,
                ),
            )
        ),
        *_objectives(objectives),
        *_assessed(enrolment),
        _followed(hours),
        Signatures((common.parties(contract)[0],)),
    ]
    return _document(contract, "Attestation de participation", blocks, today, enrolment.person.name)


def certificate(contract: Contract, enrolment: Enrolment, hours: Hours, *, today: date) -> Document:
    """Certificat de réalisation, with the mentions of the ministry's model (domain.md §6.2)."""
    body = contract.body
    signer = body.representative if body and body.representative else common.TO_COMPLETE
    blocks: list[Block] = [
        text(f"Je soussignée, soussigné, {signer}, représentant {contract.seller}, atteste que :"),
        Facts(
            (
                ("Personne", enrolment.person.name),
                ("Employeur", enrolment.employer or contract.mission.client.name),
                ("A suivi", contract.mission.title),
                ("Nature de l’action", "Action de formation"),
                ("Période", _period(hours)),
                ("Durée réalisée", common.hours(hours.counted)),
            )
        ),
        text(
            "Les feuilles de présence et les autres preuves de réalisation sont gardées "
            "le temps que demandent les règles de conservation."
        ),
        Signatures((common.parties(contract)[0],)),
    ]
    return _document(contract, "Certificat de réalisation", blocks, today, enrolment.person.name)


def _objectives(objectives: list[str]) -> list[Block]:
    if not objectives:
        return []
    return [Heading(2, "Objectifs de la formation"), Bullets(tuple(objectives))]


def _period(hours: Hours) -> str:
    days = [slot.on for slot, presence in hours.rows if slot.is_locked and presence != Presence.ABSENT]
    if not days:
        return "aucune demi-journée contresignée"
    return f"du {typography.day(min(days))} au {typography.day(max(days))}"


def _assessed(enrolment: Enrolment) -> list[Block]:
    rows = tuple(
        (one.label, str(one.get_mastery_display()))
        for one in enrolment.assessments.filter(assessed_by="trainer")
    )
    if not rows:
        return []
    return [Table("Ce qui est acquis", (Column("Objectif", weight=5), Column("Niveau", weight=2)), rows)]


def _followed(hours: Hours) -> Table:
    columns = (
        Column("Demi-journée", weight=5),
        Column("Date", weight=3),
        Column("Présence", weight=3),
        Column("Heures", "right"),
    )
    rows = [
        (
            str(slot),
            typography.day(slot.on),
            str(Presence(presence).label),
            typography.number(slot.hours if presence != Presence.ABSENT else Decimal(0)),
        )
        for slot, presence in hours.rows
        if slot.is_locked
    ]
    rows.append(("En tout", "", "", typography.number(hours.counted)))
    return Table("Demi-journées contresignées", columns, tuple(rows))


def _document(contract: Contract, title: str, blocks: list[Block], today: date, about: str) -> Document:
    return Document(
        title=title,
        subtitle=about,
        blocks=tuple(blocks),
        author=contract.seller,
        date_label=typography.day(today),
        is_fictitious=contract.mission.is_fictitious,
        keywords=("formation", title.lower()),
    )
