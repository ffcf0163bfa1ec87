"""What every paper of the training shares: who sells, who buys, how amounts and days are written."""

from datetime import date
from decimal import Decimal

from jalons.core import typography
from jalons.documents.tree import Block, Column, Facts, Table, text
from jalons.training.queries.contracts import Contract

TO_COMPLETE = "à compléter"
WHOLE_DAY = 2


def days(value: Decimal) -> str:
    """« 12 jours », « 4,5 jours », « 0,5 jour »."""
    return f"{typography.number(value)} jour{typography.plural(value)}"


def hours(value: Decimal) -> str:
    """« 84 h », « 31,5 h »."""
    return f"{typography.number(value)}{typography.NBSP}h"


def half_days(count: int) -> str:
    """« une journée », « une demi-journée »."""
    return {1: "une demi-journée", WHOLE_DAY: "une journée"}.get(count, f"{count} demi-journées")


def on(value: str | None) -> str:
    """A day of a snapshot in words."""
    return typography.day(date.fromisoformat(value)) if value else "à fixer"


def period(contract: Contract) -> str:
    """« du 1er septembre 2026 au 20 mai 2027 »."""
    if contract.period is None:
        return "dates à fixer"
    first, last = contract.period
    if first == last:
        return f"le {typography.day(first)}"
    return f"du {typography.day(first)} au {typography.day(last)}"


def seller(contract: Contract) -> Facts:
    """The training body, with its mentions; what nobody wrote is told as missing."""
    body = contract.body
    signer = _signer(body.representative, body.representative_function) if body else ""
    pairs = (
        ("Organisme de formation", contract.seller),
        ("Adresse", body.address if body else ""),
        ("SIRET", body.siret if body else ""),
        ("Déclaration d’activité", body.activity_number if body else ""),
        ("Représenté par", signer),
    )
    return Facts(tuple((label, value or TO_COMPLETE) for label, value in pairs))


def buyer(contract: Contract) -> Facts:
    """The Caf that buys."""
    file = contract.file
    pairs = (
        ("Cliente", contract.mission.client.name),
        ("Adresse", file.client_address),
        ("SIREN", contract.mission.client.siren),
        ("Représentée par", _signer(file.client_representative, file.client_function)),
    )
    return Facts(tuple((label, value or TO_COMPLETE) for label, value in pairs if value or label != "SIREN"))


def _signer(name: str, function: str) -> str:
    return ", ".join(part for part in (name, function) if part)


def parties(contract: Contract) -> tuple[tuple[str, str], ...]:
    """Who signs, for the boxes at the end."""
    body, file = contract.body, contract.file
    seller_name = _signer(body.representative, body.representative_function) if body else ""
    return (
        (contract.seller, seller_name or "Nom, fonction, date, signature"),
        (
            contract.mission.client.name,
            _signer(file.client_representative, file.client_function) or "Nom, fonction, date, signature",
        ),
    )


def schedule(contract: Contract, caption: str = "Journées, durée et calendrier") -> Table:
    """Every billed session of the plan, with its date and its length."""
    columns = (
        Column("Séance", weight=5),
        Column("Territoire", weight=3),
        Column("Date", weight=3),
        Column("Durée", weight=2),
        Column("Heures", "right", 1),
    )
    rows = tuple(
        (
            line["title"],
            line["territory"] or "Toute la mission",
            on(line["on"]),
            half_days(line["half_days"]),
            typography.number(line["half_days"] * contract.hours_per_half_day),
        )
        for line in contract.lines
    )
    total = ("En tout", "", "", days(contract.days), typography.number(contract.hours))
    return Table(caption, columns, (*rows, total))


def amounts(contract: Contract) -> list[Block]:
    """Days by days' price, then the tax when a rate is known; nothing is made up about it."""
    columns = (
        Column("Désignation", weight=5),
        Column("Jours", "right", 1),
        Column("Prix par jour", "right", 2),
        Column("Montant", "right", 2),
    )
    rows = [
        (label, typography.number(count), typography.euros(contract.rate), typography.euros(price))
        for label, count, price in billed(contract)
    ]
    money = contract.money
    total = "Total" if money.rate is None else "Total hors taxe"
    rows.append((total, typography.number(contract.days), "", typography.euros(money.net)))
    if money.tax is not None and money.rate is not None:
        rows.append((f"TVA ({typography.percent(money.rate, 1)})", "", "", typography.euros(money.tax)))
        rows.append(("Total toutes taxes comprises", "", "", typography.euros(money.gross)))
    note = contract.body.vat_note if contract.body else ""
    said = note or (
        "" if money.rate is not None else "Le régime de TVA est celui de l’organisme de formation."
    )
    terms = "tarif adhérent" if contract.mission.is_member_rate else "prix convenu, hors adhésion"
    return [
        Table("Prix", columns, tuple(rows)),
        text(f"Frais compris, {terms}. {said}".strip(), quiet=True),
    ]


def billed(contract: Contract) -> list[tuple[str, Decimal, Decimal]]:
    """One line a phase and territory: label, days, price. They add up to the totals of the plan."""
    groups: dict[tuple[int, str], int] = {}
    for line in contract.lines:
        key = (line["phase"] or 0, line["territory"] or "")
        groups[key] = groups.get(key, 0) + line["half_days"]
    found = []
    for (phase, territory), count in sorted(groups.items(), key=lambda item: (item[0][0], item[0][1])):
        label = f"Phase {phase}" if phase else "Hors phase"
        price = (count * contract.rate / 2).quantize(Decimal("0.01"))
        found.append((f"{label}, {territory}" if territory else label, Decimal(count) / 2, price))
    return found
