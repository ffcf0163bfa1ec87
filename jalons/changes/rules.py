"""What a change, a set and a decision must respect (domain.md §10, rules 1, 2, 19, 24)."""

from collections.abc import Iterable
from datetime import date

from jalons.changes.enums import ValidationDecision
from jalons.changes.models import LastingChange
from jalons.core.errors import DomainError, GateClosedError

FEWEST, MOST = 4, 6
"""Rule 1: how many kept changes are submitted. Drafts have no limit."""


def what_lacks_to_retain(change: LastingChange) -> list[str]:
    """Rule 19, in French sentences: who changes, from where, and what led to it."""
    lacks = []
    if not change.who.strip():
        lacks.append("Dites qui change.")
    if not change.starting_situation.strip():
        lacks.append("Écrivez la situation d’aujourd’hui.")
    if not change.urgencies.exists() and not change.fragments.exists():
        lacks.append("Reliez-le à une urgence ou à un fragment du futur idéal.")
    return lacks


def demand_retainable(change: LastingChange, reason: str) -> list[str]:
    """Rule 19 is a gate: what lacks is passed with a written reason. Returns what was passed.

    Raises GateClosedError without a reason.
    """
    lacks = what_lacks_to_retain(change)
    if lacks and not reason.strip():
        raise GateClosedError(
            f"{' '.join(lacks)} Pour le retenir quand même, écrivez pourquoi : ce motif reste au journal.",
            field="reason",
        )
    return lacks


def demand_four_to_six(count: int) -> None:
    """Rule 1, hard. Raises DomainError."""
    if FEWEST <= count <= MOST:
        return
    what = "aucun" if count == 0 else str(count)
    raise DomainError(
        f"On soumet de quatre à six changements retenus ; il y en a {what}. "
        + ("Retenez-en d’autres." if count < FEWEST else "Fondez ou écartez ceux qui se rejoignent.")
    )


def demand_horizon(ends_on: date | None) -> None:
    """Rule 24: the horizon of lasting changes is the end of the convention. Raises DomainError."""
    if ends_on is None:
        raise DomainError(
            "Fixez d’abord les dates de la convention : la fin de la CTG est l’horizon des changements."
        )


def demand_decision(
    decision: str,
    *,
    decided_on: date | None,
    reference: str,
    reserves: str,
    asked_on: date,
    today: date,
    is_authority: bool,
) -> None:
    """A decision that can be kept. Raises DomainError with the field at fault."""
    if decision not in {d for d in ValidationDecision if d != ValidationDecision.REQUESTED}:
        raise DomainError("Choisissez la décision.", field="decision")
    if decided_on is None:
        raise DomainError("Donnez la date de la décision.", field="decided_on")
    if decided_on > today:
        raise DomainError(
            "Cette date est à venir : enregistrez la décision une fois prise.", field="decided_on"
        )
    if decided_on < asked_on:
        raise DomainError(
            "Cette date précède l’envoi de cette version : la décision ne peut pas porter sur elle.",
            field="decided_on",
        )
    if is_authority and not reference.strip():
        raise DomainError(
            "Donnez la référence de la délibération, ou de la décision qui en tient lieu.",
            field="deliberation_reference",
        )
    needs_words = {ValidationDecision.WITH_RESERVES, ValidationDecision.REFUSED}
    if decision in needs_words and not reserves.strip():
        raise DomainError("Écrivez les réserves, ou le motif du refus.", field="reserves")


def is_signatorys_own(account_email: str, contact_email: str) -> bool:
    """Whether the account is the signatory's: same address, case forgiven."""
    return bool(contact_email) and account_email.casefold() == contact_email.casefold()


def demand_same_territory(changes: Iterable[LastingChange]) -> None:
    """Raises DomainError when changes of two démarches are mixed."""
    if len({change.initiative_id for change in changes}) > 1:
        raise DomainError("Ces changements ne sont pas du même territoire.")
